/** The notes of the open article: begun, written, deleted with a way back, and put again where they lost their place. */
import { signal } from "@preact/signals";
import type { Note, Opened } from "../core/protocol";
import type { Span } from "../core/reading";
import { newId } from "./ids";
import type { NotePlace } from "./marks";
import { t } from "./messages";
import type { Store } from "./store";

export type PlacedNote = Opened["notes"][number];

export class Notebook {
  readonly notes = signal<PlacedNote[]>([]);
  /** The note that is being written. */
  readonly openNote = signal<string | null>(null);

  constructor(private readonly store: Store) {}

  find(id: string): PlacedNote | undefined {
    return this.notes.value.find((note) => note.id === id);
  }

  change(id: string, change: Partial<PlacedNote>): void {
    this.notes.value = this.notes.value.map((note) => (note.id === id ? { ...note, ...change } : note));
  }

  /** Where notes stand in the text. */
  places(): NotePlace[] {
    return this.notes.value.flatMap((note) => (note.placement?.span ? [{ id: note.id, span: note.placement.span }] : []));
  }

  /** Begins a note on a place, or on the whole article. It is stored with its first word. */
  async add(on: Note["on"], span: Span | null): Promise<void> {
    const article = this.store.article.value;
    if (!article) return;
    const now = new Date().toISOString();
    try {
      const anchor = span ? await this.store.client.call("anchor", { text: article.text, span }) : null;
      const note: PlacedNote = {
        id: newId(), rev: 0, articleId: article.id, anchor, on, body: "", tags: [], status: "", created: now, updated: now, analyzer: this.store.analyzer,
        placement: span ? { state: "exact", span, candidates: [] } : null,
      };
      this.notes.value = [...this.notes.value, note];
      this.store.cursor.card.value = null;
      this.show(note.id);
      this.store.reader.repaint();
    } catch (error) {
      this.store.fail(error);
    }
  }

  /** Opens a note for writing, in the inspector. */
  show(id: string): void {
    this.store.tab.value = "notes";
    this.store.showPanel(true);
    this.openNote.value = id;
  }

  /** Opens the note on the whole article, or begins one. */
  showOnArticle(): void {
    const note = this.notes.value.find((note) => note.on === "article");
    if (note) this.show(note.id);
    else void this.add("article", null);
  }

  edit(id: string, change: Partial<Pick<Note, "body" | "tags" | "status">>): void {
    this.change(id, { ...change, updated: new Date().toISOString() });
    this.store.saves.noteSoon(id);
  }

  /** Ends the writing; a note without a word was none. */
  close(id: string): void {
    this.openNote.value = null;
    const note = this.find(id);
    if (note && !written(note) && note.rev === 0) {
      this.notes.value = this.notes.value.filter((other) => other.id !== id);
      this.store.reader.repaint();
    } else void this.store.saves.settle();
  }

  async delete(id: string): Promise<void> {
    const note = this.find(id);
    if (!note || !(await this.remove(note))) return;
    const restore = async () => {
      this.notes.value = [...this.notes.value, { ...note, rev: 0 }];
      this.store.reader.repaint();
      await this.store.saves.putNote(id);
    };
    this.store.tell(t.noteDeleted, this.store.amend.record({ back: restore, again: async () => { await this.remove(note); } }));
  }

  private async remove(note: PlacedNote): Promise<boolean> {
    const { id } = note;
    await this.store.saves.drop(id);
    const rev = this.find(id)?.rev ?? 0;
    this.notes.value = this.notes.value.filter((other) => other.id !== id);
    this.openNote.value = null;
    this.store.reader.repaint();
    if (rev > 0 && !(await this.store.saves.write(() => this.store.client.call("deleteNotes", { ids: [id] })))) {
      this.notes.value = [...this.notes.value, note];
      this.store.reader.repaint();
      return false;
    }
    this.store.library.noteDeleted(note);
    void this.store.refresh();
    return true;
  }

  /** The text was replaced: finds the notes' places again, never by guessing, and says how many have none. */
  async place(text: string): Promise<void> {
    const anchored = this.notes.value.filter((note) => note.anchor);
    if (!anchored.length) return;
    try {
      const placements = await this.store.client.call("place", { text, anchors: anchored.map((note) => note.anchor!) });
      for (const [i, { id }] of anchored.entries()) this.change(id, { placement: placements[i]! });
      const lost = placements.filter((placement) => placement.state === "lost").length;
      if (lost) this.store.tell(t.notesLost(lost));
    } catch (error) {
      this.store.fail(error);
    }
  }

  /** A lost note is put where the reader says. */
  async placeAt(id: string, span: Span): Promise<void> {
    try {
      const anchor = await this.store.client.call("anchor", { text: this.store.text.value, span });
      this.change(id, { anchor, placement: { state: "exact", span, candidates: [] } });
      await this.store.saves.putNote(id);
      this.store.reader.repaint();
    } catch (error) {
      this.store.fail(error);
    }
  }
}

/** Whether there is anything in a note to keep. */
export function written(note: Note): boolean {
  return note.body.trim() !== "" || note.tags.length > 0 || note.status !== "";
}

/** What the reader changes in a reading or deletes, with a way back: corrections, undo and redo. */
import type { Correction } from "../core/protocol";
import type { Span } from "../core/reading";
import { newId } from "./ids";
import { t } from "./messages";
import type { Store } from "./store";
import { words } from "./text";

/** A correction or deletion that can be taken back, and then made again. */
interface Change {
  back(): Promise<void>;
  again(): Promise<void>;
}

export class Amendments {
  /** What was changed in the open article, last at the end, and what of it was taken back. */
  private changes: Change[] = [];
  private takenBack: Change[] = [];

  constructor(private readonly store: Store) {}

  /** Another article is opened: what was changed in this one is not taken back there. */
  forget(): void {
    this.changes = [];
    this.takenBack = [];
  }

  /** Keeps a change that has been made; answers how to take this one back. */
  record(change: Change): () => void {
    this.changes.push(change);
    this.takenBack = [];
    return () => this.undo(change);
  }

  undo(change = this.changes.at(-1)): void {
    if (!change || !this.changes.includes(change)) return this.store.say(t.nothingToUndo);
    this.changes = this.changes.filter((other) => other !== change);
    this.takenBack.push(change);
    this.store.tell(t.undone);
    void change.back();
  }

  redo(): void {
    const change = this.takenBack.pop();
    if (!change) return this.store.say(t.nothingToRedo);
    this.changes.push(change);
    this.store.tell(t.redone);
    void change.again();
  }

  /** Corrects a place, or, by a name, everything that bears it; `everywhere` in later articles too. */
  async correct(on: Correction["on"], act: Correction["act"], what: Span | string, value: string, everywhere: boolean): Promise<void> {
    const article = this.store.article.value;
    if (!article) return;
    try {
      const place = typeof what === "string" ? null : what;
      const anchor = everywhere || !place ? null : await this.store.client.call("anchor", { text: article.text, span: place });
      await this.store.saves.settle();
      const open = this.store.article.value; // under its own id now, whatever the library knew
      if (open?.text !== article.text) return;
      const correction: Correction = {
        id: newId(), rev: 0, articleId: everywhere ? null : open.id, on, act, anchor, words: typeof what === "string" ? what : words(article.text, [what]), value, created: new Date().toISOString(),
      };
      this.store.cursor.card.value = null;
      this.store.tell(t.corrected, this.record({ back: () => this.withdraw(correction.id), again: () => this.apply(correction) }));
      await this.apply(correction);
    } catch (error) {
      this.store.fail(error);
    }
  }

  async uncorrect(id: string): Promise<void> {
    const correction = this.store.corrections.value.find((other) => other.id === id);
    if (!correction) return;
    this.record({ back: () => this.apply({ ...correction, rev: 0 }), again: () => this.withdraw(id) });
    await this.withdraw(id);
  }

  private async apply(correction: Correction): Promise<void> {
    const { corrections, reader, saves } = this.store;
    const held = await saves.putCorrection(correction);
    corrections.value = [...corrections.value, held];
    await reader.read();
  }

  private async withdraw(id: string): Promise<void> {
    const { corrections } = this.store;
    corrections.value = corrections.value.filter((correction) => correction.id !== id);
    await this.store.saves.write(() => this.store.client.call("deleteCorrections", { ids: [id] }));
    await this.store.reader.read();
  }
}

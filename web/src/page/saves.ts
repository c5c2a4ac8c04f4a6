/**
 * Stores what the reader types: one write after the other, a moment after the last key, and shows how it went. What another tab wrote
 * meanwhile is never overwritten: it becomes a conflict, for the reader to resolve.
 */
import { signal } from "@preact/signals";
import { webAddress } from "../core/address";
import { failureOf } from "../core/client";
import type { Article, Correction, Failure, Note } from "../core/protocol";
import { newId } from "./ids";
import { t } from "./messages";
import { written } from "./notebook";
import type { Store } from "./store";

export type Saving = { state: "none" } | { state: "saving" } | { state: "saved"; at: Date } | { state: "failed"; failure: Failure };

export interface Conflict {
  mine: Note | Article;
  theirs: Note | Article;
  /** How many notes each side has, where it is about an article. */
  notes?: { mine: number; theirs: number };
}

const autosaveAfter = 600;

export class Saves {
  readonly state = signal<Saving>({ state: "none" });
  readonly conflict = signal<Conflict | null>(null);
  /** What another tab has done to the open article. */
  readonly elsewhere = signal<"changed" | "deleted" | null>(null);
  private stored: Promise<unknown> = Promise.resolve();
  /** How many pieces of work wait for their turn. */
  private waiting = 0;
  /** How the last one went. */
  private outcome: Saving = { state: "none" };
  /** Notes whose last change has not been stored. */
  private readonly dirty = new Set<string>();
  /** What waits for the last key: "article", or the id of a note. */
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private asked = false;

  constructor(private readonly store: Store) {}

  /** Another article is opened: how this one was saved is not shown there. */
  forget(): void {
    this.shown({ state: "none" });
    this.dirty.clear();
    this.elsewhere.value = null;
  }

  /** Nothing is written before this is over. */
  hold(work: Promise<unknown>): void {
    this.stored = work.catch(() => {});
  }

  articleSoon(): void {
    this.soon("article", () => this.putArticle({}));
  }

  noteSoon(id: string): void {
    this.dirty.add(id);
    this.soon(id, () => this.putNote(id));
  }

  private soon(name: string, work: () => Promise<unknown>): void {
    clearTimeout(this.timers.get(name));
    this.state.value = { state: "saving" };
    this.timers.set(name, setTimeout(() => { this.timers.delete(name); void work(); }, autosaveAfter));
  }

  /** Stores at once what waits for its turn, and what is tried again after it. */
  async settle(): Promise<void> {
    for (const [name, timer] of this.timers) {
      clearTimeout(timer);
      if (name === "article") void this.putArticle({});
      else void this.putNote(name);
    }
    this.timers.clear();
    for (let last: unknown; last !== this.stored; await last) last = this.stored;
  }

  /** The open article is not in the library's list: has another tab deleted it? */
  async look(): Promise<void> {
    const { client, article } = this.store;
    const id = article.value?.id ?? "";
    const failure = await client.call("get", { id }).then(() => null, failureOf);
    if (failure?.code !== "not-found" || article.value?.id !== id) return;
    this.elsewhere.value = "deleted";
    this.shown({ state: "failed", failure });
  }

  /** Stores the article anew that another tab deleted, with all that belongs to it. */
  async keep(): Promise<void> {
    const { article, notebook, corrections } = this.store;
    if (!article.value) return;
    this.elsewhere.value = null;
    article.value = { ...article.value, rev: 0 };
    notebook.notes.value = notebook.notes.value.map((note) => ({ ...note, rev: 0 }));
    corrections.value = corrections.value.map((correction) => (correction.articleId === null ? correction : { ...correction, rev: 0 }));
    await this.anew();
  }

  /** Stores the article as it is here beside the one of the other tab, with all that belongs to it. */
  private async keepBoth(mine: Article): Promise<void> {
    const { amend, article, notebook, corrections, reader } = this.store;
    const id = newId();
    amend.forget(); // what was changed has other names here
    article.value = { ...mine, id, rev: 0, title: t.copyOf(mine.title) };
    notebook.openNote.value = null;
    notebook.notes.value = notebook.notes.value.map((note) => ({ ...note, id: newId(), rev: 0, articleId: id }));
    corrections.value = corrections.value.map((correction) => (correction.articleId === null ? correction : { ...correction, id: newId(), rev: 0, articleId: id }));
    reader.repaint();
    await this.anew();
  }

  private async anew(): Promise<void> {
    const { notebook, corrections } = this.store;
    for (const { id } of notebook.notes.value) this.dirty.add(id);
    await this.again();
    for (const correction of corrections.value) if (correction.articleId !== null) await this.putCorrection(correction);
  }

  /** Gives up what waits to be stored. */
  abandon(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.forget();
  }

  /** Whether leaving the article would lose what was typed: the last try to store it failed. */
  get wouldLose(): boolean {
    const { article } = this.store;
    return this.outcome.state === "failed" && (this.dirty.size > 0 || (article.value ? this.unwritten(article.value.id) : false));
  }

  /** Whether something typed is on its way to the library. */
  get underWay(): boolean {
    return this.state.value.state === "saving";
  }

  /** Drops what waits to be stored of a note that will be deleted, and waits for what is under way. */
  async drop(id: string): Promise<void> {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.dirty.delete(id);
    await this.stored;
    this.show(); // it may have been all that was waited for
  }

  /** Writes again what could not be written. */
  async again(): Promise<void> {
    await this.putArticle({});
    for (const id of this.dirty) await this.putNote(id);
  }

  /** Does a piece of storing, and shows how it went; false if it failed. */
  async write(work: () => Promise<unknown>): Promise<boolean> {
    this.state.value = { state: "saving" };
    try {
      await work();
      await this.store.opened; // a new worker may have been refused the database
      this.outcome = this.conflict.value ? { state: "none" } : this.savedAt(new Date());
    } catch (error) {
      const failure = failureOf(error);
      this.outcome = { state: "failed", failure };
      if (failure.code === "not-found") this.elsewhere.value = "deleted"; // all that is written belongs to the article
    }
    this.show();
    return this.outcome.state !== "failed";
  }

  /** The article was found in the library. */
  found({ updated }: Article): void {
    this.shown(this.savedAt(new Date(updated)));
  }

  /** What a library in memory holds is not saved. */
  private savedAt(at: Date): Saving {
    return this.store.storage.value?.state === "ok" ? { state: "saved", at } : { state: "none" };
  }

  private shown(outcome: Saving): void {
    this.outcome = outcome;
    this.state.value = outcome;
  }

  /** Nothing is shown as saved while something typed since then waits to be stored; what could not be stored before is tried again. */
  private show(): void {
    if (this.waiting > 0 || this.timers.size > 0) return;
    this.state.value = this.outcome;
    if (this.outcome.state === "saved") for (const { id } of this.store.notebook.notes.value) if (this.dirty.has(id)) void this.putNote(id);
  }

  /** Writes the article as it is then, after the writes before it. */
  putArticle(change: Partial<Article>): Promise<void> {
    const { client, article, notebook } = this.store;
    return this.next(async () => {
      if (!article.value) return;
      const mine = { ...article.value, ...change, url: webAddress(article.value.url), updated: new Date().toISOString() }; // half an address may stand in the field
      await this.write(async () => {
        try {
          const saved = await client.call("putArticle", mine);
          if (article.value?.id === saved.id) article.value = { ...article.value, ...change, rev: saved.rev, updated: saved.updated };
          void this.store.refresh();
        } catch (error) {
          if (failureOf(error).code !== "conflict") throw error;
          const theirs = await client.call("get", { id: mine.id });
          this.conflict.value = { mine, theirs: theirs.article, notes: { mine: notebook.notes.value.length, theirs: theirs.notes.length } };
        }
      });
    });
  }

  /** Writes a note as it is then, after its article. */
  putNote(id: string): Promise<void> {
    const { client, article, notebook } = this.store;
    if (article.value && this.unwritten(article.value.id)) void this.putArticle({});
    return this.next(async () => {
      const note = notebook.find(id);
      if (!note || (!written(note) && note.rev === 0)) {
        this.dirty.delete(id);
        return;
      }
      if (this.unwritten(note.articleId)) return; // what is shown is why its article could not be stored
      const { placement: _, ...mine } = note;
      await this.write(async () => {
        try {
          await this.storeNote(mine);
        } catch (error) {
          if (failureOf(error).code !== "conflict") throw error;
          const theirs = (await client.call("notes", { articleId: mine.articleId })).find((other) => other.id === id);
          if (theirs) this.conflict.value = { mine, theirs };
          else await this.storeNote({ ...mine, rev: 0 }); // deleted in another tab, while its reader writes on here
        }
      });
    });
  }

  /** Writes a correction, after its article; answers how it is stored, or if it cannot be, what was given, which holds until the page is closed. */
  async putCorrection(correction: Correction): Promise<Correction> {
    const { client } = this.store;
    const waits = () => correction.articleId !== null && this.unwritten(correction.articleId);
    if (waits()) await this.putArticle({});
    if (waits()) return correction; // what is shown is why its article could not be stored
    let held = correction;
    await this.write(async () => { held = await client.call("putCorrection", correction); });
    return held;
  }

  private async storeNote(mine: Note): Promise<void> {
    const { client, notebook, library } = this.store;
    const saved = await client.call("putNote", mine);
    if (notebook.find(mine.id)?.updated === mine.updated) this.dirty.delete(mine.id);
    notebook.change(mine.id, { rev: saved.rev });
    library.noteSaved(saved);
    if (mine.rev === 0) void this.store.refresh();
    this.persist();
  }

  /** Does work after all that was asked for before. */
  private next(work: () => Promise<void>): Promise<void> {
    this.waiting++;
    const done = this.stored.then(async () => {
      this.waiting--;
      await work();
      this.show(); // not every turn finds something to store
    });
    this.stored = done.catch(() => {});
    return done;
  }

  /** Whether the article at hand is that one and has never been stored: its notes cannot be either. */
  private unwritten(articleId: string): boolean {
    const article = this.store.article.value;
    return article?.id === articleId && article.rev === 0;
  }

  /** Asks the browser to keep the library, at the first saved note. Not awaited: in some browsers the answer never comes. */
  private persist(): void {
    if (this.asked) return;
    this.asked = true;
    navigator.storage?.persist?.().catch(() => false);
  }

  async resolve(keep: "mine" | "theirs" | "both"): Promise<void> {
    const conflict = this.conflict.value;
    this.conflict.value = null;
    this.elsewhere.value = null;
    this.store.closeDialog();
    if (!conflict) return;
    const { mine, theirs } = conflict;
    if ("text" in mine && "text" in theirs) {
      if (keep === "theirs") return this.store.open(theirs.id);
      if (keep === "both") return this.keepBoth(mine);
      this.store.article.value = { ...mine, rev: theirs.rev };
      return this.putArticle({});
    }
    if ("body" in mine && "body" in theirs) {
      const note = keep === "theirs" ? theirs : keep === "mine" ? { ...mine, rev: theirs.rev } : { ...theirs, body: `${theirs.body}\n\n---\n\n${mine.body}`, tags: [...new Set([...theirs.tags, ...mine.tags])] };
      this.store.notebook.change(note.id, note);
      if (keep !== "theirs") await this.putNote(note.id);
    }
  }
}

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
  correct(on: Correction["on"], act: Correction["act"], what: Span | string, value: string, everywhere: boolean): Promise<void> {
    return this.correctAll(on, act, [what], value, everywhere);
  }

  /** The same for several at once, which are taken back at once. */
  async correctAll(on: Correction["on"], act: Correction["act"], list: readonly (Span | string)[], value: string, everywhere = false): Promise<void> {
    const article = this.store.article.value;
    if (!article) return;
    try {
      const anchors = await Promise.all(list.map((what) => (everywhere || typeof what === "string" ? null : this.store.client.call("anchor", { text: article.text, span: what }))));
      await this.store.saves.settle();
      const open = this.store.article.value; // under its own id now, whatever the library knew
      if (open?.text !== article.text) return;
      const corrections = list.map((what, i): Correction => ({
        id: newId(), rev: 0, articleId: everywhere ? null : open.id, on, act, anchor: anchors[i]!, words: typeof what === "string" ? what : words(article.text, [what]), value, created: new Date().toISOString(),
      }));
      this.store.cursor.card.value = null;
      this.store.tell(t.corrected, this.record({ back: () => this.withdraw(corrections), again: () => this.apply(corrections) }));
      await this.apply(corrections);
    } catch (error) {
      this.store.fail(error);
    }
  }

  async uncorrect(id: string): Promise<void> {
    const correction = this.store.corrections.value.find((other) => other.id === id);
    if (!correction) return;
    this.record({ back: () => this.apply([{ ...correction, rev: 0 }]), again: () => this.withdraw([correction]) });
    await this.withdraw([correction]);
  }

  private async apply(list: readonly Correction[]): Promise<void> {
    const { corrections, reader, saves } = this.store;
    for (const correction of list) {
      const held = await saves.putCorrection(correction);
      corrections.value = [...corrections.value, held];
    }
    this.named(list);
    await reader.read();
  }

  /** The search learns the names that were given or taken back in the open article. */
  private named(list: readonly Correction[]): void {
    const id = list[0]?.articleId;
    if (id) void this.store.library.renew(id).catch(() => {}); // what the library says of it is said where it is opened
  }

  private async withdraw(list: readonly Correction[]): Promise<void> {
    const { corrections } = this.store;
    const ids = list.map(({ id }) => id);
    corrections.value = corrections.value.filter(({ id }) => !ids.includes(id));
    await this.store.saves.write(() => this.store.client.call("deleteCorrections", { ids }));
    this.named(list);
    await this.store.reader.read();
  }
}

/** A page without a document, and the library of its program, played by the test. */
import { CallError, type Client } from "../src/core/client";
import type { Article, Correction, ExportFile, Failure, Note } from "../src/core/protocol";
import type { Reading } from "../src/core/reading";
import type { PlacedNote } from "../src/page/notebook";
import type { PageShell } from "../src/page/shell";
import { Store } from "../src/page/store";

// What the page does in its own time must not keep the test waiting.
const wait = setTimeout;
Object.assign(globalThis, { setTimeout: (act: () => void, time = 0) => (time >= 10_000 ? wait(act, time).unref() : wait(act, time)) });

const element = { click() {}, remove() {} };
const stored = new Map<string, string>();
Object.assign(globalThis, {
  requestAnimationFrame: (act: () => void) => setTimeout(act), scrollTo() {}, matchMedia: () => ({ matches: false }), innerWidth: 1000, innerHeight: 800,
  document: { elementFromPoint: () => null, createElement: () => element, body: { append() {} } },
});
Object.defineProperty(globalThis, "localStorage", { value: { getItem: (name: string) => stored.get(name) ?? null, setItem: (name: string, value: string) => stored.set(name, value) } });

export const text = "Ada said it may rain.";
const reading: Reading = { id: "", version: "1.0", analyzer: "a", sentences: [[0, text.length]], paragraphs: [[0, text.length]], entities: [], actors: [], attributions: [], hedges: [] };
export const article: Article = { id: "a", rev: 1, title: "Rain", text, url: "", outlet: "", author: "", published: "", created: "", updated: "2026-01-01T00:00:00Z", analyzer: "a" };
export const note: PlacedNote = { id: "n", rev: 1, articleId: "a", anchor: null, on: "article", body: "before", tags: [], status: "", created: "", updated: "", analyzer: "a", placement: null };
export const correction: Correction = { id: "c", rev: 1, articleId: "a", on: "hedge", act: "dismiss", anchor: null, words: "may", value: "", created: "" };

/** A library in memory, with the rules of the one in the program, as far as they matter here. */
export class Played {
  articles = new Map<string, Article>();
  notes = new Map<string, Note>();
  corrections = new Map<string, Correction>();
  /** Methods that fail. */
  broken = new Map<string, Failure["code"]>();
  /** Methods that wait for this. */
  slow = new Map<string, Promise<unknown>>();

  async call(method: string, argument: never): Promise<unknown> {
    await this.slow.get(method);
    const code = this.broken.get(method);
    if (code) throw new CallError(code, "");
    return (this as unknown as Record<string, (argument: never) => unknown>)[method]!(argument);
  }

  list() { return [...this.articles.values()]; }
  read() { return reading; }
  anchor() { return null; }
  place({ anchors }: { anchors: unknown[] }) { return anchors.map(() => ({ state: "lost", span: null, candidates: [] })); }
  get({ id }: { id: string }) {
    const article = this.articles.get(id);
    if (!article) throw new CallError("not-found", "");
    return { article, notes: [...this.notes.values()].filter(({ articleId }) => articleId === id).map((note) => ({ ...note, placement: null })), corrections: [...this.corrections.values()].filter(({ articleId }) => articleId === id) };
  }
  corrections_() { return [...this.corrections.values()]; }
  putArticle(article: Article) { return put(this.articles, article); }
  putNote(note: Note) { return this.belonging(note.articleId, () => put(this.notes, note)); }
  putCorrection(correction: Correction) { return this.belonging(correction.articleId, () => put(this.corrections, correction)); }
  export({ articleIds }: { articleIds: string[] }): ExportFile {
    const articles = articleIds.length ? articleIds : [...this.articles.keys()];
    return { name: "backup.json", type: "application/json", text: JSON.stringify({ articles }), counts: { articles: articles.length, notes: 0, corrections: 0 } };
  }
  async preview(file: Blob) { return { articles: JSON.parse(await file.text()).articles, notes: 0, corrections: 0, problems: [] }; }
  deleteArticles({ ids }: { ids: string[] }) { for (const id of ids) this.articles.delete(id); }

  private belonging<T>(articleId: string | null, write: () => T): T {
    if (articleId !== null && !this.articles.has(articleId)) throw new CallError("not-found", "");
    return write();
  }
}

function put<T extends { id: string; rev: number }>(records: Map<string, T>, record: T): T {
  if ((records.get(record.id)?.rev ?? 0) !== record.rev) throw new CallError("conflict", "");
  const saved = { ...record, rev: record.rev + 1 };
  records.set(record.id, saved);
  return saved;
}

export function played() {
  const library = new Played();
  library.articles.set("a", article);
  library.notes.set("n", note);
  library.corrections.set("c", correction);
  const store = new Store({ kind: "site", worker: () => { throw new Error("none here"); } } as PageShell);
  const call = (method: string, argument: never) => library.call(method === "corrections" ? "corrections_" : method, argument);
  (store.client as { call: unknown }).call = call as Client["call"];
  store.storage.value = { state: "ok", detail: "", articles: 1, notes: 1 };
  return { library, store };
}

/** Until nothing is under way: the reading and what it leads to are stored. */
export async function quiet(store: Store): Promise<void> {
  for (let turns = 0; turns < 5; turns++) {
    await new Promise((done) => setTimeout(done, 10));
    await store.saves.settle();
  }
}

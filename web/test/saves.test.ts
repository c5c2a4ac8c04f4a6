/** How what the reader types is stored, against a library that the test plays: whatever happens meanwhile, nothing typed is lost or goes astray. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CallError, type Client } from "../src/core/client";
import type { Article, Correction, Failure, Note } from "../src/core/protocol";
import type { Reading } from "../src/core/reading";
import type { PlacedNote } from "../src/page/notebook";
import type { PageShell } from "../src/page/shell";
import { Store } from "../src/page/store";

Object.assign(globalThis, { requestAnimationFrame: (act: () => void) => setTimeout(act), scrollTo: () => {}, matchMedia: () => ({ matches: false }), document: { elementFromPoint: () => null }, innerWidth: 1000, innerHeight: 800 });

const text = "Ada said it may rain.";
const reading: Reading = { id: "", version: "1.0", analyzer: "a", sentences: [[0, text.length]], paragraphs: [[0, text.length]], entities: [], actors: [], attributions: [], hedges: [] };
const article: Article = { id: "a", rev: 1, title: "Rain", text, url: "", outlet: "", author: "", published: "", created: "", updated: "2026-01-01T00:00:00Z", analyzer: "a" };
const note: PlacedNote = { id: "n", rev: 1, articleId: "a", anchor: null, on: "article", body: "before", tags: [], status: "", created: "", updated: "", placement: null };
const correction: Correction = { id: "c", rev: 1, articleId: "a", on: "hedge", act: "dismiss", anchor: null, words: "may", value: "", created: "" };

/** A library in memory, with the rules of the one in the program, as far as they matter here. */
class Played {
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

function played() {
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
async function quiet(store: Store): Promise<void> {
  for (let turns = 0; turns < 5; turns++) {
    await new Promise((done) => setTimeout(done, 10));
    await store.saves.settle();
  }
}

test("a note that could not be stored is stored after the text was replaced", async () => {
  const { library, store } = played();
  await store.open("a");
  library.broken.set("putNote", "quota");
  store.notebook.edit("n", { body: "typed" });
  await store.saves.settle();
  assert.ok(store.saves.wouldLose);
  library.broken.clear();
  await store.replaceText("Ada said it will snow.");
  await quiet(store);
  assert.equal(library.notes.get("n")?.body, "typed");
});

test("a correction made while a new article is read is stored, after its article", async () => {
  const { library, store } = played();
  let read = () => {};
  library.slow.set("read", new Promise<void>((done) => { read = done; }));
  const taken = store.take({ text: "Ben said it may hail." });
  await quiet(store);
  const corrected = store.amend.correct("hedge", "dismiss", "may", "", false);
  await quiet(store);
  read();
  await Promise.all([taken, corrected]);
  await quiet(store);
  const own = [...library.corrections.values()].find(({ id }) => id !== "c");
  assert.equal(own?.articleId, store.article.value?.id);
  assert.equal(store.saves.elsewhere.value, null);
});

test("an article that cannot be stored keeps its corrections on the page, and blames no other tab", async () => {
  const { library, store } = played();
  library.broken.set("putArticle", "quota");
  await store.take({ text: "Ben said it may hail." });
  await store.amend.correct("hedge", "dismiss", "may", "", false);
  await quiet(store);
  assert.equal(store.corrections.value.length, 1);
  assert.equal(store.saves.elsewhere.value, null);
  assert.deepEqual(store.saves.state.value, { state: "failed", failure: { code: "quota", detail: "" } });
});

test("a note begun before the library has answered goes to the article at hand, not to the one that was made of the same text and edited since", async () => {
  const { library, store } = played();
  await store.take({ text });
  await quiet(store);
  const edited = store.article.value!.id;
  library.articles.set(edited, { ...library.articles.get(edited)!, text: "Ada said it will not rain." });
  await store.new();
  let answer = () => {};
  library.slow.set("get", new Promise<void>((done) => { answer = done; }));
  const taken = store.take({ text });
  await new Promise((done) => setTimeout(done, 30));
  await store.notebook.add("article", null);
  store.notebook.edit(store.notebook.openNote.value!, { body: "typed" });
  answer();
  await taken;
  await quiet(store);
  const typed = [...library.notes.values()].find(({ body }) => body === "typed");
  assert.notEqual(typed?.articleId, edited);
  assert.equal(typed?.articleId, store.article.value?.id);
});

test("of two versions, both are kept whole: the copy has the notes and corrections too", async () => {
  const { library, store } = played();
  await store.open("a");
  library.articles.set("a", { ...article, rev: 2, title: "Theirs" });
  store.describe({ title: "Mine" });
  await store.saves.settle();
  assert.ok(store.saves.conflict.value);
  await store.saves.resolve("both");
  await quiet(store);
  const copy = [...library.articles.values()].find(({ title }) => title.startsWith("Mine"));
  assert.ok(copy && copy.id !== "a" && library.articles.get("a")?.title === "Theirs");
  for (const records of [library.notes, library.corrections]) assert.deepEqual([...records.values()].map(({ articleId }) => articleId).sort(), ["a", copy.id].sort());
});

test("of an article that is deleted nothing waits to be stored", async () => {
  const { library, store } = played();
  await store.open("a");
  store.notebook.edit("n", { body: "typed" });
  await store.deleteArticles(["a"]);
  await new Promise((done) => setTimeout(done, 700)); // longer than what is typed waits
  assert.equal(store.saves.elsewhere.value, null);
  assert.equal(library.notes.get("n")?.body, "before");
});

test("what is tried again is waited for before another article is opened", async () => {
  const { library, store } = played();
  await store.open("a");
  library.broken.set("putNote", "unavailable");
  store.notebook.edit("n", { body: "typed" });
  await store.saves.settle();
  library.broken.clear();
  let answer = () => {};
  library.slow.set("putNote", new Promise<void>((done) => { answer = done; }));
  store.describe({ title: "Rain, or not" });
  const closed = store.new();
  await new Promise((done) => setTimeout(done, 30));
  assert.equal(store.article.value?.id, "a");
  answer();
  await closed;
  assert.equal(library.notes.get("n")?.body, "typed");
});

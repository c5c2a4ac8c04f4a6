/** How what the reader types is stored: whatever happens meanwhile, nothing typed is lost or goes astray. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { article, played, quiet, text } from "./played";

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
  while (!store.article.value) await new Promise((done) => setTimeout(done, 5));
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

test("closing the page asks as long as something typed is on its way, and no longer", async () => {
  const { store } = played();
  await store.open("a");
  await quiet(store);
  assert.ok(!store.wouldLose);
  store.notebook.edit("n", { body: "typed" });
  assert.ok(store.wouldLose);
  await quiet(store);
  assert.ok(!store.wouldLose);
  await store.notebook.add("article", null);
  const id = store.notebook.openNote.value!;
  store.notebook.edit(id, { body: "gone before it is stored" });
  await store.notebook.delete(id);
  assert.ok(!store.wouldLose);
});

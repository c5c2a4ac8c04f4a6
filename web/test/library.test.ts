/** The search in the library, against a program that the test plays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "../src/core/client";
import type { Note } from "../src/core/protocol";
import { Library } from "../src/page/library";

const article = { id: "a", rev: 1, title: "Ferry", url: "", outlet: "", published: "", created: "", updated: "", text: "The ferry may stop.", author: "", analyzer: "" };
const note: Note = { id: "n", rev: 1, articleId: "a", anchor: null, on: "article", body: "harbour", tags: ["later"], status: "", created: "", updated: "", analyzer: "a" };

async function filled(answers: Record<string, unknown> = {}): Promise<Library> {
  Object.assign(answers, { list: [{ ...article, words: 4, notes: 1, size: 19 }], notes: [note], corrections: [], articles: [article] });
  const library = new Library({ call: async (method: string) => answers[method] } as unknown as Client);
  await library.load();
  await library.fill();
  return library;
}

test("articles are found by title, text, and the words and tags of their notes", async () => {
  const library = await filled();
  for (const query of ["ferry", "stop", "harbour", "later"]) assert.equal(library.search(query, "updated", false).length, 1, query);
  assert.equal(library.search("tunnel", "updated", false).length, 0);
});

test("a note is found by what it says now, and no more by what it said before", async () => {
  const library = await filled();
  library.noteSaved({ ...note, rev: 2, body: "tunnel" });
  assert.equal(library.search("tunnel", "updated", false).length, 1);
  assert.equal(library.search("harbour", "updated", false).length, 0);
});

test("notes that another tab wrote or deleted are found by what they say now, and texts by their new words", async () => {
  const answers: Record<string, unknown> = {};
  const library = await filled(answers);
  const found = (query: string) => library.search(query, "updated", false).length;
  answers.notes = [{ ...note, rev: 2, body: "tunnel" }];
  await library.renew("a");
  assert.deepEqual([found("tunnel"), found("harbour"), found("ferry"), library.changes.value], [1, 0, 1, 1]);
  answers.notes = [];
  await library.renew("");
  assert.deepEqual([found("tunnel"), found("ferry"), library.changes.value], [0, 1, 2]);
  await library.renew("");
  assert.equal(library.changes.value, 2, "nothing is indexed again where nothing has changed");
  answers.list = [{ ...article, rev: 2, words: 4, notes: 0, size: 19 }];
  answers.articles = [{ ...article, rev: 2, text: "The bridge may close." }];
  await library.load();
  await library.fill();
  assert.deepEqual([found("bridge"), found("stop"), library.indexed.value], [1, 0, 1]);
});

test("an article is found by the names that the reader gave in it", async () => {
  const answers: Record<string, unknown> = {};
  const library = await filled(answers);
  const correction = { id: "c", rev: 1, articleId: "a", on: "actor", act: "rename", anchor: null, words: "ferry", value: "Princess Ragnhild", created: "" };
  answers.corrections = [correction, { ...correction, id: "d", act: "retype", value: "organization" }, { ...correction, id: "e", articleId: null, value: "Everywhere" }];
  await library.renew("a");
  assert.deepEqual(["ragnhild", "organization", "everywhere", "harbour"].map((query) => library.search(query, "updated", false).length), [1, 0, 0, 1]);
});

test("a note that was deleted is found no more", async () => {
  const library = await filled();
  library.noteDeleted(note);
  assert.equal(library.search("harbour", "updated", false).length, 0);
  assert.equal(library.search("ferry", "updated", false).length, 1);
});

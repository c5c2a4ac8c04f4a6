import assert from "node:assert/strict";
import { test } from "node:test";
import type { Correction } from "../src/core/protocol";
import type { Hedge, Reading } from "../src/core/reading";
import { factsOf } from "../src/page/facts";
import { t } from "../src/page/messages";

const hedge = (owner: string | null): Hedge => ({ id: "h", cue: [[0, 3]], scope: [], class: "possibility", owner, why: "" });
const glance = (hedges: Hedge[]) => {
  const reading: Reading = { id: "", version: "", analyzer: "", sentences: [], paragraphs: [], entities: [], actors: [], attributions: [], hedges };
  return t.glanceSentences(factsOf("may rain", reading), reading).map((sentence) => sentence.map((part) => (typeof part === "string" ? part : part.words)).join(""));
};

test("the first sentences say nothing twice, and no zero where a word says it", () => {
  assert.deepEqual(glance([]), ["No source is given for anything in this text.", "No hedged claims."]);
  assert.equal(glance([hedge("s1")]).at(-1), "1 hedged claim, none by the reporter.");
  assert.equal(glance([hedge(null), hedge(null)]).at(-1), "2 hedged claims, all by the reporter.");
});

test("corrections are said in the reader's words", () => {
  const said = (change: Partial<Correction>) => t.correctionSaid({ id: "", rev: 0, articleId: "a", on: "actor", act: "dismiss", anchor: null, words: "Apple", value: "", created: "", ...change });
  assert.equal(said({}), "“Apple”: not an actor");
  assert.equal(said({ on: "source", act: "add" }), "“Apple”: marked as a source");
  assert.equal(said({ act: "retype", value: "organization" }), "“Apple”: of the type “organisation”");
  assert.equal(said({ on: "hedge", act: "retype", value: "report", articleId: null }), "“Apple”: of the type “hearsay”, in every article");
});

test("what a file holds is counted without zeros", () => {
  assert.equal(t.previewSaid(1, 0, 0, 0), "1 article.");
  assert.equal(t.previewSaid(12, 48, 1, 3), "12 articles, 48 notes, 1 correction, 3 already here.");
  assert.equal(t.imported(2, 0, ""), "Imported 2 articles.");
});

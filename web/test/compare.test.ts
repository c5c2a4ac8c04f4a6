import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reading, Span } from "../src/core/reading";
import { changesOf, nameDisagreements, tagDisagreements } from "../src/page/compare";

function reading(change: Partial<Reading>): Reading {
  return { id: "", version: "1.0", analyzer: "", sentences: [], paragraphs: [], entities: [], actors: [], attributions: [], hedges: [], ...change };
}

function version(text: string, speaker: string, said: string) {
  const at = (part: string): Span => [text.indexOf(part), text.indexOf(part) + part.length];
  return {
    text,
    reading: reading({ attributions: [{ id: "s1", source: [at(speaker)], cue: [], content: [at(said)], reason: [], basis: [], quote: "indirect", kind: "person", stance: "neutral", named: true, speaker, actor: null, parent: null, why: "" }] }),
  };
}

test("a later version: new and gone statements and numbers", () => {
  const before = version("Ada said it rains. 4 roads closed.", "Ada", "it rains");
  const after = version("Ben said it rains. 4 roads and 12 bridges closed.", "Ben", "it rains");
  const changes = changesOf(before, after);
  assert.deepEqual(changes.added.map((change) => [change.kind, change.words]), [["source", "Ben: it rains"], ["number", "12"]]);
  assert.deepEqual(changes.removed.map((change) => [change.kind, change.words]), [["source", "Ada: it rains"]]);
});

test("a number that stands once more is one change", () => {
  const [before, after] = ["2 and 2", "2 and 2 and 2"].map((text) => ({ text, reading: reading({}) }));
  assert.deepEqual(changesOf(before!, after!), { added: [{ kind: "number", words: "2", span: [12, 13] }], removed: [] });
  assert.deepEqual(changesOf(after!, after!), { added: [], removed: [] });
});

test("two engines: names by span and label, tags by equal tokens", () => {
  const here = reading({ entities: [{ span: [0, 3], label: "PER" }, { span: [5, 9], label: "LOC" }], tokens: [{ span: [0, 3], tag: "NNP", head: -1, dep: "root" }, { span: [4, 5], tag: "IN", head: 0, dep: "case" }] });
  const there = reading({ entities: [{ span: [0, 3], label: "ORG" }, { span: [20, 22], label: "PER" }], tokens: [{ span: [0, 3], tag: "NN", head: -1, dep: "" }, { span: [4, 6], tag: "IN", head: -1, dep: "" }] });
  assert.deepEqual(nameDisagreements(here, there), [{ span: [0, 3], here: "PER", there: "ORG" }, { span: [5, 9], here: "LOC", there: "" }, { span: [20, 22], here: "", there: "PER" }]);
  assert.deepEqual(tagDisagreements(here, there), { compared: 1, list: [{ span: [0, 3], here: "NNP", there: "NN" }] });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reading, Span } from "../src/core/reading";
import { findingsOf, type Lens } from "../src/page/marks";
import { agreementOf, chosenAfter, type Predicted, readingOf } from "../src/page/prediction";

const text = "Officials said the bridge may close. Borel might come.";
const at = (words: string): Span => [text.indexOf(words), text.indexOf(words) + words.length];
const mark = (lens: Lens, words: string): Predicted => ({ id: `${lens} ${words}`, lens, span: at(words) });

const program: Reading = {
  id: "", version: "1.0", analyzer: "", sentences: [at("Officials said the bridge may close."), at("Borel might come.")], paragraphs: [[0, text.length]], entities: [],
  actors: [], attributions: [],
  hedges: [at("may"), at("might")].map((cue, i) => ({ id: `h${i}`, cue: [cue], scope: [], class: "possibility", owner: null, why: "" })),
};

test("what a student marks is drawn as a reading of its own, with none of the program's findings", () => {
  const own = readingOf(program, text, [mark("hedge", "close"), mark("actor", "Borel"), mark("source", "Officials")]);
  assert.deepEqual((["actor", "source", "hedge"] as const).map((lens) => findingsOf(own, lens).map(({ span }) => text.slice(...span))), [["Borel"], ["Officials"], ["close"]]);
  assert.deepEqual(own.sentences, program.sentences);
});

test("agreement: marks that share words with a finding of their class, and what each side has alone", () => {
  const { both, reader, program: alone } = agreementOf(program, [mark("hedge", "may close"), mark("hedge", "come"), mark("source", "might")], "hedge");
  assert.deepEqual(both.map(({ key }) => key), ["hedge:h0"]);
  assert.deepEqual(reader.map(({ id }) => id), ["hedge come"]);
  assert.deepEqual(alone.map(({ key }) => key), ["hedge:h1"], "a mark of another class does not count");
});

test("arrows choose word after word, Shift takes more or less, and the ends stay", () => {
  const step = (chosen: Span | null, direction: 1 | -1, more = false) => text.slice(...chosenAfter(text, chosen, direction, more)!);
  assert.equal(step(null, 1), "Officials");
  assert.equal(step(at("close"), 1), "Borel", "past the full stop");
  assert.equal(step(at("said"), -1), "Officials");
  assert.equal(step(at("may"), 1, true), "may close");
  assert.equal(step(at("may close"), -1, true), "may");
  assert.equal(step(at("may"), -1, true), "may");
  assert.equal(step(at("come"), 1), "come");
  assert.equal(chosenAfter("…", null, 1, false), null);
});

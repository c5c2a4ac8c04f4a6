import assert from "node:assert/strict";
import { test } from "node:test";
import type { Attribution, Reading, Span } from "../src/core/reading";
import { cellsOf, chainOf, checksOf, factsOf, isProbabilityWord, silenceOf } from "../src/page/facts";

const text = "The Crane reported that two officials said the bridge may close. Aldo Brin denied it. The works cost 40 million crowns in all. Brin and Brin waited.";

function at(words: string): Span {
  const start = text.indexOf(words);
  return [start, start + words.length];
}

function attribution(change: Partial<Attribution>): Attribution {
  return { id: "s1", source: [], cue: [], content: [], reason: [], basis: [], quote: "indirect", kind: "person", stance: "neutral", named: true, speaker: "", actor: null, parent: null, why: "", ...change };
}

const reading: Reading = {
  id: "", version: "1.0", analyzer: "", paragraphs: [[0, text.length]], entities: [],
  sentences: [at("The Crane reported that two officials said the bridge may close."), at("Aldo Brin denied it."), at("The works cost 40 million crowns in all."), at("Brin and Brin waited.")],
  actors: [
    { id: "a1", name: "The Crane", type: "organization", mentions: [{ span: at("Crane"), form: "name" }], roles: [], speaks: true, why: "" },
    { id: "a2", name: "crowns", type: "group", mentions: [{ span: at("crowns"), form: "name" }, { span: at("works"), form: "name" }], roles: [], speaks: false, why: "" },
  ],
  attributions: [
    attribution({ id: "s1", kind: "media", speaker: "The Crane", actor: "a1", source: [at("The Crane")], cue: [at("reported")], content: [at("two officials said the bridge may close")] }),
    attribution({ id: "s2", kind: "group", named: false, speaker: "two officials", source: [at("two officials")], cue: [at("said")], content: [at("the bridge may close")], parent: "s1" }),
    attribution({ id: "s3", speaker: "Aldo Brin", source: [at("Aldo Brin")], cue: [at("denied")], content: [at("it")], stance: "denial" }),
    attribution({ id: "s4", kind: "unknown", named: false, cue: [at("waited")] }),
  ],
  hedges: [{ id: "h1", cue: [at("may")], scope: [at("the bridge may close")], class: "possibility", owner: "s2", why: "" }],
};

test("sources are grouped by kind and by whether they are named", () => {
  const facts = factsOf(text, reading);
  assert.deepEqual(facts.sources.map((source) => [source.name, source.group]), [["Aldo Brin", "people"], ["The Crane", "bodies"], ["two officials", "unnamed"], ["", "none"]]);
});

test("shares count each word once, nested statements too", () => {
  const facts = factsOf(text, reading);
  assert.equal(facts.words, 27);
  assert.equal(facts.stated, 8 / 27);
  assert.equal(facts.sources.find((source) => source.name === "two officials")?.share, 4 / 27);
});

test("hedges belong to the reporter or to somebody quoted", () => {
  const facts = factsOf(text, reading);
  assert.deepEqual([facts.reporterHedges.length, facts.othersHedges.length], [0, 1]);
});

test("sentences without source and hedge, and actors not heard", () => {
  const facts = factsOf(text, reading);
  assert.deepEqual(facts.unsourced, [2]);
  assert.deepEqual(facts.unheard.map((actor) => actor.id), ["a2"]);
});

test("a chain goes from the outermost source in, and a circle ends", () => {
  assert.deepEqual(chainOf(reading, reading.attributions[1]!).map((link) => link.id), ["s1", "s2"]);
  const circle = { ...reading, attributions: [attribution({ id: "s1", parent: "s2" }), attribution({ id: "s2", parent: "s1" })] };
  assert.deepEqual(chainOf(circle, circle.attributions[0]!).map((link) => link.id), ["s2", "s1"]);
});

test("the map has a cell for every sentence", () => {
  assert.deepEqual(cellsOf(reading).map((cell) => [cell.speaker, cell.hedges]), [["named", 1], ["named", 0], ["none", 0], ["none", 0]]);
});

test("what to check next names the unnamed, the unsourced number, the unheard", () => {
  assert.deepEqual(checksOf(text, reading, factsOf(text, reading)).map((check) => check.kind), ["no-reason", "number", "one-source", "unheard"]);
});

test("probability words are told from other hedges", () => {
  assert.ok(isProbabilityWord("almost certain") && isProbabilityWord("Likely") && isProbabilityWord("unlikely"));
  assert.ok(!isProbabilityWord("may") && !isProbabilityWord("signs"));
});

test("of who is not heard it is told where the article says that it asked", () => {
  const said = (text: string, name: string) => {
    const start = text.indexOf(name);
    const span = silenceOf(text, { ...reading, sentences: [[0, text.length]] }, { ...reading.actors[1]!, mentions: [{ span: [start, start + name.length], form: "name" }] });
    return span && text.slice(...span);
  };
  assert.equal(said("The ministry, which owns the quay, did not immediately respond to a request.", "ministry"), "did not immediately respond");
  assert.equal(said("Orland Steel couldn’t say why, and could not be reached later.", "Orland Steel"), "could not be reached");
  assert.equal(said("Calls to the Harbour Board were not returned.", "Harbour Board"), "were not returned");
  assert.equal(said("The board did not say when the ministry will answer.", "board"), null);
  assert.equal(said("Nobody in the ministry spoke; the board declined to comment.", "ministry"), null);
});

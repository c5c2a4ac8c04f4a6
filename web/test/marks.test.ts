import assert from "node:assert/strict";
import { test } from "node:test";
import type { Attribution, Reading, Span } from "../src/core/reading";
import { findingsOf, type Mark, MarkIndex, type Piece, siblings, textOf } from "../src/page/marks";
import { paragraphsOf } from "../src/page/text";

const text = "The Daily Crane said officials may resign.\n\nBorel denied it.";

function at(words: string, from = 0): Span {
  const start = text.indexOf(words, from);
  assert.ok(start >= 0, words);
  return [start, start + words.length];
}

function attribution(change: Partial<Attribution>): Attribution {
  return { id: "s1", source: [], cue: [], content: [], reason: [], basis: [], quote: "indirect", kind: "media", stance: "neutral", named: true, speaker: "", actor: null, parent: null, why: "", ...change };
}

function reading(change: Partial<Reading> = {}): Reading {
  return { id: "", version: "1.0", analyzer: "", sentences: [], paragraphs: [], entities: [], actors: [], attributions: [], hedges: [], ...change };
}

const sample = reading({
  sentences: [at("The Daily Crane said officials may resign."), at("Borel denied it.")],
  actors: [
    { id: "a1", name: "The Daily Crane", type: "organization", mentions: [{ span: at("Daily Crane"), form: "name" }], roles: [], speaks: true, why: "" },
    { id: "a2", name: "officials", type: "group", mentions: [{ span: at("officials"), form: "nominal" }], roles: [], speaks: false, why: "" },
    { id: "a3", name: "Borel", type: "person", mentions: [{ span: at("Borel"), form: "name" }, { span: at("it"), form: "pronoun" }], roles: [], speaks: true, why: "" },
    { id: "a4", name: "Rome", type: "place", mentions: [{ span: at("resign"), form: "name" }], roles: [], speaks: false, why: "" },
  ],
  attributions: [
    attribution({ id: "s1", source: [at("The Daily Crane")], cue: [at("said")], content: [at("officials may resign")] }),
    attribution({ id: "s2", source: [at("Borel")], cue: [at("denied")], content: [at("it")], named: false }),
  ],
  hedges: [{ id: "h1", cue: [at("may")], scope: [at("officials may resign")], class: "possibility", owner: "s1", why: "" }],
});

function kinds(pieces: readonly Piece[], within: string[] = []): string[] {
  return pieces.flatMap((piece) => (typeof piece === "string" ? [`${[...within].join(">")}:${piece}`] : kinds(piece.children, [...within, piece.kind])));
}

test("the leaves give back every paragraph's text", () => {
  const paragraphs = paragraphsOf(text);
  const index = new MarkIndex(text, paragraphs, sample);
  for (const paragraph of paragraphs) assert.equal(textOf(index.pieces(paragraph.number)), text.slice(paragraph.start, paragraph.end));
});

test("marks nest: sentence, statement, source, hedge, actor", () => {
  const index = new MarkIndex(text, paragraphsOf(text), sample);
  assert.deepEqual(kinds(index.pieces(1)), [
    "sentence>source:The ", "sentence>source>actor:Daily Crane", "sentence: ", "sentence>cue:said", "sentence: ",
    "sentence>statement>actor:officials", "sentence>statement: ", "sentence>statement>hedge:may", "sentence>statement: resign", "sentence:.",
  ]);
});

test("a statement knows how long its chain is", () => {
  const statement = (pieces: readonly Piece[]): Mark | undefined => {
    for (const piece of pieces) if (typeof piece !== "string") return piece.kind === "statement" ? piece : (statement(piece.children) ?? statement(pieces.slice(pieces.indexOf(piece) + 1)));
    return undefined;
  };
  const depth = (parent: string | null) => {
    const attributions = [attribution({ id: "s1", content: [at("officials may resign")], parent }), attribution({ id: "s2", parent: "s1" })];
    return statement(new MarkIndex(text, paragraphsOf(text), reading({ attributions })).pieces(1))?.depth;
  };
  assert.equal(depth(null), 1);
  assert.equal(depth("s2"), 2, "in a circle each link once");
});

test("a hedge that crosses an actor holds its part of the actor, never stands inside it", () => {
  const crossing = reading({
    actors: [{ id: "a1", name: "", type: "group", mentions: [{ span: at("officials may"), form: "nominal" }], roles: [], speaks: false, why: "" }],
    hedges: [{ id: "h1", cue: [at("may resign")], scope: [], class: "possibility", owner: null, why: "" }],
  });
  const pieces = new MarkIndex(text, paragraphsOf(text), crossing).pieces(1);
  assert.deepEqual(kinds(pieces), [":The Daily Crane said ", "actor:officials ", "hedge>actor:may", "hedge: resign", ":."]);
  const inner = (pieces[2] as Mark).children[0] as Mark;
  assert.equal(inner.first, false);
});

test("an unnamed source says so, and a statement begins once", () => {
  const pieces = new MarkIndex(text, paragraphsOf(text), sample).pieces(2);
  const source = (pieces[0] as Mark).children[0] as Mark;
  assert.equal(source.kind, "source");
  assert.equal(source.unnamed, true);
  assert.deepEqual(source.keys, ["source:s2"]);
});

test("a finding over two paragraphs is drawn in both", () => {
  const wide = reading({ attributions: [attribution({ content: [[0, text.length]] })] });
  const index = new MarkIndex(text, paragraphsOf(text), wide);
  const [first, second] = [index.pieces(1)[0] as Mark, index.pieces(2)[0] as Mark];
  assert.deepEqual([first.kind, first.first, second.kind, second.first], ["statement", true, "statement", false]);
});

test("spans outside the text or empty do no harm", () => {
  const odd = reading({ hedges: [{ id: "h1", cue: [[5, 5], [9999, 10_000]], scope: [], class: "belief", owner: null, why: "" }] });
  const index = new MarkIndex(text, paragraphsOf(text), odd);
  assert.deepEqual(index.pieces(1), ["The Daily Crane said officials may resign."]);
  assert.deepEqual(new MarkIndex("", [], odd).paragraphs, []);
});

test("findings come in text order, without places and pronouns", () => {
  assert.deepEqual(findingsOf(sample, "actor").map((finding) => finding.key), ["actor:a1:0", "actor:a2:0", "actor:a3:0"]);
  assert.deepEqual(findingsOf(sample, "source").map((finding) => finding.id), ["s1", "s2"]);
  assert.deepEqual(siblings(sample, findingsOf(sample, "hedge")[0]!).length, 1);
});

test("signatures are equal for equal marks, and differ when a mark moves", () => {
  const paragraphs = paragraphsOf(text);
  const [one, two] = [new MarkIndex(text, paragraphs, sample), new MarkIndex(text, paragraphs, structuredClone(sample))];
  assert.equal(one.signature(1), two.signature(1));
  const noted = new MarkIndex(text, paragraphs, sample, [{ id: "n", span: at("Borel") }]);
  assert.equal(noted.signature(1), one.signature(1));
  assert.notEqual(noted.signature(2), one.signature(2));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { citation, fragmentUrl } from "../src/page/citation";
import { bindingOf, bindings, defaultKeys, type Stroke, takenBy } from "../src/page/keys";
import { countWords, hasRightToLeft, occurrences, paragraphAt, paragraphsOf, shorten, titleOf, union, wellFormed, wholeWords, words, wordStarts } from "../src/page/text";

test("paragraphs are the lines that hold something, without their outer blanks", () => {
  const text = "  One.\r\n\r\n\tTwo 🙂 \n \nThree";
  assert.deepEqual(paragraphsOf(text).map(({ number, start, end }) => [number, text.slice(start, end)]), [[1, "One."], [2, "Two 🙂"], [3, "Three"]]);
  assert.equal(paragraphAt(paragraphsOf(text), 9)?.number, 1);
  assert.equal(paragraphAt(paragraphsOf(text), text.length)?.number, 3);
  assert.equal(paragraphAt([], 3), undefined);
});

test("words are counted as readers count them", () => {
  assert.equal(countWords("It – “well-known” – cost $4.5m."), 4);
  assert.equal(countWords(" \n"), 0);
});

test("a title is the first line, cut at a word", () => {
  assert.equal(titleOf("Harbour plan slips\nText."), "Harbour plan slips");
  assert.equal(titleOf(`${"word ".repeat(30)}`), `${"word ".repeat(15)}word…`);
  assert.equal(shorten("short", 10), "short");
});

test("a selection is taken as whole words, without the blanks around them", () => {
  const taken = (text: string, chosen: string) => text.slice(...wholeWords(text, [text.indexOf(chosen), text.indexOf(chosen) + chosen.length])!);
  assert.equal(taken("Two officials said so.", "ficials sa"), "officials said");
  assert.equal(taken("Two officials said so.", " officials "), "officials");
  assert.equal(taken("Two officials said so.", "so."), "so.");
  assert.equal(taken("caf\u0065\u0301 owner", "f\u0065"), "caf\u0065\u0301");
  assert.equal(wholeWords("a  b", [1, 3]), null);
});

test("words are found in any case, as they stand and not as a pattern", () => {
  const found = (text: string, words: string) => occurrences(text, words).map((span) => text.slice(...span));
  assert.deepEqual(found("The İzmir deal (a $2 deal)\nends. A DEAL.", "deal"), ["deal", "deal", "DEAL"]);
  assert.deepEqual(found("cost $2.5 (about), $295", "$2.5"), ["$2.5"]);
  assert.deepEqual(found("two\nofficials, two  officials", "two officials"), ["two\nofficials", "two  officials"]);
  assert.deepEqual(found("anything", " "), []);
  for (const sign of "^$\\.*+?()[]{}|/-&#") assert.deepEqual(found(`a${sign}b`, sign), [sign]);
});

test("lone surrogates are replaced and lengths stay", () => {
  assert.equal(wellFormed("a\uD800b\uDC00c😀"), "a\uFFFDb\uFFFDc😀");
  assert.equal(wellFormed("\uDC00\uD800").length, 2);
});

test("spans are joined", () => {
  assert.deepEqual(union([[5, 9], [0, 3], [3, 6], [20, 21]]), [[0, 9], [20, 21]]);
  assert.equal(words("one two  three", [[0, 3], [4, 14]]), "one … two three");
});

test("text fragments: short quotes whole, long ones by both ends, signs encoded", () => {
  assert.equal(fragmentUrl("https://example.org/a#b", "a well-known, odd & end"), "https://example.org/a#b:~:text=a%20well%2Dknown%2C%20odd%20%26%20end");
  assert.equal(fragmentUrl("https://example.org/a#:~:text=old", "new"), "https://example.org/a#:~:text=new");
  assert.equal(fragmentUrl("https://example.org/", "1 2 3 4 5 6 7 8 9 10 11"), "https://example.org/#:~:text=1%202%203%204%205,7%208%209%2010%2011");
  assert.equal(fragmentUrl("javascript:alert(1)", "x"), "");
  assert.equal(fragmentUrl("https://example.org/", " "), "");
});

test("a citation holds quote, speaker, title, paragraph, address", () => {
  assert.equal(citation({ quote: "It may slip", speaker: "an official", paragraph: 7, title: "Harbour", url: "" }), "“It may slip” (an official, “Harbour”, ¶7)");
});

const stroke = (key: string, change: Partial<Stroke> = {}): Stroke => ({ key, code: `Key${key.toUpperCase()}`, ctrl: false, meta: false, alt: false, shift: false, ...change });

test("single keys hold where they may; Alt+Shift holds everywhere", () => {
  assert.equal(bindingOf(stroke("j"), defaultKeys, true), "next");
  assert.equal(bindingOf(stroke("j"), defaultKeys, false), null);
  assert.equal(bindingOf(stroke("J", { alt: true, shift: true }), defaultKeys, false), "next");
  assert.equal(bindingOf(stroke("j", { ctrl: true }), defaultKeys, true), null);
  assert.equal(bindingOf(stroke("j", { alt: true }), defaultKeys, true), null);
  assert.equal(bindingOf({ ...stroke("!"), code: "Digit1", alt: true, shift: true }, defaultKeys, false), "actors");
  assert.equal(bindingOf({ ...stroke("?"), shift: true }, defaultKeys, true), "help");
});

test("every action has a key of its own, and a taken key is told", () => {
  assert.equal(new Set(bindings.map((binding) => defaultKeys[binding])).size, bindings.length);
  assert.equal(takenBy(defaultKeys, "k", "next"), "previous");
  assert.equal(takenBy(defaultKeys, "j", "next"), null);
});

test("words begin where the slower way finds them", () => {
  const text = "“Né à 5 %”—said 😀ok 𝒜lpha … x\u00a0y\u2028z\ufeffq 東京 \ud800a\udc00 -1 --";
  assert.deepEqual(wordStarts(text), [...text.matchAll(/[\p{L}\p{N}]\S*/gu)].map((match) => match.index));
});

test("right-to-left writing is noticed, and accents are none", () => {
  for (const text of ["قال", "a word: שלום.", "\ufdf2"]) assert.ok(hasRightToLeft(text), text);
  for (const text of ["said", "Ñandú “quoted” – 中文 Ελλάδα Россия 😀", ""]) assert.ok(!hasRightToLeft(text), text);
});

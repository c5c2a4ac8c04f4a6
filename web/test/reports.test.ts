import assert from "node:assert/strict";
import { test } from "node:test";
import type { Article } from "../src/core/protocol";
import type { Attribution, Reading, Span } from "../src/core/reading";
import { sightingOf } from "../src/page/across";
import { compare, type Report, reportOf, sameName } from "../src/page/reports";

const article = (text: string): Article => ({ id: text, rev: 1, title: "", text, url: "", outlet: "", author: "", published: "", created: "", updated: "", analyzer: "" });

/** A report on a text in which the speakers say "it" each, and the last word of the text is a hedge. */
function report(text: string, speakers: readonly { name: string; named: boolean }[]): Report {
  const at = (words: string): Span => [text.indexOf(words), text.indexOf(words) + words.length];
  const attributions = speakers.map(({ name, named }, i): Attribution => ({
    id: `s${i}`, source: [at(name)], cue: [], content: [at("it")], reason: [], basis: [], quote: "indirect", kind: "person", stance: "neutral", named, speaker: name, actor: named ? `a${i}` : null, parent: null, why: "",
  }));
  const actors = speakers.filter(({ named }) => named).map(({ name }, i) => ({ id: `a${i}`, name, type: "person" as const, mentions: [{ span: at(name), form: "name" as const }], roles: [], speaks: true, why: "" }));
  const reading: Reading = {
    id: "", version: "1.0", analyzer: "", sentences: [[0, text.length]], paragraphs: [], entities: [], actors, attributions,
    hedges: [{ id: "h0", cue: [at(text.split(" ").at(-1)!)], scope: [], class: "possibility", owner: null, why: "" }],
  };
  return reportOf(article(text), reading);
}

test("names are the same with and without article and case, and as a full name and its end", () => {
  for (const [a, b] of [["The Ministry", "ministry"], ["Marte Dahl", "Dahl"], ["two officials", "Two officials"], ["Lund & Berg", "Lund and Berg".replace("and", "&")]] as const) assert.ok(sameName(a, b), `${a}, ${b}`);
  for (const [a, b] of [["the first official", "official"], ["Dahl", "Dahlgren"], ["", "Dahl"], ["Marte Dahl", "Marte"]] as const) assert.ok(!sameName(a, b), `${a}, ${b}`);
});

test("two reports share what bears the same name, each once, and each side keeps the rest", () => {
  const a = report("Marte Dahl and two officials said it may", [{ name: "Marte Dahl", named: true }, { name: "two officials", named: false }]);
  const b = report("Dahl and Berg said it might", [{ name: "Dahl", named: true }, { name: "Berg", named: true }]);
  const { sources, actors, hedges } = compare(a, b);
  assert.deepEqual(sources.shared.map((pair) => [pair.a.name, pair.b.name]), [["Marte Dahl", "Dahl"]]);
  assert.deepEqual([sources.onlyA.map(({ name }) => name), sources.onlyB.map(({ name }) => name)], [["two officials"], ["Berg"]]);
  assert.deepEqual([actors.shared.length, actors.onlyA.length, actors.onlyB.map(({ name }) => name)], [1, 0, ["Berg"]]);
  assert.deepEqual(hedges.map((entry) => [entry.actor.a.name, entry.a.length, entry.b.length]), [["Marte Dahl", 1, 1]]);
});

test("an unnamed phrase and an actor are seen in an article; words that neither act nor speak are not", () => {
  const one = report("Marte Dahl and two officials said it may", [{ name: "Marte Dahl", named: true }, { name: "two officials", named: false }]);
  assert.deepEqual(sightingOf(one, "two officials")?.attributions.map(({ id }) => id), ["s1"]);
  assert.equal(sightingOf(one, "Dahl")?.actor?.name, "Marte Dahl");
  assert.equal(sightingOf(one, "said it"), null);
});

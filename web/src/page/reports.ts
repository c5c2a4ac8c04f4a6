/** Two reports beside each other: what they share and what only one has, in sources, actors and hedges. Pure functions. */
import type { Article } from "../core/protocol";
import type { Actor, Hedge, Reading, Span } from "../core/reading";
import { type Facts, factsOf, sentenceAt, type Source } from "./facts";

export interface Report {
  article: Article;
  reading: Reading;
  facts: Facts;
}

export interface Shared<T> {
  a: T;
  b: T;
}

export interface Sides<T> {
  shared: Shared<T>[];
  onlyA: T[];
  onlyB: T[];
}

export interface Comparison {
  sources: Sides<Source>;
  actors: Sides<Actor>;
  /** For each actor of both reports, the hedges on sentences about it, where either report has any. */
  hedges: { actor: Shared<Actor>; a: Hedge[]; b: Hedge[] }[];
}

export function reportOf(article: Article, reading: Reading): Report {
  return { article, reading, facts: factsOf(article.text, reading) };
}

export function compare(a: Report, b: Report): Comparison {
  const given = ({ facts }: Report) => facts.sources.filter((source) => source.group !== "none");
  const acting = ({ reading }: Report) => reading.actors.filter((actor) => actor.type !== "place");
  const actors = matched(acting(a), acting(b), (actor) => actor.mentions.length);
  const hedges = actors.shared.map((actor) => ({ actor, a: hedgesOn(actor.a, a.reading), b: hedgesOn(actor.b, b.reading) }));
  return {
    sources: matched(given(a), given(b), (source) => source.attributions.length),
    actors,
    hedges: hedges.filter(({ a, b }) => a.length + b.length > 0),
  };
}

/** Pairs what bears the same name, each at most once; the ones that count for most come first. */
function matched<T extends { name: string }>(a: readonly T[], b: readonly T[], weight: (value: T) => number): Sides<T> {
  const onlyA: T[] = [];
  const onlyB = [...b];
  const shared: Shared<T>[] = [];
  for (const left of a) {
    const exact = onlyB.findIndex((right) => key(right.name) === key(left.name));
    const at = exact >= 0 ? exact : onlyB.findIndex((right) => sameName(left.name, right.name));
    if (at < 0) onlyA.push(left);
    else shared.push({ a: left, b: onlyB.splice(at, 1)[0]! });
  }
  const down = (x: T, y: T) => weight(y) - weight(x);
  return { shared: shared.sort((x, y) => weight(y.a) + weight(y.b) - weight(x.a) - weight(x.b)), onlyA: onlyA.sort(down), onlyB: onlyB.sort(down) };
}

function key(name: string): string {
  return name.toLowerCase().replace(/^(the|a|an) /, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Equal but for case and article, or a full name and its capitalised end: "Marte Dahl" and "Dahl", not "an official" and "official". */
export function sameName(a: string, b: string): boolean {
  const [short, long] = [key(a), key(b)].sort((x, y) => x.length - y.length) as [string, string];
  if (!short) return false;
  const shortest = key(a) === short ? a : b;
  return short === long || (/^\p{Lu}/u.test(shortest) && long.endsWith(` ${short}`));
}

function hedgesOn(actor: Actor, reading: Reading): Hedge[] {
  const about = new Set(actor.mentions.map((mention) => sentenceAt(reading, mention.span[0])));
  return reading.hedges.filter((hedge) => about.has(sentenceAt(reading, placeOfHedge(hedge)[0])));
}

export function placeOfHedge(hedge: Hedge): Span {
  return hedge.cue[0] ?? hedge.scope[0] ?? [0, 0];
}

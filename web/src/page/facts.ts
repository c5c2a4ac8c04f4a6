/** What the inspector says about a reading: groups, counts, chains, shares. Pure functions; every number comes with the places it counts. */
import type { Actor, Attribution, Hedge, HedgeClass, Reading, Span } from "../core/reading";
import type { Key } from "./marks";
import { countIn, union, words, wordStarts } from "./text";

export type Group = "people" | "bodies" | "documents" | "unnamed" | "none";
export const groups: readonly Group[] = ["people", "bodies", "documents", "unnamed", "none"];

/** One source: everything that one speaker says in the article. */
export interface Source {
  key: string;
  name: string;
  group: Group;
  attributions: Attribution[];
  roles: Span[];
  /** Share of the article's words that are this source's statements, 0 to 1. */
  share: number;
  reason: Span[];
  basis: Span[];
}

export interface Facts {
  words: number;
  sources: Source[];
  /** Share of the words that are someone's statement. */
  stated: number;
  /** Hedges by the reporter, and by the people quoted. */
  reporterHedges: Hedge[];
  othersHedges: Hedge[];
  unheard: Actor[];
  /** Indices of the sentences with neither an attribution nor a hedge. */
  unsourced: number[];
}

export function factsOf(text: string, reading: Reading): Facts {
  const starts = wordStarts(text);
  const total = starts.length;
  const wordsIn = (spans: readonly Span[]) => union(spans).reduce((sum, span) => sum + countIn(starts, span), 0);
  const share = (spans: readonly Span[]) => (total ? wordsIn(spans) / total : 0);
  const sources = new Map<string, Source>();
  const actors = new Map(reading.actors.map((actor) => [actor.id, actor]));
  for (const attribution of reading.attributions) {
    const key = sourceKey(attribution);
    let source = sources.get(key);
    if (!source) {
      const actor = attribution.actor ? actors.get(attribution.actor) : undefined;
      source = { key, name: key === "none" ? "" : attribution.speaker || words(text, attribution.source), group: groupOf(attribution), attributions: [], roles: actor?.roles ?? [], share: 0, reason: [], basis: [] };
      sources.set(key, source);
    }
    source.attributions.push(attribution);
    source.reason.push(...attribution.reason);
    source.basis.push(...attribution.basis);
  }
  for (const source of sources.values()) source.share = share(source.attributions.flatMap((attribution) => attribution.content));
  const list = [...sources.values()].sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
  return {
    words: total,
    sources: list,
    stated: share(reading.attributions.flatMap((attribution) => attribution.content)),
    reporterHedges: reading.hedges.filter((hedge) => hedge.owner === null),
    othersHedges: reading.hedges.filter((hedge) => hedge.owner !== null),
    unheard: reading.actors.filter((actor) => actor.type !== "place" && !actor.speaks && actor.mentions.length >= 2),
    unsourced: unsourcedSentences(starts, reading),
  };
}

/** Behind whoever was asked: "did not immediately respond", "could not be reached". */
const silent = /^[^.;:“”"]{0,60}?\b((?:did|has|had|would|does)(?: not|n['’]t)(?: immediately| yet| publicly)*(?: respond(?:ed)?| repl(?:y|ied)| return(?:ed)?| answer(?:ed)?| comment(?:ed)?)|(?:declined|refused) to (?:comment|respond|answer)|could not(?: immediately)? be reached)\b/i;
/** Around them: "calls to the ministry were not returned". */
const unanswered = /\b(?:calls?|messages?|e-?mails?|letters?|questions?|requests? for comment)\b.*\b((?:(?:was|were) not|went)(?: immediately)? (?:returned|answered|unanswered))\b/i;

/** Where the article says that an actor was asked and gave no answer; null if it does not. */
export function silenceOf(text: string, reading: Reading, actor: Actor): Span | null {
  for (const { span } of actor.mentions) {
    const [start, end] = reading.sentences[sentenceAt(reading, span[0])] ?? span;
    for (const [from, pattern] of [[span[1], silent], [start, unanswered]] as const) {
      const match = pattern.exec(text.slice(from, end));
      if (match) return [from + match.index + match[0].length - match[1]!.length, from + match.index + match[0].length];
    }
  }
  return null;
}

export function sourceKey(attribution: Attribution): string {
  if (attribution.kind === "unknown" || (!attribution.speaker && !attribution.source.length)) return "none";
  return attribution.actor ?? `"${attribution.speaker.toLowerCase()}"${attribution.named ? "" : "?"}`;
}

function groupOf(attribution: Attribution): Group {
  if (attribution.kind === "unknown") return "none";
  if (!attribution.named) return "unnamed";
  if (attribution.kind === "person") return "people";
  if (attribution.kind === "document") return "documents";
  return "bodies";
}

/** Sentences of five words or more that no attribution and no hedge touches. */
function unsourcedSentences(starts: readonly number[], reading: Reading): number[] {
  const covered = union([
    ...reading.attributions.flatMap((attribution) => [...attribution.source, ...attribution.cue, ...attribution.content]),
    ...reading.hedges.flatMap((hedge) => [...hedge.cue, ...hedge.scope]),
  ]);
  const out: number[] = [];
  let at = 0;
  reading.sentences.forEach(([start, end], i) => {
    while (at < covered.length && covered[at]![1] <= start) at++;
    const touched = at < covered.length && covered[at]![0] < end;
    if (!touched && countIn(starts, [start, end]) >= 5) out.push(i);
  });
  return out;
}

/** The attributions around this one, outermost first, itself last: "Reuters → two officials". */
export function chainOf(reading: Reading, attribution: Attribution): Attribution[] {
  const chain = [attribution];
  const seen = new Set([attribution.id]);
  for (let parent = attribution.parent; parent && !seen.has(parent); ) {
    const outer = reading.attributions.find((other) => other.id === parent);
    if (!outer) break;
    seen.add(parent);
    chain.unshift(outer);
    parent = outer.parent;
  }
  return chain;
}

/** The index of the sentence that holds a position, or of the last one before it; -1 before the first. */
export function sentenceAt(reading: Reading, position: number): number {
  let low = 0;
  let high = reading.sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reading.sentences[middle]![0] <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface Cell {
  /** Named and unnamed speakers in the sentence; neither: the reporter alone. */
  speaker: "named" | "unnamed" | "none";
  hedges: number;
  span: Span;
}

/** Neighbouring cells made one, so that at most so many are drawn. */
export function merged(cells: readonly Cell[], most: number): Cell[] {
  const size = Math.ceil(cells.length / most);
  if (size <= 1) return [...cells];
  const out: Cell[] = [];
  for (let i = 0; i < cells.length; i += size) {
    const group = cells.slice(i, i + size);
    const speaker = (["named", "unnamed"] as const).find((kind) => group.some((cell) => cell.speaker === kind)) ?? "none";
    out.push({ speaker, hedges: group.reduce((sum, cell) => sum + cell.hedges, 0), span: [group[0]!.span[0], group.at(-1)!.span[1]] });
  }
  return out;
}

/** One cell per sentence, for the margin map and the table. */
export function cellsOf(reading: Reading): Cell[] {
  const cells: Cell[] = reading.sentences.map((span) => ({ speaker: "none", hedges: 0, span }));
  const each = (spans: readonly Span[], act: (cell: Cell) => void) => {
    for (const [start, end] of spans) {
      for (let i = Math.max(0, sentenceAt(reading, start)); i < cells.length && cells[i]!.span[0] < end; i++) act(cells[i]!);
    }
  };
  for (const attribution of reading.attributions) {
    each(attribution.content, (cell) => { if (attribution.named) cell.speaker = "named"; else if (cell.speaker === "none") cell.speaker = "unnamed"; });
  }
  for (const hedge of reading.hedges) each(hedge.cue.slice(0, 1), (cell) => { cell.hedges++; });
  return cells;
}

export type Check =
  | { kind: "no-reason"; source: Source; at: Span }
  | { kind: "number"; at: Span }
  | { kind: "unheard"; actor: Actor; at: Span }
  | { kind: "unclear"; at: Span }
  | { kind: "one-source"; source: Source; at: Span };

/** At most five things a careful reader would look at next, the rarest kinds first. */
export function checksOf(text: string, reading: Reading, facts: Facts): Check[] {
  const out: Check[] = [];
  const silent = facts.sources.filter((source) => source.group === "unnamed" && source.reason.length === 0);
  for (const source of silent.slice(0, 2)) out.push({ kind: "no-reason", source, at: placeOf(source.attributions[0]!) });
  const number = facts.unsourced.find((i) => /\b\d[\d,.]*\s*(%|percent|per cent|million|billion|people|dead|killed|wounded)|[$€£]\s?\d/i.test(text.slice(...reading.sentences[i]!)));
  if (number !== undefined) out.push({ kind: "number", at: reading.sentences[number]! });
  const unclear = reading.hedges.find((hedge) => hedge.class === "unknown");
  if (unclear?.cue[0]) out.push({ kind: "unclear", at: unclear.cue[0] });
  const most = facts.sources.filter((source) => source.group !== "none").sort((a, b) => b.share - a.share)[0];
  if (most && facts.stated > 0.1 && most.share > facts.stated / 2 && facts.sources.length > 1) out.push({ kind: "one-source", source: most, at: placeOf(most.attributions[0]!) });
  const unheard = [...facts.unheard].sort((a, b) => b.mentions.length - a.mentions.length);
  for (const actor of unheard.slice(0, 2)) out.push({ kind: "unheard", actor, at: actor.mentions[0]!.span });
  return out.slice(0, 5);
}

/** The keys under which marks of these attributions are found. */
export function keysOf(attributions: readonly Attribution[]): Key[] {
  return attributions.map((attribution) => `source:${attribution.id}`);
}

/** Where an attribution is read: at its source, else its cue, else its statement. */
export function placeOf(attribution: Attribution): Span {
  return attribution.source[0] ?? attribution.cue[0] ?? attribution.content[0] ?? [0, 0];
}

/** Words whose probability readers take very differently, with the ranges published for them. */
export interface Estimate {
  words: RegExp;
  label: string;
  kent: string;
  ipcc: string;
  icd: string;
}

export const estimates: readonly Estimate[] = [
  { words: /\b(almost|nearly) certain(ly)?\b(?! not)/i, label: "almost certain", kent: "87–99 %", ipcc: "–", icd: "95–99 %" },
  { words: /\bvirtually certain\b/i, label: "virtually certain", kent: "–", ipcc: "99–100 %", icd: "–" },
  { words: /\b(very|highly) (likely|probable)\b/i, label: "very likely", kent: "–", ipcc: "90–100 %", icd: "80–95 %" },
  { words: /\b(?<!un)(likely|probabl[ey])\b/i, label: "likely, probable", kent: "63–87 %", ipcc: "66–100 %", icd: "55–80 %" },
  { words: /\b(even chance|chances (are )?about even|fifty-fifty|50-50)\b/i, label: "even chance", kent: "40–60 %", ipcc: "33–66 %", icd: "45–55 %" },
  { words: /\b(unlikely|improbable|probably not)\b/i, label: "unlikely", kent: "20–40 %", ipcc: "0–33 %", icd: "20–45 %" },
  { words: /\bvery unlikely\b/i, label: "very unlikely", kent: "–", ipcc: "0–10 %", icd: "5–20 %" },
  { words: /\b(remote|almost no chance)\b/i, label: "remote chance", kent: "2–12 %", ipcc: "–", icd: "1–5 %" },
];

export function isProbabilityWord(cue: string): boolean {
  return estimates.some((estimate) => estimate.words.test(cue));
}

export const hedgeClasses: readonly HedgeClass[] = ["possibility", "probability", "appearance", "report", "unknown", "condition", "belief", "approximation"];

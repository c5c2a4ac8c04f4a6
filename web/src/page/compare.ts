/** Comparisons of readings: two versions of an article, and two engines on the same text. Pure functions. */
import type { Reading, Span } from "../core/reading";
import { words } from "./text";

export interface Change {
  kind: "source" | "hedge" | "number";
  /** What it says, in the article's words. */
  words: string;
  /** In the new version for what is new, in the old version for what is gone. */
  span: Span;
}

export interface Changes {
  added: Change[];
  removed: Change[];
}

export interface Version {
  text: string;
  reading: Reading;
}

/** What a later version of an article says that the earlier one did not, and the other way round: statements, hedges, numbers. */
export function changesOf(before: Version, after: Version): Changes {
  const [old, now] = [points(before), points(after)];
  return { added: without(now, old), removed: without(old, now) };
}

function points({ text, reading }: Version): Map<string, Change[]> {
  const out = new Map<string, Change[]>();
  const add = (key: string, change: Change) => { out.set(key, [...(out.get(key) ?? []), change]); };
  for (const source of reading.attributions) {
    const said = words(text, source.content);
    const span = source.content[0] ?? source.cue[0];
    if (said && span) add(`source ${source.speaker} ${said}`.toLowerCase(), { kind: "source", words: `${source.speaker}: ${said}`, span });
  }
  for (const hedge of reading.hedges) {
    const span = hedge.cue[0];
    if (span) add(`hedge ${words(text, hedge.cue)} ${words(text, hedge.scope)}`.toLowerCase(), { kind: "hedge", words: `${words(text, hedge.cue)} (${words(text, hedge.scope)})`, span });
  }
  for (const match of text.matchAll(/[$€£]?\d[\d.,]*\d|[$€£]?\d/g)) add(`number ${match[0]}`, { kind: "number", words: match[0], span: [match.index, match.index + match[0].length] });
  return out;
}

function without(from: Map<string, Change[]>, other: Map<string, Change[]>): Change[] {
  return [...from].flatMap(([key, list]) => list.slice(other.get(key)?.length ?? 0)).sort((a, b) => a.span[0] - b.span[0]);
}

export interface Disagreement {
  span: Span;
  /** What this engine says, and what the other: a label or a tag, "" for nothing. */
  here: string;
  there: string;
}

/** Where two readings of one text disagree about names; the same span with the same label is agreement. */
export function nameDisagreements(here: Reading, there: Reading): Disagreement[] {
  const key = (span: Span) => `${span[0]}-${span[1]}`;
  const others = new Map(there.entities.map((entity) => [key(entity.span), entity.label as string]));
  const out: Disagreement[] = [];
  for (const { span, label } of here.entities) {
    const other = others.get(key(span)) ?? "";
    others.delete(key(span));
    if (other !== label) out.push({ span, here: label, there: other });
  }
  for (const { span, label } of there.entities) if (others.has(key(span))) out.push({ span, here: "", there: label });
  return out.sort((a, b) => a.span[0] - b.span[0]);
}

/** Where they disagree about the tags of tokens that both cut alike; `compared` says how many these are. */
export function tagDisagreements(here: Reading, there: Reading): { compared: number; list: Disagreement[] } {
  const others = new Map((there.tokens ?? []).map((token) => [`${token.span[0]}-${token.span[1]}`, token.tag]));
  const list: Disagreement[] = [];
  let compared = 0;
  for (const { span, tag } of here.tokens ?? []) {
    const other = others.get(`${span[0]}-${span[1]}`);
    if (other === undefined) continue;
    compared++;
    if (other !== tag) list.push({ span, here: tag, there: other });
  }
  return { compared, list };
}

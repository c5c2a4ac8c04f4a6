/** Predict, then reveal: what a reader marks by hand in the clean text, as a reading of its own, and how it agrees with the program's. Pure. */
import type { Reading, Span } from "../core/reading";
import { type Finding, findingsOf, type Lens } from "./marks";
import { wordSpans } from "./text";

export interface Predicted {
  id: string;
  lens: Lens;
  span: Span;
}

/** The reader's marks in the shape of a reading, so that they are drawn, counted and stepped through like any other. */
export function readingOf(base: Reading, text: string, marks: readonly Predicted[]): Reading {
  const of = (lens: Lens) => marks.filter((mark) => mark.lens === lens);
  const words = ({ span: [start, end] }: Predicted) => text.slice(start, end);
  return {
    ...base,
    entities: [],
    actors: of("actor").map((mark) => ({ id: mark.id, name: words(mark), type: "group", mentions: [{ span: mark.span, form: "name" }], roles: [], speaks: false, why: "" })),
    attributions: of("source").map((mark) => ({
      id: mark.id, source: [mark.span], cue: [], content: [], reason: [], basis: [], quote: "indirect", kind: "person", stance: "neutral", named: true, speaker: words(mark), actor: null, parent: null, why: "",
    })),
    hedges: of("hedge").map((mark) => ({ id: mark.id, cue: [mark.span], scope: [], class: "possibility", owner: null, why: "" })),
  };
}

/** What both marked, what the reader alone, and what the program alone, in text order. */
export interface Agreement {
  both: Finding[];
  reader: Predicted[];
  program: Finding[];
}

/** A mark agrees with a finding of its class that it shares words with; where one covers several, with all of them. */
export function agreementOf(reading: Reading, marks: readonly Predicted[], lens: Lens): Agreement {
  const findings = findingsOf(reading, lens);
  const own = marks.filter((mark) => mark.lens === lens).sort((a, b) => a.span[0] - b.span[0]);
  const meet = (a: Span, b: Span) => a[0] < b[1] && b[0] < a[1];
  return {
    both: findings.filter((finding) => own.some((mark) => meet(mark.span, finding.span))),
    reader: own.filter((mark) => !findings.some((finding) => meet(mark.span, finding.span))),
    program: findings.filter((finding) => !own.some((mark) => meet(mark.span, finding.span))),
  };
}

/** The words that are chosen after a step: the next or previous one, or with `more` those chosen and one more, or less. Null in a text without words. */
export function chosenAfter(text: string, chosen: Span | null, direction: 1 | -1, more: boolean): Span | null {
  const words = wordSpans(text);
  if (!chosen) return words[0] ?? null;
  const [start, end] = chosen;
  const next = words.find((word) => word[0] >= end);
  const before = (position: number) => words.findLast((word) => word[1] <= position);
  if (!more) return (direction > 0 ? next : before(start)) ?? chosen;
  const to = direction > 0 ? (next?.[1] ?? end) : (before(end - 1)?.[1] ?? end);
  return to > start ? [start, to] : chosen;
}

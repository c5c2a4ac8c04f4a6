/** The article's text as the page shows it: paragraphs, words, excerpts. All positions count UTF-16 code units. */
import type { Span } from "../core/reading";

export interface Paragraph {
  /** From 1, as shown in the margin: "¶7". */
  number: number;
  start: number;
  end: number;
}

/** Every line that holds something is a paragraph, as in the reading; the page splits by itself because it shows the text before it is read. */
export function paragraphsOf(text: string): Paragraph[] {
  const list: Paragraph[] = [];
  for (const match of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const line = match[0];
    if (!line.trim()) continue;
    const lead = line.length - line.trimStart().length;
    const start = match.index + lead;
    list.push({ number: list.length + 1, start, end: start + line.trim().length });
  }
  return list;
}

/** The paragraph that holds a position, or the last one before it. */
export function paragraphAt(paragraphs: readonly Paragraph[], position: number): Paragraph | undefined {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle]!.start <= position) low = middle + 1;
    else high = middle;
  }
  return paragraphs[Math.max(0, low - 1)];
}

export function countWords(text: string): number {
  return wordStarts(text).length;
}

/**
 * Where each word begins: each stretch without blanks that holds a letter or a digit, at the first of these. The same as the places of
 * `/[\p{L}\p{N}]\S*\/gu`, which takes ten times as long, too long between a paste and its first mark.
 */
export function wordStarts(text: string): number[] {
  const starts: number[] = [];
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < 128 ? ascii[code]! : kindOf(String.fromCodePoint(text.codePointAt(i)!));
    if (kind === blank) inside = false;
    else if (!inside && kind === letter) {
      inside = true;
      starts.push(i);
    }
  }
  return starts;
}

const [other, letter, blank] = [0, 1, 2];

function kindOf(character: string): number {
  return /[\p{L}\p{N}]/u.test(character) ? letter : /\s/.test(character) ? blank : other;
}

const ascii = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

/** The words as a reader chooses them, without the signs around them. */
export function wordSpans(text: string): Span[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}](?:[^\s]*[\p{L}\p{N}])?/gu), (match): Span => [match.index, match.index + match[0].length]);
}

/** Where the words stand in the text, whatever their case; so many at most as are worth showing. */
export function occurrences(text: string, words: string): Span[] {
  if (!words.trim()) return [];
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
  const out: Span[] = [];
  for (const match of text.matchAll(pattern)) if (out.push([match.index, match.index + match[0].length]) === mostOccurrences) break;
  return out;
}

const mostOccurrences = 500;

/**
 * The span without the blanks at its ends, and with the whole of the words that it begins and ends in, as the library keeps the places of
 * notes; null if there is nothing but blanks in it.
 */
export function wholeWords(text: string, [start, end]: Span): Span | null {
  const chosen = text.slice(start, end);
  if (!chosen.trim()) return null;
  let from = start + chosen.length - chosen.trimStart().length;
  let to = end - chosen.length + chosen.trimEnd().length;
  const inside = (at: number) => inWord.test(text[at - 1] ?? "") && inWord.test(text[at] ?? "");
  while (inside(from)) from--;
  while (inside(to)) to++;
  return [from, to];
}

const inWord = /[\p{L}\p{M}\p{N}]/u;

/** How many of the ascending positions lie in the span. */
export function countIn(positions: readonly number[], [start, end]: Span): number {
  return lowerBound(positions, end) - lowerBound(positions, start);
}

function lowerBound(positions: readonly number[], value: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The spans' words, an interruption shown as an ellipsis, blanks made one. */
export function words(text: string, spans: readonly Span[]): string {
  return spans.map(([start, end]) => text.slice(start, end)).join(" … ").replace(/\s+/g, " ").trim();
}

/** Cuts at a word border near `length` characters, and says so with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const blank = cut.lastIndexOf(" ");
  return `${wellFormed(blank > length / 2 ? cut.slice(0, blank) : cut).replace(/[\s…]+$/, "")}…`;
}

/** Lone halves of surrogate pairs become U+FFFD, of the same length, so that positions hold on both sides of the border. */
export function wellFormed(text: string): string {
  if (text.isWellFormed?.()) return text; // it nearly always is, and browsers have known a way to tell since 2023
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

/** Whether something in the text is written from right to left: Hebrew, Arabic and their neighbours. */
export function hasRightToLeft(text: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text);
}

/** Joins overlapping and touching spans; the result is sorted. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

/** A title for a text that came without one: its first line, if it is short enough to be a headline, else the first words; Markdown's signs are none of them. */
export function titleOf(text: string): string {
  const first = paragraphsOf(text.slice(0, 2000))[0];
  return first ? shorten(text.slice(first.start, first.end).replace(/^#{1,6} +/, ""), 80) : "";
}

/** Map.groupBy, which the oldest of our browsers lacks. */
export function grouped<K, V>(list: readonly V[], key: (value: V) => K): Map<K, V[]> {
  const out = new Map<K, V[]>();
  for (const value of list) {
    const group = out.get(key(value));
    if (group) group.push(value);
    else out.set(key(value), [value]);
  }
  return out;
}

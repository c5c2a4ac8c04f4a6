/**
 * Turns a reading into what is drawn: for every paragraph a tree of marks over its text.
 *
 * The text is cut wherever a finding begins or ends. Every piece knows which findings cover it, in the order in which they nest:
 * sentence, note, statements (the longer outside), source, cue, hedge, actor. A hedge thus never stands inside an actor; where borders cross, the
 * inner mark is split. Neighbouring pieces with the same outer mark are joined again. Concatenating the leaves gives back the text.
 */
import type { Reading, Span } from "../core/reading";
import { type Paragraph, paragraphAt } from "./text";

export type MarkKind = "sentence" | "statement" | "source" | "cue" | "hedge" | "actor" | "note";
export type Lens = "actor" | "source" | "hedge";

/** A finding's key: its class and id, with the number of the mention for actors: "actor:a1:0", "source:s2", "hedge:h3". */
export type Key = string;

export interface Mark {
  kind: MarkKind;
  keys: Key[];
  /** A source that is not named, or its statement. */
  unnamed: boolean;
  /** Of a statement: how many sources long the chain is that it reaches us through. */
  depth: number;
  /** Whether the finding's text begins here, or goes on. */
  first: boolean;
  /** Whether the finding's text ends here. */
  last: boolean;
  children: Piece[];
}

/** A string is text as it stands. */
export type Piece = string | Mark;

interface Layer {
  kind: MarkKind;
  key: Key;
  span: Span;
  unnamed: boolean;
  depth: number;
}

const order: Record<MarkKind, number> = { sentence: 0, note: 1, statement: 2, source: 3, cue: 4, hedge: 5, actor: 6 };

/** A finding that the stepper stops at. */
export interface Finding {
  key: Key;
  lens: Lens;
  id: string;
  span: Span;
}

/** A note's place in the text, drawn as a box. */
export interface NotePlace {
  id: string;
  span: Span;
}

/** What is drawn in each paragraph, found once per reading; the trees are built when a paragraph is drawn. */
export class MarkIndex {
  private readonly layers: Layer[][];
  private readonly trees = new Map<number, Piece[]>();

  constructor(
    private readonly text: string,
    readonly paragraphs: readonly Paragraph[],
    reading: Reading | null,
    notes: readonly NotePlace[] = [],
  ) {
    this.layers = paragraphs.map(() => []);
    if (reading) for (const layer of layersOf(reading)) this.add(layer);
    for (const note of notes) this.add({ kind: "note", key: `note:${note.id}`, span: note.span, unnamed: false, depth: 0 });
  }

  private add(layer: Layer): void {
    const first = paragraphAt(this.paragraphs, layer.span[0]);
    for (let i = first ? first.number - 1 : 0; i < this.paragraphs.length && this.paragraphs[i]!.start < layer.span[1]; i++) {
      if (layer.span[0] < this.paragraphs[i]!.end) this.layers[i]!.push(layer);
    }
  }

  /** Equal for equal marks: a paragraph that shows these already need not be drawn again. */
  signature(number: number): string {
    return this.layers[number - 1]!.map(({ kind, key, span, unnamed, depth }) => `${kind}${key}@${span[0]}-${span[1]}${unnamed ? "?" : ""}${depth}`).join(" ");
  }

  /** The marks of a paragraph; the same array as long as the index lives. */
  pieces(number: number): Piece[] {
    let tree = this.trees.get(number);
    if (!tree) {
      const paragraph = this.paragraphs[number - 1]!;
      tree = piecesOf(this.text, [paragraph.start, paragraph.end], this.layers[number - 1]!);
      this.trees.set(number, tree);
    }
    return tree;
  }
}

function layersOf(reading: Reading): Layer[] {
  const out: Layer[] = [];
  const add = (kind: MarkKind, key: Key, spans: readonly Span[], unnamed = false, depth = 0) => {
    for (const span of spans) if (span[0] < span[1]) out.push({ kind, key, span, unnamed, depth });
  };
  const parents = new Map(reading.attributions.map(({ id, parent }) => [id, parent]));
  reading.sentences.forEach((span, i) => { add("sentence", `sentence:${i}`, [span]); });
  for (const source of reading.attributions) {
    const key = `source:${source.id}`;
    add("statement", key, source.content, !source.named, depthOf(source.id, parents));
    add("source", key, source.source, !source.named);
    add("cue", key, source.cue);
  }
  for (const hedge of reading.hedges) add("hedge", `hedge:${hedge.id}`, hedge.cue);
  for (const actor of reading.actors) {
    if (actor.type === "place") continue;
    actor.mentions.forEach((mention, i) => { if (mention.form !== "pronoun") add("actor", `actor:${actor.id}:${i}`, [mention.span]); });
  }
  return out;
}

/** The length of the chain that ends at an attribution; one that runs in a circle counts each link once. */
function depthOf(id: string, parents: ReadonlyMap<string, string | null>): number {
  const seen = new Set<string>();
  for (let at: string | null | undefined = id; at && !seen.has(at); at = parents.get(at)) seen.add(at);
  return seen.size;
}

function piecesOf(text: string, [start, end]: Span, layers: readonly Layer[]): Piece[] {
  const cuts = new Set([start, end]);
  for (const { span } of layers) for (const at of span) if (at > start && at < end) cuts.add(at);
  const borders = [...cuts].sort((a, b) => a - b);
  const sorted = [...layers].sort((a, b) => order[a.kind] - order[b.kind] || length(b.span) - length(a.span) || a.span[0] - b.span[0]);
  const leaves: Leaf[] = [];
  const events = new Map<number, Layer[]>();
  for (const layer of sorted) {
    const from = Math.max(start, layer.span[0]);
    events.set(from, [...(events.get(from) ?? []), layer]);
  }
  let active: Layer[] = [];
  for (let i = 0; i + 1 < borders.length; i++) {
    const at = borders[i]!;
    active = active.filter((layer) => layer.span[1] > at);
    const starting = events.get(at);
    if (starting) active = [...active, ...starting].sort((a, b) => order[a.kind] - order[b.kind] || length(b.span) - length(a.span) || a.span[0] - b.span[0]);
    leaves.push({ start: at, end: borders[i + 1]!, marks: groups(active) });
  }
  return nest(text, leaves, 0);
}

interface Leaf {
  start: number;
  end: number;
  marks: Layer[][];
}

/** Findings of one kind that cover the same piece are one mark, except statements, which nest. */
function groups(active: readonly Layer[]): Layer[][] {
  const out: Layer[][] = [];
  for (const layer of active) {
    const last = out.at(-1);
    if (last && last[0]!.kind === layer.kind && (layer.kind !== "statement" || same(last[0]!.span, layer.span))) last.push(layer);
    else out.push([layer]);
  }
  return out;
}

function nest(text: string, leaves: readonly Leaf[], depth: number): Piece[] {
  const out: Piece[] = [];
  for (let i = 0; i < leaves.length; ) {
    const leaf = leaves[i]!;
    const outer = leaf.marks[depth];
    let j = i + 1;
    while (j < leaves.length && sameGroup(leaves[j]!.marks[depth], outer)) j++;
    if (!outer) {
      out.push(text.slice(leaf.start, leaves[j - 1]!.end));
    } else {
      out.push({
        kind: outer[0]!.kind,
        keys: [...new Set(outer.map((layer) => layer.key))],
        unnamed: outer.some((layer) => layer.unnamed),
        depth: Math.max(...outer.map((layer) => layer.depth)),
        first: outer.some((layer) => layer.span[0] === leaf.start),
        last: outer.some((layer) => layer.span[1] === leaves[j - 1]!.end),
        children: nest(text, leaves.slice(i, j), depth + 1),
      });
    }
    i = j;
  }
  return out;
}

function sameGroup(a: readonly Layer[] | undefined, b: readonly Layer[] | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((layer, i) => layer === b[i]);
}

function same(a: Span, b: Span): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function length(span: Span): number {
  return span[1] - span[0];
}

/** The text of a tree, for tests and copying. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece.children))).join("");
}

/** Every finding of a lens, in text order. A source stands where it is named; where it is not, at its cue or its statement. */
export function findingsOf(reading: Reading, lens: Lens): Finding[] {
  const out: Finding[] = [];
  if (lens === "actor") {
    for (const actor of reading.actors) {
      if (actor.type === "place") continue;
      actor.mentions.forEach((mention, i) => { if (mention.form !== "pronoun") out.push({ key: `actor:${actor.id}:${i}`, lens, id: actor.id, span: mention.span }); });
    }
  } else if (lens === "source") {
    for (const source of reading.attributions) {
      const span = source.source[0] ?? source.cue[0] ?? source.content[0];
      if (span) out.push({ key: `source:${source.id}`, lens, id: source.id, span });
    }
  } else {
    for (const hedge of reading.hedges) if (hedge.cue[0]) out.push({ key: `hedge:${hedge.id}`, lens, id: hedge.id, span: hedge.cue[0] });
  }
  return out.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

/** The other places of the same actor, source or class of hedge, in text order. */
export function siblings(reading: Reading, finding: Finding): Finding[] {
  const all = findingsOf(reading, finding.lens);
  if (finding.lens === "actor") return all.filter((other) => other.id === finding.id);
  const likeness = new Map<string, string>(finding.lens === "hedge" ? reading.hedges.map((hedge) => [hedge.id, hedge.class]) : reading.attributions.map((source) => [source.id, source.speaker]));
  return all.filter((other) => likeness.get(other.id) === likeness.get(finding.id));
}

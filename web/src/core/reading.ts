/** The reading, as `wasm/reading/json.go` writes it. Positions on this side of the border count UTF-16 code units, as JavaScript strings do. */

/** A half-open range `[start, end)` of the text. */
export type Span = readonly [start: number, end: number];

export type ActorType = "person" | "organization" | "government" | "group" | "place";
export type SourceKind = "person" | "organization" | "government" | "group" | "media" | "document" | "unknown";
export type Stance = "neutral" | "claim" | "concession" | "denial" | "demand" | "thought" | "evidence";
export type HedgeClass = "possibility" | "probability" | "appearance" | "report" | "unknown" | "condition" | "belief" | "approximation";

export interface Mention {
  span: Span;
  form: "name" | "nominal" | "pronoun";
}

export interface Actor {
  id: string;
  name: string;
  type: ActorType;
  mentions: Mention[];
  roles: Span[];
  speaks: boolean;
  why: string;
}

export interface Attribution {
  id: string;
  source: Span[];
  cue: Span[];
  content: Span[];
  reason: Span[];
  basis: Span[];
  quote: "direct" | "mixed" | "indirect";
  kind: SourceKind;
  stance: Stance;
  named: boolean;
  speaker: string;
  actor: string | null;
  parent: string | null;
  why: string;
}

export interface Hedge {
  id: string;
  cue: Span[];
  scope: Span[];
  class: HedgeClass;
  owner: string | null;
  why: string;
}

export interface Token {
  span: Span;
  tag: string;
  head: number;
  dep: string;
}

/** What the text looks like; anything but "ok" says why little may be found in it. The client puts this into the contract's reading. */
export type Advice = "ok" | "empty" | "too-short" | "not-english" | "code" | "links" | "table" | "chat" | "verse" | "too-long";

export interface Reading {
  id: string;
  version: string;
  analyzer: string;
  sentences: Span[];
  paragraphs: Span[];
  tokens?: Token[];
  entities: { span: Span; label: "PER" | "ORG" | "LOC" | "NORP" | "MISC" }[];
  actors: Actor[];
  attributions: Attribution[];
  hedges: Hedge[];
  /** In readings that the client gives; the program tells it apart, so that its own text of a reading is the batch command's. */
  advice?: Advice;
}

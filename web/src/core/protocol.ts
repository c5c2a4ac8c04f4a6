/**
 * What the page may ask of the Go program in the worker. Go registers one function, `ascribe(method, argument, tell, call) → Promise<string>`;
 * argument and result are JSON text, but for the one file that is an argument; `call` is the number of the request. The worker passes requests and answers on; `Client` (client.ts) is its face on the page.
 * A failed call rejects with a `Failure`. Everything the reader typed stays with the page until its promise has resolved.
 */
import type { Advice, Reading, Span } from "./reading";

export interface Methods {
  /** Reads a text. With `partials`, `partial` events carry readings of a growing first part of it (first screen first) before the promise resolves. */
  read: { in: { id: string; text: string; tokens?: boolean; corrections?: Correction[]; partials?: boolean }; out: Reading };
  /** Ends a reading, an export, a preview, an import or a deletion of articles that is under way; its promise rejects with "cancelled", and nothing was written. */
  cancel: { in: { call: number }; out: null };
  about: { in: Record<string, never>; out: About };

  /** Describes a stretch of a text so that it can be found again; `place` finds it, or says it is lost. Never guesses. */
  anchor: { in: { text: string; span: Span }; out: Anchor };
  place: { in: { text: string; anchors: Anchor[] }; out: Placement[] };

  /** Opens the library. Never rejects: what is wrong with the storage is in the answer. */
  open: { in: Record<string, never>; out: StorageState };
  list: { in: Record<string, never>; out: ArticleSummary[] };
  /** The article with its notes (placed on its text) and corrections. Rejects with "not-found". */
  get: { in: { id: string }; out: Opened };
  /** Articles without what belongs to them, for the search. Rejects with "not-found" if one is not there. */
  articles: { in: { ids: string[] }; out: Article[] };
  /** Saves an article; `rev` must be the stored one (0 for a new article), else rejects with "conflict". Answers the saved article. */
  putArticle: { in: Article; out: Article };
  deleteArticles: { in: { ids: string[] }; out: null };
  /** Saves a note (rev as above). The promise resolves after the transaction is complete and not before. */
  putNote: { in: Note; out: Note };
  deleteNotes: { in: { ids: string[] }; out: null };
  notes: { in: { articleId?: string }; out: Note[] };
  putCorrection: { in: Correction; out: Correction };
  deleteCorrections: { in: { ids: string[] }; out: null };
  /** All corrections, or those of one article and the ones that hold everywhere. */
  corrections: { in: { articleId?: string }; out: Correction[] };

  /** Writes a file; `articleIds` empty means everything. Formats with findings read the articles: `progress` counts articles. A backup carries the page's settings, W3C files the reader's nickname, if they are given. */
  export: { in: { format: Format; articleIds: string[]; now: string; settings?: unknown; nickname?: string }; out: ExportFile };
  /** Reads a file, given as it is, without writing anything: what is in it, what is here already, what is wrong line by line. `progress` counts bytes. */
  preview: { in: Blob; out: ImportPreview };
  /** Imports the file previewed last, in one transaction. `progress` counts records. */
  import: { in: { token: string; onConflict: "keep-both" | "skip" | "replace" }; out: { articles: number; notes: number; corrections: number } };
  /** Takes back the import made last, by its file's token, in one transaction. What was written since stays (`kept`), with the new article that holds it. */
  takeBack: { in: { token: string }; out: { kept: boolean } };
}

export type Method = keyof Methods;

export interface About {
  version: string;
  analyzer: string;
  engine: "compiled" | "prose";
  models: { name: string; bytes: number; hash: string }[];
}

/** W3C TextPositionSelector and TextQuoteSelector in one. Positions count code points: the page treats an anchor as opaque. */
export interface Anchor {
  start: number;
  end: number;
  exact: string;
  prefix: string;
  suffix: string;
  sentence: number;
  textSha256: string;
}

/** Where an anchor is in a text: found in its place, moved elsewhere, or lost, then with the candidates, best first. */
export interface Placement {
  state: "exact" | "moved" | "lost";
  span: Span | null;
  candidates: Span[];
}

export interface Article {
  id: string;
  rev: number;
  title: string;
  text: string;
  url: string;
  outlet: string;
  author: string;
  /** ISO 8601 date or time, "" if not known. */
  published: string;
  created: string;
  updated: string;
  analyzer: string;
}

export interface ArticleSummary {
  id: string;
  rev: number;
  title: string;
  url: string;
  outlet: string;
  published: string;
  created: string;
  updated: string;
  words: number;
  notes: number;
  /** Code units of the text, for the storage display. */
  size: number;
}

export type NoteStatus = "" | "to-check" | "checked" | "could-not-verify";

export interface Note {
  id: string;
  rev: number;
  articleId: string;
  /** null: a note on the whole article. */
  anchor: Anchor | null;
  /** What the note is on: a finding of a class, a sentence, a selection. */
  on: "actor" | "source" | "hedge" | "sentence" | "selection" | "article";
  /** Markdown. */
  body: string;
  tags: string[];
  status: NoteStatus;
  created: string;
  updated: string;
  /** What had read the text when the note was begun, "" where that is not known. */
  analyzer: string;
}

/** What the reader corrected in a reading. `articleId` null: holds in every article, then it goes by the words, not the place. */
export interface Correction {
  id: string;
  rev: number;
  articleId: string | null;
  on: "actor" | "source" | "hedge";
  act: "dismiss" | "retype" | "rename" | "assign" | "merge" | "split" | "add";
  /** The place (for one article) … */
  anchor: Anchor | null;
  /** … and the words: of the mention, the cue, or the actor's canonical name. */
  words: string;
  /** retype: the new type; rename: the new name; assign: the speaker's name; merge: the name of the actor to merge into; add: the type or class. */
  value: string;
  created: string;
}

export interface Opened {
  article: Article;
  notes: (Note & { placement: Placement | null })[];
  corrections: Correction[];
}

export interface StorageState {
  state: "ok" | "unavailable" | "upgraded-elsewhere";
  /** Why it is unavailable, for "Copy details"; never shown as it is. */
  detail: string;
  articles: number;
  notes: number;
}

export type Format = "backup" | "article" | "w3c" | "markdown" | "csv" | "html" | "claims";

export interface ExportFile {
  name: string;
  type: string;
  text: string;
  counts: { articles: number; notes: number; corrections: number };
}

export interface ImportPreview {
  token: string;
  kind: "backup" | "article" | "w3c" | "hypothesis";
  articles: { title: string; notes: number; here: boolean }[];
  notes: number;
  corrections: number;
  /** What the page that wrote the backup gave as its settings, unchecked; null if the file holds none. */
  settings: unknown;
  /** What is wrong; if any is fatal, nothing can be imported. */
  problems: { line: number; message: string; fatal: boolean }[];
}

export interface Failure {
  code:
    | "cancelled" | "bad-request" | "not-found" | "conflict" | "quota" | "unavailable" | "upgraded-elsewhere"
    | "too-large" | "no-text" | "bad-file" | "stopped" | "internal";
  /** For the log and "Copy details": holds no article text. */
  detail: string;
}

/** Page → worker. */
export interface Request {
  call: number;
  method: Method;
  /** A file is read in the worker: a large one would keep the page from its work. */
  argument: string | Blob;
}

/**
 * Worker → page. `alive`, first, names the lock that the worker holds as long as it lives; `ready` comes once, and again to who says hello;
 * `advice` (first of all) and `partial` belong to a call of `read`, `progress` to one of `read`, `export`, `preview` or `import`; `changed` tells of a
 * write by another tab (articleId "": corrections that hold everywhere, or many articles at once: list anew).
 */
export type Message =
  | { type: "alive"; lock: string }
  | { type: "ready"; about: About }
  | { type: "result"; call: number; result: string }
  | { type: "failure"; call: number; failure: Failure }
  | { type: "advice"; call: number; advice: Advice }
  | { type: "partial"; call: number; reading: string }
  | { type: "progress"; call: number; done: number; total: number }
  | { type: "changed"; articleId: string; rev: number }
  | { type: "stopped"; detail: string };

/** Reads the open article with the program, draws the marks it finds, and keeps what is known of the reading. */
import { computed, type Signal, signal } from "@preact/signals";
import { failureOf } from "../core/client";
import type { Correction, Failure } from "../core/protocol";
import type { Advice, Reading } from "../core/reading";
import { type Cell, cellsOf, type Facts, factsOf } from "./facts";
import { type Finding, findingsOf, type Key, type Lens, MarkIndex, type Piece } from "./marks";
import { t } from "./messages";
import { breathe } from "./schedule";
import type { Store } from "./store";
import { paragraphAt } from "./text";

export type Phase =
  | { state: "none" }
  | { state: "reading"; done: number; total: number; since: number }
  | { state: "done"; seconds: number }
  | { state: "cancelled" }
  | { state: "doubt"; doubt: Doubt; words: number }
  | { state: "stopped"; failure: Failure };

/** Why little may be found in a text, or why reading it takes long: the reader decides. */
export type Doubt = Exclude<Advice, "ok" | "too-long"> | "huge";

/** A reading that the program has been asked for. */
export interface Turn {
  /** Aborted when the article goes, the reader cancels or another reading is asked for. */
  end: AbortController;
  began: number;
  reading: Promise<Reading>;
  /** To be called when the text stands in the page: what was found before is drawn then. */
  stands(): void;
  /** Settled when its first marks are drawn, or there are none to come. */
  marked: Promise<void>;
}

const long = 6_000;
const huge = 20_000;
/** Of a word with the blank behind it, on average, in texts of long words. */
const letters = 7;
/** A cautious guess; the progress says what is true. */
const wordsPerSecond = 1500;

/** So many paragraphs are put into the document, and drawn by the framework, as one. */
export const share = 20;
/** A reading of so few sentences is drawn without a breath. */
const few = 60;
/** How long the page may work between two breaths, in milliseconds: the reader's keys and scrolling wait as long. */
const breath = 10;

export class Reader {
  readonly phase = signal<Phase>({ state: "none" });
  /** The phase without how far it is: progress comes fifty times a second, and whoever shows the whole article must not follow each step. */
  readonly state = computed(() => this.phase.value.state);
  /** Whether the first marks are on their way: what stands beside the article is drawn with them, so that it does not delay them. */
  readonly coming = computed(() => this.state.value === "reading" && !this.reading.value && this.store.engine.value.state === "ready");
  readonly reading = signal<Reading | null>(null);
  /** Found after the marks are drawn. */
  readonly facts = signal<Facts | null>(null);
  readonly cells = signal<Cell[]>([]);
  /** How many shares of the paragraphs stand in the document: a long text is put in by and by. */
  readonly standing = signal(0);
  /** What each paragraph shows; set by `paint`, piece by piece. */
  painted: Signal<Piece[]>[] = [];
  /** By paragraph number, the signature of the marks it shows, if there are any; growing readings repeat most of them. */
  private signatures: string[] = [];
  private painting = 0;
  private end: AbortController | null = null;

  constructor(private readonly store: Store) {}

  readonly findings = computed<Record<Lens, Finding[]>>(() => {
    const reading = this.reading.value;
    if (!reading) return { actor: [], source: [], hedge: [] };
    return { actor: findingsOf(reading, "actor"), source: findingsOf(reading, "source"), hedge: findingsOf(reading, "hedge") };
  });

  readonly counts = computed(() => {
    const reading = this.reading.value;
    const facts = this.facts.value;
    return {
      actors: reading?.actors.filter((actor) => actor.type !== "place").length ?? 0,
      sources: facts?.sources.filter((source) => source.group !== "none").length ?? 0,
      unnamed: facts?.sources.filter((source) => source.group === "unnamed").length ?? 0,
      hedges: reading?.hedges.length ?? 0,
    };
  });

  /** What is said when a reading begins: for a long text, how long it will take. */
  readonly estimate = computed(() => {
    const words = this.store.words.value;
    return words > long ? t.readingLong(Math.ceil(words / wordsPerSecond)) : t.readingStarted;
  });

  /** The margin map in words. */
  readonly mapSaid = computed(() => {
    const counts = new Map<number, number>();
    for (const hedge of this.reading.value?.hedges ?? []) {
      const number = paragraphAt(this.store.paragraphs.value, hedge.cue[0]?.[0] ?? 0)?.number ?? 1;
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([number]) => number).sort((a, b) => a - b);
    const spoken = this.cells.value.filter((cell) => cell.speaker !== "none").length;
    return t.mapSaid(this.cells.value.length, spoken, most);
  });

  find(key: Key | null): Finding | undefined {
    if (!key) return undefined;
    const lens = key.split(":")[0] as Lens;
    return this.findings.value[lens]?.find((finding) => finding.key === key);
  }

  /** Another article is opened, or none: what was found in this one goes. */
  forget(): void {
    this.end?.abort();
    this.painting++;
    this.reading.value = null;
    this.facts.value = null;
    this.cells.value = [];
    this.phase.value = { state: "none" };
  }

  /**
   * Shows the article's text without marks: a share of the paragraphs at once, which fills a screen, then as many shares at a time as can be put
   * in within a breath, going by the last ones. In texts of megabytes it is at least a sixteenth of what stands, because the browser goes
   * through all of that for each picture.
   */
  async lay(): Promise<void> {
    const text = this.store.text.value;
    const paragraphs = this.store.paragraphs.value;
    const painted = paragraphs.map((paragraph) => signal<Piece[]>([text.slice(paragraph.start, paragraph.end)]));
    const all = Math.ceil(paragraphs.length / share);
    this.painted = painted;
    this.signatures = [];
    this.standing.value = 0;
    await breathe(); // the page around the article is a task of its own
    let shares = 1;
    while (painted === this.painted && this.standing.value < all) {
      const began = performance.now();
      this.standing.value = Math.min(all, this.standing.value + shares);
      await null; // the framework has put them in by now
      const inTime = Math.floor((shares * breath) / (performance.now() - began));
      shares = Math.max(1, this.standing.value >> 4, Math.min(shares * 2, inTime));
      await breathe();
    }
  }

  /** Has the program read a text that comes, while the page is still drawn around it, if it is not too long to have that done before its words are counted. */
  begin(text: string, sure: boolean): Turn | undefined {
    return sure || text.length < huge * letters ? this.ask(text, [], sure) : undefined;
  }

  /** Shows what comes of a reading that was begun, now that the text stands, unless that is so long that its reader is asked first. */
  async follow(turn: Turn | undefined, sure: boolean): Promise<void> {
    const words = this.store.words.value;
    if (sure || words <= huge) return this.read(sure, turn);
    turn?.end.abort();
    this.phase.value = { state: "doubt", doubt: "huge", words };
  }

  private ask(text: string, corrections: Correction[], sure: boolean): Turn {
    this.end?.abort();
    const end = new AbortController();
    this.end = end;
    let stands = () => {};
    let drawn = () => {};
    const marked = new Promise<void>((resolve) => { drawn = resolve; });
    const standing = new Promise<void>((resolve) => { stands = resolve; });
    const paint = (partial: Reading) => { if (!end.signal.aborted && (sure || !doubtOf(partial))) void this.paint(partial); };
    const reading = this.store.client.call("read", { id: "", text, corrections, partials: true }, {
      signal: end.signal,
      onPartial: (partial) => { void standing.then(() => paint(partial)).then(drawn); },
      onProgress: this.progress(end.signal),
    });
    void reading.catch(() => {}).then(drawn); // whoever follows it is told
    return { end, began: performance.now(), reading, stands, marked };
  }

  /** Reads the article and draws its marks. A text that does not look like an article is drawn only when the reader is `sure`; saved ones are. */
  async read(sure = (this.store.article.value?.rev ?? 0) > 0, asked?: Turn): Promise<void> {
    const article = this.store.article.value;
    if (!article || asked?.end.signal.aborted) return;
    const turn = asked ?? this.ask(article.text, this.store.corrections.value, sure);
    const { signal } = turn.end;
    turn.stands();
    this.store.classroom.lesson.value = null;
    this.phase.value = { state: "reading", done: 0, total: 0, since: Date.now() };
    this.store.say(this.estimate.value);
    try {
      const reading = await turn.reading;
      if (signal.aborted) return;
      const doubt = doubtOf(reading);
      if (doubt && !sure) {
        this.phase.value = { state: "doubt", doubt, words: this.store.words.value };
        return;
      }
      const seconds = (performance.now() - turn.began) / 1000;
      await this.adopt(reading);
      if (signal.aborted) return;
      await breathe();
      if (signal.aborted) return;
      this.phase.value = { state: "done", seconds };
      this.store.say(t.readingDone(this.counts.value));
      const { analyzer, rev } = this.store.article.value ?? article; // the library may have answered meanwhile
      if (analyzer !== reading.analyzer || rev === 0) void this.store.saves.putArticle({ analyzer: reading.analyzer });
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error);
      this.phase.value = failure.code === "cancelled" ? { state: "cancelled" } : { state: "stopped", failure };
      this.store.say(failure.code === "cancelled" ? t.cancelled : t.stopped);
      if (article.rev === 0) void this.store.saves.putArticle({}); // the text is kept, read or not
    }
  }

  /** Shows how far a reading is; one that takes its time says when half of it is done. */
  private progress(signal: AbortSignal): (done: number, total: number) => void {
    const began = performance.now();
    let half = false;
    return (done, total) => {
      if (signal.aborted || this.phase.value.state !== "reading") return;
      this.phase.value = { ...this.phase.value, done, total };
      if (half || total === 0 || done * 2 < total) return;
      half = true;
      if (performance.now() - began > 1500) this.store.say(t.readingHalf);
    };
  }

  cancel(): void {
    this.end?.abort();
    this.phase.value = { state: "cancelled" };
    this.store.say(t.cancelled);
    if (this.store.article.value?.rev === 0) void this.store.saves.putArticle({});
  }

  /** Draws a reading, and then counts what is in it: what is found and what is drawn of it are a task each. */
  async adopt(reading: Reading): Promise<void> {
    await this.paint(reading);
    if (this.reading.value !== reading) return;
    const facts = factsOf(this.store.text.value, reading);
    await breathe();
    const cells = cellsOf(reading);
    await breathe();
    if (this.reading.value !== reading) return;
    this.facts.value = facts;
    await breathe();
    if (this.reading.value === reading) this.cells.value = cells;
  }

  /** Draws again after the notes have changed. */
  repaint(): void {
    if (this.reading.value) void this.paint(this.reading.value);
  }

  /** Draws a reading: the paragraphs on the screen first, then the others, with a breath every few thousand characters. A first screen is one task, marks and all. */
  private async paint(reading: Reading): Promise<void> {
    const turn = ++this.painting;
    const small = reading.sentences.length < few;
    this.reading.value = reading;
    if (!small) await breathe();
    if (turn !== this.painting) return;
    const paragraphs = this.store.paragraphs.value;
    const index = new MarkIndex(this.store.text.value, paragraphs, reading, this.store.notebook.places());
    if (!small) await breathe();
    if (turn !== this.painting) return;
    const first = small ? 0 : firstVisible(); // to see where the page is scrolled to, the browser would lay it out once more
    const order = [...paragraphs.slice(first), ...paragraphs.slice(0, first)];
    let characters = 0;
    for (const paragraph of order) {
      const target = this.painted[paragraph.number - 1];
      const signature = index.signature(paragraph.number);
      if (!target || (this.signatures[paragraph.number] ?? "") === signature) continue;
      this.signatures[paragraph.number] = signature;
      target.value = index.pieces(paragraph.number);
      characters += paragraph.end - paragraph.start;
      if (characters < 3000) continue;
      characters = 0;
      await breathe();
      if (turn !== this.painting) return;
    }
  }
}

function firstVisible(): number {
  const top = document.elementFromPoint(innerWidth / 3, Math.min(160, innerHeight - 1))?.closest("[data-paragraph]");
  return top ? Number(top.getAttribute("data-paragraph")) - 1 : 0;
}

function doubtOf(reading: Reading): Doubt | null {
  const advice = reading.advice ?? "ok";
  return advice === "ok" || advice === "too-long" ? null : advice;
}

/**
 * The page's state: one object of signals, and the actions that change them. Components read signals and call actions, nothing else.
 * Everything the reader typed lives here until the library has answered that it is stored.
 */
import { computed, type Signal, signal } from "@preact/signals";
import { CallError, Client, type ClientState } from "../core/client";
import type { Article, Correction, Failure, Note, Opened, StorageState } from "../core/protocol";
import type { Advice, Reading, Span } from "../core/reading";
import { citation, fragmentUrl } from "./citation";
import { Across } from "./across";
import { Amendments } from "./amend";
import { calm, keysAround, narrow, pieceAt } from "./dom";
import { type Cell, cellsOf, type Facts, factsOf, placeOf } from "./facts";
import { Classroom } from "./classroom";
import type { Version } from "./compare";
import { Library } from "./library";
import { type Finding, findingsOf, type Key, type Lens, MarkIndex, type Piece, siblings } from "./marks";
import { t } from "./messages";
import { breathe } from "./schedule";
import { loadMarker, loadSettings, type Marker, saveMarker, saveSettings, type Settings } from "./settings";
import { type Report, reportOf } from "./reports";
import type { PageShell } from "./shell";
import { Transfer } from "./transfer";
import { countWords, paragraphAt, type Paragraph, paragraphsOf, titleOf, wellFormed, words } from "./text";

export type PlacedNote = Opened["notes"][number];
export type Tab = "overview" | "sources" | "actors" | "hedges" | "notes";
export const tabs: readonly Tab[] = ["overview", "sources", "actors", "hedges", "notes"];
export type Dialog = "settings" | "help" | "export" | "import" | "paragraph" | "conflict" | null;
export type View = "start" | "article" | "library" | "reports" | "across";

export interface Incoming {
  title?: string;
  text: string;
  url?: string;
  outlet?: string;
  author?: string;
  published?: string;
}

export type Phase =
  | { state: "none" }
  | { state: "reading"; done: number; total: number; since: number }
  | { state: "done"; seconds: number }
  | { state: "cancelled" }
  | { state: "doubt"; doubt: Doubt; words: number }
  | { state: "stopped"; failure: Failure };

/** Why little may be found in a text, or why reading it takes long: the reader decides. */
export type Doubt = Exclude<Advice, "ok" | "too-long"> | "huge";

export type Saving = { state: "none" } | { state: "saving" } | { state: "saved"; at: Date } | { state: "failed"; failure: Failure };

export interface Toast {
  text: string;
  undo?: () => void;
}

export interface Conflict {
  mine: Note | Article;
  theirs: Note | Article;
  /** How many notes each side has, where it is about an article. */
  notes?: { mine: number; theirs: number };
}

export interface CardState {
  key: Key;
  /** The other findings in the same place. */
  also: Key[];
  /** Where the focus goes back to. */
  from: Element | null;
}

const long = 6_000;
const huge = 20_000;
/** A cautious guess; the progress says what is true. */
const wordsPerSecond = 1500;
const autosaveAfter = 600;

export class Store {
  readonly engine = signal<ClientState>({ state: "warming" });
  readonly storage = signal<StorageState | null>(null);
  readonly settings = signal<Settings>(loadSettings());
  readonly view = signal<View>("start");
  readonly draft = signal("");
  readonly article = signal<Article | null>(null);
  readonly editing = signal(false);
  readonly reading = signal<Reading | null>(null);
  /** The version that the text replaced, while the page is open. */
  readonly before = signal<Version | null>(null);
  readonly phase = signal<Phase>({ state: "none" });
  readonly saving = signal<Saving>({ state: "none" });
  readonly notes = signal<PlacedNote[]>([]);
  readonly corrections = signal<Correction[]>([]);
  readonly openNote = signal<string | null>(null);
  readonly lens = signal<Lens>("source");
  readonly current = signal<Key | null>(null);
  readonly card = signal<CardState | null>(null);
  readonly wrongOpen = signal(false);
  readonly spotlight = signal<string | null>(null);
  readonly tab = signal<Tab>("overview");
  readonly panelOpen = signal(false);
  readonly dialog = signal<Dialog>(null);
  readonly finding = signal(false);
  readonly toast = signal<Toast | null>(null);
  readonly said = signal("");
  readonly conflict = signal<Conflict | null>(null);
  readonly changedElsewhere = signal(false);
  readonly lostLibrary = signal<Marker | null>(null);
  readonly busy = signal<{ label: string; done: number; total: number; cancel: () => void } | null>(null);
  /** When the program was first ready, in milliseconds since the page was loaded; 0: not yet. */
  readySince = 0;
  readonly library: Library;
  readonly client: Client;
  readonly transfer = new Transfer(this);
  readonly amend = new Amendments(this);
  /** The two articles that are compared, once both are read. */
  readonly reports = signal<{ a: Report; b: Report } | null>(null);
  readonly across: Across;
  readonly classroom = new Classroom(this);

  readonly text = computed(() => this.article.value?.text ?? "");
  readonly words = computed(() => countWords(this.text.value));
  /** What is said when a reading begins: for a long text, how long it will take. */
  readonly estimate = computed(() => (this.words.value > long ? t.readingLong(Math.ceil(this.words.value / wordsPerSecond)) : t.readingStarted));
  readonly paragraphs = computed<Paragraph[]>(() => paragraphsOf(this.text.value));
  /** Found after the marks are drawn. */
  readonly facts = signal<Facts | null>(null);
  readonly findings = computed<Record<Lens, Finding[]>>(() => {
    const reading = this.reading.value;
    if (!reading) return { actor: [], source: [], hedge: [] };
    return { actor: findingsOf(reading, "actor"), source: findingsOf(reading, "source"), hedge: findingsOf(reading, "hedge") };
  });

  readonly cells = signal<Cell[]>([]);
  /** How many paragraphs stand in the document: a long text is put in by and by. */
  readonly standing = signal(0);
  /** The margin map in words. */
  readonly mapSaid = computed(() => {
    const counts = new Map<number, number>();
    for (const hedge of this.reading.value?.hedges ?? []) {
      const number = paragraphAt(this.paragraphs.value, hedge.cue[0]?.[0] ?? 0)?.number ?? 1;
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([number]) => number).sort((a, b) => a - b);
    const spoken = this.cells.value.filter((cell) => cell.speaker !== "none").length;
    return t.mapSaid(this.cells.value.length, spoken, most);
  });

  /** What each paragraph shows; set by `paint`, piece by piece. */
  painted: Signal<Piece[]>[] = [];
  /** By paragraph number, the signature of the marks it shows; growing readings repeat most of them. */
  private signatures: string[] = [];
  private painting = 0;
  private reader: AbortController | null = null;
  private stored: Promise<unknown> = Promise.resolve();
  /** Notes whose last change has not been stored. */
  private readonly dirty = new Set<string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private asked = false;

  constructor(readonly shell: PageShell) {
    this.client = new Client(shell, {
      onState: (state) => {
        this.engine.value = state;
        if (state.state === "ready") this.readySince ||= performance.now();
      },
      onChanged: (articleId) => { void this.changed(articleId); },
    });
    this.library = new Library(this.client);
    this.across = new Across(this.client, this.library);
  }

  /** Warms the program and opens the library; the text field can be used before either has answered. */
  start(): void {
    this.client.start();
    this.client.call("open", {}).then(
      (state) => {
        this.storage.value = state;
        const marker = loadMarker();
        if (state.state === "ok" && state.articles === 0 && marker && marker.articles > 0) this.lostLibrary.value = marker;
        return this.refresh();
      },
      (error: unknown) => { this.storage.value = { state: "unavailable", detail: failureOf(error).detail, articles: 0, notes: 0 }; },
    );
  }

  async refresh(): Promise<void> {
    if (this.storage.value?.state !== "ok") return;
    try {
      const count = await this.library.load();
      if (count > 0 || !this.lostLibrary.value) saveMarker({ articles: count, seen: new Date().toISOString(), backup: loadMarker()?.backup ?? "" });
      if (count > 0) this.lostLibrary.value = null;
    } catch (error) {
      this.fail(error);
    }
  }

  set(change: Partial<Settings>): void {
    this.settings.value = { ...this.settings.value, ...change };
    saveSettings(this.settings.value);
  }

  say(text: string): void {
    this.said.value = "";
    queueMicrotask(() => { this.said.value = text; });
  }

  tell(text: string, undo?: () => void): void {
    const toast: Toast = undo ? { text, undo } : { text };
    this.toast.value = toast;
    setTimeout(() => { if (this.toast.value === toast) this.toast.value = null; }, 10_000);
  }

  // ---- Articles ----

  /** Shows a text at once and reads it; what the library knows of it is found meanwhile, and no reading waits for that. */
  async take(incoming: Incoming, sure = false): Promise<void> {
    const text = wellFormed(incoming.text);
    if (!text.trim()) return;
    await this.settle();
    this.close();
    const now = new Date().toISOString();
    const article: Article = {
      id: await idOf(text), rev: 0, title: incoming.title?.trim() || titleOf(text), text, url: incoming.url ?? "", outlet: incoming.outlet ?? "",
      author: incoming.author ?? "", published: incoming.published ?? "", created: now, updated: now, note: "", analyzer: "",
    };
    this.show(article, [], []);
    this.stored = this.lookUp(article, sure); // nothing is written before it is known what is there
    if (!sure && this.words.value > huge) {
      this.phase.value = { state: "doubt", doubt: "huge", words: this.words.value };
      return;
    }
    await this.read(sure);
  }

  /** Finds a new text in the library: the article with its notes, if it is there, and the corrections that hold for it, with which it is read again. */
  private async lookUp({ id, text }: Article, sure: boolean): Promise<void> {
    const [opened, corrections] = await Promise.all([
      this.client.call("get", { id }).catch(() => null), // not there, or there is no library
      this.client.call("corrections", { articleId: id }).catch((): Correction[] => []),
    ]);
    const article = this.article.value;
    if (article?.id !== id) return;
    const known = opened?.article.text === text;
    if (known) {
      this.article.value = opened.article;
      this.notes.value = [...opened.notes, ...this.notes.value];
      this.saving.value = { state: "saved", at: new Date(opened.article.updated) };
    } else if (opened) this.article.value = { ...article, id: crypto.randomUUID() }; // that article was edited since
    this.corrections.value = corrections.filter((correction) => known || correction.articleId === null);
    if (!this.corrections.value.length) this.repaint();
    else if (this.phase.value.state !== "doubt") void this.read(sure);
  }

  async open(id: string, at?: Span): Promise<void> {
    await this.settle();
    this.close();
    try {
      const opened = await this.client.call("get", { id });
      this.show(opened.article, opened.notes, opened.corrections);
      this.saving.value = { state: "saved", at: new Date(opened.article.updated) };
      if (at) this.goTo(at);
      await this.read();
    } catch (error) {
      this.fail(error);
    }
  }

  private show(article: Article, notes: PlacedNote[], corrections: Correction[]): void {
    this.article.value = article;
    this.notes.value = notes;
    this.corrections.value = corrections;
    this.painted = this.paragraphs.value.map((paragraph) => signal<Piece[]>([article.text.slice(paragraph.start, paragraph.end)]));
    this.signatures = [];
    this.standing.value = 0;
    void this.stand();
    this.view.value = "article";
    this.draft.value = "";
    if (typeof scrollTo === "function") scrollTo(0, 0);
  }

  /** Puts the paragraphs into the document: a screenful at once, the others between breaths. */
  private async stand(): Promise<void> {
    const paragraphs = this.paragraphs.value;
    const painted = this.painted;
    while (painted === this.painted && this.standing.value < paragraphs.length) {
      this.standing.value = Math.min(paragraphs.length, this.standing.value + 20);
      await breathe();
    }
  }

  /** Leaves the article; what was typed is stored first. */
  private close(): void {
    this.amend.forget();
    if (this.toast.value?.undo) this.toast.value = null; // it would change an article that is not open
    this.reader?.abort();
    this.painting++;
    this.reading.value = null;
    this.before.value = null;
    this.classroom.lesson.value = null;
    this.facts.value = null;
    this.cells.value = [];
    this.phase.value = { state: "none" };
    this.saving.value = { state: "none" };
    this.card.value = null;
    this.current.value = null;
    this.spotlight.value = null;
    this.openNote.value = null;
    this.editing.value = false;
    this.changedElsewhere.value = false;
  }

  async new(): Promise<void> {
    await this.settle();
    this.close();
    this.article.value = null;
    this.notes.value = [];
    this.corrections.value = [];
    this.view.value = "start";
  }

  /** Reads the article and draws its marks. A text that does not look like an article is drawn only when the reader is `sure`; saved ones are. */
  async read(sure = (this.article.value?.rev ?? 0) > 0): Promise<void> {
    const article = this.article.value;
    if (!article) return;
    this.reader?.abort();
    const reader = new AbortController();
    this.reader = reader;
    const began = performance.now();
    this.classroom.lesson.value = null;
    this.phase.value = { state: "reading", done: 0, total: 0, since: Date.now() };
    this.say(this.estimate.value);
    let half = false;
    try {
      const reading = await this.client.call(
        "read",
        { id: article.id, text: article.text, corrections: this.corrections.value },
        {
          signal: reader.signal,
          onPartial: (partial) => { if (!reader.signal.aborted && (sure || !doubtOf(partial))) void this.paint(partial); },
          onProgress: (done, total) => {
            if (reader.signal.aborted || this.phase.value.state !== "reading") return;
            this.phase.value = { ...this.phase.value, done, total };
            if (!half && total > 0 && done * 2 >= total) {
              half = true;
              if (performance.now() - began > 1500) this.say(t.readingHalf);
            }
          },
        },
      );
      if (reader.signal.aborted) return;
      const doubt = doubtOf(reading);
      if (doubt && !sure) {
        this.phase.value = { state: "doubt", doubt, words: this.words.value };
        return;
      }
      const seconds = (performance.now() - began) / 1000;
      await this.paint(reading);
      if (reader.signal.aborted) return;
      const facts = factsOf(article.text, reading);
      const cells = cellsOf(reading);
      await breathe(); // what is found and what is drawn of it are a task each
      this.facts.value = facts;
      await breathe();
      this.cells.value = cells;
      await breathe();
      if (reader.signal.aborted) return;
      this.phase.value = { state: "done", seconds };
      this.say(t.readingDone(this.counts.value));
      const { analyzer, rev } = this.article.value ?? article; // the library may have answered meanwhile
      if (analyzer !== reading.analyzer || rev === 0) void this.putArticle({ analyzer: reading.analyzer });
    } catch (error) {
      if (reader.signal.aborted) return;
      const failure = failureOf(error);
      this.phase.value = failure.code === "cancelled" ? { state: "cancelled" } : { state: "stopped", failure };
      this.say(failure.code === "cancelled" ? t.cancelled : t.stopped);
      if (article.rev === 0) void this.putArticle({}); // the text is kept, read or not
    }
  }

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

  cancel(): void {
    this.reader?.abort();
    this.phase.value = { state: "cancelled" };
    this.say(t.cancelled);
    if (this.article.value?.rev === 0) void this.putArticle({});
  }

  /** Draws a reading, and then counts what is in it. */
  async adopt(reading: Reading): Promise<void> {
    await this.paint(reading);
    if (this.reading.value !== reading) return;
    this.facts.value = factsOf(this.text.value, reading);
    await breathe();
    if (this.reading.value === reading) this.cells.value = cellsOf(reading);
  }

  /** Draws a reading: the paragraphs on the screen first, then the others, with a breath every few thousand characters. */
  private async paint(reading: Reading): Promise<void> {
    const turn = ++this.painting;
    this.reading.value = reading;
    const paragraphs = this.paragraphs.value;
    const places = this.notes.value.flatMap((note) => (note.placement?.span ? [{ id: note.id, span: note.placement.span }] : []));
    const index = new MarkIndex(this.text.value, paragraphs, reading, places);
    const first = this.firstVisible();
    const order = [...paragraphs.slice(first), ...paragraphs.slice(0, first)];
    let characters = 0;
    for (const paragraph of order) {
      const target = this.painted[paragraph.number - 1];
      const signature = index.signature(paragraph.number);
      if (!target || this.signatures[paragraph.number] === signature) continue;
      this.signatures[paragraph.number] = signature;
      target.value = index.pieces(paragraph.number);
      characters += paragraph.end - paragraph.start;
      if (characters < 3000) continue;
      characters = 0;
      await breathe();
      if (turn !== this.painting) return;
    }
  }

  /** Draws again after the notes have changed. */
  repaint(): void {
    if (this.reading.value) void this.paint(this.reading.value);
  }

  private firstVisible(): number {
    const top = document.elementFromPoint(innerWidth / 3, Math.min(160, innerHeight - 1))?.closest("[data-paragraph]");
    return top ? Number(top.getAttribute("data-paragraph")) - 1 : 0;
  }

  rename(title: string): void {
    this.later("article", () => this.putArticle({ title }));
    if (this.article.value) this.article.value = { ...this.article.value, title };
  }

  describe(change: Partial<Pick<Article, "url" | "outlet" | "author" | "published" | "note">>): void {
    if (!this.article.value) return;
    this.article.value = { ...this.article.value, ...change };
    this.later("article", () => this.putArticle({}));
  }

  /** Replaces the text: notes are placed again, never guessed, and the marks made new. */
  async replaceText(raw: string): Promise<void> {
    const article = this.article.value;
    const text = wellFormed(raw);
    this.editing.value = false;
    if (!article || text === article.text || !text.trim()) return;
    const notes = this.notes.value;
    const before = this.reading.value && { text: article.text, reading: this.reading.value };
    this.close();
    this.before.value = before;
    this.show({ ...article, text }, notes, this.corrections.value);
    const anchored = notes.filter((note) => note.anchor);
    try {
      const placements = anchored.length ? await this.client.call("place", { text, anchors: anchored.map((note) => note.anchor!) }) : [];
      const placed = new Map(anchored.map((note, i) => [note.id, placements[i]!]));
      this.notes.value = notes.map((note) => ({ ...note, placement: placed.get(note.id) ?? note.placement }));
      const lost = placements.filter((placement) => placement.state === "lost").length;
      if (lost) this.tell(t.notesLost(lost));
    } catch (error) {
      this.fail(error);
    }
    await this.putArticle({ text });
    await this.read();
  }

  /** Writes the article as it is now, after the writes before it. */
  private putArticle(change: Partial<Article>): Promise<void> {
    const run = async () => {
      const article = this.article.value;
      if (!article) return;
      const mine = { ...article, ...change, updated: new Date().toISOString() };
      await this.write(async () => {
        try {
          const saved = await this.client.call("putArticle", mine);
          if (this.article.value?.id === saved.id) this.article.value = { ...this.article.value, ...change, rev: saved.rev, updated: saved.updated };
          void this.refresh();
        } catch (error) {
          if (failureOf(error).code !== "conflict") throw error;
          const theirs = await this.client.call("get", { id: mine.id });
          this.conflict.value = { mine, theirs: theirs.article, notes: { mine: this.notes.value.length, theirs: theirs.notes.length } };
        }
      });
    };
    const done = this.stored.then(run);
    this.stored = done.catch(() => {});
    return done;
  }

  /** Does a piece of storing, and shows how it went; false if it failed. */
  async write(work: () => Promise<unknown>): Promise<boolean> {
    this.saving.value = { state: "saving" };
    try {
      await work();
      this.saving.value = this.conflict.value ? { state: "none" } : { state: "saved", at: new Date() };
      return true;
    } catch (error) {
      this.saving.value = { state: "failed", failure: failureOf(error) };
      return false;
    }
  }

  private later(name: string, work: () => Promise<unknown>): void {
    clearTimeout(this.timers.get(name));
    this.saving.value = { state: "saving" };
    this.timers.set(name, setTimeout(() => { this.timers.delete(name); void work(); }, autosaveAfter));
  }

  /** Stores at once what waits for its turn. */
  async settle(): Promise<void> {
    for (const [name, timer] of this.timers) {
      clearTimeout(timer);
      if (name === "article") void this.putArticle({});
      else void this.putNote(name);
    }
    this.timers.clear();
    await this.stored;
  }

  async resolveConflict(keep: "mine" | "theirs" | "both"): Promise<void> {
    const conflict = this.conflict.value;
    this.conflict.value = null;
    this.changedElsewhere.value = false;
    this.closeDialog();
    if (!conflict) return;
    const { mine, theirs } = conflict;
    if ("text" in mine && "text" in theirs) {
      if (keep === "theirs") return this.open(theirs.id);
      this.article.value = keep === "both" ? { ...mine, id: crypto.randomUUID(), rev: 0, title: t.copyOf(mine.title) } : { ...mine, rev: theirs.rev };
      await this.putArticle({});
      return;
    }
    if ("body" in mine && "body" in theirs) {
      const note = keep === "theirs" ? theirs : keep === "mine" ? { ...mine, rev: theirs.rev } : { ...theirs, body: `${theirs.body}\n\n---\n\n${mine.body}` };
      this.replaceNote(note);
      if (keep !== "theirs") await this.putNote(note.id);
    }
  }

  private async changed(articleId: string): Promise<void> {
    await this.refresh();
    if (this.article.value?.id === articleId) this.changedElsewhere.value = true;
  }

  async reload(): Promise<void> {
    if (this.article.value) await this.open(this.article.value.id);
  }

  // ---- Notes ----

  /** Begins a note on a place, or on the whole article. It is stored with its first word. */
  async addNote(on: Note["on"], span: Span | null): Promise<void> {
    const article = this.article.value;
    if (!article) return;
    const now = new Date().toISOString();
    try {
      const anchor = span ? await this.client.call("anchor", { text: article.text, span }) : null;
      const note: PlacedNote = {
        id: crypto.randomUUID(), rev: 0, articleId: article.id, anchor, on, body: "", tags: [], status: "", created: now, updated: now,
        placement: span ? { state: "exact", span, candidates: [] } : null,
      };
      this.notes.value = [...this.notes.value, note];
      this.card.value = null;
      this.tab.value = "notes";
      this.panelOpen.value = true;
      this.openNote.value = note.id;
      this.repaint();
    } catch (error) {
      this.fail(error);
    }
  }

  editNote(id: string, change: Partial<Pick<Note, "body" | "tags" | "status">>): void {
    this.notes.value = this.notes.value.map((note) => (note.id === id ? { ...note, ...change, updated: new Date().toISOString() } : note));
    this.dirty.add(id);
    this.later(id, () => this.putNote(id));
  }

  private putNote(id: string): Promise<void> {
    const run = async () => {
      const note = this.notes.value.find((other) => other.id === id);
      if (!note || !written(note)) return;
      if (this.unwritten(note.articleId)) return; // what is shown is why its article could not be stored
      const { placement: _, ...mine } = note;
      await this.write(async () => {
        try {
          const saved = await this.client.call("putNote", mine);
          if (this.notes.value.find((other) => other.id === id)?.updated === mine.updated) this.dirty.delete(id);
          this.notes.value = this.notes.value.map((other) => (other.id === id ? { ...other, rev: saved.rev } : other));
          this.library.noteSaved(saved);
          if (mine.rev === 0) void this.refresh();
          if (!this.asked) this.persist();
        } catch (error) {
          if (failureOf(error).code !== "conflict") throw error;
          const theirs = (await this.client.call("notes", { articleId: mine.articleId })).find((other) => other.id === id);
          if (theirs) this.conflict.value = { mine, theirs };
        }
      });
    };
    const articleId = this.article.value?.id;
    if (articleId && this.unwritten(articleId)) void this.putArticle({});
    const done = this.stored.then(run);
    this.stored = done.catch(() => {});
    return done;
  }

  /** Whether the article at hand is that one and has never been stored: its notes cannot be either. */
  private unwritten(articleId: string): boolean {
    const article = this.article.value;
    return article?.id === articleId && article.rev === 0;
  }

  /** Asks the browser to keep the library, at the first saved note. Not awaited: in some browsers the answer never comes. */
  private persist(): void {
    this.asked = true;
    navigator.storage?.persist?.().catch(() => false);
  }

  private replaceNote(note: Note): void {
    this.notes.value = this.notes.value.map((other) => (other.id === note.id ? { ...other, ...note } : other));
  }

  closeNote(id: string): void {
    this.openNote.value = null;
    const note = this.notes.value.find((other) => other.id === id);
    if (note && !written(note) && note.rev === 0) {
      this.notes.value = this.notes.value.filter((other) => other.id !== id);
      this.repaint();
    } else void this.settle();
  }

  async deleteNote(id: string): Promise<void> {
    const note = this.notes.value.find((other) => other.id === id);
    if (!note || !(await this.removeNote(note))) return;
    const restore = async () => {
      this.notes.value = [...this.notes.value, { ...note, rev: 0 }];
      this.repaint();
      await this.putNote(id);
    };
    this.tell(t.noteDeleted, this.amend.record({ back: restore, again: async () => { await this.removeNote(note); } }));
  }

  private async removeNote(note: PlacedNote): Promise<boolean> {
    const { id } = note;
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    await this.stored;
    const rev = this.notes.value.find((other) => other.id === id)?.rev ?? 0;
    this.notes.value = this.notes.value.filter((other) => other.id !== id);
    this.openNote.value = null;
    this.repaint();
    if (rev > 0 && !(await this.write(() => this.client.call("deleteNotes", { ids: [id] })))) {
      this.notes.value = [...this.notes.value, note];
      this.repaint();
      return false;
    }
    void this.refresh();
    return true;
  }

  /** A lost note is put where the reader says. */
  async placeNote(id: string, span: Span): Promise<void> {
    try {
      const anchor = await this.client.call("anchor", { text: this.text.value, span });
      this.notes.value = this.notes.value.map((note) => (note.id === id ? { ...note, anchor, placement: { state: "exact", span, candidates: [] } } : note));
      await this.putNote(id);
      this.repaint();
    } catch (error) {
      this.fail(error);
    }
  }

  // ---- Moving about ----

  lensOn(lens: Lens | "statement"): boolean {
    return this.settings.value.lenses[lens];
  }

  toggle(lens: Lens | "statement"): void {
    const lenses = { ...this.settings.value.lenses, [lens]: !this.settings.value.lenses[lens] };
    this.set({ lenses });
    if (lens !== "statement" && lenses[lens]) this.lens.value = lens;
    this.say(t.lensSaid(lens, lenses[lens]));
  }

  /** Hides every mark, or shows again those that were shown. */
  clean(): void {
    const lenses = this.settings.value.lenses;
    const any = Object.values(lenses).some(Boolean);
    this.set({ lenses: any ? { actor: false, source: false, hedge: false, statement: false } : { actor: true, source: true, hedge: true, statement: true } });
    this.say(any ? t.cleanOn : t.cleanOff);
  }

  /** The next or previous finding of the active lens, from the current one or from what is on the screen. */
  step(direction: 1 | -1): void {
    const list = this.spotlightFindings();
    if (!list.length) return this.say(t.nothingHere(this.lens.value));
    if (!this.settings.value.lenses[this.lens.value]) this.toggle(this.lens.value);
    const at = list.findIndex((finding) => finding.key === this.current.value);
    const next = at < 0 ? (direction > 0 ? 0 : list.length - 1) : (at + direction + list.length) % list.length;
    this.focus(list[next]!, next, list.length);
  }

  /** Shows some findings alone, none of them: all again. `go`: and goes to the first. */
  light(lens: Lens, keys: readonly Key[], go = false): void {
    this.lens.value = lens;
    this.current.value = null;
    this.spotlight.value = keys.length ? keys.join(" ") : null;
    if (keys.length && go) this.step(1);
  }

  /** Goes to a finding and asks what is wrong with it. */
  wrongAt(key: Key): void {
    const finding = this.find(key);
    if (!finding) return;
    this.focus(finding);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      this.openCard(key, document.querySelector("mark.current"));
      this.wrongOpen.value = true;
    }));
  }

  /** The findings that the stepper goes through: one source's, when a row is selected. */
  spotlightFindings(): Finding[] {
    const list = this.findings.value[this.lens.value];
    const lit = this.spotlight.value;
    if (!lit || !this.reading.value) return list;
    const ids = new Set(lit.split(" "));
    const chosen = list.filter((finding) => ids.has(`${finding.lens}:${finding.id}`));
    return chosen.length ? chosen : list;
  }

  stepSame(direction: 1 | -1): void {
    const reading = this.reading.value;
    const finding = this.find(this.current.value);
    if (!reading || !finding) return;
    const list = siblings(reading, finding);
    const at = list.findIndex((other) => other.key === finding.key);
    const next = (at + direction + list.length) % list.length;
    this.focus(list[next]!, next, list.length);
  }

  find(key: Key | null): Finding | undefined {
    if (!key) return undefined;
    const lens = key.split(":")[0] as Lens;
    return this.findings.value[lens]?.find((finding) => finding.key === key);
  }

  focus(finding: Finding, index?: number, total?: number): void {
    this.current.value = finding.key;
    this.lens.value = finding.lens;
    const list = this.findings.value[finding.lens];
    const at = index ?? list.findIndex((other) => other.key === finding.key);
    this.goTo(finding.span, finding.key);
    this.say(t.findingSaid(finding.lens, at + 1, total ?? list.length, words(this.text.value, [finding.span]), paragraphAt(this.paragraphs.value, finding.span[0])?.number ?? 1));
  }

  /** Scrolls a place into view and gives it the focus, so that reading goes on from there. */
  goTo(span: Span, key?: Key): void {
    this.view.value = "article";
    if (narrow()) this.panelOpen.value = false;
    requestAnimationFrame(() => {
      const paragraph = paragraphAt(this.paragraphs.value, span[0]);
      const block = paragraph && document.querySelector<HTMLElement>(`[data-paragraph="${paragraph.number}"]`);
      if (!block) return;
      const mark = key && block.querySelector<HTMLElement>(`[data-keys~="${CSS.escape(key)}"]`);
      const target = mark || pieceAt(block, paragraph.start, span[0]) || block;
      target.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
      target.classList.add("flash");
      setTimeout(() => target.classList.remove("flash"), 1600);
    });
  }

  openCard(key: Key, from: Element | null): void {
    const finding = this.find(key);
    if (finding) {
      this.current.value = key;
      this.lens.value = finding.lens;
    }
    this.wrongOpen.value = false;
    this.card.value = { key, from, also: keysAround(from).filter((other) => other !== key && this.find(other)) };
  }

  closeDialog(): void {
    this.dialog.value = null;
    this.transfer.preview.value = null;
  }

  closeCard(): void {
    const card = this.card.value;
    this.card.value = null;
    if (card?.from instanceof HTMLElement && card.from.isConnected) card.from.focus({ preventScroll: true });
  }

  async cite(key: Key): Promise<void> {
    const finding = this.find(key);
    const article = this.article.value;
    const reading = this.reading.value;
    if (!finding || !article || !reading) return;
    const attribution = finding.lens === "source" ? reading.attributions.find((source) => source.id === finding.id) : undefined;
    const span = attribution ? placeOf(attribution) : finding.span;
    const sentence = reading.sentences.find(([start, end]) => start <= span[0] && span[0] < end) ?? span;
    const quote = attribution?.content.length ? words(article.text, attribution.content) : words(article.text, [sentence]);
    await this.copy(citation({ quote, speaker: attribution && attribution.kind !== "unknown" ? attribution.speaker : "", paragraph: paragraphAt(this.paragraphs.value, span[0])?.number ?? 1, title: article.title, url: article.url }), t.citationCopied);
  }

  async copyWithLink(span: Span): Promise<void> {
    const quote = words(this.text.value, [span]);
    const url = this.article.value?.url ?? "";
    await this.copy([`“${quote}”`, fragmentUrl(url, quote) || url].filter(Boolean).join("\n"), t.copied);
  }

  async copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.tell(done);
    } catch {
      this.tell(t.copyRefused);
    }
  }

  // ---- Library ----

  /** Reads two saved articles and shows them beside each other. */
  async compare(a: string, b: string): Promise<void> {
    this.reports.value = null;
    this.view.value = "reports";
    const report = async (id: string) => {
      const { article, corrections } = await this.client.call("get", { id });
      return reportOf(article, await this.client.call("read", { id, text: article.text, corrections }));
    };
    try {
      await this.settle();
      this.reports.value = { a: await report(a), b: await report(b) };
      this.say(t.bothRead);
    } catch (error) {
      this.view.value = "library";
      this.fail(error);
    }
  }

  /** Looks an actor, a source or an unnamed phrase up in all saved articles. */
  async look(name: string): Promise<void> {
    this.view.value = "across";
    this.card.value = null;
    try {
      await this.settle();
      await this.across.look(name);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Deletes in small transactions, so that it can be stopped; what is deleted stays deleted. */
  async deleteArticles(ids: string[]): Promise<void> {
    let stop = false;
    const label = t.deleting(ids.length);
    for (let i = 0; i < ids.length && !stop; i += 25) {
      this.busy.value = { label, done: i, total: ids.length, cancel: () => { stop = true; } };
      try {
        await this.client.call("deleteArticles", { ids: ids.slice(i, i + 25) });
      } catch (error) {
        this.fail(error);
        break;
      }
    }
    this.busy.value = null;
    if (this.article.value && ids.includes(this.article.value.id)) {
      this.close();
      this.article.value = null;
    }
    await this.refresh();
    saveMarker({ articles: this.library.articles.value.length, seen: new Date().toISOString(), backup: loadMarker()?.backup ?? "" });
  }

  /** Writes again what could not be written. */
  async saveAgain(): Promise<void> {
    await this.putArticle({});
    for (const id of this.dirty) await this.putNote(id);
  }

  forgetLoss(): void {
    this.lostLibrary.value = null;
    saveMarker({ articles: 0, seen: new Date().toISOString(), backup: "" });
  }

  fail(error: unknown): void {
    const failure = failureOf(error);
    if (failure.code === "cancelled") return;
    this.tell(t.failure(failure.code));
  }
}

export function failureOf(error: unknown): Failure {
  return error instanceof CallError ? { code: error.code, detail: error.detail } : { code: "internal", detail: String(error) };
}

function doubtOf(reading: Reading): Doubt | null {
  const advice = reading.advice ?? "ok";
  return advice === "ok" || advice === "too-long" ? null : advice;
}

function written(note: Note): boolean {
  return note.body.trim() !== "" || note.tags.length > 0 || note.status !== "";
}

/** The same text gets the same id, so that pasting it again finds its notes. */
async function idOf(text: string): Promise<string> {
  if (!crypto.subtle) return crypto.randomUUID();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...hash.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

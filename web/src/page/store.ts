/**
 * The page's state: signals, and the actions that change them. Components read signals and call actions, nothing else.
 *
 * Here are the page as a whole and the article that is open: how it comes, changes and goes. What happens in an article has a part of its
 * own: its reading (reader.ts), where the reader is in it (cursor.ts), the notes (notebook.ts), corrections (amend.ts), and how all that is
 * stored (saves.ts). Everything the reader typed lives in this state until the library has answered that it is stored.
 */
import { computed, signal } from "@preact/signals";
import { webAddress } from "../core/address";
import { Client, type ClientState, failureOf } from "../core/client";
import type { Article, Correction, StorageState } from "../core/protocol";
import type { Span } from "../core/reading";
import { Across } from "./across";
import { Amendments } from "./amend";
import { citation, fragmentUrl } from "./citation";
import { Classroom } from "./classroom";
import type { Version } from "./compare";
import { Cursor } from "./cursor";
import { narrow } from "./dom";
import { placeOf } from "./facts";
import { idOf, newId } from "./ids";
import { Library } from "./library";
import type { Key, Lens } from "./marks";
import { t } from "./messages";
import { Notebook, type PlacedNote } from "./notebook";
import { Reader } from "./reader";
import { type Report, reportOf } from "./reports";
import { Saves } from "./saves";
import { breathe, pause } from "./schedule";
import { loadMarker, loadSettings, type Marker, saveMarker, saveSettings, type Settings } from "./settings";
import type { PageShell } from "./shell";
import { countWords, paragraphAt, type Paragraph, paragraphsOf, titleOf, wellFormed, words } from "./text";
import { Transfer } from "./transfer";

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
  /** All the text of a page of which `text` is what was taken for the article. */
  whole?: string;
}

export interface Toast {
  text: string;
  undo?: () => void;
}

/** So long, in milliseconds, the library is not asked for what it knows of a text whose first screen is being read. */
const patience = 500;

/** An article of a text that, as far as is known, was not seen before. */
async function newArticle(incoming: Incoming, text: string): Promise<Article> {
  const now = new Date().toISOString();
  return {
    id: await idOf(text), rev: 0, title: incoming.title?.trim() || titleOf(text), text, url: webAddress(incoming.url ?? ""), outlet: incoming.outlet ?? "",
    author: incoming.author ?? "", published: incoming.published ?? "", created: now, updated: now, analyzer: "",
  };
}

export class Store {
  readonly engine = signal<ClientState>({ state: "warming" });
  readonly storage = signal<StorageState | null>(null);
  /** Settled when the present worker has said what it has for a library. */
  opened: Promise<void> = Promise.resolve();
  readonly settings = signal<Settings>(loadSettings());
  readonly view = signal<View>("start");
  readonly draft = signal("");
  readonly article = signal<Article | null>(null);
  /** The text while it is edited, not yet read; null while it is not. */
  readonly edit = signal<string | null>(null);
  readonly corrections = signal<Correction[]>([]);
  /** All the text of the page that the article was taken from, if it is more than the article. */
  readonly whole = signal<string | null>(null);
  /** The version that the text replaced, while the page is open. */
  readonly before = signal<Version | null>(null);
  readonly tab = signal<Tab>("overview");
  /** On narrow screens, where the analysis lies over the article; on wide ones the settings keep whether it is shown. */
  readonly panelOpen = signal(false);
  readonly dialog = signal<Dialog>(null);
  readonly finding = signal(false);
  readonly toast = signal<Toast | null>(null);
  readonly said = signal("");
  readonly lostLibrary = signal<Marker | null>(null);
  readonly busy = signal<{ label: string; done: number; total: number; cancel: () => void } | null>(null);
  /** The two articles that are compared, once both are read. */
  readonly reports = signal<{ a: Report; b: Report } | null>(null);
  /** When the program was first ready, in milliseconds since the page was loaded; 0: not yet. */
  readySince = 0;

  readonly text = computed(() => this.article.value?.text ?? "");
  readonly words = computed(() => countWords(this.text.value));
  readonly paragraphs = computed<Paragraph[]>(() => paragraphsOf(this.text.value));

  readonly client: Client;
  readonly library: Library;
  readonly across: Across;
  readonly reader = new Reader(this);
  readonly cursor = new Cursor(this);
  readonly notebook = new Notebook(this);
  readonly amend = new Amendments(this);
  readonly saves = new Saves(this);
  readonly transfer = new Transfer(this);
  readonly classroom = new Classroom(this);

  constructor(readonly shell: PageShell) {
    this.client = new Client(shell, {
      onState: (state) => {
        this.engine.value = state;
        if (state.state !== "ready") return;
        this.readySince ||= performance.now();
        if (this.storage.value) queueMicrotask(() => this.openLibrary()); // a new worker opens it anew, and may be refused
      },
      onChanged: (articleId) => { void this.changed(articleId); },
    });
    this.library = new Library(this.client);
    this.across = new Across(this.client, this.library);
  }

  /** Warms the program and opens the library; the text field can be used before either has answered. */
  start(): void {
    this.client.start();
    this.openLibrary();
  }

  private openLibrary(): void {
    this.opened = this.client.call("open", {}).then(
      (state) => {
        this.storage.value = state;
        const marker = loadMarker();
        if (state.state === "ok" && state.articles === 0 && marker && marker.articles > 0) this.lostLibrary.value = marker;
        void this.refresh();
      },
      (error: unknown) => { this.storage.value = { state: "unavailable", detail: failureOf(error).detail, articles: 0, notes: 0 }; },
    );
  }

  set(change: Partial<Settings>): void {
    this.settings.value = { ...this.settings.value, ...change };
    saveSettings(this.settings.value);
  }

  get panelShown(): boolean {
    return narrow() ? this.panelOpen.value : this.settings.value.inspectorOpen;
  }

  showPanel(on: boolean): void {
    if (narrow()) this.panelOpen.value = on;
    else if (on !== this.settings.value.inspectorOpen) this.set({ inspectorOpen: on });
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

  fail(error: unknown): void {
    const failure = failureOf(error);
    if (failure.code === "cancelled") return;
    this.tell(t.failure(failure.code));
  }

  closeDialog(): void {
    this.dialog.value = null;
    this.transfer.preview.value = null;
  }

  // ---- The open article ----

  /** What has read the open article, or would if it were asked; "" while that is not known. */
  get analyzer(): string {
    const engine = this.engine.value;
    return this.reader.reading.value?.analyzer ?? (engine.state === "ready" ? engine.about.analyzer : "");
  }

  /** Shows a text at once and reads it; what the library knows of it is found meanwhile, and no reading waits for that. */
  async take(incoming: Incoming, sure = false): Promise<void> {
    const text = wellFormed(incoming.text);
    if (!text.trim() || !(await this.mayLeave())) return;
    this.close();
    const turn = this.reader.begin(text, sure);
    const article = await newArticle(incoming, text);
    await breathe(); // a long text takes its time, and so does drawing the page around it
    void this.show(article, [], []);
    this.whole.value = incoming.whole && incoming.whole !== text ? wellFormed(incoming.whole) : null;
    this.saves.hold(this.lookUp(article, sure, turn?.marked)); // nothing is written before it is known what is there
    await this.reader.follow(turn, sure);
  }

  /** Puts texts into the library, to be read when they are opened, and says how many are there now; one that was there already stays as it is. */
  async shelve(list: readonly Incoming[]): Promise<void> {
    let shelved = 0;
    for (const incoming of list) {
      try {
        await this.client.call("putArticle", await newArticle(incoming, wellFormed(incoming.text)));
        shelved++;
      } catch (error) {
        if (failureOf(error).code === "conflict") shelved++;
        else this.fail(error);
      }
    }
    await this.refresh();
    if (shelved) this.tell(t.shelved(shelved));
  }

  /**
   * Finds a new text in the library: the article with its notes, if it is there, and the corrections that hold for it, with which it is read again.
   * The worker, which reads the first screen meanwhile, is not asked before that is `marked`, unless it takes long: what the reader types waits for this.
   */
  private async lookUp({ id, text }: Article, sure: boolean, marked?: Promise<void>): Promise<void> {
    if (marked) await Promise.race([marked, pause(patience)]);
    const [opened, corrections] = await Promise.all([
      this.client.call("get", { id }).catch(() => null), // not there, or there is no library
      this.client.call("corrections", { articleId: id }).catch((): Correction[] => []),
    ]);
    const article = this.article.value;
    if (article?.id !== id) return;
    const known = opened?.article.text === text;
    if (known) {
      this.article.value = opened.article;
      this.notebook.notes.value = [...opened.notes, ...this.notebook.notes.value];
      this.saves.found(opened.article);
    } else if (opened) { // that article was edited since
      const other = newId();
      this.article.value = { ...article, id: other };
      this.notebook.notes.value = this.notebook.notes.value.map((note) => ({ ...note, articleId: other }));
    }
    this.corrections.value = corrections.filter((correction) => known || correction.articleId === null);
    if (!this.corrections.value.length) this.reader.repaint();
    else if (this.reader.phase.value.state !== "doubt") void this.reader.read(sure);
  }

  /** Opens a saved article, at a place or with some of its findings alone. */
  async open(id: string, to: { at?: Span; lens?: Lens; keys?: readonly Key[] } = {}): Promise<void> {
    if (!(await this.mayLeave())) return;
    try {
      const opened = await this.client.call("get", { id }); // what is open stays, if there is no such article any more
      this.close();
      const { at, lens, keys } = to;
      const laid = this.show(opened.article, opened.notes, opened.corrections);
      this.saves.found(opened.article);
      if (at) void laid.then(() => { if (this.article.value?.id === id) this.cursor.goTo(at); });
      await this.reader.read();
      if (lens && keys && this.article.value?.id === id) this.cursor.light(lens, keys, true);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Settled when the whole text stands. */
  private show(article: Article, notes: PlacedNote[], corrections: Correction[]): Promise<void> {
    this.article.value = article;
    this.notebook.notes.value = notes;
    this.corrections.value = corrections;
    const laid = this.reader.lay();
    this.view.value = "article";
    this.draft.value = "";
    requestAnimationFrame(() => scrollTo(0, 0)); // at once it would lay the page out twice
    return laid;
  }

  /** Whether the text was changed and its marks are not. */
  get edited(): boolean {
    return this.edit.value !== null && this.edit.value !== this.text.value;
  }

  /** Begins to edit the text, and ends it unless something was changed. */
  toggleEdit(): void {
    if (!this.edited) this.edit.value = this.edit.value === null ? this.text.value : null;
  }

  /** Whether closing the page would lose what the reader typed. */
  get wouldLose(): boolean {
    return this.saves.wouldLose || this.saves.underWay || this.edited || this.article.value?.rev === 0 || (this.view.value === "start" && this.draft.value.trim() !== "");
  }

  /** Stores what was typed, and asks whether to leave the article where that failed. */
  private async mayLeave(): Promise<boolean> {
    await this.saves.settle();
    return (!this.edited || confirm(t.confirmDropEdit)) && (!this.saves.wouldLose || confirm(t.confirmLeave));
  }

  private close(): void {
    this.clear();
    this.saves.forget();
  }

  /** Puts away all that goes with a text. */
  private clear(): void {
    this.amend.forget();
    if (this.toast.value?.undo) this.toast.value = null; // it would change an article that is not open
    this.reader.forget();
    this.cursor.forget();
    this.classroom.lesson.value = null;
    this.notebook.openNote.value = null;
    this.before.value = null;
    this.whole.value = null;
    this.edit.value = null;
  }

  async new(): Promise<void> {
    if (!(await this.mayLeave())) return;
    this.drop();
    this.view.value = "start";
  }

  /** No article is open any more, and nothing waits to be stored. */
  private drop(): void {
    this.saves.abandon();
    this.close();
    this.article.value = null;
    this.notebook.notes.value = [];
    this.corrections.value = [];
  }

  /** Changes what is known of the article beside its text. */
  describe(change: Partial<Pick<Article, "title" | "url" | "outlet" | "author" | "published">>): void {
    if (!this.article.value) return;
    this.article.value = { ...this.article.value, ...change };
    this.saves.articleSoon();
  }

  /** Replaces the text: notes are placed again, never guessed, and the marks made new. */
  async replaceText(raw: string): Promise<void> {
    const article = this.article.value;
    const text = wellFormed(raw);
    this.edit.value = null;
    if (!article || text === article.text || !text.trim()) return;
    const reading = this.reader.reading.value;
    this.clear(); // what is not stored yet belongs to this article, whatever its text
    this.before.value = reading && { text: article.text, reading };
    void this.show({ ...article, text }, this.notebook.notes.value, this.corrections.value);
    await this.notebook.place(text);
    await this.saves.putArticle({ text });
    await this.reader.read();
  }

  private async changed(articleId: string): Promise<void> {
    await this.refresh();
    void this.library.renew(articleId).catch((error: unknown) => this.fail(error));
    const article = this.article.value;
    if (!article) return;
    if (article.id === articleId) this.saves.elsewhere.value = "changed";
    else if (article.rev > 0 && !this.library.articles.value.some(({ id }) => id === article.id)) await this.saves.look();
  }

  /** The library was written to under the open article: shows it as it is there now. One that is gone, or that the reader is not looking at, is closed. */
  async catchUp(): Promise<void> {
    const { value: article } = this.article;
    if (!article?.rev) return;
    const there = await this.client.call("get", { id: article.id }).catch(failureOf);
    if (this.article.value?.id !== article.id || this.saves.wouldLose || ("code" in there && there.code !== "not-found")) return;
    const state = (records: readonly { id: string; rev: number }[]) => records.map(({ id, rev }) => `${id} ${rev}`).sort().join();
    const here = state([this.article.value, ...this.notebook.notes.value.filter(({ rev }) => rev > 0), ...this.corrections.value]);
    const gone = "code" in there;
    if (!gone && state([there.article, ...there.notes, ...there.corrections]) === here) return;
    if (!gone && this.view.value === "article") return this.reload();
    if (this.view.value === "article") this.view.value = "library";
    this.drop();
  }

  async reload(): Promise<void> {
    if (this.article.value) await this.open(this.article.value.id);
  }

  // ---- Copying ----

  async cite(key: Key): Promise<void> {
    const finding = this.reader.find(key);
    const article = this.article.value;
    const reading = this.reader.reading.value;
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

  // ---- The library ----

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

  /** Reads two saved articles and shows them beside each other. */
  async compare(a: string, b: string): Promise<void> {
    this.reports.value = null;
    this.view.value = "reports";
    const report = async (id: string) => {
      const { article, corrections } = await this.client.call("get", { id });
      return reportOf(article, await this.client.call("read", { id, text: article.text, corrections }));
    };
    try {
      await this.saves.settle();
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
    this.cursor.card.value = null;
    try {
      await this.saves.settle();
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
    if (this.article.value && ids.includes(this.article.value.id)) this.drop();
    await this.refresh();
    saveMarker({ articles: this.library.articles.value.length, seen: new Date().toISOString(), backup: loadMarker()?.backup ?? "" });
  }

  forgetLoss(): void {
    this.lostLibrary.value = null;
    saveMarker({ articles: 0, seen: new Date().toISOString(), backup: "" });
  }
}

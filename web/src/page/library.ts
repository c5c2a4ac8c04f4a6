/** The list of saved articles and the search in it: titles, texts with the names in them, names that the reader gave, notes. */
import { signal } from "@preact/signals";
import MiniSearch from "minisearch";
import type { CallError, Client } from "../core/client";
import type { Article, ArticleSummary, Correction, Note } from "../core/protocol";
import { breathe } from "./schedule";
import { grouped } from "./text";

export type Sort = "updated" | "created" | "title" | "notes" | "words";

interface Entry {
  id: string;
  title: string;
  outlet: string;
  /** The words of each note by its id, and the names that the reader gave actors and sources by the correction's. */
  notes: Words;
  names: Words;
  text: string;
}

type Words = ReadonlyMap<string, string>;
const none: Words = new Map();

export class Library {
  readonly articles = signal<ArticleSummary[]>([]);
  readonly loaded = signal(false);
  /** How many texts the search knows. */
  readonly indexed = signal(0);
  /** Counts the changes of notes and names that the search knows. */
  readonly changes = signal(0);
  private readonly index = new MiniSearch<Entry>({ fields: ["title", "outlet", "notes", "names", "text"], extractField: fieldOf, searchOptions: { boost: { title: 3, notes: 2 }, prefix: true, combineWith: "AND" } });
  private readonly entries = new Map<string, Entry>();
  private readonly revs = new Map<string, number>();
  private filling: Promise<void> | null = null;

  constructor(private readonly client: Client) {}

  async load(): Promise<number> {
    this.articles.value = await this.client.call("list", {});
    this.loaded.value = true;
    const here = new Set(this.articles.value.map((article) => article.id));
    for (const id of [...this.entries.keys()]) if (!here.has(id)) this.forget(id);
    return this.articles.value.length;
  }

  /** Reads notes and texts into the index; begun when the library is opened, because nobody searches before. */
  fill(): Promise<void> {
    this.filling ??= this.read().finally(() => { this.filling = null; });
    return this.filling;
  }

  private async read(): Promise<void> {
    const unread = this.articles.value.filter(({ id, rev }) => this.revs.get(id) !== rev);
    if (!unread.length) return;
    const { notes, names } = await this.written(unread.length === 1 ? unread[0]!.id : "");
    for (const ids of portions(unread)) {
      const articles = await this.client.call("articles", { ids }).catch((error: CallError): Article[] => {
        if (error.code === "not-found") return []; // one was deleted meanwhile, and the list will be read again
        throw error;
      });
      for (const { id, rev, title, outlet, text } of articles) {
        this.put({ id, title, outlet, notes: notes.get(id) ?? none, names: names.get(id) ?? none, text });
        this.revs.set(id, rev);
        this.indexed.value = this.revs.size;
        await breathe();
      }
    }
  }

  /** What the reader wrote, by article: of one article, or of all if the id is "". */
  private async written(articleId: string): Promise<Record<"notes" | "names", Map<string, Words>>> {
    const of = articleId ? { articleId } : {};
    const [notes, corrections] = await Promise.all([this.client.call("notes", of), this.client.call("corrections", of)]);
    const byArticle = <T extends { id: string; articleId: string | null }>(records: readonly T[], words: (record: T) => string) =>
      new Map([...grouped(records, (record) => record.articleId ?? "")].map(([id, list]): [string, Words] => [id, new Map(list.map((record) => [record.id, words(record)]))]));
    return { notes: byArticle(notes, wordsOf), names: byArticle(corrections.filter(({ act }) => naming.has(act)), ({ value }) => value) };
  }

  /** An article was written to in another tab, or if the id is "" any number of them: the search learns what the reader's notes and names are now. */
  async renew(articleId: string): Promise<void> {
    await this.filling?.catch(() => {}); // it may have asked for the notes before they were changed
    const known = articleId ? [articleId] : [...this.entries.keys()];
    if (!known.some((id) => this.entries.has(id))) return; // all will be read when the library is shown
    const { notes, names } = await this.written(articleId);
    for (const id of known) this.change(id, { notes: notes.get(id) ?? none, names: names.get(id) ?? none });
  }

  private change(id: string, change: Partial<Pick<Entry, "notes" | "names">>): void {
    const entry = this.entries.get(id);
    const changed = { ...entry!, ...change };
    if (!entry || said(entry) === said(changed)) return; // to index a text again takes its time
    this.put(changed);
    this.changes.value++;
  }

  noteSaved(note: Note): void {
    const entry = this.entries.get(note.articleId);
    if (entry) this.change(note.articleId, { notes: new Map(entry.notes).set(note.id, wordsOf(note)) }); // in the place of what it said before
  }

  noteDeleted({ id, articleId }: Note): void {
    const notes = new Map(this.entries.get(articleId)?.notes);
    if (notes.delete(id)) this.change(articleId, { notes });
  }

  private put(entry: Entry): void {
    if (this.entries.has(entry.id)) this.index.discard(entry.id);
    this.entries.set(entry.id, entry);
    this.index.add(entry);
  }

  private forget(id: string): void {
    if (this.entries.delete(id)) this.index.discard(id);
    this.revs.delete(id);
  }

  /** The ids of the articles whose text holds the last word of a name, which all ways to write it share; the newest first. */
  holding(name: string): string[] {
    const last = name.trim().toLowerCase().split(/\s+/).at(-1) ?? "";
    return [...this.articles.value].sort(by.updated).filter(({ id }) => this.entries.get(id)?.text.toLowerCase().includes(last)).map(({ id }) => id);
  }

  /** The articles that hold every word of the query, best first; with no query all of them, sorted. */
  search(query: string, sort: Sort, withNotes: boolean): ArticleSummary[] {
    const all = this.articles.value.filter((article) => !withNotes || article.notes > 0);
    if (!query.trim()) return all.sort(by[sort]);
    const rank = new Map(this.index.search(query).map((hit, i) => [hit.id as string, i]));
    const plain = query.trim().toLowerCase();
    return all
      .filter((article) => rank.has(article.id) || article.title.toLowerCase().includes(plain))
      .sort((a, b) => (rank.get(a.id) ?? -1) - (rank.get(b.id) ?? -1));
  }
}

/** All that the reader wrote, to tell whether it has changed. */
function said({ notes, names }: Entry): string {
  return JSON.stringify([notes, names].map((words) => [...words].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The corrections that give an actor or a source its name. */
const naming: ReadonlySet<Correction["act"]> = new Set(["rename", "assign", "merge", "split"]);

function wordsOf({ body, tags }: Note): string {
  return `${body} ${tags.join(" ")}`;
}

/** What the search looks at. */
function fieldOf(entry: Entry, field: string): string {
  return field === "notes" || field === "names" ? [...entry[field].values()].join(" ") : entry[field as "id" | "title" | "outlet" | "text"];
}

/** As many articles as are fetched at once: asking for each alone takes most of the time, and too many make a long task of their reading. */
function portions(articles: readonly ArticleSummary[]): string[][] {
  const out: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const article of articles) {
    if (size + article.size > portion) {
      out.push([]);
      size = 0;
    }
    out.at(-1)!.push(article.id);
    size += article.size;
  }
  return out;
}

/** Code units of text. */
const portion = 200_000;

const by: Record<Sort, (a: ArticleSummary, b: ArticleSummary) => number> = {
  updated: (a, b) => b.updated.localeCompare(a.updated),
  created: (a, b) => b.created.localeCompare(a.created),
  title: (a, b) => a.title.localeCompare(b.title),
  notes: (a, b) => b.notes - a.notes,
  words: (a, b) => b.words - a.words,
};

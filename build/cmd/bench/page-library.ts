/** A library of 2,000 articles with 10,000 notes, as the page keeps it: imported, listed, searched, exported and deleted. */
import { Client, launch } from "../../../web/src/core/client";
import type { Article, Note } from "../../../web/src/core/protocol";
import { Library } from "../../../web/src/page/library";
import { sample } from "./page";

declare const __WORKER__: string;
declare const __WASM__: string;

const articleCount = 2000;
const notesEach = 5;
const now = "2026-01-01T00:00:00.000Z";

/** Articles of the sample's sentences in ever other orders, with words that only some of them have. */
function backup(): string {
  const sentences = sample.split(/(?<=[.!?”]) +|\n+/).filter(Boolean);
  const articles: Article[] = [];
  const notes: Note[] = [];
  for (let i = 0; i < articleCount; i++) {
    const id = `article-${i}`;
    const text = sentences.map((_, j) => sentences[(j * 7 + i) % sentences.length]).join(" ");
    articles.push({ id, rev: 1, title: `Report ${i} on harbour ${i % 97}`, text: `${text} Number ${i}.`, url: "", outlet: "The Bench", author: "", published: "", created: now, updated: now, analyzer: "" });
    for (let j = 0; j < notesEach; j++) notes.push({ id: `note-${i}-${j}`, rev: 1, articleId: id, anchor: null, on: "article", body: `Ask desk ${j} about harbour ${i % 89}.`, tags: ["bench"], status: "", created: now, updated: now, analyzer: "" });
  }
  return JSON.stringify({ format: "ascribe/backup", version: 1, exportedAt: now, articles, notes, corrections: [] });
}

const client = new Client({ worker: () => launch(__WORKER__, { wasm: __WASM__ }) });
const library = new Library(client);

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

Object.assign(globalThis, {
  bench: {
    ready: 1,
    first: 1,
    async fill(): Promise<Record<string, number>> {
      const text = backup();
      const took = await timed(async () => {
        const preview = await client.call("preview", new Blob([text]));
        await client.call("import", { token: preview.token, onConflict: "replace" });
      });
      await library.load();
      return { "import, ms": took, "index for the search, ms": await timed(() => library.fill()) };
    },
    async look(): Promise<Record<string, number>> {
      const queries = ["harbour 42", "Number 1234", "desk", "minister", "rep", "bridge storm"];
      const searches: number[] = [];
      for (const query of queries) searches.push(await timed(() => library.search(query, "updated", false)));
      return { "list, ms": await timed(() => library.load()), "slowest of six searches, ms": Math.max(...searches) };
    },
    async empty(): Promise<Record<string, number>> {
      const exported = await timed(() => client.call("export", { format: "backup", articleIds: [], now }));
      const ids = library.articles.value.map(({ id }) => id);
      const deleted = await timed(async () => {
        for (let i = 0; i < ids.length; i += 25) await client.call("deleteArticles", { ids: ids.slice(i, i + 25) }); // as the page does
      });
      return { "export of a backup, ms": exported, "deletion of all, ms": deleted };
    },
  },
});

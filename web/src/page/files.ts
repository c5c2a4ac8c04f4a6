/** Opening files: text and Markdown as they are, HTML by its main text. HTML is parsed without being run, and only its text is kept. */
import { Readability } from "@mozilla/readability";
import DOMPurify from "dompurify";
import { CallError } from "../core/client";
import { t } from "./messages";
import type { Incoming, Store } from "./store";

/** Bytes of the largest text that is worth opening, and of the largest backup that the program reads: a whole library is in one file. */
const largest = { text: 20_000_000, library: 256 << 20 };

/** Shows the first of some texts and puts the others into the library. A file of the library's own is opened alone, because it asks first. */
export async function openFiles(store: Store, files: readonly File[]): Promise<void> {
  const [library] = files.filter(isLibrary);
  if (library && files.length > 1) store.tell(t.onlyFirst(library.name));
  if (library) return openLibrary(store, library);
  const articles: Incoming[] = [];
  for (const file of files) {
    const text = await textOf(store, file);
    if (text?.trim()) articles.push(articleOf(file.name, text));
  }
  const [first] = articles;
  if (!first) return;
  const others = articles.filter(({ text }) => text !== first.text);
  const taken = store.take(first);
  if (others.length) await store.shelve(others);
  await taken;
}

function isLibrary({ name }: File): boolean {
  return /\.(json|jsonld)$/i.test(name);
}

async function openLibrary(store: Store, file: File): Promise<void> {
  if (file.size > largest.library) return store.fail(new CallError("too-large", file.name));
  await store.transfer.importFile(file);
}

/** Undefined where there is nothing to read, which is said: what was chosen may be a folder, or gone by now. */
async function textOf(store: Store, file: File): Promise<string | undefined> {
  try {
    if (file.size > largest.text) throw new CallError("too-large", file.name);
    return await file.text();
  } catch (error) {
    store.fail(error instanceof CallError ? error : new CallError("bad-file", String(error)));
    return undefined;
  }
}

function articleOf(name: string, text: string): Incoming {
  if (/\.html?$/i.test(name)) return articleOfPage(text);
  return { text, title: /^[^\n]{0,120}\n/.test(text) ? "" : name.replace(/\.[^.]+$/, "") };
}

/** Files that the system opens with the installed page, each in a window of its own. */
export function openLaunched(store: Store): void {
  (globalThis as { launchQueue?: LaunchQueue }).launchQueue?.setConsumer(async ({ files: [handle] }) => {
    try {
      if (handle) await openFiles(store, [await handle.getFile()]);
    } catch (error) {
      store.fail(new CallError("bad-file", String(error))); // it may be gone by now, or not be allowed
    }
  });
}

interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly { getFile(): Promise<File> }[] }) => void): void;
}

function articleOfPage(html: string): Incoming {
  const document = new DOMParser().parseFromString(DOMPurify.sanitize(html, { WHOLE_DOCUMENT: true, ADD_TAGS: ["meta", "link", "title", "head"], ADD_ATTR: ["property", "content", "rel"] }), "text/html");
  const whole = linesOf(document.body);
  const url = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.getAttribute("href") ?? document.querySelector("meta[property='og:url']")?.getAttribute("content") ?? "";
  const found = new Readability(document).parse();
  if (!found?.content) return { text: whole, title: document.title };
  const main = linesOf(new DOMParser().parseFromString(found.content, "text/html").body);
  const incoming: Incoming = { text: main || whole, title: found.title ?? "", outlet: found.siteName ?? "", author: found.byline ?? "", published: found.publishedTime ?? "", whole };
  return /^https?:\/\//.test(url) ? { ...incoming, url } : incoming;
}

const blocks = "p,h1,h2,h3,h4,h5,h6,li,blockquote,pre,figcaption,td,th,dt,dd";

/** The text of the blocks, a line for each. */
function linesOf(body: HTMLElement): string {
  const list = [...body.querySelectorAll(blocks)].filter((block) => !block.querySelector(blocks)).map((block) => (block.textContent ?? "").replace(/\s+/g, " ").trim()).filter(Boolean);
  return list.length ? list.join("\n\n") : (body.textContent ?? "").trim();
}

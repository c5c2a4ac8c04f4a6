/**
 * Ascribe for other people's pages: `read(text) → Reading`, and the element `<ascribe-article>`.
 *
 * The folder `embed/` of the hosted page holds this module, its worker and the program; copy it as a whole. Nothing is fetched but these
 * files, and only at the first reading. Positions in a reading count UTF-16 code units, as JavaScript strings do.
 */
import { CallError, type CallOptions, Client, launch } from "../core/client";
import type { Reading } from "../core/reading";
import { ArticleElement } from "./element";

export { CallError } from "../core/client";
export type * from "../core/reading";
export { ArticleElement } from "./element";

/** The names of the two files beside this module, put in by the build. */
declare const __WORKER__: string;
declare const __WASM__: string;

const client = new Client({ worker });

/** A page may only start workers from its own origin. A module that was loaded from elsewhere starts one that loads the script by itself. */
function worker(): Worker {
  const address = new URL(__WORKER__, import.meta.url);
  const program = { wasm: new URL(__WASM__, import.meta.url).href };
  if (address.origin === globalThis.location.origin) return launch(address, program);
  const url = URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(address.href)})`], { type: "text/javascript" }));
  const started = launch(url, program);
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000); // the browser may fetch the blob after the constructor returns
  return started;
}

let count = 0;

/**
 * Reads an article's plain text.
 *
 * Rejects with a `CallError`, whose `code` is "no-text", "too-large", "cancelled" (by `options.signal`) or "stopped" (the program could not be
 * started, or ran out of memory).
 */
export function read(text: string, options: CallOptions = {}): Promise<Reading> {
  if (typeof text !== "string") return Promise.reject(new CallError("bad-request", "the text must be a string"));
  return client.call("read", { id: `embed-${++count}`, text, partials: options.onPartial !== undefined }, options);
}

/** Ends the worker and gives its memory back. Readings under way reject with "stopped"; the next one starts it again. */
export function close(): void {
  client.close();
}

ArticleElement.reader = read;
if (!customElements.get("ascribe-article")) customElements.define("ascribe-article", ArticleElement);

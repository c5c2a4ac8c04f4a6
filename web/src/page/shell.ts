/**
 * What differs between the hosted page and the single file, for the page: how the worker and the program are obtained.
 * The build puts two elements into page.html, found here by id:
 *
 * - hosted page: `<link id="ascribe-worker" href="worker.HASH.js">` and `<link id="ascribe-wasm" href="app.HASH.wasm">`;
 *   where there is a second opinion, also `<link id="ascribe-prose" href="prose.HASH.wasm">`;
 * - single file: `<script type="text/plain" id="ascribe-worker">` with the worker's source, and
 *   `<script type="text/plain" id="ascribe-wasm">` with the program, compressed with gzip, in base64.
 *
 * The extension's panel makes its own `PageShell`.
 */
import type { Shell } from "../core/client";

export interface PageShell extends Shell {
  kind: "site" | "file" | "extension";
  /** The program with the other engine, if this shell has it. Nothing is fetched before a worker asks for it. */
  secondOpinion?: Shell;
}

declare const __SHELL__: PageShell["kind"];

export function pageShell(): PageShell {
  return __SHELL__ === "file" ? fileShell() : siteShell();
}

function siteShell(): PageShell {
  const worker = () => new Worker(address("ascribe-worker"));
  const shell: PageShell = { kind: "site", worker, wasm: async () => address("ascribe-wasm") };
  if (document.getElementById("ascribe-prose")) shell.secondOpinion = { worker, wasm: async () => address("ascribe-prose") };
  return shell;
}

/** Files opened from disk may neither fetch nor load a sibling as a worker: both are in the document itself. */
function fileShell(): PageShell {
  return {
    kind: "file",
    worker() {
      const url = URL.createObjectURL(new Blob([content("ascribe-worker")], { type: "text/javascript" }));
      const worker = new Worker(url);
      URL.revokeObjectURL(url);
      return worker;
    },
    async wasm() {
      const bytes = Uint8Array.from(atob(content("ascribe-wasm").trim()), (character) => character.charCodeAt(0));
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    },
  };
}

function address(id: string): string {
  const link = document.getElementById(id) as HTMLLinkElement | null;
  if (!link?.href) throw new Error(`the page has no element "${id}"`);
  return link.href;
}

function content(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`the page has no element "${id}"`);
  return text;
}

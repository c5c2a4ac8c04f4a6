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
import { launch, type Shell } from "../core/client";

export interface PageShell extends Shell {
  kind: "site" | "file" | "extension";
  /** The program with the other engine, if this shell has it. Nothing is fetched before a worker asks for it. */
  secondOpinion?: Shell;
}

declare const __SHELL__: PageShell["kind"];

declare global {
  /** The worker that early.ts started while the page's own script was on its way; who takes it, leaves none behind. */
  var earlyWorker: Worker | undefined;
}

export function pageShell(): PageShell {
  return __SHELL__ === "file" ? { kind: "file", worker: () => early() ?? workerOfFile() } : siteShell();
}

function siteShell(): PageShell {
  const worker = (program: string) => launch(address("ascribe-worker"), { wasm: address(program) });
  const shell: PageShell = { kind: "site", worker: () => early() ?? worker("ascribe-wasm") };
  if (document.getElementById("ascribe-prose")) shell.secondOpinion = { worker: () => worker("ascribe-prose") };
  return shell;
}

/** Files opened from disk may neither fetch nor load a sibling as a worker: both are in the document itself. */
function workerOfFile(): Worker {
  const url = URL.createObjectURL(new Blob([content("ascribe-worker")], { type: "text/javascript" }));
  const worker = launch(url, { packed: content("ascribe-wasm") });
  URL.revokeObjectURL(url);
  return worker;
}

function early(): Worker | undefined {
  const worker = globalThis.earlyWorker;
  globalThis.earlyWorker = undefined;
  return worker;
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

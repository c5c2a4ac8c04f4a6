/**
 * The worker in which the Go program runs. The built file is Go's own wasm_exec.js, which defines `Go`, followed by this module
 * as a classic script. It is the same in the three shells; they differ in how it gets the wasm, which the first message says.
 */
import type { About, Failure, Message, Request } from "./protocol";
import type { Advice } from "./reading";

/** The first message to the worker: the address of the wasm (site, extension), or the wasm itself, gzipped and in base64 (single file). */
export type Init = { wasm: string } | { packed: string };

/** Whoever takes the worker over asks to be told again what it has told already. */
export interface Hello {
  hello: true;
}

/** The page asks whether the worker is still alive, and gets the same message back. */
export interface Ping {
  ping: number;
}

interface GoProgram {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

interface Scope {
  Go?: new () => GoProgram;
  ascribe?: (method: string, argument: string, tell: (event: string, ...values: unknown[]) => void, call: number) => Promise<string>;
  ascribeReady?: (about: string) => void;
  onmessage: ((event: MessageEvent<Init | Hello | Request | Ping>) => void) | null;
  postMessage(message: Message | Ping): void;
}

const scope = globalThis as unknown as Scope;
const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel("ascribe") : null;

/** What a newcomer must know: that the worker lives, and how far its program is. */
let told: Message[] = [];

scope.onmessage = ({ data }) => {
  if ("ping" in data) scope.postMessage(data);
  else if ("hello" in data) for (const message of told) scope.postMessage(message);
  else if ("method" in data) void answer(data);
  else void start(data);
};

if (tabs) {
  tabs.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data?.type === "changed") scope.postMessage(data);
  };
}

// Browsers do not tell a page that its worker is gone, but they release its locks: whoever waits for this one learns of it at once.
const life = `ascribe-worker-${Math.random()}`;
navigator.locks?.request(life, () => {
  announce({ type: "alive", lock: life });
  return new Promise(() => {});
}).catch(() => {}); // a document without an origin has none: then the page has its pings

function announce(message: Message): void {
  told = [...told, message];
  scope.postMessage(message);
}

/** Compiles and runs the program. It runs until it crashes: whatever way `run` ends, the program has stopped. */
async function start(init: Init): Promise<void> {
  try {
    if (!scope.Go) throw new Error("wasm_exec.js is missing");
    const go = new scope.Go();
    scope.ascribeReady = (about) => announce({ type: "ready", about: JSON.parse(about) as About });
    await go.run(await instantiate(init, go.importObject));
    throw new Error("the program ended");
  } catch (error) {
    announce({ type: "stopped", detail: describe(error) });
  }
}

async function instantiate(init: Init, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  const response = "wasm" in init ? await fetch(init.wasm) : unpacked(init.packed);
  if (!response.ok) throw new Error(`fetching the program answered ${response.status}`);
  // instantiateStreaming refuses any other type; a server that names none must not keep the program from running.
  if (response.headers.get("Content-Type") === "application/wasm") return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance;
}

/** The program out of its base64, unzipped while it is compiled. */
function unpacked(packed: string): Response {
  const stream = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as typeof Uint8Array & { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  const characters = atob(base64.trim());
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

async function answer({ call, method, argument }: Request): Promise<void> {
  try {
    if (!scope.ascribe) throw { code: "stopped", detail: "the program is not running" } satisfies Failure;
    const result = await scope.ascribe(method, await textOf(argument), (event, ...values) => tell(call, event, values), call);
    scope.postMessage({ type: "result", call, result });
  } catch (error) {
    scope.postMessage({ type: "failure", call, failure: isFailure(error) ? error : { code: "internal", detail: describe(error) } });
  }
}

/** A file may be gone by the time that it is read. */
async function textOf(argument: string | Blob): Promise<string> {
  if (typeof argument === "string") return argument;
  return argument.text().catch((error: unknown) => { throw { code: "bad-file", detail: describe(error) } satisfies Failure; });
}

/** Passes an event on; a change in the library goes to the other tabs, not to the one that made it. */
function tell(call: number, event: string, values: unknown[]): void {
  const [first, second] = values;
  if (event === "partial") scope.postMessage({ type: "partial", call, reading: first as string });
  else if (event === "advice") scope.postMessage({ type: "advice", call, advice: first as Advice });
  else if (event === "progress") scope.postMessage({ type: "progress", call, done: first as number, total: second as number });
  else if (event === "changed") tabs?.postMessage({ type: "changed", articleId: first as string, rev: second as number } satisfies Message);
}

function isFailure(error: unknown): error is Failure {
  return typeof error === "object" && error !== null && "code" in error && "detail" in error;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

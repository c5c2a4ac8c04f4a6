/**
 * The worker in which the Go program runs. The built file is Go's own wasm_exec.js, which defines `Go`, followed by this module
 * as a classic script. It is the same in the three shells; they differ in how it gets the wasm, which the first message says.
 */
import type { About, Failure, Message, Request } from "./protocol";
import type { Advice } from "./reading";

/** The first message to the worker: the wasm itself (single file), or its address (site, extension). */
export interface Init {
  wasm: ArrayBuffer | string;
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
  ascribe?: (method: string, argument: string, tell: (event: string, ...values: unknown[]) => void) => Promise<string>;
  ascribeReady?: (about: string) => void;
  onmessage: ((event: MessageEvent<Init | Request | Ping>) => void) | null;
  postMessage(message: Message | Ping): void;
}

const scope = globalThis as unknown as Scope;
const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel("ascribe") : null;

scope.onmessage = ({ data }) => {
  if ("ping" in data) scope.postMessage(data);
  else if ("wasm" in data) void start(data);
  else void answer(data);
};

if (tabs) {
  tabs.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data?.type === "changed") scope.postMessage(data);
  };
}

/** Compiles and runs the program. It runs until it crashes: whatever way `run` ends, the program has stopped. */
async function start({ wasm }: Init): Promise<void> {
  try {
    if (!scope.Go) throw new Error("wasm_exec.js is missing");
    const go = new scope.Go();
    scope.ascribeReady = (about) => scope.postMessage({ type: "ready", about: JSON.parse(about) as About });
    await go.run(await instantiate(wasm, go.importObject));
    throw new Error("the program ended");
  } catch (error) {
    scope.postMessage({ type: "stopped", detail: describe(error) });
  }
}

async function instantiate(wasm: ArrayBuffer | string, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  if (typeof wasm !== "string") return (await WebAssembly.instantiate(wasm, imports)).instance;
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`fetching the program answered ${response.status}`);
  // compileStreaming refuses any other type; a server that names none must not keep the program from running.
  if (response.headers.get("Content-Type") === "application/wasm") return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance;
}

async function answer({ call, method, argument }: Request): Promise<void> {
  try {
    if (!scope.ascribe) throw { code: "stopped", detail: "the program is not running" } satisfies Failure;
    const result = await scope.ascribe(method, argument, (event, ...values) => tell(call, event, values));
    scope.postMessage({ type: "result", call, result });
  } catch (error) {
    scope.postMessage({ type: "failure", call, failure: isFailure(error) ? error : { code: "internal", detail: describe(error) } });
  }
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

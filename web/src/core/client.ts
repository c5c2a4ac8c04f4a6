/**
 * The page's face of the Go program: typed calls, and a worker that is started, watched and started again behind them.
 *
 * A call may be made at any time: it waits while the program warms up. When the worker dies, a `read` under way rejects with
 * "stopped", because it may be what killed it; everything else is asked again of a new worker, once, so that nothing the reader typed is
 * lost with the worker. Asking a write again is safe: the library knows a repeated write by its `rev` and content.
 */
import type { Hello, Init, Ping } from "./worker";
import type { About, Failure, Message, Method, Methods, Request } from "./protocol";
import type { Advice, Reading } from "./reading";

/** What differs between the hosted page, the single file and the extension. */
export interface Shell {
  /** A worker that knows its program, from `launch`. May throw, where workers are forbidden. */
  worker(): Worker;
}

/** Makes a worker of the script at `address` and tells it where its program is. */
export function launch(address: string | URL, program: Init): Worker {
  const worker = new Worker(address);
  worker.postMessage(program);
  return worker;
}

export type ClientState =
  | { state: "warming" }
  | { state: "ready"; about: About }
  /** The program cannot be started. The next call tries again. */
  | { state: "stopped"; detail: string };

export interface ClientListener {
  onState?(state: ClientState): void;
  /** Another tab wrote to the library. */
  onChanged?(articleId: string, rev: number): void;
}

export interface CallOptions {
  /** Ends a reading, an export, a preview, an import or a deletion of articles, or drops a call that has not been sent yet; the promise rejects with "cancelled". */
  signal?: AbortSignal;
  onPartial?(reading: Reading): void;
  onProgress?(done: number, total: number): void;
}

/** What a failed call rejects with. */
export class CallError extends Error {
  constructor(
    readonly code: Failure["code"],
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = "CallError";
  }
}

/** Why something failed, whatever was thrown. */
export function failureOf(error: unknown): Failure {
  return error instanceof CallError ? { code: error.code, detail: error.detail } : { code: "internal", detail: String(error) };
}

interface Call {
  request: Request;
  options: CallOptions;
  sent: number;
  /** What the text looks like, told before its first reading. */
  advice?: Advice;
  /** What the caller's signal is listened to with, until the call is over. */
  cancel(): void;
  resolve(result: unknown): void;
  reject(error: CallError): void;
}

/** Not asked again of a new worker: a reading may be what killed the old one, and the previewed file and the import made last died with it. */
const once: ReadonlySet<Method> = new Set(["read", "cancel", "import", "takeBack"]);

/** What "cancel" ends. Other calls are over soon. */
const cancellable: ReadonlySet<Method> = new Set(["read", "export", "preview", "import", "deleteArticles"]);

/** Of these, what may be ended with its worker: a write must not be left in doubt. */
const expendable: ReadonlySet<Method> = new Set(["read", "export", "preview"]);

/** A reading that has not ended this long after its cancellation is ended with its worker. */
const cancelPatience = 1000;
/** A worker with work to do that has left three pings unanswered hangs, or has died where there are no locks to tell. */
const pingEvery = 10_000;
const pingsUnanswered = 3;

/** The answer to a call, a reading with what its text looks like. */
function answer(call: Call, text: string): unknown {
  const value: unknown = JSON.parse(text);
  return call.advice && value !== null && typeof value === "object" ? { ...value, advice: call.advice } : value;
}

export class Client {
  private worker: Worker | null = null;
  private ready = false;
  private failedStarts = 0;
  private next = 1;
  private readonly calls = new Map<number, Call>();
  private watch: ReturnType<typeof setInterval> | undefined;
  private unanswered = 0;
  /** The lock that the worker holds as long as it lives. */
  private awaited = "";

  constructor(
    private readonly shell: Shell,
    private readonly listener: ClientListener = {},
  ) {}

  /** Starts the worker, so that it is warm when the first text comes. `call` does so too. */
  start(): void {
    if (this.worker) return;
    this.listener.onState?.({ state: "warming" });
    let worker: Worker;
    try {
      worker = this.shell.worker();
    } catch (error) {
      this.giveUp(String(error));
      return;
    }
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Message | Ping>) => this.receive(data);
    worker.onmessageerror = () => this.stop(worker, "a message could not be read");
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.stop(worker, event.message || "the worker failed");
    };
    worker.postMessage({ hello: true } satisfies Hello);
    this.watch = setInterval(() => this.ping(worker), pingEvery);
  }

  /** Ends the worker and gives its memory back. Calls under way reject with "stopped". */
  close(): void {
    this.end();
    for (const call of [...this.calls.values()]) this.fail(call, "stopped", "closed");
  }

  call<M extends Method>(method: M, argument: Methods[M]["in"], options: CallOptions = {}): Promise<Methods[M]["out"]> {
    return new Promise<unknown>((resolve, reject) => {
      if (options.signal?.aborted) return reject(new CallError("cancelled", ""));
      const request = { call: this.next++, method, argument: argument instanceof Blob ? argument : JSON.stringify(argument) };
      const call: Call = { request, options, sent: 0, cancel: () => this.cancel(call), resolve, reject };
      options.signal?.addEventListener("abort", call.cancel);
      this.calls.set(call.request.call, call);
      this.start();
      if (this.ready) this.send(call);
    }) as Promise<Methods[M]["out"]>;
  }

  private send(call: Call): void {
    call.sent++;
    this.worker?.postMessage(call.request);
  }

  private cancel(call: Call): void {
    if (!this.calls.has(call.request.call)) return;
    if (!call.sent) return this.fail(call, "cancelled", "");
    if (!cancellable.has(call.request.method)) return;
    this.call("cancel", { call: call.request.call }).catch(() => {}); // a failure means that the worker died, and the reading with it
    if (!expendable.has(call.request.method)) return;
    const worker = this.worker;
    setTimeout(() => {
      if (!this.calls.has(call.request.call) || !worker || worker !== this.worker) return;
      this.fail(call, "cancelled", "");
      this.stop(worker, "a cancelled reading did not end");
    }, cancelPatience);
  }

  private receive(message: Message | Ping): void {
    this.unanswered = 0;
    if ("ping" in message) return;
    switch (message.type) {
      case "alive":
        // Granted when the worker is gone, whatever it died of.
        if (this.worker) this.await(this.worker, message.lock);
        return;
      case "ready":
        if (this.ready) return; // told twice, where the worker was taken over
        this.ready = true;
        this.failedStarts = 0;
        this.listener.onState?.({ state: "ready", about: message.about });
        for (const call of this.calls.values()) this.send(call);
        return;
      case "stopped":
        if (this.worker) this.stop(this.worker, message.detail);
        return;
      case "changed":
        this.listener.onChanged?.(message.articleId, message.rev);
        return;
    }
    const call = this.calls.get(message.call);
    if (!call) return;
    switch (message.type) {
      case "partial":
        call.options.onPartial?.(answer(call, message.reading) as Reading);
        return;
      case "advice":
        call.advice = message.advice;
        return;
      case "progress":
        call.options.onProgress?.(message.done, message.total);
        return;
      case "result":
        this.over(call);
        call.resolve(answer(call, message.result));
        return;
      case "failure":
        this.fail(call, message.failure.code, message.failure.detail);
    }
  }

  private await(worker: Worker, lock: string): void {
    if (this.awaited === lock) return;
    this.awaited = lock;
    navigator.locks.request(lock, () => this.stop(worker, "the worker is gone")).catch(() => {}); // then there are the pings
  }

  /** A signal may outlive many calls: it must not keep each with its text. */
  private over(call: Call): void {
    this.calls.delete(call.request.call);
    call.options.signal?.removeEventListener("abort", call.cancel);
  }

  private fail(call: Call, code: Failure["code"], detail: string): void {
    this.over(call);
    call.reject(new CallError(code, detail));
  }

  private ping(worker: Worker): void {
    if (this.calls.size === 0) {
      this.unanswered = 0;
    } else if (this.unanswered++ >= pingsUnanswered) {
      this.stop(worker, "the worker does not answer");
    } else {
      worker.postMessage({ ping: this.unanswered } satisfies Ping);
    }
  }

  /** Ends a worker that died or hangs, and starts a new one for the calls that are left. */
  private stop(worker: Worker, detail: string): void {
    if (worker !== this.worker) return;
    if (!this.ready) this.failedStarts++;
    this.end();
    if (this.failedStarts >= 2) return this.giveUp(detail);
    for (const call of [...this.calls.values()]) {
      const again = call.sent === 0 || (call.sent === 1 && !once.has(call.request.method));
      if (!again) this.fail(call, "stopped", detail);
    }
    this.start();
  }

  private end(): void {
    clearInterval(this.watch);
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
    this.unanswered = 0;
  }

  private giveUp(detail: string): void {
    this.failedStarts = 0;
    for (const call of [...this.calls.values()]) this.fail(call, "stopped", detail);
    this.listener.onState?.({ state: "stopped", detail });
  }
}

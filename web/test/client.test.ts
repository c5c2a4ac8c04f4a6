/** The client against a worker that the test plays: what it sends, and when it is started again. */
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { CallError, Client, type ClientState } from "../src/core/client";
import type { Message, Note, Request } from "../src/core/protocol";

class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  sent: unknown[] = [];
  terminated = false;

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: Message): void {
    this.onmessage?.({ data: message });
  }

  ready(): void {
    this.say({ type: "ready", about: { version: "1", analyzer: "a", engine: "compiled", models: [] } });
  }

  get requests(): Request[] {
    return this.sent.filter((m): m is Request => typeof m === "object" && m !== null && "method" in m);
  }

  last(): Request {
    const request = this.requests.at(-1);
    assert.ok(request, "nothing was asked");
    return request;
  }
}

function play() {
  const workers: FakeWorker[] = [];
  const states: ClientState["state"][] = [];
  const changes: string[] = [];
  const client = new Client(
    {
      worker() {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker as unknown as Worker;
      },
    },
    { onState: ({ state }) => states.push(state), onChanged: (id) => changes.push(id) },
  );
  const worker = (n = workers.length - 1): FakeWorker => {
    const w = workers[n];
    assert.ok(w, `worker ${n} was not started`);
    return w;
  };
  return { client, workers, worker, states, changes };
}

const note: Note = { id: "n", rev: 0, articleId: "a", anchor: null, on: "article", body: "typed", tags: [], status: "", created: "", updated: "", analyzer: "a" };
const settle = () => new Promise((done) => setTimeout(done, 0));
const code = (expected: string) => (error: unknown) => error instanceof CallError && error.code === expected;

test("calls wait while the program warms up", async () => {
  const { client, worker, states } = play();
  const listed = client.call("list", {});
  await settle();
  assert.deepEqual(worker().sent, [{ hello: true }]);
  worker().ready();
  worker().ready(); // one that was taken over tells it twice
  assert.equal(worker().requests.length, 1);
  assert.equal(worker().last().method, "list");
  worker().say({ type: "result", call: worker().last().call, result: "[]" });
  assert.deepEqual(await listed, []);
  assert.deepEqual(states, ["warming", "ready"]);
  client.close();
});

test("a failure rejects with its code", async () => {
  const { client, worker } = play();
  const got = client.call("get", { id: "x" });
  worker().ready();
  worker().say({ type: "failure", call: worker().last().call, failure: { code: "not-found", detail: "article" } });
  await assert.rejects(got, code("not-found"));
  client.close();
});

test("when the worker dies, a reading is over and a write is asked again", async () => {
  const { client, worker, workers } = play();
  const read = client.call("read", { id: "r", text: "text" });
  const saved = client.call("putNote", note);
  worker().ready();
  worker(0).say({ type: "stopped", detail: "out of memory" });
  await assert.rejects(read, code("stopped"));
  assert.equal(workers.length, 2);
  assert.ok(worker(0).terminated);
  worker(1).ready();
  assert.deepEqual(
    worker(1).requests.map((r) => r.method),
    ["putNote"],
  );
  assert.deepEqual(JSON.parse(String(worker(1).last().argument)), note);
  worker(1).say({ type: "result", call: worker(1).last().call, result: JSON.stringify({ ...note, rev: 1 }) });
  assert.equal((await saved).rev, 1);
  client.close();
});

test("a write that two workers died of is given up", async () => {
  const { client, worker } = play();
  const saved = client.call("putNote", note);
  for (const n of [0, 1]) {
    worker(n).ready();
    worker(n).onerror?.({ message: "crash" });
  }
  await assert.rejects(saved, code("stopped"));
  client.close();
});

test("a program that cannot start is given up after two tries, and tried again by the next call", async () => {
  const { client, worker, workers, states } = play();
  const listed = client.call("list", {});
  worker(0).say({ type: "stopped", detail: "no wasm" });
  worker(1).say({ type: "stopped", detail: "no wasm" });
  await assert.rejects(listed, code("stopped"));
  assert.equal(states.at(-1), "stopped");
  const again = client.call("list", {});
  assert.equal(workers.length, 3);
  worker(2).ready();
  worker(2).say({ type: "result", call: worker(2).last().call, result: "[]" });
  assert.deepEqual(await again, []);
  client.close();
});

test("cancelling a reading asks for it, and ends a worker that does not listen", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { client, worker, workers } = play();
  const abort = new AbortController();
  const read = client.call("read", { id: "r", text: "text" }, { signal: abort.signal });
  worker().ready();
  abort.abort();
  assert.equal(worker(0).last().method, "cancel");
  assert.deepEqual(JSON.parse(String(worker(0).last().argument)), { call: worker(0).requests[0]!.call });
  t.mock.timers.tick(1001);
  await assert.rejects(read, code("cancelled"));
  assert.ok(worker(0).terminated);
  assert.equal(workers.length, 2);
  client.close();
});

test("a call that was not sent is dropped, and a write is never cancelled", async () => {
  const { client, worker } = play();
  const abort = new AbortController();
  const early = client.call("list", {}, { signal: abort.signal });
  abort.abort();
  await assert.rejects(early, code("cancelled"));
  worker().ready();
  const late = new AbortController();
  const saved = client.call("putNote", note, { signal: late.signal });
  late.abort();
  assert.equal(worker().last().method, "putNote");
  worker().say({ type: "result", call: worker().last().call, result: JSON.stringify(note) });
  assert.deepEqual(await saved, note);
  client.close();
});

test("a signal that outlives its calls keeps none of them", async () => {
  const { client, worker } = play();
  const { signal } = new AbortController();
  const calls = [client.call("list", {}, { signal }), client.call("about", {}, { signal })];
  worker().ready();
  const [list, about] = worker().requests;
  worker().say({ type: "result", call: list!.call, result: "[]" });
  worker().say({ type: "failure", call: about!.call, failure: { code: "internal", detail: "" } });
  await Promise.allSettled(calls);
  assert.deepEqual(getEventListeners(signal, "abort"), []);
  client.close();
});

test("a worker that does not answer is taken for dead", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { client, worker, workers } = play();
  const listed = client.call("list", {});
  worker().ready();
  t.mock.timers.tick(30_000);
  assert.equal(workers.length, 1);
  t.mock.timers.tick(10_000);
  assert.equal(workers.length, 2);
  client.close();
  await assert.rejects(listed, code("stopped"));
});

test("the death of a worker is known as soon as its lock is free, and what was being saved is asked of the next", async (t) => {
  const waiting = new Map<string, () => void>();
  const locks = { request: (name: string, granted: () => void) => { waiting.set(name, granted); return Promise.resolve(); } };
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
  t.after(() => { Reflect.deleteProperty(globalThis, "navigator"); });
  const { client, worker, workers } = play();
  const saved = client.call("putNote", note);
  worker(0).say({ type: "alive", lock: "first" });
  worker(0).ready();
  waiting.get("first")!();
  assert.equal(workers.length, 2);
  worker(1).say({ type: "alive", lock: "second" });
  worker(1).ready();
  waiting.get("first")!(); // of a worker that is gone already
  assert.equal(workers.length, 2);
  worker(1).say({ type: "result", call: worker(1).last().call, result: JSON.stringify({ ...note, rev: 1 }) });
  assert.equal((await saved).rev, 1);
  client.close();
});

test("events reach who asked, changes everybody", async () => {
  const { client, worker, changes } = play();
  const seen: unknown[] = [];
  const read = client.call("read", { id: "r", text: "text" }, { onPartial: (r) => seen.push(r.id, r.advice), onProgress: (done, total) => seen.push([done, total]) });
  worker().ready();
  const { call } = worker().last();
  worker().say({ type: "advice", call, advice: "too-short" });
  worker().say({ type: "partial", call, reading: '{"id":"p"}' });
  worker().say({ type: "progress", call, done: 1, total: 2 });
  worker().say({ type: "changed", articleId: "a", rev: 3 });
  worker().say({ type: "result", call, result: '{"id":"r"}' });
  worker().say({ type: "progress", call, done: 2, total: 2 });
  assert.deepEqual(await read, { id: "r", advice: "too-short" });
  assert.deepEqual(seen, ["p", "too-short", [1, 2]]);
  assert.deepEqual(changes, ["a"]);
  client.close();
});

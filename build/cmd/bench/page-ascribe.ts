/** Ascribe as the page uses it: a worker, readings by message. The whole reading: tokens, tags, trees, names, actors, sources, hedges, JSON. */
import { Client, launch } from "../../../web/src/core/client";
import { offer, sample } from "./page";

declare const __WORKER__: string;
declare const __WASM__: string;

let ready = 0;
const client = new Client(
  { worker: () => launch(__WORKER__, { wasm: __WASM__ }) },
  { onState: ({ state }) => { if (state === "ready") ready = performance.now(); } },
);
client.start();

void offer({
  get ready() { return ready; },
  read: async (text) => { await client.call("read", { id: "bench", text }); },
  count: async () => (await client.call("read", { id: "bench", text: sample, tokens: true })).tokens?.length ?? 0,
});

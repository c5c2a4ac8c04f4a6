/**
 * The service worker of the hosted page: keeps the page's own files, all of one version, so that it opens without a network.
 *
 * Everything is fetched before the version counts as installed; an older version stays in charge until the reader chooses the new one
 * (SKIP_WAITING) or closes its last tab. The second engine is kept from the first time it is asked for.
 */
declare const __VERSION__: string;
/** The files to keep, as JSON: "./" for the page, the others by their hashed names. */
declare const __FILES__: string;

interface Lasting extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Scope {
  location: Location;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

const scope = globalThis as unknown as Scope;
const files = JSON.parse(__FILES__) as string[];
const page = new URL("./", scope.location.href).href;
/** Of the names of this page's caches: another copy, elsewhere on the same server, keeps its own. */
const prefix = `ascribe-files ${page} `;
const current = prefix + __VERSION__;

scope.addEventListener("install", (event) => { event.waitUntil(keep()); });

scope.addEventListener("activate", (event) => {
  event.waitUntil(forget().then(() => scope.clients.claim()));
});

scope.addEventListener("message", ({ data }) => { if (data === "SKIP_WAITING") void scope.skipWaiting(); });

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.location.origin) return;
  // Shared texts come in the query of the page's address: the page answers them all, and none of them goes out.
  if (request.mode === "navigate") {
    if (url.origin + url.pathname === page || `${url.origin}${url.pathname}` === `${page}index.html`) event.respondWith(answer(page));
  } else if (!url.pathname.includes("/embed/")) {
    event.respondWith(answer(request));
  }
});

/** `no-cache` for the page: the browser must ask whether it is still this one. The hashed names cannot be stale. */
async function keep(): Promise<void> {
  const cache = await caches.open(current);
  await Promise.all(files.map(async (name) => {
    const kept = name === "./" ? undefined : await caches.match(name);
    if (kept) return cache.put(name, kept);
    return cache.add(new Request(name, { cache: name === "./" ? "no-cache" : "default" }));
  }));
}

async function forget(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== current).map((name) => caches.delete(name)));
}

async function answer(request: Request | string): Promise<Response> {
  const cache = await caches.open(current);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && /\/prose\.[0-9a-f]+\.wasm$/.test(new URL(response.url).pathname)) await cache.put(request, response.clone()).catch(() => {}); // no room to keep it: it works all the same
  return response;
}

export {};

/**
 * Registers the service worker of the hosted page, and offers a new version as one quiet line when it is ready: the page says
 * `ascribe-update` with a function that changes over. Never changes over by itself, so that no reader is stranded between versions.
 */
declare global {
  interface WindowEventMap {
    "ascribe-update": CustomEvent<() => void>;
  }
}

const container = navigator.serviceWorker as ServiceWorkerContainer | undefined; // not there in Firefox's private windows

if (container) {
  // The first visit is not controlled until its next load, so that claiming it would reload it for nothing.
  const controlled = container.controller !== null;
  container.addEventListener("controllerchange", () => { if (controlled) location.reload(); });
  // The page's own files go first: the worker fetches them again only from the browser's cache.
  addEventListener("load", () => { void register(container); });
}

async function register(workers: ServiceWorkerContainer): Promise<void> {
  const registration = await workers.register("./sw.js").catch(() => null); // without one the page works online
  if (!registration) return;
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const installing = registration.installing;
    installing?.addEventListener("statechange", () => { if (installing.state === "installed") offer(registration.waiting); });
  });
}

function offer(waiting: ServiceWorker | null): void {
  if (!waiting || !navigator.serviceWorker.controller) return;
  const change = () => { waiting.postMessage("SKIP_WAITING"); };
  dispatchEvent(new CustomEvent("ascribe-update", { detail: change }));
}

export {};

/**
 * Registers the service worker of the hosted page, and offers a new version in one quiet line when it is ready. Never changes over by
 * itself, so that no reader is stranded between a page and a program of two versions.
 */
import "./update.css";

const container = navigator.serviceWorker as ServiceWorkerContainer | undefined; // not there in Firefox's private windows

if (container) {
  // A first visit becomes controlled while it is open; only a change from one version to another is a reason to load the page again.
  const controlled = container.controller !== null;
  container.addEventListener("controllerchange", () => { if (controlled) location.reload(); });
  addEventListener("load", () => { void register(container); });
}

async function register(workers: ServiceWorkerContainer): Promise<void> {
  const registration = await workers.register("./sw.js").catch(() => null); // without one the page works online
  if (!registration) return;
  offer(registration);
  registration.addEventListener("updatefound", () => {
    const installing = registration.installing;
    installing?.addEventListener("statechange", () => { if (installing.state === "installed") offer(registration); });
  });
}

function offer(registration: ServiceWorkerRegistration): void {
  if (!registration.waiting || !navigator.serviceWorker.controller || document.getElementById("update")) return;
  const line = document.createElement("p");
  line.id = "update";
  line.role = "status";
  const change = document.createElement("button");
  change.type = "button";
  change.textContent = "Reload when you like";
  change.onclick = () => { registration.waiting?.postMessage("SKIP_WAITING"); }; // the newest, should another have come since
  line.append("New version. ", change);
  document.body.append(line);
}

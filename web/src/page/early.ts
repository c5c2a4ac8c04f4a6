/**
 * Starts the program while the page's own script, forty times as large, is still being fetched and compiled: by the time that it asks for a
 * worker, this one is well on its way. Whatever goes wrong here happens again there, where it can be shown.
 */
import { pageShell } from "./shell";

try {
  const worker = pageShell().worker();
  worker.onerror = () => { globalThis.earlyWorker = undefined; };
  globalThis.earlyWorker = worker;
} catch {
  // the page tries again
}

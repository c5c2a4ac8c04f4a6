/** Nothing leaves the device: a witness listens, and a control shows that it would have heard. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test, type TestContext } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, browsers, installExtension, launchFor, open, out, paste, pause, press, serve, type Session, temporary, visit } from "./harness";

/** Tries every way out that a script has; each may fail as it likes. What leaves by one has its name after the address. */
async function tryToTell(page: Page, address: string): Promise<void> {
  await page.evaluate(async (address) => {
    const settled = (work: Promise<unknown>) => Promise.race([work.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1500))]);
    await settled(fetch(`${address}/fetch`, { mode: "no-cors" }));
    await settled(new Promise((resolve) => { const image = new Image(); image.onload = image.onerror = resolve; image.src = `${address}/image`; }));
    try { navigator.sendBeacon(`${address}/beacon`, "x"); } catch { /* refused */ }
    try { new WebSocket(`${address.replace("http", "ws")}/socket`).onerror = () => {}; } catch { /* refused */ }
    const script = document.createElement("script");
    script.src = `${address}/script`;
    document.head.append(script);
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${address}/style`;
    document.head.append(style);
    try {
      const worker = new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(`${address}/worker`)}, {mode: "no-cors"}).catch(() => {}).then(() => postMessage(1))`])));
      await settled(new Promise((resolve) => { worker.onmessage = worker.onerror = resolve; }));
    } catch { /* refused */ }
  }, address);
}

interface Witness {
  /** Tries to tell from the page, lets what is slow arrive, and answers what the witness heard. */
  heardFrom(page: Page): Promise<string[]>;
}

/** A witness that has been shown to hear every way, in this browser, from a page that forbids none. */
async function witness(t: TestContext, { browser }: Session): Promise<Witness> {
  const server = await serve();
  const control = await browser.newPage();
  t.after(() => Promise.all([server.stop(), control.close().catch(() => {})]));
  const file = join(temporary(), "control.html");
  writeFileSync(file, "<!doctype html><title>No policy</title>");
  await control.goto(pathToFileURL(file).href);
  await tryToTell(control, `${server.address}/control`);
  const of = (who: string) => server.hits.filter((hit) => hit.includes(`/${who}/`));
  const ways = ["fetch", "image", "beacon", "script", "style", "worker"];
  const unheard = () => ways.filter((way) => !of("control").some((hit) => hit.endsWith(`/${way}`)));
  for (let tries = 0; unheard().length && tries < 300; tries++) await pause(100);
  assert.deepEqual(unheard(), [], "ways that the witness does not hear where nothing forbids them");
  return {
    async heardFrom(page) {
      await tryToTell(page, `${server.address}/page`);
      await pause(1000);
      return of("page");
    },
  };
}

/** What the page says of the requests that it has made. */
async function requests(page: Page, said: RegExp): Promise<number> {
  const shown = await page.waitForFunction((source) => {
    const count = /Network: (\d+) request/.exec(document.body.textContent ?? "")?.[1];
    return count !== undefined && new RegExp(source).test(count) ? count : null;
  }, { polling: 50, timeout: 60_000 }, said.source);
  return Number(await shown.jsonValue());
}

for (const browser of browsers) {
  test(`private: nothing gets out of the single file in ${browser}`, { timeout: 240_000 }, async (t) => {
    const session = await launchFor(t, browser, temporary());
    const { heardFrom } = await witness(t, session);
    const { page } = await open(session, pathToFileURL(join(out, "ascribe.html")).href);
    await paste(page, articles[0]!.text);
    await requests(page, /^0$/);
    assert.deepEqual(await heardFrom(page), []);
  });

  test(`private: nothing gets out of the extension's pages in ${browser}`, { timeout: 240_000 }, async (t) => {
    const session = await launchFor(t, browser, temporary());
    const { heardFrom } = await witness(t, session);
    const { page } = await open(session, await installExtension(session));
    await paste(page, articles[0]!.text);
    await requests(page, /^0$/);
    assert.deepEqual(await heardFrom(page), []);
  });

  test(`private: the site asks only for its own files in ${browser}`, { timeout: 240_000 }, async (t) => {
    const { page, server, session } = await visit(t, browser);
    const { heardFrom } = await witness(t, session);
    await page.bringToFront();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    const before = server.hits.length;
    await paste(page, articles[0]!.text);
    assert.deepEqual(await heardFrom(page), []);
    assert.deepEqual(server.hits.slice(before).filter((hit) => !/^GET \/[\w./-]*$/.test(hit)), [], "no request carries anything");
    assert.ok(server.hits.every((hit) => !hit.includes("prose")), "the second engine waits until it is asked for");
  });
}

test("private: the second engine comes when it is asked for, which the count of requests says", { timeout: 300_000 }, async (t) => {
  const { page, server } = await visit(t, "chromium");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {})); // it fetches for itself; what counts is the page
  await paste(page, articles[0]!.text);
  const before = await requests(page, /./); // 0 as a rule; a busy browser may look for the manifest late
  await press(page, "Ask for a second opinion");
  await page.waitForFunction(() => /disagree about \d+ name/.test(document.body.textContent ?? ""), { polling: 200, timeout: 120_000 });
  assert.ok(server.hits.some((hit) => hit.includes("prose")));
  assert.ok(await requests(page, new RegExp(`^(?!${before}$)`)) > before);
});

/** Nothing leaves the device: a witness listens, and a control shows that it would have heard. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, browsers, launch, open, out, paste, press, serve, temporary } from "./harness";

/** Tries every way out that a script has; each may fail as it likes. */
async function tryToTell(page: Page, witness: string): Promise<void> {
  await page.evaluate(async (witness) => {
    const settled = (work: Promise<unknown>) => Promise.race([work.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1500))]);
    await settled(fetch(`${witness}/fetch`, { mode: "no-cors" }));
    await settled(new Promise((resolve) => { const image = new Image(); image.onload = image.onerror = resolve; image.src = `${witness}/image`; }));
    try { navigator.sendBeacon(`${witness}/beacon`, "x"); } catch { /* refused */ }
    try { new WebSocket(`${witness.replace("http", "ws")}/socket`).onerror = () => {}; } catch { /* refused */ }
    const script = document.createElement("script");
    script.src = `${witness}/script`;
    document.head.append(script);
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${witness}/style`;
    document.head.append(style);
    try {
      const worker = new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(`${witness}/worker`)}, {mode: "no-cors"}).catch(() => {}).then(() => postMessage(1))`])));
      await settled(new Promise((resolve) => { worker.onmessage = worker.onerror = resolve; }));
    } catch { /* refused */ }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }, witness);
}

for (const browser of browsers) {
  test(`private: nothing gets out of the single file in ${browser}`, { timeout: 120_000 }, async (t) => {
    const witness = await serve();
    t.after(() => witness.stop());
    const folder = temporary();
    const session = await launch(browser, join(folder, "profile"));
    t.after(() => session.close());

    const control = join(folder, "control.html");
    writeFileSync(control, "<!doctype html><title>No policy</title>");
    const free = await session.browser.newPage();
    await free.goto(pathToFileURL(control).href);
    await tryToTell(free, witness.address);
    const heard = new Set(witness.hits.map((hit) => hit.split("/").at(-1)));
    for (const way of ["fetch", "image", "beacon", "script", "style", "worker"]) assert.ok(heard.has(way), `the witness hears ${way} where nothing forbids it`);

    witness.hits.length = 0;
    const { page } = await open(session, pathToFileURL(join(out, "ascribe.html")).href);
    await paste(page, articles[0]!.text);
    await tryToTell(page, witness.address);
    assert.deepEqual(witness.hits, []);
  });

  test(`private: the site asks only for its own files in ${browser}`, { timeout: 120_000 }, async (t) => {
    const [server, witness] = [await serve(join(out, "site")), await serve()];
    t.after(() => Promise.all([server.stop(), witness.stop()]));
    const session = await launch(browser, temporary());
    t.after(() => session.close());
    const { page } = await open(session, `${server.address}/`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    const before = server.hits.length;
    await paste(page, articles[0]!.text);
    await tryToTell(page, witness.address);
    assert.deepEqual(witness.hits, []);
    assert.deepEqual(server.hits.slice(before).filter((hit) => !/^GET \/[\w./-]*$/.test(hit)), [], "no request carries anything");
    assert.ok(server.hits.every((hit) => !hit.includes("prose")), "the second engine waits until it is asked for");
  });
}

test("private: the second engine comes when it is asked for, which the count of requests says", { timeout: 240_000 }, async (t) => {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const session = await launch("chromium", temporary());
  t.after(() => session.close());
  const { page } = await open(session, `${server.address}/`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {})); // it fetches for itself; what counts is the page
  await paste(page, articles[0]!.text);
  const requests = () => page.evaluate(() => /Network: (\d+) request/.exec(document.body.textContent ?? "")?.[1]);
  assert.equal(await requests(), "0");
  await press(page, "Ask for a second opinion");
  await page.waitForFunction(() => /disagree about \d+ name/.test(document.body.textContent ?? ""), { polling: 200, timeout: 120_000 });
  assert.ok(server.hits.some((hit) => hit.includes("prose")));
  assert.notEqual(await requests(), "0");
});

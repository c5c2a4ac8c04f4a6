/** What goes wrong in readers' browsers, made to go wrong here: nothing that was shown as saved is lost, and the page says what happened. */
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, launch, open, out, paste, press, readingDone, serve, type Session, temporary } from "./harness";

const article = articles[0]!;
/** How often the browser is killed while it saves. */
const kills = Number(process.env.KILLS ?? 3);

async function start(t: TestContext): Promise<{ session: Session; page: Page; address: string }> {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const session = await launch("chromium", temporary());
  t.after(() => session.close());
  const { page } = await open(session, `${server.address}/`);
  return { session, page, address: `${server.address}/` };
}

const saved = (page: Page) => page.waitForFunction(() => /^Saved/.test(document.querySelector(".save-state")?.textContent ?? ""), { polling: 20, timeout: 20_000 });
const said = (page: Page, words: string) => page.waitForFunction((words) => document.body.textContent?.includes(words), { polling: 50, timeout: 20_000 }, words);

async function noteOn(page: Page, selector: string, body: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.evaluate((selector) => { document.querySelector<HTMLElement>(selector)!.click(); }, selector);
  await press(page, "Note", ".card");
  const field = await page.waitForSelector(".composer textarea");
  await field!.type(body);
}

test("faults: no room left, the banner says so and the text stays", { timeout: 90_000 }, async (t) => {
  const { page, address } = await start(t);
  const devtools = await page.createCDPSession();
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(address).origin, quotaSize: 1 });
  await paste(page, article.text);
  await said(page, "This browser has no room for more notes");
  await noteOn(page, "mark.hedge", "kept though it cannot be saved");
  await page.waitForFunction(() => document.querySelector(".save-state")?.textContent === "Not saved" && document.querySelector(".banner.alarm"), { polling: 50, timeout: 20_000 });
  assert.equal(await page.$eval(".composer textarea", (field) => (field as HTMLTextAreaElement).value), "kept though it cannot be saved");
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(address).origin });
});

test("faults: storage forbidden, everything else works", { timeout: 90_000 }, async (t) => {
  const folder = temporary();
  const site = join(folder, "site");
  cpSync(join(out, "site"), site, { recursive: true });
  const worker = join(site, readdirSync(site).find((name) => /^worker\..*\.js$/.test(name))!);
  writeFileSync(worker, `IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };\n${readFileSync(worker, "utf8")}`);
  const server = await serve(site);
  t.after(() => server.stop());
  const session = await launch("chromium", join(folder, "profile"));
  t.after(() => session.close());
  const { page } = await open(session, `${server.address}/`);
  await paste(page, article.text);
  await said(page, "Notes cannot be kept in this window");
  assert.ok((await page.$$("mark")).length > 10);
});

test("faults: the library is deleted in another tab", { timeout: 90_000 }, async (t) => {
  const { session, page, address } = await start(t);
  await paste(page, article.text);
  await noteOn(page, "mark.hedge", "first");
  await saved(page);
  const other = (await open(session, address)).page;
  const deleted = await other.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name!);
    await Promise.all(names.map((name) => new Promise((resolve) => { const request = indexedDB.deleteDatabase(name); request.onsuccess = request.onerror = request.onblocked = resolve; })));
    return names.length;
  });
  assert.ok(deleted > 0);
  await page.bringToFront();
  const field = await page.$(".composer textarea");
  await field!.type(" and more");
  await page.waitForFunction(() => /^Saved/.test(document.querySelector(".save-state")?.textContent ?? "") || document.querySelector(".banner"), { polling: 50, timeout: 30_000 });
  assert.equal(await page.$eval(".composer textarea", (element) => (element as HTMLTextAreaElement).value), "first and more");
});

test("faults: a broken backup changes nothing and says why", { timeout: 90_000 }, async (t) => {
  const { page } = await start(t);
  await paste(page, article.text);
  await noteOn(page, "mark.hedge", "stays");
  await saved(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['{"format":"ascribe/backup","version":1,"articles":[{"id":1}'], "broken.json", { type: "application/json" }));
    document.querySelector(".app")!.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => /[Ll]ine \d|not a|cannot|broken|valid/.test(document.querySelector("[role=dialog], dialog[open], .banner, [role=alert]")?.textContent ?? ""), { polling: 50, timeout: 20_000 });
});

test("faults: 20,000 words, first marks at once and no long tasks", { timeout: 180_000 }, async (t) => {
  const { page } = await start(t);
  const text = Array.from({ length: Math.ceil(19_500 / article.text.split(/\s+/).length) }, () => article.text).join("\n\n");
  await page.evaluate(() => {
    const record = { tasks: [] as number[], firstMark: 0, start: 0 };
    (globalThis as unknown as { record: typeof record }).record = record;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) record.tasks.push(entry.duration); }).observe({ type: "longtask" });
    new MutationObserver((_, observer) => { if (document.querySelector("mark")) { record.firstMark = performance.now(); observer.disconnect(); } }).observe(document, { subtree: true, childList: true });
    record.start = performance.now();
  });
  await paste(page, text);
  const { tasks, firstMark, start: begun } = await page.evaluate(() => (globalThis as unknown as { record: { tasks: number[]; firstMark: number; start: number } }).record);
  // Times depend on the machine: they are reported, and what holds on any is that marks come long before the end.
  t.diagnostic(`first mark after ${Math.round(firstMark - begun)} ms; tasks over 50 ms: ${tasks.map(Math.round).join(", ") || "none"}`);
  assert.ok(firstMark > 0);
  assert.ok((await page.$$("mark")).length > 1000);
});

test(`faults: killed ${kills} times at random moments, nothing shown as saved is lost`, { timeout: 600_000 }, async (t) => {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const profile = temporary();
  const promised: string[] = [];
  for (let round = 0; round <= kills; round++) {
    const session = await launch("chromium", profile);
    const { page } = await open(session, `${server.address}/`);
    try {
      if (round === 0) {
        await paste(page, article.text);
        await saved(page).catch(() => {});
      } else {
        await (await page.waitForSelector(".articles button.open"))!.click();
        await readingDone(page);
        await press(page, "Notes");
        for (const body of promised) await said(page, body);
      }
      if (round === kills) break;
      const body = `note ${round} ${Math.random().toString(36).slice(2)}`;
      await noteOn(page, `mark.actor:nth-of-type(${round + 1}), mark.actor`, body);
      const killAt = Date.now() + 100 + Math.random() * 1500;
      while (Date.now() < killAt) {
        const state = await page.evaluate(() => ({ state: document.querySelector(".save-state")?.className ?? "", body: document.querySelector<HTMLTextAreaElement>(".composer textarea")?.value ?? "" }));
        if (/\bsaved\b/.test(state.state) && state.body === body && !promised.includes(body)) promised.push(body);
      }
    } finally {
      if (round < kills) await session.kill();
      else await session.close();
    }
  }
  t.diagnostic(`${promised.length} notes were shown as saved, and all were found`);
});

/** What is kept stays kept: killed browsers, two tabs, quick edits, storage that was emptied, versions of the site, texts from outside. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, browsers, launch, open, out, paste, press, readingDone, serve, temporary } from "./harness";

const article = articles[0]!;
/** How many notes are saved, in browsers that are killed meanwhile. */
const saves = Number(process.env.SAVES ?? 200);

const saved = (page: Page) => page.waitForFunction(() => /^Saved/.test(document.querySelector(".save-state")?.textContent ?? ""), { polling: 20, timeout: 30_000 });
const said = (page: Page, words: string) => page.waitForFunction((words) => document.body.textContent?.includes(words), { polling: 50, timeout: 30_000 }, words);

/** Opens the first article of the list, and its notes. */
async function openNotes(page: Page): Promise<void> {
  await (await page.waitForSelector(".articles button.open"))!.click();
  await readingDone(page);
  await press(page, "Notes", "[role=tablist]");
}

/** Asks the site's own worker, beside the page; the page shows "Saved" when such a call has been answered, and not before. */
function ask(page: Page, calls: [method: string, argument: unknown][]): Promise<string[]> {
  return page.evaluate((calls) => {
    const address = (name: string) => document.querySelector<HTMLLinkElement>(`#ascribe-${name}`)!.href;
    const worker = new Worker(address("worker"));
    const answers: string[] = [];
    let sent = 0;
    const next = () => {
      if (sent === calls.length) return;
      const [method, argument] = calls[sent]!;
      worker.postMessage({ call: sent++, method, argument: JSON.stringify(argument) });
    };
    return new Promise<string[]>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.type === "result") {
          answers[data.call] = data.result;
          (globalThis as { kept?: (call: number) => void }).kept?.(data.call);
          if (Object.keys(answers).length === calls.length) resolve(answers);
        } else if (data.type === "failure" || data.type === "stopped") reject(new Error(JSON.stringify(data)));
        if (data.type === "ready") for (let i = 0; i < 10; i++) next();
        else if (data.type === "result") next();
      };
      worker.postMessage({ wasm: address("wasm") });
    }).finally(() => { worker.terminate(); });
  }, calls);
}

test(`library: ${saves} notes saved in browsers killed at random moments, and none is lost`, { timeout: 3_600_000 }, async (t) => {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const profile = temporary();
  const kept = new Set<string>();
  let killed = 0;
  for (let round = 0; ; round++) {
    const session = await launch("chromium", profile);
    const { page } = await open(session, `${server.address}/`);
    if (round === 0) await ask(page, [["putArticle", { id: "a", rev: 0, title: "Killed", text: article.text, url: "", outlet: "", author: "", published: "", created: "", updated: "", note: "", analyzer: "" }]]);
    const found = JSON.parse((await ask(page, [["notes", { articleId: "a" }]]))[0]!) as { id: string; body: string }[];
    const bodies = new Map(found.map(({ id, body }) => [id, body]));
    for (const id of kept) assert.equal(bodies.get(id), `body of ${id}`, `note ${id}, which was saved, after ${killed} kills`);
    if (kept.size >= saves) {
      await session.close();
      break;
    }
    const ids = Array.from({ length: 200 }, (_, i) => `${round}-${i}`);
    await page.exposeFunction("kept", (call: number) => { kept.add(ids[call]!); });
    let failure: unknown;
    ask(page, ids.map((id) => ["putNote", { id, rev: 0, articleId: "a", anchor: null, on: "article", body: `body of ${id}`, tags: [], status: "", created: "", updated: "" }])).catch((error: unknown) => { failure = error; });
    const before = kept.size;
    while (kept.size === before && !failure) await new Promise((resolve) => setTimeout(resolve, 5)); // from the first save on, any moment will do
    if (failure) throw failure;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 800));
    await session.kill();
    killed++;
  }
  t.diagnostic(`${kept.size} notes were saved, the browser was killed ${killed} times, and all were found`);
});

for (const browser of browsers) {
  test(`library: a hundred quick edits, and the same note in two tabs, in ${browser}`, { timeout: 240_000 }, async (t) => {
    const server = await serve(join(out, "site"));
    t.after(() => server.stop());
    const session = await launch(browser, temporary());
    t.after(() => session.close());
    const { page } = await open(session, `${server.address}/`);
    await paste(page, article.text);
    await saved(page);
    await press(page, "Notes", "[role=tablist]");
    await press(page, "Note on the article");
    const last = await page.evaluate(async () => {
      let body = "";
      for (let i = 0; i < 100; i++) {
        const field = document.querySelector<HTMLTextAreaElement>(".composer textarea")!;
        body = `${field.value}${i} `;
        field.value = body;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      }
      return body;
    });
    await saved(page);
    const other = (await open(session, `${server.address}/`)).page;
    await openNotes(other);
    await said(other, last.trim());

    await press(other, "Edit", ".note");
    await (await other.waitForSelector(".composer textarea"))!.type(" OTHER");
    await saved(other);
    await page.bringToFront();
    await (await page.$(".composer textarea"))!.type(" MINE");
    await said(page, "Changed elsewhere while you were writing");
    await press(page, "Keep both", ".banner");
    await saved(page);
    const third = (await open(session, `${server.address}/`)).page;
    await openNotes(third);
    for (const words of ["OTHER", "MINE", last.slice(0, 40)]) await said(third, words);
  });
}

test("library: emptied storage is noticed, and a shared text is read and taken out of the address", { timeout: 120_000 }, async (t) => {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const session = await launch("chromium", temporary());
  t.after(() => session.close());
  const { page } = await open(session, `${server.address}/?title=Shared&url=https%3A%2F%2Fexample.org%2Fa&text=${encodeURIComponent(article.text.slice(0, 3000))}`);
  await readingDone(page);
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await page.$eval("input.title", (field) => (field as HTMLInputElement).value), "Shared");
  await saved(page);
  await page.waitForFunction(() => Object.values(localStorage).some((value) => /"articles":1/.test(value)), { polling: 50 });
  await page.goto("about:blank");
  const devtools = await page.createCDPSession();
  await devtools.send("Storage.clearDataForOrigin", { origin: server.address, storageTypes: "indexeddb" });
  await page.goto(`${server.address}/`);
  await said(page, "is empty now");
});

for (const browser of browsers) {
  test(`library: a new version of the site waits until the reader takes it, in ${browser}`, { timeout: 180_000 }, async (t) => {
    const site = join(temporary(), "site");
    cpSync(join(out, "site"), site, { recursive: true });
    const server = await serve(site);
    t.after(() => server.stop());
    const session = await launch(browser, temporary());
    t.after(() => session.close());
    const { page } = await open(session, `${server.address}/`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    const change = (name: string, from: RegExp, to: string) => {
      const [old, file] = [readFileSync(join(site, name), "utf8"), join(site, name)];
      assert.match(old, from);
      writeFileSync(file, old.replace(from, to));
    };
    change("index.html", /content="Shows who acts/, 'content="Newer: shows who acts');
    change("sw.js", /"[0-9a-f]{12}"/, '"newerversion"');
    const newer = () => page.$eval("meta[name=description]", (meta) => (meta as HTMLMetaElement).content.startsWith("Newer"));
    await page.reload();
    await page.waitForSelector("#update button", { timeout: 30_000 });
    assert.equal(await newer(), false);
    await Promise.all([page.waitForNavigation(), page.click("#update button")]);
    assert.equal(await newer(), true);
    await server.stop();
    await page.reload();
    await paste(page, article.text); // the program and all came along
    assert.equal(await newer(), true);
  });
}

/** What is kept stays kept: killed browsers, two tabs, quick edits, storage that was emptied, versions of the site, texts from outside. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, askWorker, browsers, click, launch, launchFor, notesKept, open, openFirst, out, paste, pause, press, readingDone, said, saved, serve, type Session, temporary, type, visit } from "./harness";

const article = articles[0]!;
/** How many notes are saved, in browsers that are killed meanwhile. */
const saves = Number(process.env.SAVES ?? 50);

for (const browser of browsers) {
  test(`library: ${saves} notes saved in ${browser}, which is killed at random moments, and none is lost`, { timeout: 3_600_000 }, async (t) => {
    const server = await serve(join(out, "site"));
    t.after(() => server.stop());
    const profile = temporary();
    const kept = new Set<string>();
    let killed = 0;
    for (let round = 0; ; round++) {
      const session = await launch(browser, profile);
      try {
        const { page } = await open(session, `${server.address}/`);
        await opened(page);
        if (round === 0) await askWorker(page, [["putArticle", { id: "a", rev: 0, title: "Killed", text: article.text, url: "", outlet: "", author: "", published: "", created: "", updated: "", analyzer: "" }]]);
        const found = JSON.parse((await askWorker(page, [["notes", { articleId: "a" }]]))[0]!) as { id: string; body: string }[];
        const bodies = new Map(found.map(({ id, body }) => [id, body]));
        for (const id of kept) assert.equal(bodies.get(id), `body of ${id}`, `note ${id}, which was saved, after ${killed} kills`);
        if (kept.size >= saves) break;
        await saveUntilKilled(page, session, round, kept);
        killed++;
      } finally {
        await session.close();
      }
    }
    t.diagnostic(`${kept.size} notes were saved, the browser was killed ${killed} times, and all were found`);
  });
}

/** Until the library is open: after a kill a browser may not have its files back yet, and the program says so and tries again when it is asked. */
async function opened(page: Page): Promise<void> {
  let state = { state: "", detail: "" };
  for (let tries = 0; tries < 10 && state.state !== "ok"; tries++) state = JSON.parse((await askWorker(page, [["open", {}]]))[0]!) as typeof state;
  assert.equal(state.state, "ok", state.detail);
}

/** Saves notes one after the other, puts on the list those whose saving was answered, and kills the browser at some moment after the first. */
async function saveUntilKilled(page: Page, session: Session, round: number, kept: Set<string>): Promise<void> {
  const ids = Array.from({ length: 200 }, (_, i) => `${round}-${i}`);
  let first: () => void = () => {};
  const begun = new Promise<void>((resolve) => { first = resolve; });
  await page.exposeFunction("kept", (call: number) => {
    kept.add(ids[call]!);
    first();
  });
  const saving = askWorker(page, ids.map((id) => ["putNote", { id, rev: 0, articleId: "a", anchor: null, on: "article", body: `body of ${id}`, tags: [], status: "", created: "", updated: "" }]));
  saving.catch(() => {}); // the kill ends it
  await Promise.race([begun, saving]);
  await pause(Math.random() * 800);
  await session.kill();
}

/** Deletes what the library of this tab shows. */
async function deleteAll(page: Page): Promise<void> {
  await page.bringToFront();
  await press(page, "Library", "header");
  await click(page, ".articles input[type=checkbox]");
  page.once("dialog", (question) => { void question.accept(); });
  await press(page, "Delete", ".bulk");
  await page.waitForFunction(() => !document.querySelector(".articles li"), { polling: 50 });
}

for (const browser of browsers) {
  test(`library: a hundred quick edits, and the same note in two tabs, in ${browser}`, { timeout: 240_000 }, async (t) => {
    const { session, page, address } = await visit(t, browser);
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
    const other = (await open(session, address)).page;
    await openFirst(other);
    await press(other, "Notes", "[role=tablist]");
    await said(other, last.trim());

    await press(other, "Edit", ".note");
    await type(other, ".composer textarea", " OTHER");
    await saved(other);
    await page.bringToFront();
    await type(page, ".composer textarea", " MINE");
    await said(page, "Changed elsewhere while you were writing");
    await press(page, "Keep both", ".banner");
    await saved(page);
    const [body, ...others] = await notesKept(page);
    for (const words of ["OTHER", "MINE", last.slice(0, 40)]) assert.ok(body?.includes(words), `${words} is in ${body}`);
    assert.deepEqual(others, []);
  });

  test(`library: what another tab saves or deletes is told here, in ${browser}`, { timeout: 180_000 }, async (t) => {
    const { session, page, address } = await visit(t, browser);
    await paste(page, article.text);
    await saved(page);
    const other = (await open(session, address)).page;
    await openFirst(other);
    await press(other, "Notes", "[role=tablist]");
    await press(other, "Note on the article");
    await type(other, ".composer textarea", "from the other tab");
    await saved(other);
    await page.bringToFront();
    await said(page, "This article was changed in another tab");
    await press(page, "Reload", ".banner");
    await readingDone(page);
    await press(page, "Notes", "[role=tablist]");
    await said(page, "from the other tab");

    await press(page, "Edit", ".note");
    await deleteAll(other);
    await page.bringToFront();
    await said(page, "This article was deleted in another tab");
    await type(page, ".composer textarea", ", and still here");
    await page.waitForFunction(() => document.querySelector(".save-state")?.textContent === "Not saved", { polling: 50 });
    assert.equal(await page.$$eval(".banner", (list) => list.length), 1, "said once");
    await press(page, "Save it again", ".banner");
    await saved(page);
    assert.deepEqual(await notesKept(page), ["from the other tab, and still here"]);
    assert.equal(await page.$(".banner"), null);

    await other.waitForSelector(".articles input[type=checkbox]"); // it is told that there is an article again
    await deleteAll(other);
    await page.bringToFront();
    await press(page, "Close it", ".banner");
    await page.waitForSelector(".start textarea");
    assert.deepEqual(await notesKept(page), []);
  });

  test(`library: a note that another tab deletes while it is being written is kept, in ${browser}`, { timeout: 180_000 }, async (t) => {
    const { session, page, address } = await visit(t, browser);
    await paste(page, article.text);
    await press(page, "Notes", "[role=tablist]");
    await press(page, "Note on the article");
    await type(page, ".composer textarea", "first");
    await saved(page);
    const other = (await open(session, address)).page;
    await openFirst(other);
    await press(other, "Notes", "[role=tablist]");
    await press(other, "Delete", ".note");
    await saved(other);
    assert.deepEqual(await notesKept(other), []);
    await page.bringToFront();
    await type(page, ".composer textarea", " and more");
    await saved(page);
    assert.deepEqual(await notesKept(page), ["first and more"]);

    await other.bringToFront();
    await press(other, "Library", "header");
    await type(other, ".library input[type=search]", "tunnel");
    await said(other, "0 articles found");
    await page.bringToFront();
    await type(page, ".composer textarea", " in the tunnel");
    await saved(page);
    await other.bringToFront();
    await other.waitForSelector(".articles li"); // the search knows what the other tab wrote
  });
}

for (const browser of browsers) {
  test(`library: emptied storage is noticed, and a shared text is read and taken out of the address, in ${browser}`, { timeout: 180_000 }, async (t) => {
    const { page, address } = await visit(t, browser, { query: `?title=Shared&url=https%3A%2F%2Fexample.org%2Fa&text=${encodeURIComponent(article.text.slice(0, 3000))}` });
    await readingDone(page);
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await page.$eval("input.title", (field) => (field as HTMLInputElement).value), "Shared");
    await saved(page);
    await page.waitForFunction(() => Object.values(localStorage).some((value) => /"articles":1/.test(value)), { polling: 50 });
    await page.goto(`${address}sw.js`); // shown as text: a page of the same origin without the program
    await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name!);
      await Promise.all(names.map((name) => new Promise((resolve, reject) => { const request = indexedDB.deleteDatabase(name); request.onsuccess = resolve; request.onerror = reject; })));
    });
    await page.goto(address);
    await said(page, "is empty now");
  });
}

test("library: a file opened with the installed page is read, each in a window of its own", { timeout: 180_000 }, async (t) => {
  const folder = temporary(); // a text without a headline is called as its file
  const session = await launchFor(t, "chromium", join(folder, "profile"));
  const { page, address } = await visit(t, "chromium", { session });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  const files = { "harbour.txt": article.text.replace(/\s*\n\s*/g, " "), "web.html": `<!doctype html><title>A page</title><nav>Home</nav><article><h1>The harbour</h1>${article.text.split(/\n+/).map((line) => `<p>${line}</p>`).join("")}</article>`, "note.md": `# The harbour\n\n${article.text}` };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const devtools = await session.browser.target().createCDPSession();
  await devtools.send("PWA.install", { manifestId: address, installUrlOrBundleUrl: address }); // as a reader installs it
  const { targetIds } = await devtools.send("PWA.launchFilesInApp", { manifestId: address, files: Object.keys(files).map((name) => join(folder, name)) });
  assert.equal(targetIds.length, 3);
  const opened = async () => (await session.browser.pages()).filter((other) => other !== page && other.url().startsWith(address));
  let windows = await opened();
  for (; windows.length < targetIds.length; windows = await opened()) await pause(100); // until the test's time is over
  const shown = new Map<string, string>();
  for (const window of windows) {
    await readingDone(window);
    await saved(window);
    const [title, text] = await window.evaluate(() => [document.querySelector<HTMLInputElement>("input.title")!.value, document.querySelector("article.reading")!.textContent!]);
    shown.set(title!, text!);
  }
  assert.deepEqual([...shown.keys()].sort(), ["A page", "The harbour", "harbour"]);
  for (const [title, text] of shown) assert.ok(text.includes(article.text.split("\n")[0]!.trim()), `${title} holds the text`);
});

for (const browser of browsers) {
  test(`library: a file that the system opens and that is gone by then is said to be so, in ${browser}`, { timeout: 120_000 }, async (t) => {
    const { page, errors } = await visit(t, browser);
    await page.evaluateOnNewDocument(() => {
      const gone = { getFile: () => Promise.reject(new DOMException("gone", "NotFoundError")) };
      Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer: (consumer: (launch: object) => void) => { consumer({ files: [gone] }); } } });
    });
    await page.reload();
    await page.waitForFunction(() => document.querySelector(".toast")?.textContent?.includes("This file cannot be read"), { polling: 50 });
    assert.deepEqual(errors, []);
  });

  test(`library: a new version of the site waits until the reader takes it, in ${browser}`, { timeout: 180_000 }, async (t) => {
    const site = join(temporary(), "site");
    cpSync(join(out, "site"), site, { recursive: true });
    const server = await serve(site);
    t.after(() => server.stop());
    const { page } = await open(await launchFor(t, browser, temporary()), `${server.address}/`);
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
    await page.waitForSelector("#update button", { timeout: 60_000 });
    assert.equal(await newer(), false);
    await Promise.all([page.waitForNavigation(), page.click("#update button")]);
    assert.equal(await newer(), true);
    await server.stop();
    await page.reload();
    await paste(page, article.text); // the program and all came along
    assert.equal(await newer(), true);
  });
}

/** The main job in every shell and both browsers: paste, see the marks, write a note, come back later and find it in its place. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test, type TestContext } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, askWorker, assertSameLines, assertSameText, type BrowserName, browsers, click, expectedMarks, installExtension, launch, launchFor, marks, nativeLine, nativeReading, open, openFirst, out, paste, pause, press, readingDone, said, screenshot, type Served, type Session, serve, temporary, type, visit } from "./harness";

const article = articles[0]!;
const noteText = "Who are these people? Ask the desk.";

/** A way to the page that is the same after the browser was restarted. */
interface Shell {
  name: string;
  /** Prepares what lasts longer than one browser; `address` is asked for after each start of one. */
  prepare(t: TestContext): Promise<{ address(session: Session): Promise<string>; beforeReturn?(): Promise<void> }>;
}

const shells: Shell[] = [
  {
    name: "site",
    async prepare(t) {
      let server: Served | null = await serve(join(out, "site"));
      const { address } = server;
      t.after(() => server?.stop());
      // The second visit finds no server: the service worker has to answer.
      return { address: async () => `${address}/`, beforeReturn: async () => { await server?.stop(); server = null; } };
    },
  },
  { name: "file", prepare: async () => ({ address: async () => pathToFileURL(join(out, "ascribe.html")).href }) },
  { name: "extension", prepare: async () => ({ address: (session) => installExtension(session) }) },
];

for (const browser of browsers) {
  for (const shell of shells) {
    test(`${shell.name} in ${browser}: paste, marks, note, restart, note again`, { timeout: 300_000 }, async (t) => {
      const { address, beforeReturn } = await shell.prepare(t);
      const profile = temporary();
      await firstVisit(t, browser, profile, shell.name, address);
      await beforeReturn?.();
      await secondVisit(t, browser, profile, shell.name, address);
    });
  }

  test(`readings in ${browser} are the batch command's, byte for byte`, { timeout: 240_000 }, async (t) => {
    const { page } = await visit(t, browser);
    for (const { name, text } of articles) {
      // Positions in the browser count UTF-16 and natively code points: the same numbers where no character needs two units.
      assert.ok([...text].length === text.length, `${name} has characters beyond the basic plane`);
      assertSameText((await askWorker(page, [["read", { id: name, text }]]))[0]!, nativeLine(name, text), `the reading of ${name}`);
    }
  });
}

async function firstVisit(t: TestContext, browser: BrowserName, profile: string, shell: string, address: (session: Session) => Promise<string>): Promise<void> {
  const session = await launch(browser, profile);
  try {
    const { page, errors } = await open(session, await address(session));
    await paste(page, article.text);
    await compareMarks(page);
    await screenshot(page, `${shell}-${browser}-marks`);
    await writeNote(page);
    await screenshot(page, `${shell}-${browser}-note`);
    if (shell === "site") await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    assert.deepEqual(errors, []);
  } catch (error) {
    await failed(session, `${shell}-${browser}-failed-1`);
    throw error;
  } finally {
    await session.close();
  }
  t.diagnostic("the browser was closed");
}

async function secondVisit(t: TestContext, browser: BrowserName, profile: string, shell: string, address: (session: Session) => Promise<string>): Promise<void> {
  const session = await launch(browser, profile);
  try {
    const { page, errors } = await open(session, await address(session));
    await openFirst(page);
    await compareMarks(page);
    await page.waitForSelector("[data-note]");
    await press(page, "Notes", ":is([role=tablist], .accordion)");
    await said(page, noteText);
    await screenshot(page, `${shell}-${browser}-again`);
    assert.deepEqual(errors, []);
  } catch (error) {
    await failed(session, `${shell}-${browser}-failed-2`);
    throw error;
  } finally {
    await session.close();
  }
  t.diagnostic("the note was found again");
}

/** A picture of the page on which a test failed; if even that fails, or takes as long as where a browser hangs, the test's own error matters more. */
async function failed(session: Session, name: string): Promise<void> {
  const picture = session.browser.pages().then((pages) => screenshot(pages.at(-1)!, name));
  await Promise.race([picture.catch(() => {}), pause(10_000)]);
}

async function compareMarks(page: Page): Promise<void> {
  const { drawn, text } = await marks(page);
  assert.equal(text.join("").replace(/\s+/g, ""), article.text.replace(/\s+/g, ""), "the text is shown whole");
  const line = ({ key, start, end }: { key: string; start: number; end: number }) => `${key} ${start}-${end} ${article.text.slice(start, end)}`;
  assertSameLines(drawn.map(line), joined(expectedMarks(nativeReading(article.text))).map(line), "the marks");
}

/** As they are drawn: stretches of one finding that touch are one. */
function joined(list: ReturnType<typeof expectedMarks>): ReturnType<typeof expectedMarks> {
  const result: ReturnType<typeof expectedMarks> = [];
  for (const mark of [...list].sort((a, b) => a.start - b.start)) {
    const before = result.findLast((other) => other.key === mark.key);
    if (before?.end === mark.start) before.end = mark.end;
    else result.push({ ...mark });
  }
  return result;
}

/** By a click on a mark, the card's button, and the keyboard; waits until the page says that it is saved. */
async function writeNote(page: Page): Promise<void> {
  await click(page, "mark.hedge");
  await page.waitForSelector(".card .why");
  await press(page, "Note", ".card");
  await type(page, ".composer textarea", noteText);
  await page.waitForFunction(() => /^Saved/.test(document.querySelector(".composer .end")?.textContent ?? ""), { timeout: 60_000, polling: 50 });
}

test("a real paste in chromium is read at once", { timeout: 180_000 }, async (t) => {
  const session = await launchFor(t, "chromium", temporary());
  const { page } = await open(session, pathToFileURL(join(out, "ascribe.html")).href);
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.querySelector(".start textarea")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, article.text);
  await readingDone(page);
  await compareMarks(page);
});

test("the pack holds what it promises", () => {
  const names = readdirSync(out);
  for (const name of ["site", "ascribe.html", "ascribe-chromium.zip", "ascribe-firefox.zip"]) assert.ok(names.includes(name), name);
});

/** The extension on a page served here: what it takes out of it, the choices beside it, and the marks over the live page. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { arrive, articles, browsers, installExtension, launchFor, nativeLine, out, paste, pause, press, readingDone, screenshot, serve, type Session, temporary } from "./harness";

type Span = [number, number];

const article = articles[0]!;
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** A document of one page with one line. */
function pdf(line: string): string {
  const content = `BT /F1 18 Tf 20 100 Td (${line}) Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
  ];
  return `%PDF-1.4\n${objects.map((object, i) => `${i + 1} 0 obj${object}endobj\n`).join("")}trailer<</Root 1 0 R/Size 5>>\n%%EOF`;
}

/** Words of the article that are an actor, a hedge's cue, and a source in the batch command's reading. */
function marked(): string[] {
  const reading = JSON.parse(nativeLine("", article.text)) as { actors: { type: string; mentions: { span: Span; form: string }[] }[]; hedges: { cue: Span[] }[]; attributions: { source: Span[] }[] };
  const characters = [...article.text];
  const actor = reading.actors.find(({ type }) => type !== "place")!.mentions.find(({ form }) => form !== "pronoun")!.span;
  const cue = reading.hedges[0]!.cue[0]!;
  const source = reading.attributions.find(({ source }) => source.length)!.source[0]!;
  return [actor, cue, source].map(([start, end]) => characters.slice(start, end).join(""));
}

/** A news page with what surrounds articles, under a policy that lets no foreign style in. */
function newsPage(): string {
  const paragraphs = article.text.split("\n").filter((line) => line.trim()).map((line) => `<p>${escaped(line)}</p>`).join("\n");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evening Page</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'"><meta property="og:site_name" content="The Evening Page"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport officials said may reportedly</a></nav>
<main><article><h1>What was asked of whom</h1>${paragraphs}</article></main><footer>All rights reserved, officials said.</footer></body></html>`;
}

/**
 * In front of a reader the gesture on the toolbar gives the extension its tab; a driver has no toolbar. So the packed extension is installed
 * with one more permission, for all pages that browsers let extensions read, and the panel is opened as a page that gets its orders as the
 * toolbar gives them.
 */
async function install(session: Session): Promise<string> {
  const copy = join(temporary(), "extension");
  cpSync(join(out, session.name), copy, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(copy, "manifest.json"), "utf8"));
  manifest.host_permissions = ["<all_urls>"];
  writeFileSync(join(copy, "manifest.json"), JSON.stringify(manifest));
  return installExtension(session, copy);
}

async function openPanel(session: Session, address: string): Promise<Page> {
  const panel = await session.browser.newPage();
  await panel.setViewport({ width: 400, height: 900 });
  await arrive(panel, address);
  await panel.waitForSelector(".extension-top", { timeout: 60_000 });
  return panel;
}

/** Leaves the order that the background leaves after a click on the toolbar, for the tab opened last beside the panel, or as if that stood in another window. */
async function order(panel: Page, part: string, elsewhere = false): Promise<void> {
  await panel.evaluate(async (part, elsewhere) => {
    interface Tabs { query(query: object): Promise<{ id: number; windowId: number }[]>; getCurrent(): Promise<{ id: number }> }
    interface Extension { tabs: Tabs; storage: { session: { set(values: object): Promise<void> } } }
    const names = globalThis as unknown as { browser?: Extension; chrome: Extension };
    const { tabs, storage } = names.browser ?? names.chrome;
    const own = (await tabs.getCurrent()).id;
    const tab = (await tabs.query({})).filter(({ id }) => id !== own).reduce((last, tab) => (tab.id > last.id ? tab : last));
    await storage.session.set({ order: { act: "read", part, tabId: tab.id, windowId: tab.windowId + (elsewhere ? 1 : 0), at: Date.now() } });
  }, part, elsewhere);
}

const topSays = (panel: Page, words: string) => panel.waitForFunction((words) => document.querySelector(".extension-top")?.textContent?.includes(words), { polling: 100, timeout: 60_000 }, words);

/** Goes to each heading of the analysis as a link would, in a narrow panel with all its bars: nothing may stand over it there. */
async function assertHeadingsUncovered(panel: Page): Promise<void> {
  await panel.setViewport({ width: 320, height: 700 });
  await press(panel, "Find", ".lens-bar");
  await panel.waitForSelector(".find input");
  const covered = await panel.evaluate(() => [...document.querySelectorAll<HTMLElement>(".accordion summary, .accordion h2")].filter((heading) => {
    heading.scrollIntoView();
    const { left, top, height } = heading.getBoundingClientRect();
    return heading.checkVisibility() && !heading.contains(document.elementFromPoint(left + 8, top + height / 2));
  }).map((heading) => heading.textContent));
  assert.deepEqual(covered, [], "headings under the bar");
  await press(panel, "Close", ".find");
  await panel.setViewport({ width: 400, height: 900 });
  await panel.evaluate(() => scrollTo(0, 0));
}

for (const browser of browsers) {
  test(`extension in ${browser}: reads the article, the whole page, the selection, and marks the live page`, { timeout: 240_000 }, async (t) => {
    const site = temporary();
    writeFileSync(join(site, "index.html"), newsPage());
    const server = await serve(site);
    t.after(() => server.stop());
    const session = await launchFor(t, browser, temporary());
    const panel = await openPanel(session, await install(session));
    const page = await session.browser.newPage();
    await page.goto(`${server.address}/`);
    const before = await page.content();
    await order(panel, "article", true);
    await pause(1000);
    await topSays(panel, "Ready to read the page in front of you."); // another window's panel does it
    await order(panel, "article");
    await panel.bringToFront();

    const shown = () => panel.evaluate(() => [...document.querySelectorAll("article.reading p[data-paragraph]")].map((paragraph) => paragraph.textContent).join(" ").replace(/\s+/g, " "));
    await panel.waitForSelector("article.reading");
    await readingDone(panel);
    const read = await shown();
    for (const paragraph of article.text.split("\n").filter((line) => line.trim())) assert.ok(read.includes(paragraph.replace(/\s+/g, " ").trim()), `the article's text holds ${paragraph.slice(0, 60)}`);
    assert.ok(!read.includes("All rights reserved") && !read.includes("Sport officials"), "what surrounds the article is left out");
    assert.match(await panel.$eval(".extension-top", (top) => top.textContent ?? ""), /127\.0\.0\.1.*\d+ words, \d+ paragraphs · the article/);
    await screenshot(panel, `extension-panel-${browser}`);
    await assertHeadingsUncovered(panel);

    await panel.evaluate(() => { [...document.querySelectorAll<HTMLInputElement>("[name=place]")][1]!.click(); });
    await page.waitForFunction(() => CSS.highlights.size > 0, { timeout: 10_000, polling: 100 });
    const painted = await page.evaluate(() => [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map(String)));
    for (const words of marked()) assert.ok(painted.includes(words) || painted.join("").includes(words), `the live page has a mark on ${words}`);
    assert.equal(await page.content(), before, "the page's document is as it was");
    await page.bringToFront(); // pictures are only taken of what is in front
    await screenshot(page, `extension-on-page-${browser}`);
    await panel.bringToFront();
    await panel.evaluate(() => { [...document.querySelectorAll<HTMLInputElement>("[name=place]")][0]!.click(); });
    await page.waitForFunction(() => CSS.highlights.size === 0, { timeout: 10_000, polling: 100 });

    await page.evaluate(() => { getSelection()!.selectAllChildren(document.querySelector("article p")!); });
    await order(panel, "selection");
    await panel.waitForFunction(() => document.querySelector(".extension-top")?.textContent?.includes("your selection"), { polling: 100 });
    await panel.waitForFunction((first) => [...document.querySelectorAll("article.reading p[data-paragraph]")].map((paragraph) => paragraph.textContent).join(" ").trim() === first, { polling: 100 }, article.text.split("\n")[0]!.trim());

    await order(panel, "whole");
    await panel.waitForFunction(() => document.querySelector(".extension-top")?.textContent?.includes("the whole page"), { polling: 100 });
    await panel.waitForFunction(() => document.querySelector("article.reading p")?.textContent?.includes("What was asked of whom"), { polling: 100 });

    await page.goto(`${server.address}/?moved`);
    await panel.waitForFunction(() => document.querySelector(".extension-moved")?.textContent, { polling: 100 });
    await press(panel, "Paste instead");
    await panel.waitForSelector(".start textarea");
  });

  test(`extension in ${browser}: where nothing can be read it says so, and a text can be pasted`, { timeout: 240_000 }, async (t) => {
    const site = temporary();
    writeFileSync(join(site, "report.pdf"), pdf("Officials said that it may rain."));
    const server = await serve(site);
    t.after(() => server.stop());
    const session = await launchFor(t, browser, temporary());
    const panelAddress = await install(session);
    const restricted = browser === "chromium" ? ["chrome://version/", "https://chromewebstore.google.com/"] : ["about:config", "https://addons.mozilla.org/"];
    for (const address of [...restricted, `${server.address}/report.pdf`]) {
      const page = await session.browser.newPage();
      // Without a network the shop is the browser's own page of its error, which is no more an extension's to read.
      await page.goto(address, { timeout: 3000, waitUntil: "domcontentloaded" }).catch(() => {});
      const panel = await openPanel(session, panelAddress);
      await order(panel, "article");
      await topSays(panel, "Browsers do not let extensions read this page");
      assert.equal(await panel.$("article.reading"), null, address);
      await press(panel, "Paste instead");
      await paste(panel, article.text);
      assert.ok((await panel.$$("mark")).length > 10);
      await panel.close();
      await page.close();
    }
  });
}

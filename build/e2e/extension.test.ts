/** The extension on a page served here: what it takes out of it, the choices beside it, and the marks over the live page. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, installExtension, launch, out, press, readingDone, screenshot, serve, type Session, temporary } from "./harness";

const article = articles[0]!;
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

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
 * with one more permission, for this machine's pages only, and the panel is opened as a page that gets its order as the toolbar gives it.
 */
async function withTab(session: Session, folder: string): Promise<Page> {
  const copy = join(folder, "extension");
  mkdirSync(copy, { recursive: true });
  cpSync(join(out, session.name), copy, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(copy, "manifest.json"), "utf8"));
  manifest.host_permissions = ["http://127.0.0.1/*"];
  writeFileSync(join(copy, "manifest.json"), JSON.stringify(manifest));
  const address = await installExtension(session, copy);
  const panel = await session.browser.newPage();
  await panel.setViewport({ width: 400, height: 900 });
  await panel.goto(address);
  await panel.waitForSelector(".extension-top");
  await order(panel, "article");
  return panel;
}

/** Leaves the order that the background leaves after a click on the toolbar. */
async function order(panel: Page, part: string): Promise<void> {
  await panel.evaluate(async (part) => {
    const { chrome } = globalThis as unknown as { chrome: { tabs: { query(query: object): Promise<{ id: number }[]> }; storage: { session: { set(values: object): Promise<void> } } } };
    const [tab] = await chrome.tabs.query({ url: "http://127.0.0.1/*" });
    await chrome.storage.session.set({ order: { act: "read", part, tabId: tab!.id, at: Date.now() } });
  }, part);
}

test("extension in chromium: reads the article, the whole page, the selection, and marks the live page", { timeout: 120_000 }, async (t) => {
  const folder = temporary();
  const site = join(folder, "site");
  mkdirSync(site);
  writeFileSync(join(site, "index.html"), newsPage());
  const server = await serve(site);
  t.after(() => server.stop());
  const session = await launch("chromium", join(folder, "profile"));
  t.after(() => session.close());
  const page = await session.browser.newPage();
  await page.goto(`${server.address}/`);
  const before = await page.content();
  const panel = await withTab(session, folder);

  const shown = () => panel.evaluate(() => [...document.querySelectorAll("article.reading p[data-paragraph]")].map((paragraph) => paragraph.textContent).join(" ").replace(/\s+/g, " "));
  await panel.waitForSelector("article.reading");
  await readingDone(panel);
  const read = await shown();
  for (const paragraph of article.text.split("\n").filter((line) => line.trim())) assert.ok(read.includes(paragraph.replace(/\s+/g, " ").trim()), `the article's text holds ${paragraph.slice(0, 60)}`);
  assert.ok(!read.includes("All rights reserved") && !read.includes("Sport officials"), "what surrounds the article is left out");
  assert.match(await panel.$eval(".extension-top", (top) => top.textContent ?? ""), /127\.0\.0\.1.*\d+ words, \d+ paragraphs · the article/);
  await screenshot(panel, "extension-panel-chromium");

  await panel.evaluate(() => { [...document.querySelectorAll<HTMLInputElement>("[name=place]")][1]!.click(); });
  await page.waitForFunction(() => CSS.highlights.size > 0, { timeout: 10_000, polling: 100 });
  const painted = await page.evaluate(() => [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map(String)));
  for (const words of ["Russia", "unclear whether", "Liu Pengyu"]) assert.ok(painted.includes(words) || painted.join("").includes(words), `the live page has a mark on ${words}`);
  assert.equal(await page.content(), before, "the page's document is as it was");
  await page.bringToFront(); // pictures are only taken of what is in front
  await screenshot(page, "extension-on-page-chromium");
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

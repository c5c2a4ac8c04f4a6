/** axe in every view and look, and the page at the widths that readers have; the pictures are for looking at. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, type BrowserName, launch, open, out, paste, press, screenshot, serve, temporary } from "./harness";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

async function assertAccessible(page: Page, view: string): Promise<void> {
  await page.evaluate(async () => { // what is still fading in has less contrast than it will have
    const passing = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map((animation) => animation.finished));
  });
  await page.evaluate((axe) => { if (!("axe" in globalThis)) new Function(axe)(); }, axe).catch(() => page.evaluate(axe));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> } };
    return (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations;
  });
  const said = violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} (${failureSummary.split("\n").slice(1).join(" ").trim()})`).join(" | ")}`);
  assert.deepEqual(said, [], view);
}

type Look = "light" | "dark" | "paper" | "forced colours";

/** Firefox cannot be told to force colours, and paper has the same colours in both. */
const looks: [BrowserName, Look][] = [["chromium", "light"], ["chromium", "dark"], ["chromium", "paper"], ["chromium", "forced colours"], ["firefox", "light"], ["firefox", "dark"]];

for (const [browser, look] of looks) {
  test(`access: nothing for axe to find in ${browser}, ${look}`, { timeout: 900_000 }, async (t) => {
    const server = await serve(join(out, "site"));
    t.after(() => server.stop());
    const session = await launch(browser, temporary(), { dark: look === "dark" });
    t.after(() => session.close());
    const { page } = await open(session, `${server.address}/`);
    await dress(page, browser, look);
    const check = (view: string) => assertAccessible(page, `${view}, ${look}`);
    const picture = (view: string) => screenshot(page, `page-1440-${view}-${browser}-${look.replace(" ", "-")}`);
    await check("start");
    await paste(page, articles[0]!.text);
    await visitInspector(page, check, picture);
    await visitClassroom(page, check, picture);
    await visitWindows(page, check, picture);
    await visitLibrary(page, check, picture);
    await visitChain(page, check, picture);
    await page.evaluate(() => { Object.defineProperty(Intl.NumberFormat.prototype, "format", { get() { throw new Error("broken by the test"); } }); });
    await press(page, "Sources", "[role=tablist]");
    await page.waitForSelector(".broken");
    await check("what cannot be drawn");
  });
}

type Check = (view: string) => Promise<void>;

async function dress(page: Page, browser: BrowserName, look: Look): Promise<void> {
  if (browser === "chromium") {
    const features = [{ name: "prefers-color-scheme", value: look === "dark" ? "dark" : "light" }, { name: "prefers-reduced-motion", value: "reduce" }];
    if (look === "forced colours") features.push({ name: "forced-colors", value: "active" });
    await (await page.createCDPSession()).send("Emulation.setEmulatedMedia", { features });
  }
  if (look === "paper") {
    await press(page, "Settings", "header");
    await page.$$eval("dialog .themes label", (labels) => { labels.find((label) => label.textContent?.trim() === "Paper")?.querySelector("input")?.click(); });
    await page.waitForSelector('[data-theme="paper"]');
    await page.keyboard.press("Escape");
  }
  assert.equal(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches), look === "dark");
  assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), look === "forced colours");
}

async function visitInspector(page: Page, check: Check, picture: Check): Promise<void> {
  for (const tab of ["Overview", "Sources", "Actors", "Hedges", "Notes"]) {
    await press(page, tab, "[role=tablist]");
    await check(tab);
    await picture(tab.toLowerCase());
  }
  await press(page, "Write about the article as a whole", "#panel");
  await page.waitForSelector(".composer textarea");
  await page.keyboard.type("A note on **all** of it");
  await check("note");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#panel .markdown strong");
  await check("article note");
  await page.evaluate(() => { document.querySelector<HTMLElement>("mark.source")!.click(); });
  await page.waitForSelector(".card .why");
  await check("card");
  await press(page, "Wrong…", ".card");
  await check("wrong");
  await page.keyboard.press("Escape");
  await press(page, "Sources", "[role=tablist]");
  await page.$$eval(".entry", (rows) => { rows.forEach((row, i) => { row.querySelector<HTMLElement>(i % 2 ? ".more-of" : ".facts .place")?.click(); }); });
  await page.waitForSelector(".entry .wrong");
  await page.$$eval(".entry .split summary", (summaries) => { for (const summary of summaries) summary.click(); });
  await check("rows opened");
  await picture("rows");
  await press(page, "Find", ".lens-bar");
  await page.waitForSelector(".find input");
  await page.keyboard.type("said");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /^1 of \d/.test(document.querySelector(".find [role=status]")?.textContent ?? ""));
  await check("find");
  await page.keyboard.press("Escape");
}

async function visitClassroom(page: Page, check: Check, picture: Check): Promise<void> {
  await press(page, "Overview", "[role=tablist]");
  await press(page, "Predict, then reveal", ".inspector");
  await page.focus("article.reading");
  for (const key of ["ArrowRight", "2", "ArrowRight", "3"] as const) await page.keyboard.press(key);
  await page.waitForSelector(".classroom li");
  await page.evaluate(() => scrollTo(0, 0)); // a link half under a sticky bar is a small target, whatever the view
  await check("classroom");
  await press(page, "Reveal", ".inspector");
  await check("revealed");
  await picture("classroom");
  await press(page, "End", ".inspector");
}

async function visitWindows(page: Page, check: Check, picture: Check): Promise<void> {
  for (const view of ["Export", "Settings", "Help"]) {
    await press(page, view, "header");
    await page.waitForSelector("dialog[open]");
    await check(view);
    await picture(view.toLowerCase());
    await page.keyboard.press("Escape");
  }
}

async function visitLibrary(page: Page, check: Check, picture: Check): Promise<void> {
  await press(page, "New", "header");
  await paste(page, articles[1]!.text);
  await press(page, "Library", "header");
  await page.waitForFunction(() => document.querySelectorAll(".articles li").length > 1);
  await check("Library");
  await picture("library");
  await page.$$eval(".articles input[type=checkbox]", (boxes) => { for (const box of boxes.slice(0, 2)) (box as HTMLElement).click(); });
  await page.waitForSelector(".bulk");
  await check("chosen");
  await press(page, "Compare the two", ".bulk");
  await page.waitForSelector(".reports .sides", { timeout: 60_000 });
  await check("two reports");
  await picture("reports");
  await press(page, "Library", "header");
  await press(page, "Across all articles", ".library");
  await page.type(".across input[type=search]", "government");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /acts? or speaks?|neither/.test(document.querySelector(".across [role=status]")?.textContent ?? ""), { timeout: 60_000 });
  await check("across");
  await picture("across");
}

/** A statement within a statement: brackets in the drawing, the path over the text and in the card. */
async function visitChain(page: Page, check: Check, picture: Check): Promise<void> {
  await press(page, "New", "header");
  await paste(page, "The Coastal Herald reported on Monday that Ingrid Solberg said the harbour may never be built.\n\nTwo officials denied it.");
  await press(page, "Overview", "[role=tablist]");
  await page.waitForSelector(".diagram .bracket");
  await press(page, "As a list", "#panel");
  await page.$eval(".field ol button", (statement) => { statement.click(); });
  await page.waitForSelector(".statement.lit");
  await check("a statement alone");
  await picture("chain");
  await page.keyboard.press("Escape");
  await page.$eval(".statement[data-depth] mark.hedge", (mark) => { (mark as HTMLElement).click(); });
  await page.waitForSelector(".card .chain");
  await check("chain in the card");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".crumbs");
  await check("chain over the text");
}

test("access: every width, without sideways scrolling", { timeout: 180_000 }, async (t) => {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const session = await launch("chromium", temporary());
  t.after(() => session.close());
  const { page } = await open(session, `${server.address}/`);
  await paste(page, articles[0]!.text);
  for (const width of [1440, 900, 720, 390, 360, 320]) {
    for (const dark of [false, true]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
      await page.setViewport({ width, height: width < 700 ? 780 : 900 }); // touch would load the page anew
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `at ${width} px`);
      assert.deepEqual(await page.$$eval(":is(.top, .lens-bar, .bottom-bar) button", (list) => list.filter((button) => button.checkVisibility() && button.getBoundingClientRect().right > innerWidth).map((button) => button.textContent)), [], `cut off at ${width} px`);
      assert.ok(await page.$("article.reading mark"));
      await screenshot(page, `width-${width}-${dark ? "dark" : "light"}`);
    }
  }
});

test("access: in forced colours every class of mark keeps a line of its own", { timeout: 120_000 }, async (t) => {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const session = await launch("chromium", temporary());
  t.after(() => session.close());
  const { page } = await open(session, `${server.address}/`);
  const devtools = await page.createCDPSession();
  await devtools.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  await paste(page, articles[0]!.text);
  const lines = await page.evaluate(() => Object.fromEntries(["actor", "source:not(.unnamed)", "source.unnamed", "cue", "hedge"].map((mark) => {
    const element = document.querySelector(`article.reading mark.${mark}`);
    const style = element && getComputedStyle(element);
    return [mark, style ? `${style.textDecorationLine} ${style.textDecorationStyle}` : "missing"];
  })));
  assert.equal(new Set(Object.values(lines)).size, 5, JSON.stringify(lines));
  assert.ok(Object.values(lines).every((line) => line.startsWith("underline")), JSON.stringify(lines));
  await screenshot(page, "forced-colours");
});

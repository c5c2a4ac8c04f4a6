/** axe in every view, light and dark, and the page at the widths that readers have; the pictures are for looking at. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, browsers, launch, open, out, paste, press, screenshot, serve, temporary } from "./harness";

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

for (const browser of browsers) {
  for (const dark of [false, true]) {
    const theme = dark ? "dark" : "light";
    test(`access: nothing for axe to find in ${browser}, ${theme}`, { timeout: 300_000 }, async (t) => {
      const server = await serve(join(out, "site"));
      t.after(() => server.stop());
      const session = await launch(browser, temporary(), { dark });
      t.after(() => session.close());
      const { page } = await open(session, `${server.address}/`);
      if (browser === "chromium") await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }, { name: "prefers-reduced-motion", value: "reduce" }]);
      assert.equal(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches), dark);
      await assertAccessible(page, `start, ${theme}`);
      await paste(page, articles[0]!.text);
      for (const tab of ["Overview", "Sources", "Actors", "Hedges", "Notes"]) {
        await press(page, tab, "[role=tablist]");
        await assertAccessible(page, `${tab}, ${theme}`);
        await screenshot(page, `page-1440-${tab.toLowerCase()}-${browser}-${theme}`);
      }
      await page.evaluate(() => { document.querySelector<HTMLElement>("mark.source")!.click(); });
      await page.waitForSelector(".card .why");
      await assertAccessible(page, `card, ${theme}`);
      await press(page, "Wrong…", ".card");
      await assertAccessible(page, `wrong, ${theme}`);
      await page.keyboard.press("Escape");
      await press(page, "Sources", "[role=tablist]");
      await page.$$eval(".entry", (rows) => { rows.forEach((row, i) => { row.querySelector<HTMLElement>(i % 2 ? ".more-of" : ".facts .place")?.click(); }); });
      await page.waitForSelector(".entry .wrong");
      await assertAccessible(page, `rows opened, ${theme}`);
      await press(page, "Overview", "[role=tablist]");
      await press(page, "Predict, then reveal", ".inspector");
      await page.focus("article.reading");
      for (const key of ["ArrowRight", "2", "ArrowRight", "3"] as const) await page.keyboard.press(key);
      await page.waitForSelector(".classroom li");
      await page.evaluate(() => scrollTo(0, 0)); // a link half under a sticky bar is a small target, whatever the view
      await assertAccessible(page, `classroom, ${theme}`);
      await press(page, "Reveal", ".inspector");
      await assertAccessible(page, `revealed, ${theme}`);
      await screenshot(page, `page-1440-classroom-${browser}-${theme}`);
      await press(page, "End", ".inspector");
      for (const view of ["Library", "Export", "Settings", "Help"]) {
        await press(page, view, "header");
        await page.waitForFunction((view) => (view === "Library" ? document.querySelector(".articles, [type=search]") : document.querySelector("[role=dialog], dialog[open]")), {}, view);
        await assertAccessible(page, `${view}, ${theme}`);
        await screenshot(page, `page-1440-${view.toLowerCase()}-${browser}-${theme}`);
        if (view !== "Library") await page.keyboard.press("Escape");
      }
      await press(page, "New", "header");
      await paste(page, articles[1]!.text);
      await press(page, "Library", "header");
      await page.waitForFunction(() => document.querySelectorAll(".articles li").length > 1);
      for (const box of (await page.$$(".articles input[type=checkbox]")).slice(0, 2)) await box.click();
      await assertAccessible(page, `chosen, ${theme}`);
      await press(page, "Compare the two", ".bulk");
      await page.waitForSelector(".reports .sides", { timeout: 60_000 });
      await assertAccessible(page, `two reports, ${theme}`);
      await screenshot(page, `page-1440-reports-${browser}-${theme}`);
      await press(page, "Library", "header");
      await press(page, "Across all articles", ".library");
      await page.type(".across input[type=search]", "government");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => /acts? or speaks?|neither/.test(document.querySelector(".across [role=status]")?.textContent ?? ""), { timeout: 60_000 });
      await assertAccessible(page, `across, ${theme}`);
    });
  }
}

test("access: every width, without sideways scrolling", { timeout: 180_000 }, async (t) => {
  const server = await serve(join(out, "site"));
  t.after(() => server.stop());
  const session = await launch("chromium", temporary());
  t.after(() => session.close());
  const { page } = await open(session, `${server.address}/`);
  await paste(page, articles[0]!.text);
  for (const width of [1440, 900, 390, 360, 320]) {
    for (const dark of [false, true]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
      await page.setViewport({ width, height: width < 700 ? 780 : 900, isMobile: false, hasTouch: width < 700 });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `at ${width} px`);
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
  await assertAccessible(page, "forced colours");
  await screenshot(page, "forced-colours");
});

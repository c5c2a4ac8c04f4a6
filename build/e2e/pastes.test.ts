/** Texts that nobody means to read, but that get pasted: of megabytes, of one endless line, of bytes that are no text. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, askForReading, browsers, busyTime, clipboard, copy, drop, openFirst, press, readingDone, said, saved, type, visit } from "./harness";

const article = articles[0]!.text;
const visible = (text: string) => text.replace(/\s+/g, "");

/** About so many characters, in paragraphs that differ. */
function long(characters: number): string {
  const one = `${article.trim()}\n\n`;
  return Array.from({ length: Math.ceil(characters / one.length) }, (_, i) => `${one}This was part ${i}.\n\n`).join("");
}

/** What stands in the article, without blanks, once all of it does. */
async function standing(page: Page, characters: number): Promise<string> {
  await page.waitForFunction((characters) => [...document.querySelectorAll("article.reading p[data-paragraph]")].reduce((sum, { textContent }) => sum + textContent!.replace(/\s+/g, "").length, 0) === characters, { polling: 500, timeout: 240_000 }, characters);
  return page.evaluate(() => [...document.querySelectorAll("article.reading p[data-paragraph]")].map(({ textContent }) => textContent!.replace(/\s+/g, "")).join(""));
}

/** Pastes a long text to words that stand in the field, takes it back, and pastes it again. */
async function pasteBeside(page: Page, words: string, pasted: string): Promise<void> {
  const held = () => page.waitForFunction(() => {
    const field = document.querySelector<HTMLTextAreaElement>(".start textarea")!;
    return document.querySelector(".held") && field.readOnly && field.value.length < 2000;
  }, { polling: 50 });
  await type(page, ".start textarea", words);
  await copy(page, pasted);
  await clipboard(page, "Paste");
  await held();
  await press(page, "Undo the paste", ".start");
  await page.waitForFunction((words) => { const field = document.querySelector<HTMLTextAreaElement>(".start textarea")!; return field.value === words && !field.readOnly; }, { polling: 50 }, words);
  await clipboard(page, "Paste");
  await held();
  await said(page, "browsers freeze when so much text stands in a field");
  await clipboard(page, "Paste"); // over the one that is held
  await page.waitForFunction((words) => !document.querySelector<HTMLTextAreaElement>(".start textarea")!.value.startsWith(words), { polling: 50 }, words);
  await press(page, "Undo the paste", ".start");
  await page.waitForFunction((words) => document.querySelector<HTMLTextAreaElement>(".start textarea")!.value.startsWith(words), { polling: 50 }, words);
}

for (const browser of browsers) {
  test(`pastes: 5 MB in ${browser}: held beside the field, asked about, shown whole, read with progress, cancelled, kept`, { timeout: 600_000 }, async (t) => {
    const { page, errors } = await visit(t, browser);
    const longest = await busyTime(page);
    const pasted = long(5_000_000);
    const text = `My own words. ${pasted}`;
    await pasteBeside(page, "My own words. ", pasted);
    const begun = Date.now();
    await press(page, "Read the article", ".start");
    await said(page, "Analyse anyway");
    const asked = Date.now() - begun;
    assert.ok((await standing(page, visible(text).length)) === visible(text), "the text is shown whole");
    t.diagnostic(`asked after ${asked} ms, whole after ${Date.now() - begun}; the page was busy for ${await longest()} at most`);
    await press(page, "Analyse anyway", ".phase");
    await page.waitForFunction(() => (document.querySelector("progress")?.value ?? 0) > 0, { polling: 100, timeout: 120_000 });
    const cancelled = Date.now();
    await press(page, "Cancel", ".phase");
    await said(page, "The reading was cancelled");
    t.diagnostic(`cancelled after ${Date.now() - cancelled} ms; the page was busy for ${await longest()} at most`);
    await saved(page);
    await page.reload();
    await page.waitForSelector(".articles button.open");
    assert.deepEqual(errors, []);
  });

  test(`pastes: 1 MB in one line, in ${browser}: cancelled in the middle of it, and shorter ones read to the end`, { timeout: 600_000 }, async (t) => {
    const { page, errors } = await visit(t, browser);
    const text = long(1_000_000).replace(/\s+/g, " ").trim();
    await drop(page, "line.txt", text);
    await press(page, "Analyse anyway", ".phase");
    await page.waitForSelector("progress");
    await press(page, "Cancel", ".phase");
    await said(page, "The reading was cancelled");
    assert.ok((await standing(page, visible(text).length)) === visible(text), "the line is shown whole");
    await press(page, "New", "header");
    await askForReading(page, text.slice(0, 100_000));
    await readingDone(page, 240_000);
    assert.ok((await page.$$("mark")).length > 100);
    assert.deepEqual(errors, []);
  });

  test(`pastes: bytes that are no text, in ${browser}: nothing hangs, and all that can be shown is kept`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await visit(t, browser);
    let state = 1;
    const bytes = Uint8Array.from({ length: 60_000 }, () => {
      state = (state * 48_271) % 2_147_483_647; // Lehmer's generator: the same bytes in each run
      return state >> 8;
    });
    const text = `${new TextDecoder().decode(bytes)}\n\u0000\u0001\u{1F600} \ufffd said\u202e officials\u2028may\u0300\u0300.`;
    await drop(page, "bytes.bin", text);
    await press(page, "Analyse anyway", ".phase.notice");
    await readingDone(page);
    await saved(page);
    const shown = visible(text);
    assert.ok((await standing(page, shown.length)) === shown, "every character is shown");
    await page.reload();
    await openFirst(page);
    assert.ok((await standing(page, shown.length)) === shown, "every character was kept");
    assert.deepEqual(errors, []);
  });
}

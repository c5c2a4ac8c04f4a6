/**
 * The browser's half of the bench: drives Chromium and prints one JSON object, {name: [values]}, one value a run.
 *
 *     node browser.mjs CHROMIUM ADDRESS RUNS
 *
 * ADDRESS serves library.html (page-library.ts) and four pages of the same make: blank.html, ascribe.html, wink.html, compromise.html. Each of these sets `ready` and `first`, the
 * milliseconds since navigation until its program was there and until it had read the sample; and offers `read(times)`, which reads the
 * sample that many times over, as one text, and answers the number of tokens and the milliseconds.
 */
import puppeteer, { type Browser, type Page } from "puppeteer-core";

interface Bench {
  ready: number;
  first: number;
  read(times: number): Promise<{ tokens: number; milliseconds: number }>;
}

type Times = Promise<Record<string, number>>;

interface LibraryBench {
  fill(): Times;
  look(): Times;
  empty(): Times;
}

declare global {
  var bench: Bench;
  /** In the worker. */
  var programMemory: WebAssembly.Memory;
}

const [executablePath, address, runs] = process.argv.slice(2);
const contenders = ["blank", "ascribe", "wink", "compromise"];
const results: Record<string, number[]> = {};
const keep = (name: string, value: number) => { results[name] = [...(results[name] ?? []), value]; };

const browser = await puppeteer.launch({
  executablePath: executablePath!,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  await starts(browser, Number(runs));
  await speed(browser, contenders.slice(1), Number(runs));
  await memory(browser);
  await library(browser, Number(runs));
} finally {
  await browser.close();
}
console.log(JSON.stringify(results));

/** Every run opens each page anew, in turn, so that a slow moment of the machine meets all of them. The first two rounds do not count. */
async function starts(browser: Browser, runs: number): Promise<void> {
  for (let run = -2; run < runs; run++) {
    for (const name of contenders) {
      const page = await opened(browser, name);
      const { ready, first } = await page.evaluate(() => ({ ready: bench.ready, first: bench.first }));
      await page.close();
      if (run < 0) continue;
      keep(`${name}: ready, ms`, ready);
      keep(`${name}: first reading, ms`, first);
    }
  }
}

/**
 * Engines compile anew, for speed, what has run for some time: each program reads for as long before anything is counted. That a reading is slower before
 * is in the first one's time.
 */
const warmUp = 5000;

/** Here too a slow moment of the machine meets all programs. */
async function speed(browser: Browser, names: string[], runs: number): Promise<void> {
  const pages: [string, Page][] = [];
  for (const name of names) {
    const page = await opened(browser, name);
    await page.evaluate(async (warmUp) => {
      for (const end = performance.now() + warmUp; performance.now() < end; ) await bench.read(10);
    }, warmUp);
    pages.push([name, page]);
  }
  for (const times of [10, 100]) {
    for (let run = 0; run < runs; run++) {
      for (const [name, page] of pages) {
        const { tokens, milliseconds } = await page.evaluate((times) => bench.read(times), times);
        keep(`${name}: ${times} × sample, tokens/s`, (1000 * tokens) / milliseconds);
      }
    }
  }
  for (const [, page] of pages) await page.close();
}

/** The program's memory after an article of 10,000 words, and after a hundred of them one after another. It never shrinks. */
async function memory(browser: Browser): Promise<void> {
  const page = await opened(browser, "ascribe");
  for (const [label, articles] of [["1 article", 1], ["100 articles", 99]] as const) {
    for (let i = 0; i < articles; i++) await page.evaluate(() => bench.read(25));
    const worker = page.workers()[0];
    if (!worker) throw new Error("the page has no worker");
    keep(`ascribe: wasm memory after ${label} of 10,000 words, MB`, await worker.evaluate(() => programMemory.buffer.byteLength / 1e6));
  }
  await page.close();
}

/** Filling and emptying a library of 2,000 articles takes too long to be repeated; what a reader waits for every day is. */
async function library(browser: Browser, runs: number): Promise<void> {
  const page = await opened(browser, "library");
  const steps: (keyof LibraryBench)[] = ["fill", ...Array.from({ length: runs }, () => "look" as const), "empty"];
  for (const step of steps) {
    const times = await page.evaluate((step) => (globalThis as unknown as { bench: LibraryBench }).bench[step](), step);
    for (const [what, value] of Object.entries(times)) keep(`library of 2,000 articles and 10,000 notes: ${what}`, value);
  }
  await page.close();
}

async function opened(browser: Browser, name: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${address}/${name}.html`);
  await page.waitForFunction(() => globalThis.bench?.first > 0, { timeout: 60_000 });
  return page;
}

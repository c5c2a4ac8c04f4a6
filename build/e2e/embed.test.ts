/** The module for other people's pages: its example page, its reading, its element with events and looks, its errors, and its types. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, browsers, type BrowserName, nativeReading, out, root, run, sharedBrowser, serve, temporary } from "./harness";

interface Embed {
  read(text: string, options?: { signal?: AbortSignal }): Promise<Record<string, unknown>>;
  close(): void;
}

/** A page of somebody else with the module beside it; `change` may change the module's folder first. */
async function hostPage(t: TestContext, browser: BrowserName, html: string, change?: (folder: string) => void): Promise<Page> {
  const site = temporary();
  cpSync(join(out, "site", "embed"), join(site, "embed"), { recursive: true });
  change?.(join(site, "embed"));
  writeFileSync(join(site, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>${html}</html>`);
  const server = await serve(site);
  const page = await (await sharedBrowser(browser)).browser.newPage();
  t.after(async () => {
    await page.close();
    await server.stop();
  });
  await page.goto(`${server.address}/index.html`);
  return page;
}

type Texted = HTMLElement & { text: string };

const load = `<script type="module" src="./embed/ascribe.js"></script>`;
const first = "Ana Ruiz said that the bridge is closed.";
const second = "Two officials said the bridge may collapse.";

for (const browser of browsers) {
  test(`embed: the example page in ${browser}`, { timeout: 180_000 }, async (t) => {
    const server = await serve(join(out, "site"));
    const page = await (await sharedBrowser(browser)).browser.newPage();
    t.after(async () => {
      await page.close();
      await server.stop();
    });
    await page.goto(`${server.address}/embed/`);
    await page.waitForFunction(() => /^[1-9]\d* actors, [1-9]\d* attributions, [1-9]\d* hedges$/.test(document.querySelector("#chosen")?.textContent ?? ""), { polling: 100, timeout: 90_000 });
    const marked = await page.evaluate(() => [...document.querySelector("ascribe-article")!.shadowRoot!.querySelectorAll("mark")].map((mark) => mark.textContent ?? ""));
    for (const words of ["Ana Ruiz", "reportedly"]) assert.ok(marked.some((mark) => mark.includes(words)), `${words} is marked`);
    await page.evaluate(() => { document.querySelector("ascribe-article")!.shadowRoot!.querySelector<HTMLElement>("mark.hedge")!.click(); });
    await page.waitForFunction(() => /“.+”/.test(document.querySelector("#chosen")?.textContent ?? ""), { polling: 100 });
  });

  test(`embed: read(text) in ${browser} answers the batch command's reading, or why not, and leaves nothing in the page`, { timeout: 240_000 }, async (t) => {
    const page = await hostPage(t, browser, "<p>Host</p>");
    const texts = ["😀 “It may rain,” said Ana Ruiz.", articles[0]!.text];
    const { readings, codes, left } = await page.evaluate(async (texts) => {
      const globals = () => Object.getOwnPropertyNames(globalThis).sort().join();
      const [names, markup] = [globals(), document.documentElement.outerHTML];
      const { read, close } = (await import(new URL("embed/ascribe.js", location.href).href)) as Embed;
      const readings = await Promise.all(texts.map((text) => read(text)));
      const code = (work: Promise<unknown>) => work.then(() => "read", (error: { code: string }) => error.code);
      const stopped = new AbortController();
      const cancelled = code(read(texts[1]!.repeat(20), { signal: stopped.signal })); // so long that the reading pauses
      stopped.abort();
      const codes = [await code(read(" \n")), await code(read("word ".repeat(3_500_000))), await code(read(5 as unknown as string)), await cancelled];
      const ended = code(read(texts[1]!));
      close();
      codes.push(await ended, await code(read(texts[0]!)));
      return { readings, codes, left: { names: globals() === names, markup: document.documentElement.outerHTML === markup } };
    }, texts);
    const same = ({ id: _, advice: __, ...reading }: Record<string, unknown>) => reading;
    for (const [i, text] of texts.entries()) assert.deepEqual(same(readings[i]!), same(nativeReading(text) as unknown as Record<string, unknown>));
    assert.deepEqual(codes, ["no-text", "too-large", "bad-request", "cancelled", "stopped", "read"]);
    assert.deepEqual(left, { names: true, markup: true });
  });

  test(`embed: elements in ${browser} take the page's looks, tell what happens, and can be moved and read again`, { timeout: 240_000 }, async (t) => {
    const page = await hostPage(t, browser, `<style>
      #a { --ascribe-source-tint: rgb(1, 2, 3); --ascribe-font: 20px/2 monospace; }
      #a::part(mark) { font-style: italic; } #a::part(paragraph) { text-indent: 7px; } mark { background: rgb(9, 9, 9); }
    </style>${load}<script>
      heard = [];
      for (const type of ["ascribe-reading", "ascribe-error", "ascribe-select"]) addEventListener(type, ({ type, target, detail }) => heard.push([type, target.id, detail.code ?? detail.lens ?? ""].join(" ").trim()));
    </script>
    <ascribe-article id="a"><p>${first}</p></ascribe-article><ascribe-article id="b" lenses="hedges">${second}</ascribe-article>`);
    const heard = (count: number) => page.waitForFunction((count) => { const { heard } = globalThis as unknown as { heard: string[] }; return heard.length >= count && [...heard]; }, { polling: 50, timeout: 90_000 }, count).then((handle) => handle.jsonValue() as Promise<string[]>);
    assert.deepEqual((await heard(2)).sort(), ["ascribe-reading a", "ascribe-reading b"]);
    const drawn = (id: string) => page.$eval(`#${id}`, (element) => [...element.shadowRoot!.querySelectorAll("mark")].map((mark) => `${mark.className}: ${mark.textContent}`));
    assert.deepEqual(await drawn("b"), ["hedge: may"], "only the lenses asked for");
    assert.ok((await drawn("a")).some((mark) => /^source.*: Ana Ruiz/.test(mark)), String(await drawn("a")));
    const looks = (id: string) => page.$eval(`#${id}`, (element) => {
      const style = (selector: string) => getComputedStyle(element.shadowRoot!.querySelector(selector)!);
      const { backgroundColor, fontStyle } = style("mark:is(.source, .hedge)");
      return [backgroundColor, fontStyle, style("p").textIndent, style("p").fontSize].join("; ");
    });
    assert.equal(await looks("a"), "rgb(1, 2, 3); italic; 7px; 20px");
    assert.doesNotMatch(await looks("b"), /rgb\([19], |italic|7px/, "neither the other's looks nor the page's own for marks");

    await page.$eval("#b", (element) => { element.shadowRoot!.querySelector<HTMLElement>("mark.hedge")!.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true })); });
    assert.equal((await heard(3))[2], "ascribe-select b hedge");
    await page.$eval("#b", (element) => {
      element.prepend("Not read. "); // what is drawn again is what was read
      element.setAttribute("lenses", "sources");
    });
    assert.deepEqual((await drawn("b")).map((mark) => mark.replace(/ unnamed/, "")), ["source: Two officials"]);

    // Taken out while it reads it is silent; put in again, it reads again; a new text takes the place of the old one.
    await page.$eval("#a", (element, text) => {
      (element as Texted).text = text;
      element.remove();
      document.body.append(element);
    }, second);
    assert.equal((await heard(4))[3], "ascribe-reading a");
    assert.ok((await drawn("a")).some((mark) => mark === "hedge: may"), String(await drawn("a")));
    await page.$eval("#a", (element) => { // out of sight: a browser lays such a paragraph out for a minute and more
      (element as Texted).hidden = true;
      (element as Texted).text = "word ".repeat(3_500_000);
    });
    assert.equal((await heard(5))[4], "ascribe-error a too-large");
    await page.$eval("#a", (element) => { (element as Texted).text = ""; });
    assert.deepEqual(await drawn("a"), []);
    assert.equal((await heard(5)).length, 5, "nothing is told of an empty text");
  });

  test(`embed: an element taken out while it is read, in ${browser}, ends no other's reading`, { timeout: 120_000 }, async (t) => {
    const page = await hostPage(t, browser, `${load}<ascribe-article>${first}</ascribe-article><ascribe-article></ascribe-article>`);
    const heard = await page.evaluate(async (text) => {
      const [a, b] = document.querySelectorAll<Texted & { reading: unknown }>("ascribe-article");
      const told = (element: HTMLElement) => new Promise<string>((done) => { for (const type of ["ascribe-reading", "ascribe-error"]) element.addEventListener(type, () => done(type), { once: true }); });
      if (!a!.reading) await told(a!); // the program is ready: what is asked now is begun at once
      const end = told(b!);
      a!.text = b!.text = `${text}\n`.repeat(3000);
      await new Promise((done) => setTimeout(done, 100));
      a!.remove();
      return end;
    }, first);
    assert.equal(heard, "ascribe-reading");
  });

  test(`embed: without its program, in ${browser}, the text is shown and the error told`, { timeout: 180_000 }, async (t) => {
    const page = await hostPage(t, browser, `<script>addEventListener("ascribe-error", ({ detail }) => { failed = detail.code; });</script>${load}<ascribe-article>${first}</ascribe-article>`, (folder) => {
      for (const name of readdirSync(folder)) if (/^app\..*\.wasm/.test(name)) rmSync(join(folder, name));
    });
    const code = await page.waitForFunction(() => (globalThis as unknown as { failed?: string }).failed, { polling: 50, timeout: 90_000 });
    assert.equal(await code.jsonValue(), "stopped");
    assert.equal(await page.$eval("ascribe-article", (element) => element.shadowRoot!.querySelector("p")!.textContent), first);
  });
}

test("embed: the types serve a strict consumer, and refuse what is wrong", { timeout: 180_000 }, async () => {
  const folder = join(root, "build", "node_modules", ".cache", "consumer");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(out, "site", "embed"), join(folder, "embed"), { recursive: true, filter: (name) => !/\.(wasm|br|gz)$/.test(name) });
  writeFileSync(join(folder, "consumer.ts"), `import { CallError, close, read, type Reading } from "./embed/ascribe.js";
export async function speakers(text: string, signal: AbortSignal): Promise<string[]> {
  try {
    const reading: Reading = await read(text, { signal, onProgress: (done: number, total: number) => { console.log(done / total); } });
    const [start, end]: readonly [number, number] = reading.attributions[0]!.cue[0]!;
    console.log(text.slice(start, end), reading.hedges.map((hedge) => hedge.class));
    return reading.attributions.map((attribution) => attribution.speaker);
  } catch (error) {
    if (error instanceof CallError && error.code === "too-large") return [];
    throw error;
  }
}
const element = document.querySelector("ascribe-article")!;
element.text = "A text.";
element.addEventListener("ascribe-reading", ({ detail }) => { console.log(detail.hedges.length); });
element.addEventListener("ascribe-select", ({ detail: { lens, id } }) => { console.log(lens === "source", id.length); });
close();
console.log(element.reading?.actors[0]?.mentions.length);
// @ts-expect-error: an error has no reading
element.addEventListener("ascribe-error", ({ detail }) => { console.log(detail.hedges); });
// @ts-expect-error: a text is a string
void read(5);
// @ts-expect-error: there is no such code
export const never = (error: CallError) => error.code === "nonsense";
// @ts-expect-error: a reading has no verdict
void read("").then((reading) => reading.verdict);
`);
  await run(join(root, "build", "node_modules", ".bin", "tsc"), "--noEmit", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2023,dom,dom.iterable", "--types", "", join(folder, "consumer.ts"));
});

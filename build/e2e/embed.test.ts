/** The example page of the embedding module is its test: another page reads a text, shows its marks, and hears which one was chosen. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { browsers, launch, out, serve, temporary } from "./harness";

for (const browser of browsers) {
  test(`embed: the example page in ${browser}`, { timeout: 90_000 }, async (t) => {
    const server = await serve(join(out, "site"));
    t.after(() => server.stop());
    const session = await launch(browser, temporary());
    t.after(() => session.close());
    const page = await session.browser.newPage();
    await page.goto(`${server.address}/embed/`);
    await page.waitForFunction(() => /^[1-9]\d* actors, [1-9]\d* attributions, [1-9]\d* hedges$/.test(document.querySelector("#chosen")?.textContent ?? ""), { polling: 100, timeout: 60_000 });
    const marked = await page.evaluate(() => [...document.querySelector("ascribe-article")!.shadowRoot!.querySelectorAll("mark")].map((mark) => mark.textContent ?? ""));
    for (const words of ["Ana Ruiz", "reportedly"]) assert.ok(marked.some((mark) => mark.includes(words)), `${words} is marked`);
    await page.evaluate(() => { document.querySelector("ascribe-article")!.shadowRoot!.querySelector<HTMLElement>("mark.hedge")!.click(); });
    await page.waitForFunction(() => /“.+”/.test(document.querySelector("#chosen")?.textContent ?? ""), { polling: 100 });

    const reading = await page.evaluate(async () => {
      const address = new URL("ascribe.js", location.href).href;
      const { read } = (await import(address)) as { read(text: string): Promise<{ attributions: { cue: [number, number][] }[] }> };
      const text = "😀 “It may rain,” said Ana Ruiz.";
      const found = await read(text);
      const refused = await read("").catch((error: { code: string }) => error.code);
      return { cue: found.attributions.map(({ cue }) => text.slice(...cue[0]!)), refused };
    });
    assert.deepEqual(reading, { cue: ["said"], refused: "no-text" });
  });
}

/** What goes wrong in readers' browsers, made to go wrong here: nothing that was shown as saved is lost, and the page says what happened. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, browsers, busyTime, composed, downloaded, drop, launch, noteOn, notesKept, notSaved, open, openFirst, out, paste, press, said, saved, serve, type Session, siteWhere, temporary, type, visit } from "./harness";
import { join } from "node:path";

const article = articles[0]!;
/** How often the browser is killed while it saves. */
const kills = Number(process.env.KILLS ?? 3);
/** Articles of 50 kB in a large library. */
const large = Number(process.env.LARGE ?? 600);

for (const browser of browsers) {
  const forbidden = {
    "opening throws": `IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };`,
    "the property throws": `Object.defineProperty(self, "indexedDB", { get() { throw new DOMException("denied", "SecurityError"); } });`,
  };
  for (const [how, script] of Object.entries(forbidden)) {
    test(`faults: storage forbidden, ${how}, in ${browser}: everything else works, and nothing is called saved`, { timeout: 180_000 }, async (t) => {
      const { page } = await visit(t, browser, { site: siteWhere(script) });
      await paste(page, article.text);
      await said(page, "Notes cannot be kept in this window");
      assert.ok((await page.$$("mark")).length > 10);
      await noteOn(page, "mark.hedge", "only here");
      await page.waitForFunction(() => document.querySelector(".save-state")?.className.trim() === "save-state none", { polling: 50, timeout: 60_000 });
      assert.equal(await page.$eval(".save-state", (state) => state.textContent), "Not saved");
    });
  }

  test(`faults: the database does not answer, in ${browser}: the reading does not wait for it`, { timeout: 240_000 }, async (t) => {
    const { session, page: holder, address } = await visit(t, browser);
    await holder.goto(`${address}sw.js`); // shown as text: a page of the same origin without the program
    // A database that is to be deleted, while a tab that does not let go has it open, answers nobody else.
    await holder.evaluate(() => new Promise((resolve) => {
      const request = indexedDB.open("ascribe/library");
      request.onsuccess = () => {
        Object.assign(globalThis, { held: request.result }); // or it would be collected, and closed
        indexedDB.deleteDatabase("ascribe/library").onblocked = resolve;
      };
    }));
    const { page } = await open(session, address);
    await paste(page, article.text);
    const marked = await page.evaluate(() => ({ banner: document.querySelector(".banner") !== null, since: performance.now() }));
    // The database is given up after 15 s; on a machine that has read nothing by then, this says nothing.
    if (marked.since < 14_000) assert.equal(marked.banner, false, "marked before the database was given up");
    await said(page, "Notes cannot be kept in this window");
  });

  test(`faults: the worker is killed while it saves, in ${browser}: the page notices, and nothing is lost`, { timeout: 240_000 }, async (t) => {
    const { page, address, session } = await visit(t, browser, { site: siteWhere(`new BroadcastChannel("end").onmessage = () => self.close();`) });
    await paste(page, article.text);
    await saved(page);
    await page.evaluate(() => new BroadcastChannel("end").postMessage(null)); // while it has nothing to do
    await noteOn(page, "mark.hedge", "kep");
    const begun = Date.now();
    await page.evaluate(async () => {
      const field = document.querySelector<HTMLTextAreaElement>(".composer textarea")!;
      field.value = "kept";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await new Promise((resolve) => { setTimeout(resolve, 600); }); // when the autosave begins
      new BroadcastChannel("end").postMessage(null);
    });
    await saved(page);
    t.diagnostic(`saved ${Date.now() - begun} ms after the last change`);
    assert.ok(Date.now() - begun < 28_000, "a worker that does not answer is given up only after 30 s");
    await page.close();
    const again = (await open(session, address)).page;
    await openFirst(again);
    await press(again, "Notes", "[role=tablist]");
    await said(again, "kept");
  });

  test(`faults: what cannot be drawn, in ${browser}, takes neither the rest of the page with it nor what was typed`, { timeout: 180_000 }, async (t) => {
    const { page, session } = await visit(t, browser);
    const broken = (formatter: "NumberFormat" | "DateTimeFormat") => page.evaluate((formatter) => {
      const format = Object.getOwnPropertyDescriptor(Intl[formatter].prototype, "format")!;
      Object.defineProperty(Intl[formatter].prototype, "format", { configurable: true, get() { throw new Error("broken by the test"); } });
      Object.assign(globalThis, { mend: () => Object.defineProperty(Intl[formatter].prototype, "format", format) });
    }, formatter);
    await paste(page, article.text);
    await saved(page);
    await noteOn(page, "mark.hedge", "typed just now");
    await broken("NumberFormat");
    await press(page, "Sources", "[role=tablist]");
    await said(page, "This part of the page could not be shown.");
    assert.ok((await page.$$("article.reading mark")).length > 10, "the article stays");
    await press(page, "Overview", "[role=tablist]"); // so do the tabs
    await press(page, "Sources", "[role=tablist]");
    await saved(page);
    await press(page, "Export now", ".broken");
    const { notes: [note] } = JSON.parse(await downloaded(session, /^ascribe-backup-.*json$/)) as { notes: { body: string; analyzer: string }[] };
    assert.equal(note!.body, "typed just now");
    assert.match(note!.analyzer, /^compiled \S+ \(models [0-9a-f]{8}\)$/, "what had read the text is kept with the note");
    await page.evaluate(() => { (globalThis as unknown as { mend(): void }).mend(); });
    await press(page, "Retry", ".broken");
    await page.waitForSelector("#panel .entry");

    await broken("DateTimeFormat");
    await type(page, "input.title", " and more");
    await page.waitForFunction(() => document.querySelector("#app > .broken") && !document.querySelector("header"), { polling: 50 });
    await press(page, "Reload", ".broken");
    await openFirst(page);
    assert.match(await page.$eval("input.title", (field) => (field as HTMLInputElement).value), / and more$/);
    assert.deepEqual(await notesKept(page), ["typed just now"]);
  });

  test(`faults: what is typed while something else is being saved is not called saved, in ${browser}`, { timeout: 180_000 }, async (t) => {
    // The worker's answers come late, so that there is time to type between a write and its answer.
    const { page } = await visit(t, browser, { site: siteWhere(`const post = self.postMessage.bind(self); self.postMessage = (message) => { setTimeout(post, message.type === "result" ? 1500 : 0, message); };`) });
    await paste(page, article.text);
    await noteOn(page, "mark.hedge", "one");
    await saved(page);
    const shown = await page.evaluate(async () => {
      const field = document.querySelector<HTMLTextAreaElement>(".composer textarea")!;
      const put = (value: string) => {
        field.value = value;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      };
      put("one two");
      await new Promise((resolve) => { setTimeout(resolve, 1800); }); // the save has begun, and its answer comes in 300 ms
      put("one two three");
      const states = new Set<string>();
      for (const end = performance.now() + 500; performance.now() < end; await new Promise((resolve) => { setTimeout(resolve, 5); })) states.add(document.querySelector(".save-state")!.textContent!);
      return [...states];
    });
    assert.deepEqual(shown, ["Saving…"]);
    await saved(page);
    assert.deepEqual(await notesKept(page), ["one two three"]);
  });

  test(`faults: the library is upgraded in another tab, in ${browser}`, { timeout: 180_000 }, async (t) => {
    const { session, page, address } = await visit(t, browser);
    await paste(page, article.text);
    await saved(page);
    const other = (await open(session, address)).page;
    await other.evaluate(async () => {
      const { name, version } = (await indexedDB.databases())[0]!;
      await new Promise((resolve, reject) => {
        const request = indexedDB.open(name!, version! + 1);
        request.onsuccess = resolve;
        request.onerror = request.onblocked = () => reject(new Error("the page stands in the way"));
      });
    });
    await page.bringToFront();
    await noteOn(page, "mark.hedge", "typed after that");
    await notSaved(page);
    assert.equal(await composed(page), "typed after that");
  });

  test(`faults: the library is deleted in another tab, in ${browser}: what is called saved is there`, { timeout: 180_000 }, async (t) => {
    const { session, page, address } = await visit(t, browser);
    await paste(page, article.text);
    await noteOn(page, "mark.hedge", "first");
    await saved(page);
    const other = (await open(session, address)).page;
    const deleted = await other.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name!);
      await Promise.all(names.map((name) => new Promise((resolve) => { const request = indexedDB.deleteDatabase(name); request.onsuccess = request.onerror = request.onblocked = resolve; })));
      return names.length;
    });
    assert.ok(deleted > 0);
    await page.bringToFront();
    await type(page, ".composer textarea", " and more");
    const state = await page.waitForFunction(() => {
      const shown = document.querySelector(".save-state")?.textContent ?? "";
      return shown.startsWith("Saving") ? "" : shown;
    }, { polling: 50, timeout: 60_000 });
    assert.equal(await composed(page), "first and more");
    if (String(await state.jsonValue()).startsWith("Saved")) assert.deepEqual(await notesKept(page), ["first and more"]);
    else assert.ok(await page.$(".banner"), "what cannot be saved is said to be so");
  });

  test(`faults: broken files change nothing and say why, in ${browser}`, { timeout: 180_000 }, async (t) => {
    const { page } = await visit(t, browser);
    await paste(page, article.text);
    await noteOn(page, "mark.hedge", "stays");
    await saved(page);
    const broken: [name: string, text: string, why: RegExp][] = [
      ["cut.json", '{"format":"ascribe/backup","version":1,"articles":[{"id":1}', /./],
      ["newer.json", '{"format":"ascribe/backup","version":99,"articles":[],"notes":[]}', /version/i],
      ["other.json", '{"name":"a package"}', /./],
      ["fields.json", JSON.stringify({ format: "ascribe/backup", version: 1, exportedAt: "2026-01-01T00:00:00Z", articles: [{ id: "a", title: 5, text: "Some text." }], notes: [{ id: "n", articleId: "nowhere", body: "lost" }] }, null, 1), /./],
      ["empty.json", "", /./],
    ];
    for (const [name, text, why] of broken) {
      await drop(page, name, text);
      const words = await page.waitForFunction(() => document.querySelector("dialog[open] .problems, dialog[open] [role=alert], .toast")?.textContent, { polling: 50, timeout: 60_000 });
      assert.match(String(await words.jsonValue()), why, name);
      assert.equal(await page.$("dialog[open] button.primary:not(:disabled)"), null, `${name} cannot be imported`);
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog[open]"), { polling: 50 });
    }
    assert.deepEqual(await notesKept(page), ["stays"]);
  });

  test(`faults: a library of ${large / 20} MB, in ${browser}, is read beside the page's work, can be cancelled, and is read to its end`, { timeout: 240_000 }, async (t) => {
    const { page } = await visit(t, browser);
    await paste(page, article.text);
    await saved(page);
    await page.evaluate((count) => {
      const text = "The ferry may stop running. ".repeat(1800); // 50 kB
      const articles = Array.from({ length: count }, (_, i) => JSON.stringify({ id: `large-${i}`, rev: 1, title: `Large ${i}`, text, url: "", outlet: "", author: "", published: "", created: "", updated: "", analyzer: "" }));
      const parts = articles.flatMap((row, i) => (i ? [",\n", row] : [row]));
      Object.assign(globalThis, { large: new File(['{"format":"ascribe/backup","version":1,"articles":[', ...parts, '],"notes":[],"corrections":[]}'], "large.json") });
    }, large);
    const waited = await busyTime(page);
    const dropLarge = () => page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add((globalThis as unknown as { large: File }).large);
      document.querySelector(".app")!.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await dropLarge();
    await press(page, "Cancel", ".busy");
    await page.waitForFunction(() => !document.querySelector(".busy, dialog[open]"), { polling: 50 });
    await noteOn(page, "mark.hedge", "written at once");
    await saved(page);
    await dropLarge();
    await said(page, `${large.toLocaleString("en")} articles`, 120_000);
    assert.ok((await waited()) < 500, `the page stood still for ${await waited()} ms`);
    assert.deepEqual(await notesKept(page), ["written at once"]);
  });
}

for (const browser of browsers) {
  test(`faults: killed ${kills} times at random moments, in ${browser}: nothing shown as saved is lost`, { timeout: 3_600_000 }, async (t) => {
    const server = await serve(join(out, "site"));
    t.after(() => server.stop());
    const profile = temporary();
    const promised: string[] = [];
    for (let round = 0; ; round++) {
      const session = await launch(browser, profile);
      try {
        const { page } = await open(session, `${server.address}/`);
        if (round === 0) {
          await paste(page, article.text);
          await saved(page);
        } else {
          const kept = await notesKept(page);
          for (const body of promised) assert.ok(kept.includes(body), `“${body}”, shown as saved, after ${round} kills`);
          if (round === kills) break;
          await openFirst(page);
        }
        await writeUntilKilled(page, session, `note ${round} ${Math.random().toString(36).slice(2)}`, promised);
      } finally {
        await session.close();
      }
    }
    t.diagnostic(`${promised.length} notes were shown as saved, and all were found after ${kills} kills`);
  });
}

/** Writes a note, puts it on the list as soon as the page calls it saved, and kills the browser at some moment around that. */
async function writeUntilKilled(page: Page, session: Session, body: string, promised: string[]): Promise<void> {
  await noteOn(page, "mark.actor", body);
  const killAt = Date.now() + 100 + Math.random() * 1500;
  while (Date.now() < killAt) {
    const { state, typed } = await page.evaluate(() => ({ state: document.querySelector(".save-state")?.className ?? "", typed: document.querySelector<HTMLTextAreaElement>(".composer textarea")?.value ?? "" }));
    if (/\bsaved\b/.test(state) && typed === body && !promised.includes(body)) promised.push(body);
  }
  await session.kill();
}

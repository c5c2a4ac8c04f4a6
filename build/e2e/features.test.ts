/** What readers do with a reading beyond looking at its marks: correct it, go through its lists, compare, predict, look across the library. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "puppeteer-core";
import { askForReading, browsers, type BrowserName, click, downloaded, drop, notesKept, paste, press, readingDone, said, saved, type Visit, type, visit } from "./harness";

/** The site with the sample read. */
async function withSample(t: TestContext, browser: BrowserName): Promise<Visit> {
  const visited = await visit(t, browser);
  await press(visited.page, "Try a sample");
  await readingDone(visited.page);
  return visited;
}

const rowNames = (page: Page) => page.$$eval(".inspector .entry h3 [aria-pressed]", (buttons) => buttons.map((button) => button.textContent ?? ""));

async function waitForRow(page: Page, name: string, there = true): Promise<void> {
  await page.waitForFunction((name, there) => [...document.querySelectorAll(".inspector .entry h3 [aria-pressed]")].some((button) => button.textContent === name) === there && !document.querySelector("progress"), { polling: 50 }, name, there);
}

/** Opens the corrections of a row and renames it. */
async function rename(page: Page, from: string, to: string): Promise<void> {
  await press(page, `Look up or correct ${from}`, ".inspector");
  const field = (await page.waitForSelector(".entry .wrong input"))!;
  await field.evaluate((input) => input.select());
  await field.type(to);
  await page.keyboard.press("Enter");
  await waitForRow(page, to);
}

for (const browser of browsers) {
  test(`corrections in ${browser}: a source is renamed, still is after a new reading, is listed and taken back`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    await press(page, "Sources", "[role=tablist]");
    await rename(page, "Ingrid Solberg", "The city’s spokeswoman");
    assert.ok(!(await rowNames(page)).includes("Ingrid Solberg"));
    await press(page, "Actors", "[role=tablist]");
    await waitForRow(page, "The city’s spokeswoman");
    await page.reload();
    await (await page.waitForSelector(".articles button.open"))!.click();
    await readingDone(page);
    await press(page, "Sources", "[role=tablist]");
    await waitForRow(page, "The city’s spokeswoman");
    await press(page, "Notes", "[role=tablist]");
    await page.waitForFunction(() => document.querySelector("#panel")?.textContent?.includes("“Ingrid Solberg”: is called The city’s spokeswoman"));
    await press(page, "Undo", "#panel");
    await press(page, "Sources", "[role=tablist]");
    await waitForRow(page, "Ingrid Solberg");
    assert.deepEqual(errors, []);
  });

  test(`corrections in ${browser}: some statements of a source, and some mentions of an actor, are split off, as one change`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    for (const [tab, many] of [["Sources", "statements"], ["Actors", "mentions"]] as const) {
      await press(page, tab, "[role=tablist]");
      const [name, count] = (await page.$$eval(".inspector .entry", (rows, many) => rows.map((row) => [row.querySelector("h3 [aria-pressed]")!.textContent!, Number(new RegExp(`(\\d+) ${many}`).exec(row.textContent!)?.[1] ?? 1)] as const), many)).find(([, count]) => count > 2)!;
      await press(page, `Look up or correct ${name}`, ".inspector");
      await click(page, ".entry .split summary");
      for (const i of [1, 2]) await click(page, `.entry .parts li:nth-child(${i}) input`);
      await press(page, "Split off", ".entry");
      await waitForRow(page, `${name} (2)`);
      const said = (row: string) => page.evaluate((row) => [...document.querySelectorAll(".inspector .entry")].find((entry) => entry.querySelector("h3 [aria-pressed]")!.textContent === row)!.textContent!, row);
      assert.match(await said(`${name} (2)`), new RegExp(`2 ${many}`));
      assert.match(await said(name), new RegExp(count === 3 ? `1 ${many.slice(0, -1)}` : `${count - 2} ${many}`));
      await press(page, "Undo", ".toast");
      await waitForRow(page, `${name} (2)`, false);
      assert.match(await said(name), new RegExp(`${count} ${many}`));
    }
    assert.deepEqual(errors, []);
  });

  test(`lists in ${browser}: one tab stop, arrows from row to row, and a number leads to what it counts`, { timeout: 240_000 }, async (t) => {
    const { page } = await withSample(t, browser);
    await press(page, "Sources", "[role=tablist]");
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.focus(".entry h3 [aria-pressed]");
    const names = await rowNames(page);
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), names[1]);
    await page.keyboard.press("End");
    assert.equal(await focused(), names.at(-1));
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), names.at(-1), "the last row stays");
    await page.keyboard.press("Home");
    assert.equal(await focused(), names[0]);
    assert.equal(await page.$$eval(".entry", (rows) => rows.filter((row) => [...row.querySelectorAll("button")].some((button) => button.tabIndex >= 0)).length), 1, "rows that Tab reaches");

    await press(page, "Overview", "[role=tablist]");
    await press(page, "Add note", ".checks"); // every row takes a note, without a selection
    await type(page, ".composer textarea", "look into it");
    await press(page, "Done", ".composer");
    assert.ok(await page.$(".noted"), "its sentence has the note");
    await press(page, "Overview", "[role=tablist]");
    const reporter = (await page.$$(".glance .counted")).at(-1)!;
    const count = Number(await reporter.evaluate((button) => button.textContent));
    await reporter.click();
    await page.waitForFunction((count) => document.querySelector(".lens-bar .stepper .number")?.textContent === `1 of ${count}`, { polling: 50 }, count);
    await page.waitForFunction((count) => new Set([...document.querySelectorAll<HTMLElement>("mark.hedge.lit")].flatMap((mark) => mark.dataset.keys!.split(" "))).size === count, { polling: 50 }, count);
  });

  test(`article note in ${browser}: written by keyboard, with status and tags, found again, deleted and put back`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const saved = () => page.waitForFunction(() => /^Saved/.test(document.querySelector(".composer .end")?.textContent ?? ""), { polling: 50, timeout: 15_000 });
    await press(page, "Note", ".byline");
    await page.waitForFunction(() => document.activeElement?.matches(".composer textarea"), { polling: 50 });
    await page.keyboard.type("A **second** look is due.");
    await page.select(".composer select", "to-check");
    await page.type(".composer label input", "harbour, desk");
    await saved();
    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    await page.waitForFunction(() => document.activeElement?.textContent === "Edit", { polling: 50 });

    await page.reload();
    await press(page, "Library", "header");
    await page.type(".library input[type=search]", "second look");
    await page.waitForFunction(() => /1 article found/.test(document.querySelector(".library [role=status]")?.textContent ?? "") && /1 note/.test(document.querySelector(".articles small")?.textContent ?? ""), { polling: 50 });
    await page.click(".articles button.open");
    await readingDone(page);
    await press(page, "Notes", "[role=tablist]");
    const shown = () => page.$eval("#panel section", (section) => section.textContent ?? "");
    assert.match(await shown(), /^Note on the article.*To check.*A second look is due\..*harbour.*desk/s);
    assert.equal(await page.$$eval("#panel section strong", (list) => list.map((word) => word.textContent).join()), "second");

    await press(page, "Delete", "#panel");
    await page.waitForSelector("#panel .invite");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "panel", "the focus is not lost with the button");
    await press(page, "Undo", ".toast");
    await page.waitForFunction(() => /A second look is due/.test(document.querySelector("#panel section")?.textContent ?? ""), { polling: 50 });
    assert.deepEqual(errors, []);
  });

  test(`keyboard in ${browser}: to a place and a note on its sentence, through the findings, to the list and back`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const focused = (selector: string) => page.waitForFunction((selector) => document.activeElement?.matches(selector), { polling: 50 }, selector);
    await page.focus("article.reading");
    await page.keyboard.press("/");
    await focused(".find input");
    await page.keyboard.type("PETITION");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".find [role=status]")?.textContent === "1 of 1", { polling: 50 });
    if (browser === "chromium") await page.waitForFunction(() => [...(CSS.highlights.get("found-here") ?? [])].join() === "petition", { polling: 50 }); // shown after the number is
    await page.keyboard.press("Escape");
    await focused("article.reading .sentence, article.reading .sentence *");
    await page.keyboard.press("m");
    await focused(".composer textarea");
    await page.keyboard.type("Signed by whom?");
    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    await focused("article.reading *");
    assert.equal(await page.$$eval("article.reading .noted", (pieces) => pieces.map((piece) => piece.textContent).join("")), "About 600 people signed a petition against it last month.");

    await page.keyboard.press("j");
    await focused("mark.source.current");
    const source = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press("Enter");
    await focused(".card");
    await page.keyboard.press("Escape");
    await focused("mark.source.current");
    await page.keyboard.press("s");
    await focused(".inspector [data-row] button");
    await page.keyboard.press("s");
    await focused("article.reading mark, article.reading mark *");
    const back = await page.evaluate(() => document.activeElement?.closest("mark.source")?.textContent);
    assert.equal(back, source, "the same place");
    await page.keyboard.press("0");
    await page.waitForSelector('article.reading[data-source="off"][data-hedge="off"][data-actor="off"][data-statement="off"]');
    await page.keyboard.press("0");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open] .key-table");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog"), { polling: 50 });
    assert.deepEqual(errors, []);
  });

  test(`analysis in ${browser}: a note opens it again on a wide screen, and its button says whether it is open on a narrow one`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const expanded = (shown: boolean) => page.waitForFunction((shown) => document.querySelector(".panel-button")?.getAttribute("aria-expanded") === String(shown) && document.querySelector("#inspector")!.checkVisibility() === shown, { polling: 50 }, shown);
    await expanded(true);
    await click(page, ".close-panel");
    await expanded(false);
    await page.focus("article.reading");
    await page.keyboard.press("j");
    await page.waitForFunction(() => document.activeElement?.matches("mark.current"), { polling: 50 });
    await page.keyboard.press("n");
    await page.waitForFunction(() => document.activeElement?.matches(".composer textarea"), { polling: 50 });
    await expanded(true);
    await page.keyboard.press("Escape");
    await page.setViewport({ width: 900, height: 900 });
    await page.reload();
    await click(page, ".articles button.open");
    await readingDone(page);
    await expanded(false);
    await click(page, ".panel-button");
    await expanded(true);
    await click(page, ".close-panel");
    await expanded(false);
    assert.deepEqual(errors, []);
  });

  test(`text in ${browser}: a short headline once, each paragraph in its own direction, and no edit lost without a question`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    await press(page, "New", "header");
    await paste(page, "Harbour delayed\n\nTwo officials said on Monday that the bridge may stay closed. The ministry denied the report.\n\nقال مسؤولان إن الجسر قد يبقى مغلقا.");
    assert.equal(await page.$$eval("article.reading :is(h1:not(.hidden), .headline)", (list) => list.map((title) => title.textContent).join("; ")), "Harbour delayed");
    const ends = await page.$$eval("article.reading p:not(.headline)", (list) => list.map((paragraph) => {
      const range = document.createRange();
      range.setStart(paragraph.firstElementChild!, 0);
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      range.setEnd(walker.nextNode()!, 1);
      return range.getBoundingClientRect().left > paragraph.getBoundingClientRect().left + paragraph.clientWidth / 2 ? "right" : "left";
    }));
    assert.deepEqual(ends, ["left", "right"], "where paragraphs begin");

    await press(page, "Edit text", ".byline");
    await page.waitForFunction(() => document.activeElement?.matches(".text-editor textarea"), { polling: 50 });
    await page.keyboard.type("Again: ");
    const question = new Promise<string>((resolve) => { page.once("dialog", (dialog) => { void dialog.dismiss().then(() => resolve(dialog.message())); }); });
    await press(page, "New", "header");
    assert.match(await question, /changed the text/);
    await press(page, "Update marks", ".text-editor");
    await page.waitForFunction(() => document.querySelector("article.reading #p1")?.textContent === "Again: Harbour delayed" && document.activeElement?.matches("article.reading"), { polling: 50 });
    assert.deepEqual(errors, []);
  });

  test(`selection in ${browser}: whole words are taken, noted and marked`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const choose = async (from: string, to: string) => {
      await page.evaluate((from, to) => {
        const find = (words: string): [Node, number] => {
          const walker = document.createTreeWalker(document.querySelector("article.reading #p1")!, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.nodeValue!.includes(words)) return [node, node.nodeValue!.indexOf(words)];
          throw new Error(`no ${words}`);
        };
        const [start, end] = [find(from), find(to)];
        getSelection()!.setBaseAndExtent(start[0], start[1], end[0], end[1] + to.length);
      }, from, to);
      await page.waitForSelector(".selection-bar");
    };
    await choose("nned exp", "nned exp");
    await press(page, "Note", ".selection-bar");
    await page.waitForSelector(".composer textarea");
    await page.waitForFunction(() => document.querySelector("article.reading .noted")?.textContent === "planned expansion", { polling: 50 });
    assert.equal(await page.$eval("#panel blockquote", (quote) => quote.textContent), "planned expansion");
    await page.keyboard.type("Since when?");
    await page.keyboard.press("Escape");

    await choose("andvi", "andvi");
    await press(page, "Mark as…", ".selection-bar");
    await press(page, "Actor", ".selection-bar");
    const marked = () => page.$$eval("article.reading #p1 mark.actor", (marks) => marks.map((mark) => mark.textContent));
    await page.waitForFunction(() => [...document.querySelectorAll("article.reading #p1 mark.actor")].some((mark) => mark.textContent === "Sandvika") && !document.querySelector("progress"), { polling: 50 });
    await press(page, "Undo", ".toast");
    await page.waitForFunction(() => ![...document.querySelectorAll("article.reading #p1 mark.actor")].some((mark) => mark.textContent === "Sandvika") && !document.querySelector("progress"), { polling: 50 });
    assert.ok((await marked()).includes("Norway"));
    assert.deepEqual(errors, []);
  });

  test(`selection in ${browser}: a text that is not read can be noted, and has nothing to mark`, { timeout: 120_000 }, async (t) => {
    const { page, errors } = await visit(t, browser);
    await askForReading(page, "Zwei Beamte sagten am Montag, dass die Brücke im Winter wohl geschlossen bleibt, und baten um Geduld.");
    await page.waitForSelector(".phase.notice");
    await page.evaluate(() => { getSelection()!.selectAllChildren(document.querySelector("article.reading #p1")!); });
    await page.waitForSelector(".selection-bar");
    assert.deepEqual(await page.$$eval(".selection-bar button", (list) => list.map((button) => button.textContent!.trim())), ["Note", "Copy with link"]);
    await press(page, "Note", ".selection-bar");
    await type(page, ".composer textarea", "Was steht da?");
    await saved(page);
    assert.deepEqual(await notesKept(page), ["Was steht da?"]);
    assert.deepEqual(errors, []);
  });

  test(`drawings in ${browser}: statements, sources and numbers lead to where they stand`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const lit = () => page.$$eval("article.reading .statement.lit", (list) => list.map((piece) => piece.textContent).join(" "));
    await page.waitForSelector(".field ol button");
    assert.equal(await page.$$eval(".field button", (buttons) => buttons.filter((button) => (button as HTMLElement).tabIndex >= 0).length), 1, "one tab stop");
    const statements = await page.$$eval(".field ol button", (buttons) => buttons.map((button) => button.textContent ?? ""));
    await page.focus(".field ul button");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.closest("article.reading .statement.lit"), { polling: 50 });
    assert.ok((await lit()).startsWith(statements.at(-1)!.replace(/…$/, "")), `${await lit()} for ${statements.at(-1)}`);
    assert.equal(await page.$$eval(".field ol [aria-pressed=true]", (pressed) => pressed.length), 1);
    assert.equal(await page.$$eval(".link.hot", (links) => links.length), 1, "its line stands out");
    await page.focus(".field [aria-pressed=true]");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector(".reading.dimmed"), { polling: 50 });

    const share = await page.waitForSelector(".strip .lane .counted");
    await share!.click();
    await page.waitForFunction(() => document.querySelector("article.reading mark.source.lit") && /^1 of \d+$/.test(document.querySelector(".lens-bar .stepper .number")?.textContent ?? ""), { polling: 50 });
    await press(page, "Sentences, sources and hedges by paragraph", "#panel");
    const hedges = await page.$$eval("#panel tbody tr td:last-child", (cells) => cells.map((cell) => Number(cell.textContent)));
    await page.$eval("#panel tbody tr td:last-child button", (button) => { button.click(); });
    await page.waitForFunction((count) => document.querySelector(".lens-bar .stepper .number")?.textContent === `1 of ${count}`, { polling: 50 }, hedges.find((count) => count > 0));
    const described = () => page.evaluate(() => document.getElementById(document.activeElement?.getAttribute("aria-describedby") ?? "")?.textContent);
    await page.waitForFunction(() => document.activeElement?.matches("mark.hedge"), { polling: 50 });
    assert.equal(await described(), "hedge");
    assert.deepEqual(errors, []);
  });

  test(`backup in ${browser}: what an import changes is kept in a file first, can be taken back, and settings come along`, { timeout: 240_000 }, async (t) => {
    const { page, errors, session } = await withSample(t, browser);
    const sized = (size: string) => page.waitForFunction((size) => document.documentElement.style.getPropertyValue("--reading-size") === size, { polling: 50 }, size);
    await press(page, "Settings", "header");
    await page.$eval("dialog input[type=range]", (range) => { (range as HTMLInputElement).value = "24"; range.dispatchEvent(new Event("input", { bubbles: true })); });
    await page.keyboard.press("Escape");
    await press(page, "Library", "header");
    await press(page, "Back up everything", ".library");
    const backup = JSON.parse(await downloaded(session, /^ascribe-backup-.*\.json$/)) as { articles: { id: string; title: string }[]; settings: { size: number } };
    assert.equal(backup.settings.size, 24);
    await sized("1.5rem");

    // Another library's backup, made from this one: the hash warns that it was changed, and it can be imported all the same.
    const other = { ...backup, articles: backup.articles.map((article) => ({ ...article, id: "another", title: "From elsewhere" })), settings: { ...backup.settings, size: 17 } };
    await drop(page, "other.json", JSON.stringify(other, null, 1));
    await page.waitForSelector("dialog[open] input[type=checkbox]");
    await page.click("dialog[open] input[type=checkbox]");
    await press(page, "Import", "dialog[open]");
    const titles = (count: number) => page.waitForFunction((count) => { const list = [...document.querySelectorAll(".articles b")].map((title) => title.textContent); return list.length === count && list.join("; "); }, { polling: 50 }, count);
    assert.match(String(await (await titles(2)).jsonValue()), /From elsewhere/);
    await sized(`${17 / 16}rem`);
    await page.waitForFunction(() => /What was here before is in ascribe-backup-/.test(document.querySelector(".toast")?.textContent ?? ""));
    const undo = async (said: RegExp) => {
      await press(page, "Undo", ".toast");
      await page.waitForFunction((said) => new RegExp(said).test(document.querySelector(".toast")?.textContent ?? ""), { polling: 50 }, said.source);
    };
    await undo(/The library is as it was/);
    assert.equal(await (await titles(1)).jsonValue(), backup.articles[0]!.title);
    await sized("1.5rem");

    // What is typed while an import can be taken back stays when it is, and so does a note from before that the import replaced.
    await click(page, ".articles button.open");
    await readingDone(page);
    const write = async (words: string) => {
      await press(page, "Notes", "[role=tablist]");
      await press(page, "Note on the article", "main");
      await type(page, ".composer textarea", words);
      await press(page, "Done", ".composer");
      await saved(page);
    };
    await write("from before");
    const note = { id: "old", rev: 1, articleId: backup.articles[0]!.id, anchor: null, on: "selection", body: "from an older reader", tags: [], status: "", created: "", updated: "", analyzer: "compiled 0.9 (models 00000000)" };
    await drop(page, "other.json", JSON.stringify({ ...other, counts: undefined, notes: [note], articles: [...backup.articles.map((article) => ({ ...article, title: "Another version" })), ...other.articles] }));
    await press(page, "Replace", "dialog[open]");
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("input.title")?.value === "Another version" && !document.querySelector("progress"), { polling: 50 });
    await write("typed meanwhile");
    await said(page, "Begun when the marks were those of compiled 0.9 (models 00000000).");
    await undo(/What you wrote since stays|as it was/);
    await page.waitForFunction((title) => document.querySelector<HTMLInputElement>("input.title")?.value === title, { polling: 50 }, backup.articles[0]!.title);
    assert.deepEqual((await notesKept(page)).sort(), ["from before", "typed meanwhile"]);
    assert.deepEqual(errors, []);
  });

  test(`library in ${browser}: two reports beside each other, and one actor across all articles`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    await press(page, "New", "header");
    await paste(page, `Marte Dahl, the opposition leader, said on Monday that the harbour at Sandvika might never be built. Two officials said the contract was signed.

Kari Holm, a shop owner, said that she hoped for more visitors. The ministry denied the report.`);
    await press(page, "Library", "header");
    await page.waitForFunction(() => document.querySelectorAll(".articles li").length === 2, { polling: 50 });
    for (const box of await page.$$(".articles input[type=checkbox]")) await box.click();
    await press(page, "Compare the two", ".bulk");
    await page.waitForSelector(".reports .sides.shared", { timeout: 30_000 });
    const shared = await page.$$eval(".reports .sides.shared", (pairs) => pairs.map((pair) => pair.textContent ?? ""));
    assert.ok(shared.some((pair) => pair.match(/Marte Dahl/g)?.length === 2), `shared: ${shared.join(" | ")}`);
    const columns = () => page.$$eval(".reports .sides > div > ul.lines", (lists) => lists.map((list) => list.textContent ?? ""));
    assert.ok((await columns()).some((list) => list.includes("Ingrid Solberg") && !list.includes("Kari Holm")));
    assert.ok((await columns()).some((list) => list.includes("Kari Holm") && !list.includes("Ingrid Solberg")));

    const share = () => page.$eval(".side-head .counted", (number) => number.textContent ?? "");
    assert.match(await share(), /^\d+ %$/);
    await click(page, ".side-head .counted");
    await readingDone(page);
    await page.waitForFunction(() => document.querySelector("article.reading.dimmed .statement.lit") && document.activeElement?.closest("article.reading mark.lit"), { polling: 50 });
    assert.equal(await page.$$eval("article.reading .statement:not(.lit)", (list) => list.length), 0, "all that the number counts stands out");

    await press(page, "Library", "header");
    await press(page, "Across all articles", ".library");
    await page.type(".across input[type=search]", "Marte Dahl");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /acts or speaks in 2 articles/.test(document.querySelector(".across [role=status]")?.textContent ?? ""), { polling: 50, timeout: 30_000 });
    await page.$eval(".across input[type=search]", (field) => (field as HTMLInputElement).select());
    await page.type(".across input[type=search]", "Kari Holm");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /acts or speaks in 1 article\./.test(document.querySelector(".across [role=status]")?.textContent ?? ""), { polling: 50, timeout: 30_000 });
    await page.click(".sighting .place");
    await page.waitForFunction(() => document.querySelector("article.reading")?.textContent?.includes("Kari Holm") && document.activeElement?.closest("article.reading"), { polling: 50 });
    assert.deepEqual(errors, []);
  });

  test(`classroom in ${browser}: marks are hidden, a student marks by keyboard, and the two readings are compared`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const marked = () => page.$$eval("article.reading mark", (marks) => marks.map((mark) => mark.textContent));
    const before = await marked();
    await press(page, "Predict, then reveal", ".inspector");
    await page.waitForFunction(() => !document.querySelector("article.reading mark"), { polling: 50 });
    await page.waitForFunction(() => document.querySelector(".map .cells") && !document.querySelector(".map :is(.named, .unnamed)") && !document.querySelector(".map .hedge-bars[d]:not([d=''])"), { polling: 50 }); // the map tells nothing

    await page.focus("article.reading");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("2");
    await page.waitForFunction(() => document.querySelector("article.reading mark.source")?.textContent === "Norway", { polling: 50 });
    for (const key of ["ArrowRight", "ArrowRight", "1"] as const) await page.keyboard.press(key);
    await page.waitForFunction(() => document.querySelector("article.reading mark.actor")?.textContent === "delay", { polling: 50 });
    await page.click("article.reading mark.actor");
    await page.waitForFunction(() => !document.querySelector("article.reading mark.actor"), { polling: 50 });

    await click(page, ".inspector > .close-panel");
    await page.waitForFunction(() => !document.querySelector("#inspector")!.checkVisibility(), { polling: 50 });
    await click(page, ".panel-button");
    await press(page, "Reveal", ".inspector");
    await page.waitForFunction((count) => document.querySelectorAll("article.reading mark").length === count, { polling: 50 }, before.length);
    const sections = await page.$$eval(".classroom section:not(:first-child)", (list) => list.map((section) => [...section.children].map((element) => element.textContent ?? "")));
    const numbers = (section: string[]) => section.filter((words) => /^(Marked by both|By you alone|By the program alone)/.test(words)).map((words) => Number(words.match(/\d+$/)));
    const [both, alone, program] = numbers(sections[0]!) as [number, number, number];
    assert.ok(both + program > 1 && alone + Math.min(1, both) === 1, sections[0]!.join(" | "));
    const [actors] = sections.slice(-1) as [string[]];
    assert.deepEqual(numbers(actors).slice(0, 2), [0, 0], actors.join(" | "));
    assert.equal(actors.filter((words) => words === "None.").length, 2, "an empty list says so");
    await page.$eval(".classroom h3 .counted", (number) => { (number as HTMLElement).click(); });
    await page.waitForFunction((count) => document.querySelector("article.reading.dimmed mark.lit") && document.querySelector(".lens-bar .stepper .number")?.textContent === `1 of ${count}`, { polling: 50 }, both || program);
    await page.keyboard.press("Escape");

    const shown = (selector: string) => page.$eval(selector, (element) => getComputedStyle(element).display !== "none");
    assert.equal(await shown(".print-part"), false);
    if (browser === "chromium") {
      await page.emulateMediaType("print");
      await page.evaluate(() => document.documentElement.classList.add("sheet"));
      assert.ok(await shown(".print-part"));
      assert.equal(await page.$eval("article.reading mark.source", (mark) => getComputedStyle(mark).textDecorationLine), "none", "a mark on the sheet");
      await page.emulateMediaType("screen");
    }
    await press(page, "End", ".inspector");
    await page.waitForSelector("[role=tablist]");
    assert.deepEqual(await marked(), before);
    assert.deepEqual(errors, []);
  });

  test(`chain in ${browser}: its depth in the text, and its sources over the text`, { timeout: 240_000 }, async (t) => {
    const { page } = await withSample(t, browser);
    await press(page, "New", "header");
    await paste(page, `The Coastal Herald reported on Monday that Ingrid Solberg said the harbour may never be built.

The plan was first shown to residents in the spring, and the council will vote on it in the autumn.`);
    await page.waitForSelector('.statement[data-depth="2"]');
    assert.equal(await page.$$eval(".crumbs", (list) => list.length), 0);
    await page.$eval(".statement[data-depth] mark.hedge", (mark) => { (mark as HTMLElement).click(); });
    await page.waitForSelector(".card .chain");
    await page.keyboard.press("Escape");
    const crumbs = await page.waitForFunction(() => [...document.querySelectorAll(".crumbs li .place")].map((link) => link.textContent).join(" → "), { polling: 50 });
    assert.match(String(await crumbs.jsonValue()), /Coastal Herald → Ingrid Solberg/);
    const bracket = await page.$$eval(".diagram .bracket", (paths) => paths.length);
    assert.equal(bracket, 1, "brackets in the drawing");
  });
}

test("find on phones in chromium: a button for fingers, the field alone in its bar, and ways to the next place and back", { timeout: 240_000 }, async (t) => {
  const { page } = await withSample(t, "chromium");
  await page.setViewport({ width: 360, height: 780 });
  const boxes = (selector: string) => page.$$eval(selector, (list) => list.filter((element) => element.checkVisibility()).map((element) => element.getBoundingClientRect()).map(({ width, height, right }) => ({ width, height, right })));
  await press(page, "Find", "header");
  await page.waitForSelector(".find input:focus");
  await page.keyboard.type("said");
  const position = (said: RegExp) => page.waitForFunction((said) => new RegExp(said).test(document.querySelector(".find [role=status]")?.textContent ?? ""), { polling: 50 }, said.source);
  await press(page, "Next place", ".find");
  await position(/^1 of [2-9]/);
  await press(page, "Next place", ".find");
  await position(/^2 of/);
  await press(page, "Previous place", ".find");
  await position(/^1 of/);
  for (const { width, height, right } of await boxes("header .find-open, .find button")) assert.ok(width >= 44 && height >= 44 && right <= 360, `${width} × ${height}, up to ${right}`);
  assert.equal((await boxes(".lens-bar > *")).length, 1);
  await press(page, "Close", ".find");
  await page.waitForFunction(() => document.activeElement?.closest("article.reading") && !document.querySelector(".find"), { polling: 50 });
  assert.equal((await boxes(".lens-bar")).length, 0);
});

test("lenses on phones in chromium: statements and the clean text are in the menu", { timeout: 240_000 }, async (t) => {
  const { page } = await withSample(t, "chromium");
  await page.setViewport({ width: 360, height: 780 });
  const lenses = (wanted: string) => page.waitForFunction((wanted) => { const { actor, source, hedge, statement } = document.querySelector<HTMLElement>("article.reading")!.dataset; return [actor, source, hedge, statement].join() === wanted; }, { polling: 50 }, wanted);
  const choose = async (name: string) => {
    await click(page, ".more");
    await press(page, name, ".menu");
  };
  await choose("Statements");
  await lenses("on,on,on,off");
  await choose("Clean text");
  await lenses("off,off,off,off");
  await click(page, ".more");
  assert.deepEqual(await page.$$eval(".menu [aria-pressed]", (list) => list.map((button) => button.getAttribute("aria-pressed"))), ["false", "true"]);
  await press(page, "Clean text", ".menu");
  await lenses("on,on,on,on");
});

test("the sheet on phones in chromium: dragged to full height, back and away", { timeout: 240_000 }, async (t) => {
  const { page } = await withSample(t, "chromium");
  await page.setViewport({ width: 390, height: 780 });
  await press(page, "Panel", ".bottom-bar");
  const drag = async (by: number) => {
    const box = (await (await page.waitForSelector(".sheet-handle button"))!.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + by, { steps: 4 });
    await page.mouse.up();
  };
  const is = (selector: string) => page.waitForFunction((selector) => document.querySelector("#inspector")?.matches(selector), { polling: 50 }, selector);
  await drag(-200);
  await is(".open.full");
  await drag(200);
  await is(".open:not(.full)");
  await drag(200);
  await is(":not(.open)");
});

for (const browser of browsers) {
  test(`files in ${browser}: of a page's file the article is read, and all of it when that is asked for`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const lines = ["Two officials said on Monday that the bridge may stay closed, and the ministry denied the report.", "Ada Lund, an engineer, said that the work would take a year, and that nobody had asked her about it before."];
    await drop(page, "page.html", `<!doctype html><title>The bridge</title><div class="sidebar"><p>Sport: the match was lost.</p></div><article>${lines.map((line) => `<p>${`${line} `.repeat(4)}</p>`).join("")}</article>`);
    const shows = (words: string, there: boolean) => page.waitForFunction((words, there) => document.querySelector("article.reading")?.textContent?.includes(words) === there && document.querySelector("article.reading mark.source"), { polling: 50 }, words, there);
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("input.title")?.value === "The bridge", { polling: 50 });
    await shows("the match was lost", false);
    await press(page, "Use the whole page", ".byline");
    await shows("the match was lost", true);
    assert.equal(await page.$$eval(".byline button", (list) => list.filter((button) => button.textContent === "Use the whole page").length), 0);
    assert.deepEqual(errors, []);
  });

  test(`files in ${browser}: of several the first is shown, the others are in the library and read when they are opened`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const text = (place: string) => `News from ${place}\nTwo officials said on Monday that the bridge of ${place} may stay closed, and the ministry denied the report.`;
    const shows = (title: string) => page.waitForFunction((title) => document.querySelector<HTMLInputElement>("input.title")?.value === title && document.querySelector("article.reading mark.source"), { polling: 50 }, title);
    await drop(page, "a.txt", text("Arden"), "b.txt", text("Bexhill"), "c.txt", text("Corby"));
    await shows("News from Arden");
    await said(page, "2 more articles are in the library.");
    await press(page, "Library", "header");
    for (const place of ["Arden", "Bexhill", "Corby"]) await page.waitForFunction((title) => [...document.querySelectorAll(".library button.open")].some(({ textContent }) => textContent?.includes(title)), { polling: 50 }, `News from ${place}`);
    await page.evaluate(() => { [...document.querySelectorAll<HTMLElement>(".library button.open")].find(({ textContent }) => textContent?.includes("News from Corby"))!.click(); });
    await shows("News from Corby");
    assert.deepEqual(errors, []);
  });

  test(`offline in ${browser}: the hosted page says that everything works, and it does`, { timeout: 240_000 }, async (t) => {
    const { page, errors } = await withSample(t, browser);
    const line = (said: string) => page.waitForFunction((said) => document.querySelector(".offline")?.textContent === said, { polling: 50 }, said);
    await line("");
    await page.setOfflineMode(true);
    await line("Offline – everything works.");
    await press(page, "New", "header");
    await paste(page, "Two officials said on Monday that the bridge may stay closed. The ministry denied the report.");
    await page.waitForSelector("article.reading mark.source");
    await page.setOfflineMode(false);
    await line("");
    assert.deepEqual(errors, []);
  });
}

test("first time in chromium: who has never opened a card is told of them", { timeout: 240_000 }, async (t) => {
  const { page } = await withSample(t, "chromium");
  const hints = () => page.$$eval(".hint", (list) => list.length);
  assert.equal(await hints(), 1);
  await page.$eval("mark.hedge", (mark) => { (mark as HTMLElement).click(); });
  await page.waitForSelector(".card .why");
  assert.equal(await hints(), 1, "the text does not move under the card");
  await press(page, "New", "header");
  await paste(page, "Two officials said on Monday that the bridge may stay closed. The ministry denied the report.");
  assert.equal(await hints(), 0);
});

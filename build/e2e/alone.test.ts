/** What needs the machine to itself: tests that fill the browser's storage to the last byte, and tests that measure the page's time. */
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Page } from "puppeteer-core";
import { articles, type BrowserName, browsers, busyTime, clipboard, composed, copy, launchFor, noteOn, notesKept, notSaved, paste, pause, press, readingDone, said, saved, type Session, temporary, type, visit } from "./harness";

const article = articles[0]!;

/** Leaves no room for the site's storage, and gives it back. */
interface Quota {
  full(): Promise<void>;
  free(): Promise<void>;
}

/** Chromium's driver can set a site's quota; Firefox has a small one by its settings, which the site's other database fills here. */
async function quotaOf(page: Page, session: Session, address: string): Promise<Quota> {
  if (session.name === "chromium") {
    const devtools = await page.createCDPSession();
    const override = (quotaSize?: number) => devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(address).origin, ...(quotaSize && { quotaSize }) });
    return { full: async () => { await override(1); }, free: async () => { await override(); } };
  }
  const fill = () => page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("filler", 1);
      request.onupgradeneeded = () => { request.result.createObjectStore("bytes", { autoIncrement: true }); };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const fits = (size: number) => new Promise<boolean>((resolve) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536)); // what is alike would be packed
      const writing = database.transaction("bytes", "readwrite");
      writing.oncomplete = () => resolve(true);
      writing.onabort = () => resolve(false);
      try {
        writing.objectStore("bytes").add(bytes);
      } catch {
        // Firefox refuses the first write after one that found no room; this transaction ends empty, and the next one is asked the same.
      }
    });
    for (let size = 1 << 20; size >= 1024; size /= 4) while (await fits(size));
    database.close();
  });
  const free = () => page.evaluate(() => new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase("filler");
    request.onsuccess = () => resolve();
    request.onerror = request.onblocked = () => reject(new Error("the filler stays"));
  }));
  // What is written goes through a journal, which is cut when the database is closed: the room of that is filled the next time.
  const full = async () => {
    for (let round = 0; round < 6; round++) {
      await fill();
      await new Promise((resolve) => { setTimeout(resolve, 300); });
    }
  };
  return { full, free };
}

for (const browser of browsers) {
  test(`faults: no room left, in ${browser}: the banner says so, the text stays, and is saved when there is room`, { timeout: 240_000 }, async (t) => {
    // In kilobytes; a site gets a fifth, of which its service worker needs some 10 MB for the site's own files.
    const session = await launchFor(t, browser, temporary(), { preferences: { "dom.quotaManager.temporaryStorage.fixedLimit": 100_000 } });
    const { page, address } = await visit(t, browser, { session });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    const quota = await quotaOf(page, session, address);
    await quota.full();
    // A short text may still fit into a page of the database that is there already, and so may a long one that repeats itself: Firefox packs it.
    const counts = () => `The counts were ${Array.from({ length: 100 }, () => Math.random().toString().slice(2)).join(", ")}.`;
    await paste(page, Array.from({ length: 30 }, () => `${article.text.trim()}\n\n${counts()}`).join("\n\n"));
    await said(page, "This browser has no room for more notes");
    await noteOn(page, "mark.hedge", "kept though it cannot be saved");
    await notSaved(page);
    assert.equal(await composed(page), "kept though it cannot be saved");
    assert.deepEqual(await notesKept(page), []);
    const question = new Promise<string>((resolve) => {
      page.once("dialog", (dialog) => { void dialog.dismiss().then(() => resolve(dialog.message())); });
    });
    await press(page, "New", "header");
    assert.match(await question, /could not be saved/);
    assert.equal(await composed(page), "kept though it cannot be saved");
    await quota.free();
    await type(page, ".composer textarea", "!");
    await saved(page);
    assert.deepEqual(await notesKept(page), ["kept though it cannot be saved!"]);
  });
}

/**
 * A text of 20,000 words in the clipboard of a reader who took three seconds to find it while the program warmed up; the page notes when it is
 * pasted, when its first marks stand in the document, and when the picture that shows them is drawn.
 */
async function withLongText(t: TestContext, browser: BrowserName): Promise<{ page: Page; paste(): Promise<void>; waited(): Promise<number> }> {
  const { page } = await visit(t, browser);
  await copy(page, Array.from({ length: Math.ceil(19_500 / article.text.split(/\s+/).length) }, () => article.text).join("\n\n"));
  await pause(3000);
  await page.evaluate(() => {
    addEventListener("keydown", ({ key }) => { if (key === "v") performance.mark("begun"); }, true);
    new MutationObserver((_, observer) => {
      if (!document.querySelector("mark[data-keys]")) return;
      observer.disconnect();
      performance.mark("marked");
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { performance.mark("shown"); }; // the first task after the picture
      requestAnimationFrame(() => port2.postMessage(null));
    }).observe(document, { subtree: true, childList: true });
  });
  const paste = async () => {
    await clipboard(page, "Paste");
    await readingDone(page);
  };
  return { page, paste, waited: () => page.evaluate(() => Math.round(performance.getEntriesByName("shown")[0]!.startTime - performance.getEntriesByName("begun")[0]!.startTime)) };
}

/** What a thread's processor did for the page, which other programs on the machine change least: tasks in milliseconds, from its tracing. */
interface Tasks {
  /** The longest first. */
  page: number[];
  untilMarked: number;
}

function tasksOf(trace: Uint8Array): Tasks {
  const { traceEvents: events } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: { name: string; ph: string; pid: number; tid: number; ts: number; dur: number; tdur?: number; args: { name?: string } }[] };
  const moment = (name: string) => events.find((event) => event.name === name)!;
  const [begun, marked] = [moment("begun"), moment("marked")];
  const worker = events.filter((event) => event.name === "thread_name" && event.pid === begun.pid && event.args.name?.startsWith("DedicatedWorker")).map(({ tid }) => tid);
  // Each task is told twice, by the scheduler's two layers.
  const tasks = events.filter((event) => event.ph === "X" && event.name === "ThreadControllerImpl::RunTask" && event.pid === begun.pid && event.ts + event.dur > begun.ts);
  const of = (list: typeof tasks) => list.map(({ tdur }) => (tdur ?? 0) / 1000);
  return {
    page: of(tasks.filter(({ tid }) => tid === begun.tid)).sort((a, b) => b - a),
    untilMarked: of(tasks.filter(({ tid, ts }) => ts < marked.ts && (tid === begun.tid || worker.includes(tid)))).reduce((a, b) => a + b, 0),
  };
}

/** A busy machine makes the same work longer, never shorter: the best of a few tries is what the page needs. */
const tries = 3;

test("faults: 20,000 words in chromium, marked at once and without long tasks", { timeout: 300_000 }, async (t) => {
  for (let left = tries - 1; ; left--) {
    const { page, paste, waited } = await withLongText(t, "chromium");
    await page.tracing.start({ categories: ["toplevel", "blink.user_timing"] });
    await paste();
    const { page: [longest = 0, next = 0], untilMarked } = tasksOf((await page.tracing.stop())!);
    assert.ok((await page.$$("mark[data-keys]")).length > 1000);
    // By the clock the aims are 300 ms and no task over 50 but one layout; a shared machine's clock says little, its processor time more. The
    // work before the first mark may take longer than the aim: where the page waits for its turn, the worker goes on, and all that it began counts.
    t.diagnostic(`first marks on the screen after ${await waited()} ms, before which the page and its worker worked ${Math.round(untilMarked)}; the longest tasks took ${Math.round(longest)} and ${Math.round(next)}`);
    if (untilMarked < 220 && longest < 75 && next < 50) return;
    assert.ok(left > 0, `${untilMarked} ms of work before the first mark, tasks of ${longest} and ${next} ms on the main thread`);
  }
});

test("faults: 20,000 words in firefox, marked at once and with time for the reader's keys", { timeout: 300_000 }, async (t) => {
  for (let left = tries - 1; ; left--) {
    const { page, paste, waited } = await withLongText(t, "firefox");
    const longest = await busyTime(page);
    await paste();
    const [first, busy] = [await waited(), await longest()]; // there is no tracing, and by the clock only much can be told
    t.diagnostic(`first marks on the screen after ${first} ms; the page was busy for ${busy} at most`);
    if (first < 1000 && busy < 500) return;
    assert.ok(left > 0, `first marks after ${first} ms, busy for ${busy}`);
  }
});

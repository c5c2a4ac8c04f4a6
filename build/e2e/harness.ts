/**
 * What the end-to-end tests share: the two browsers with lasting profiles, the packed shells, servers on this machine, the batch command's
 * reading to compare with, and the steps that a reader takes.
 *
 * The tests run against build/out as `make pack` left it, and against the program as a reader meets it: no hooks inside the page.
 */
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { after, type TestContext } from "node:test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import type { Reading } from "../../web/src/core/reading";

export type BrowserName = "chromium" | "firefox";
export const browsers: readonly BrowserName[] = ["chromium", "firefox"];

/** The repository, which run.sh makes the working folder. */
export const root = process.cwd();
/** What was packed; OUT names another folder than make pack does. */
export const out = process.env.OUT ?? join(root, "build", "out");
/** How much slower than they are Chromium's pages run: shows which tests do not wait for what they look at. */
const slowness = Number(process.env.SLOW ?? 1);
const screens = join(root, "build", "results", "screens");

export interface Article {
  name: string;
  text: string;
}

/** The articles of the repository's own fixtures, and the ones beside it where they are. */
export const articles: readonly Article[] = (() => {
  const fixtures = join(root, "wasm", "reading", "testdata", "articles");
  const found = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, "article.txt"))).map((name) => ({ name, text: readFileSync(join(fixtures, name, "article.txt"), "utf8") }));
  const shared = join(process.env.ASCRIBE_SHARED ?? join(root, "..", "shared"), "samples", "user-article.txt");
  if (existsSync(shared)) found.unshift({ name: "user-article", text: readFileSync(shared, "utf8") });
  return found;
})();

/** The batch command's reading of a text, as the line that it writes. Its positions count code points. */
export function nativeLine(id: string, text: string): string {
  return execFileSync(join(root, "build", "bin", "analyze"), { input: `${JSON.stringify({ id, text })}\n`, encoding: "utf8", maxBuffer: 1 << 28 }).trimEnd();
}

/** The batch command's reading with positions in UTF-16, as the page has them. */
export function nativeReading(text: string): Reading {
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  units.push(unit);
  const isSpan = (value: unknown): value is [number, number] => Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === "number");
  return JSON.parse(nativeLine("native", text), (_, value) => (isSpan(value) ? [units[value[0]], units[value[1]]] : value)) as Reading;
}

export interface Session {
  name: BrowserName;
  browser: Browser;
  profile: string;
  /** Where what the page saves arrives. */
  downloads: string;
  /** Ends the browser as a reader would; the profile stays. */
  close(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

const extensionId = "ascribe@ascribe.example";
const extensionUuid = "5b0f0f64-9f8e-4d1c-8a5e-0d5c3f1e7a11";

/** Opens a browser with a profile; the same folder opens the same profile again. */
export async function launch(name: BrowserName, profile: string, options: { dark?: boolean; preferences?: Record<string, number> } = {}): Promise<Session> {
  const downloads = join(profile, "downloads");
  mkdirSync(downloads, { recursive: true });
  const patience = { timeout: 90_000 }; // a browser takes its time where the processors have other work
  const browser = await puppeteer.launch(
    name === "chromium"
      ? {
          ...patience, browser: "chrome", executablePath: which(process.env.CHROMIUM ?? "chromium"), headless: true, userDataDir: profile, pipe: true, enableExtensions: true, downloadBehavior: { policy: "allow", downloadPath: downloads },
          args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--enable-unsafe-extension-debugging", ...(options.dark ? ["--force-dark-mode"] : [])],
        }
      : {
          ...patience, browser: "firefox", executablePath: which(process.env.FIREFOX ?? "firefox-esr"), headless: true, args: ["--profile", profile, "--remote-allow-system-access"],
          extraPrefsFirefox: {
            // The driver turns this off, which would let file:// pages do what they may not do for a reader.
            "security.fileuri.strict_origin_policy": true,
            "browser.download.folderList": 2,
            "browser.download.dir": downloads,
            "extensions.webextensions.uuids": JSON.stringify({ [extensionId]: extensionUuid }),
            "ui.systemUsesDarkTheme": options.dark ? 1 : 0,
            ...options.preferences,
          },
        },
  );
  const ended = new Promise<void>((resolve) => { browser.process()?.once("exit", () => resolve()); }).then(() => settingsBack(profile));
  const kill = () => { browser.process()?.kill("SIGKILL"); };
  return {
    name, browser, profile, downloads,
    async close() {
      const impatience = setTimeout(kill, 20_000); // one that hangs must not keep the tests from ending
      await Promise.all([browser.close().catch(() => {}), ended]);
      clearTimeout(impatience);
    },
    async kill() {
      kill();
      await ended;
    },
  };
}

/** The driver puts Firefox's settings back when it has ended, and whoever starts it again must wait for that. */
async function settingsBack(profile: string): Promise<void> {
  const kept = ["prefs.js.puppeteer", "user.js.puppeteer"].map((file) => join(profile, file));
  for (let tries = 0; tries < 100 && kept.some((file) => existsSync(file)); tries++) await pause(100);
}

/** Lets some time pass: where nothing can be waited for, because nothing may happen. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

function which(program: string): string {
  return program.includes("/") ? program : execFileSync("which", [program], { encoding: "utf8" }).trim();
}

const shared = new Map<BrowserName, Promise<Session>>();
after(async () => { for (const session of shared.values()) await (await session).close(); });

/** The browser that the tests of one file share; one that has ended is replaced. */
export async function sharedBrowser(name: BrowserName): Promise<Session> {
  const running = await shared.get(name);
  if (running?.browser.connected) return running;
  const started = launch(name, temporary());
  shared.set(name, started);
  return started;
}

export interface Visit {
  session: Session;
  page: Page;
  errors: string[];
  address: string;
  server: Served;
}

/** Opens the site in a browser that tests share: each has an address of its own there, and so storage of its own, and its pages are closed after it. */
export async function visit(t: TestContext, browser: BrowserName, { site = join(out, "site"), query = "", session }: { site?: string; query?: string; session?: Session } = {}): Promise<Visit> {
  const server = await serve(site);
  const used = session ?? (await sharedBrowser(browser));
  t.after(async () => {
    for (const page of used.browser.connected ? await used.browser.pages() : []) if (page.url().startsWith(server.address)) await page.close().catch(() => {});
    await server.stop();
  });
  return { session: used, server, address: `${server.address}/`, ...(await open(used, `${server.address}/${query}`)) };
}

/** A browser of the test's own. */
export async function launchFor(t: TestContext, ...how: Parameters<typeof launch>): Promise<Session> {
  const session = await launch(...how);
  t.after(() => session.close());
  return session;
}

/** The site with a script before the worker's own: what the browser does to it there. */
export function siteWhere(script: string): string {
  const site = join(temporary(), "site");
  cpSync(join(out, "site"), site, { recursive: true });
  const worker = join(site, readdirSync(site).find((name) => /^worker\..*\.js$/.test(name))!);
  writeFileSync(worker, `${script}\n${readFileSync(worker, "utf8")}`);
  return site;
}

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      console.error(`left behind: ${error}`); // the last processes of a killed browser may still write there
    }
  }
});

/** A folder that is deleted when all tests are over: browsers write to their profile until they have ended. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "ascribe-e2e-"));
  folders.push(folder);
  return folder;
}

export interface Served {
  address: string;
  hits: string[];
  stop(): Promise<void>;
}

const types: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".png": "image/png", ".webmanifest": "application/manifest+json", ".pdf": "application/pdf" };

/** Serves a folder on this machine and counts what is asked of it; with no folder it is a witness that answers everything with 200. */
export async function serve(folder?: string, port = 0): Promise<Served> {
  const hits: string[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    hits.push(`${request.method} ${url.pathname}${url.search}`);
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (!folder) {
      response.end("seen");
      return;
    }
    const file = join(folder, normalize(url.pathname).replace(/\/$/, "/index.html"));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", types[extname(file)] ?? "text/plain; charset=utf-8");
    response.setHeader("Cache-Control", "no-cache");
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => { server.listen(port, "127.0.0.1", resolve); });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

/** Installs the packed extension and answers the address of its panel. */
export async function installExtension(session: Session, folder = join(out, session.name)): Promise<string> {
  const id = await session.browser.installExtension(folder);
  return session.name === "chromium" ? `chrome-extension://${id}/panel.html` : `moz-extension://${extensionUuid}/panel.html`;
}

/** Opens a page and waits until a reader can paste. Errors of the page fail the test that reads `errors`. */
export async function open(session: Session, address: string): Promise<{ page: Page; errors: string[] }> {
  const page = await session.browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  if (session.name === "chromium" && slowness > 1) await page.emulateCPUThrottling(slowness);
  const errors: string[] = [];
  page.on("pageerror", (error) => { errors.push(String(error instanceof Error ? (error.stack ?? error) : error)); });
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  await arrive(page, address);
  await page.waitForSelector("#app textarea, #app article", { timeout: 60_000 });
  return { page, errors };
}

/** Goes to an address. Firefox opens an extension's page for the driver, but tells it nothing of the navigation. */
export async function arrive(page: Page, address: string): Promise<void> {
  const untold = address.startsWith("moz-extension:");
  const arrival = page.goto(address, { waitUntil: "load", timeout: untold ? 3000 : 60_000 });
  await (untold ? arrival.catch(() => {}) : arrival);
}

/**
 * Puts a text into the field as pasting does in all browsers (Firefox gives events that a script made an empty clipboard), asks for its
 * reading with the keyboard, and waits for the reading's end.
 */
export async function paste(page: Page, text: string): Promise<void> {
  await askForReading(page, text);
  await readingDone(page);
}

/** The same without waiting for anything: for readings that are meant to be interrupted. */
export async function askForReading(page: Page, text: string): Promise<void> {
  await page.waitForSelector(".start textarea");
  await page.evaluate((text) => {
    const field = document.querySelector<HTMLTextAreaElement>(".start textarea")!;
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  }, text);
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
}

/** Copies and pastes with the keyboard, in the field; Chromium's driver has to be told what the keys mean. */
export async function clipboard(page: Page, command: "Copy" | "Paste"): Promise<void> {
  await page.focus(".start textarea");
  await page.keyboard.down("Control");
  await page.keyboard.press(command === "Copy" ? "c" : "v", { commands: [command] });
  await page.keyboard.up("Control");
}

/** Has the browser's clipboard hold a text, as if it were copied from the field. */
export async function copy(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => { document.addEventListener("copy", (event) => { event.clipboardData?.setData("text/plain", text); event.preventDefault(); }, { once: true }); }, text);
  await clipboard(page, "Copy");
}

/** The reading is over when every lens has its count and no progress is shown. */
export async function readingDone(page: Page, timeout = 120_000): Promise<void> {
  await page.waitForFunction(() => {
    const counts = [...document.querySelectorAll(".lens .number")];
    return counts.length >= 3 && counts.every((count) => /\d/.test(count.textContent ?? "")) && !document.querySelector("progress");
  }, { timeout, polling: 100 });
}

/** A mark as it stands in the text: the finding's key and the text between its ends, as [start, end) of the article's text. */
export interface Drawn {
  key: string;
  start: number;
  end: number;
}

/** Every stretch of text under a mark, with one entry for each finding that claims it; neighbouring stretches of one finding are joined. */
export function marks(page: Page): Promise<{ drawn: Drawn[]; text: string[] }> {
  return page.evaluate(() => {
    const drawn: { key: string; start: number; end: number }[] = [];
    const text: string[] = [];
    for (const paragraph of document.querySelectorAll<HTMLElement>("article.reading p[data-start]")) {
      let at = Number(paragraph.dataset.start);
      text.push(paragraph.textContent ?? "");
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.nodeValue!.length;
        for (let mark = node.parentElement!.closest<HTMLElement>("mark"); mark; mark = mark.parentElement!.closest<HTMLElement>("mark")) {
          for (const key of (mark.dataset.keys ?? "").split(" ")) {
            const before = drawn.findLast((other) => other.key === key);
            if (before?.end === at) before.end = at + length;
            else drawn.push({ key, start: at, end: at + length });
          }
        }
        at += length;
      }
    }
    return { drawn, text };
  });
}

/** What must be marked, by the batch command's reading. */
export function expectedMarks(reading: Reading): Drawn[] {
  const list: Drawn[] = [];
  for (const { id, type, mentions } of reading.actors) {
    if (type !== "place") mentions.forEach(({ span: [start, end], form }, i) => { if (form !== "pronoun") list.push({ key: `actor:${id}:${i}`, start, end }); });
  }
  for (const { id, source, cue } of reading.attributions) for (const [start, end] of [...source, ...cue]) list.push({ key: `source:${id}`, start, end });
  for (const { id, cue } of reading.hedges) for (const [start, end] of cue) list.push({ key: `hedge:${id}`, start, end });
  return list;
}

/** A picture for whoever looks at the results; the folder is not tracked. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true });
  writeFileSync(join(screens, `${name}.png`), await page.screenshot());
}

/** Presses the button or tab with this text or name. */
export function press(page: Page, name: string, within = "body"): Promise<void> {
  return click(page, `${within} :is(button, [role=tab], label.button, summary)`, name);
}

/**
 * Clicks on the first element that can be seen (with this text or name), as soon as it is there and stands still. One that is drawn anew
 * before the pointer arrives is looked for again: no handle is kept from one step to the next.
 */
export async function click(page: Page, selector: string, name?: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const handle = await page.waitForFunction(async (selector, name) => {
      const said = (element: HTMLElement) => (element.getAttribute("aria-label") ?? element.textContent ?? "").trim();
      const fits = (element: HTMLElement) => name === undefined || said(element) === name || (said(element).startsWith(name) && /^[^a-z]/.test(said(element).slice(name.length)));
      const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.checkVisibility() && fits(element));
      const place = () => JSON.stringify(found?.getBoundingClientRect());
      const before = place();
      await new Promise((resolve) => { setTimeout(resolve, 30); });
      return found?.isConnected && place() === before ? found : null;
    }, { polling: 50, timeout: 30_000 }, selector, name);
    try {
      return await (handle.asElement() as unknown as { click(): Promise<void> }).click();
    } catch (error) {
      const vanished = /detached|not clickable|stale|no such node|could not find node/i.test(String(error));
      if (!vanished || tries === 10) throw error;
    }
  }
}

/** Types into the field that the selector finds, as soon as it is there. */
export async function type(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.type(selector, text);
}

/** Waits until the page says these words. */
export async function said(page: Page, words: string, timeout = 60_000): Promise<void> {
  await page.waitForFunction((words) => document.body.textContent?.includes(words), { polling: 50, timeout }, words);
}

/** Waits until the page says that everything typed is saved. */
export async function saved(page: Page): Promise<void> {
  await page.waitForFunction(() => /^Saved/.test(document.querySelector(".save-state")?.textContent ?? ""), { polling: 20, timeout: 60_000 });
}

/**
 * Asks the site's own worker, beside the page, and answers what it answered; each answer that has come is told to the page's `kept`, if it has
 * one. The page shows "Saved" when such a call has been answered, and not before.
 */
export function askWorker(page: Page, calls: [method: string, argument: unknown][]): Promise<string[]> {
  return page.evaluate((calls) => {
    const address = (name: string) => document.querySelector<HTMLLinkElement>(`#ascribe-${name}`)!.href;
    const worker = new Worker(address("worker"));
    const answers: string[] = [];
    let sent = 0;
    const next = () => {
      if (sent === calls.length) return;
      const [method, argument] = calls[sent]!;
      worker.postMessage({ call: sent++, method, argument: JSON.stringify(argument) });
    };
    return new Promise<string[]>((resolve, reject) => {
      worker.onerror = ({ message }) => { reject(new Error(message)); };
      worker.onmessage = ({ data }) => {
        if (data.type === "result") {
          answers[data.call] = data.result;
          (globalThis as { kept?: (call: number) => void }).kept?.(data.call);
          if (Object.keys(answers).length === calls.length) resolve(answers);
        } else if (data.type === "failure" || data.type === "stopped") reject(new Error(JSON.stringify(data)));
        if (data.type === "ready") for (let i = 0; i < 10; i++) next();
        else if (data.type === "result") next();
      };
      worker.postMessage({ wasm: address("wasm") });
    }).finally(() => { worker.terminate(); });
  }, calls);
}

/** What the library holds of notes, as text and in the order of their places. */
export async function notesKept(page: Page): Promise<string[]> {
  const articles = JSON.parse((await askWorker(page, [["list", {}]]))[0]!) as { id: string }[];
  if (!articles.length) return [];
  const lists = await askWorker(page, articles.map(({ id }) => ["notes", { articleId: id }]));
  return lists.flatMap((list) => (JSON.parse(list) as { body: string }[]).map(({ body }) => body));
}

/** Opens the first article of the list, and waits for its marks. */
export async function openFirst(page: Page): Promise<void> {
  await click(page, ".articles button.open");
  await readingDone(page);
}

/** The text of a file that the page saves, as soon as it is there whole: browsers write under another name first. */
export async function downloaded(session: Session, name: RegExp): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const found = readdirSync(session.downloads).find((file) => name.test(file));
    const text = found && readFileSync(join(session.downloads, found), "utf8");
    if (text) return text;
    await pause(100);
  }
  throw new Error(`no file ${name} among ${readdirSync(session.downloads).join(", ") || "none"}`);
}

/** Opens a file in the page as dropping it does, or several: name, text, name, text, and so on. */
export async function drop(page: Page, ...files: string[]): Promise<void> {
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (let i = 0; i < files.length; i += 2) dataTransfer.items.add(new File([files[i + 1]!], files[i]!));
    document.querySelector(".app")!.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
}

/** Notes the longest time in which the page did nothing else; a reader's keys would have waited as long. */
export async function busyTime(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = globalThis as unknown as { waited: number };
    seen.waited = 0;
    let last = performance.now();
    setInterval(() => {
      seen.waited = Math.max(seen.waited, performance.now() - last - 20);
      last = performance.now();
    }, 20);
  });
  return () => page.evaluate(() => Math.round((globalThis as unknown as { waited: number }).waited));
}

/** The answer of a command, for tests that look at what it prints. */
export function run(program: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => { execFile(program, args, { cwd: root }, (error, stdout) => { if (error) reject(new Error(`${error.message}\n${stdout}`)); else resolve(stdout); }); });
}

/** Fails with the lines that only one side has: a whole reading in a report hides what differs. */
export function assertSameLines(actual: readonly string[], expected: readonly string[], what: string): void {
  const surplus = actual.filter((line) => !expected.includes(line));
  const missing = expected.filter((line) => !actual.includes(line));
  if (surplus.length || missing.length || actual.length !== expected.length) {
    assert.fail([`${what}: ${actual.length} lines for ${expected.length}`, ...surplus.slice(0, 10).map((line) => `+ ${line}`), ...missing.slice(0, 10).map((line) => `- ${line}`)].join("\n"));
  }
}

/** Fails with the surroundings of the first difference. */
export function assertSameText(actual: string, expected: string, what: string): void {
  if (actual === expected) return;
  let at = 0;
  while (actual[at] === expected[at]) at++;
  assert.fail(`${what} differs from character ${at} on:\n+ ${actual.slice(Math.max(0, at - 120), at + 120)}\n- ${expected.slice(Math.max(0, at - 120), at + 120)}`);
}

/** Begins a note on what the selector finds first. */
export async function noteOn(page: Page, selector: string, body: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(selector, (mark) => { (mark as HTMLElement).click(); });
  await press(page, "Note", ".card");
  await type(page, ".composer textarea", body);
}

/** What stands in the field of a note that is being written. */
export const composed = (page: Page) => page.$eval(".composer textarea", (field) => (field as HTMLTextAreaElement).value);
/** Waits until the page says that something is not saved. */
export const notSaved = (page: Page) => page.waitForFunction(() => document.querySelector(".save-state")?.textContent === "Not saved" && document.querySelector(".banner"), { polling: 50, timeout: 60_000 });

/**
 * What the end-to-end tests share: the two browsers with lasting profiles, the packed shells, servers on this machine, the batch command's
 * reading to compare with, and the steps that a reader takes.
 *
 * The tests run against build/out as `make pack` left it, and against the program as a reader meets it: no hooks inside the page.
 */
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import type { Reading } from "../../web/src/core/reading";

export type BrowserName = "chromium" | "firefox";
export const browsers: readonly BrowserName[] = ["chromium", "firefox"];

/** The repository, which run.sh makes the working folder. */
export const root = process.cwd();
/** What was packed; OUT names another folder than make pack does. */
export const out = process.env.OUT ?? join(root, "build", "out");
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
export async function launch(name: BrowserName, profile: string, options: { dark?: boolean } = {}): Promise<Session> {
  const downloads = join(profile, "downloads");
  mkdirSync(downloads, { recursive: true });
  const browser = await puppeteer.launch(
    name === "chromium"
      ? {
          browser: "chrome", executablePath: which(process.env.CHROMIUM ?? "chromium"), headless: true, userDataDir: profile, pipe: true, enableExtensions: true, downloadBehavior: { policy: "allow", downloadPath: downloads },
          args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--enable-unsafe-extension-debugging", ...(options.dark ? ["--force-dark-mode"] : [])],
        }
      : {
          browser: "firefox", executablePath: which(process.env.FIREFOX ?? "firefox-esr"), headless: true, args: ["--profile", profile, "--remote-allow-system-access"],
          extraPrefsFirefox: {
            // The driver turns this off, which would let file:// pages do what they may not do for a reader.
            "security.fileuri.strict_origin_policy": true,
            "browser.download.folderList": 2,
            "browser.download.dir": downloads,
            "extensions.webextensions.uuids": JSON.stringify({ [extensionId]: extensionUuid }),
            "ui.systemUsesDarkTheme": options.dark ? 1 : 0,
          },
        },
  );
  const ended = new Promise<void>((resolve) => { browser.process()?.once("exit", () => resolve()); });
  return {
    name, browser, profile, downloads,
    async close() {
      await browser.close();
      await ended;
    },
    async kill() {
      browser.process()?.kill("SIGKILL");
      await ended;
    },
  };
}

function which(program: string): string {
  return program.includes("/") ? program : execFileSync("which", [program], { encoding: "utf8" }).trim();
}

/** A folder that is deleted when all tests are over: browsers write to their profile until they have ended. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "ascribe-e2e-"));
  process.once("exit", () => { rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); });
  return folder;
}

export interface Served {
  address: string;
  hits: string[];
  stop(): Promise<void>;
}

const types: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".png": "image/png", ".webmanifest": "application/manifest+json" };

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
  const errors: string[] = [];
  page.on("pageerror", (error) => { errors.push(String(error instanceof Error ? (error.stack ?? error) : error)); });
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  const arrival = page.goto(address, { waitUntil: "load", timeout: address.startsWith("moz-extension:") ? 3000 : 30_000 });
  // Firefox opens an extension's page for the driver, but tells it nothing of the navigation.
  await (address.startsWith("moz-extension:") ? arrival.catch(() => {}) : arrival);
  await page.waitForSelector("#app textarea, #app article", { timeout: 20_000 });
  return { page, errors };
}

/**
 * Puts a text into the field as pasting does in all browsers (Firefox gives events that a script made an empty clipboard), asks for its
 * reading with the keyboard, and waits for the reading's end.
 */
export async function paste(page: Page, text: string): Promise<void> {
  const field = await page.waitForSelector(".start textarea");
  await field!.focus();
  await page.evaluate((text) => {
    const field = document.querySelector<HTMLTextAreaElement>(".start textarea")!;
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  }, text);
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
  await readingDone(page);
}

/** The reading is over when every lens has its count and no progress is shown. */
export async function readingDone(page: Page, timeout = 60_000): Promise<void> {
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

/** Presses the button or tab with this text or name, as soon as it is there; one that is drawn anew before the pointer arrives is looked for again. */
export async function press(page: Page, name: string, within = "body"): Promise<void> {
  for (let tries = 0; ; tries++) {
    const handle = await page.waitForFunction((name, within) => {
      const controls = [...document.querySelectorAll<HTMLElement>(`${within} :is(button, [role=tab], label.button, summary)`)];
      const said = (element: HTMLElement) => (element.getAttribute("aria-label") ?? element.textContent ?? "").trim();
      return controls.find((element) => element.checkVisibility() && (said(element) === name || (said(element).startsWith(name) && /^[^a-z]/.test(said(element).slice(name.length)))));
    }, { polling: 50, timeout: 15_000 }, name, within);
    try {
      return await (handle.asElement() as unknown as { click(): Promise<void> }).click();
    } catch (error) {
      const vanished = /detached|not clickable|stale|no such node|could not find node/i.test(String(error));
      if (!vanished || tries === 10) throw error;
    }
  }
}

/** The text of a file that the page saves, as soon as it is there whole: browsers write under another name first. */
export async function downloaded(session: Session, name: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const found = readdirSync(session.downloads).find((file) => name.test(file));
    const text = found && readFileSync(join(session.downloads, found), "utf8");
    if (text) return text;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error(`no file ${name} among ${readdirSync(session.downloads).join(", ") || "none"}`);
}

/** Opens a file in the page as dropping it does. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate((name, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    document.querySelector(".app")!.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, name, text);
}

/** The answer of a command, for tests that look at what it prints. */
export function run(program: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => { execFile(program, args, { cwd: root }, (error, stdout) => { if (error) reject(error); else resolve(stdout); }); });
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

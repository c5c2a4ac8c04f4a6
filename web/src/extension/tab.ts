/** What the panel does in the tab that it reads. Each needs the reader's gesture on that tab, which ends when the tab moves on. */
import type { Reading, Span } from "../core/reading";
import { extension, type Part } from "./browser";
import type { ContentApi, Drawing, Extract } from "./content";

interface World {
  ascribe?: ContentApi;
}

export async function readPage(tabId: number, part: Part): Promise<Extract | null> {
  const target = { tabId };
  await extension.scripting.executeScript({ target, files: ["content.js"] });
  const [answer] = await extension.scripting.executeScript({ target, func: (part: Part) => (globalThis as World).ascribe?.extract(part), args: [part] });
  return answer?.result ?? null;
}

export type LensesOn = Record<"actor" | "source" | "hedge", boolean>;

/** The page's scripts can see the names of highlights: they are random, and say nothing. */
const names = { actor: randomName(), source: randomName(), unnamed: randomName(), cue: randomName(), hedge: randomName() };

const styles = `::highlight(${names.actor}){background:#C9DDFF;color:#1B1B1F;text-decoration:underline solid #1954C2 2px}
::highlight(${names.source}){background:#FBE6AC;color:#1B1B1F;text-decoration:underline double #8A5200 1px}
::highlight(${names.unnamed}){background:#FBE6AC;color:#1B1B1F;text-decoration:underline dashed #8A5200 2px}
::highlight(${names.cue}){text-decoration:underline dotted #8A5200 2px}
::highlight(${names.hedge}){background:#F9B1C0;color:#1B1B1F;text-decoration:underline wavy #6B1740 1.5px}`;

export async function drawMarks(tabId: number, reading: Reading, on: LensesOn): Promise<void> {
  const target = { tabId };
  await extension.scripting.insertCSS({ target, css: styles });
  await extension.scripting.executeScript({ target, func: (drawing: Drawing) => (globalThis as World).ascribe?.draw(drawing), args: [drawingOf(reading, on)] });
}

export async function clearMarks(tabId: number): Promise<void> {
  await extension.scripting.executeScript({ target: { tabId }, func: () => (globalThis as World).ascribe?.clear(), args: [] });
}

function drawingOf(reading: Reading, on: LensesOn): Drawing {
  const spans = (named: boolean): Span[] => reading.attributions.filter((found) => found.named === named).flatMap(({ source }) => source);
  // In the order of their weight: what comes later is drawn over what came before, actors over the sources that hold them.
  return {
    [names.source]: on.source ? spans(true) : [],
    [names.unnamed]: on.source ? spans(false) : [],
    [names.cue]: on.source ? reading.attributions.flatMap(({ cue }) => cue) : [],
    [names.actor]: on.actor ? reading.actors.filter(({ type }) => type !== "place").flatMap(({ mentions }) => mentions.filter(({ form }) => form !== "pronoun").map(({ span }) => span)) : [],
    [names.hedge]: on.hedge ? reading.hedges.flatMap(({ cue }) => cue) : [],
  };
}

function randomName(): string {
  return `h${crypto.randomUUID().replaceAll("-", "")}`;
}

/**
 * Runs in the page that the reader asks about, in the extension's own world: takes the text out, and draws marks over it.
 *
 * Text is taken from the page's own nodes, so that every character knows its place: Readability works on a copy and only says which
 * blocks belong to the article. The page's document is never changed; marks are drawn as CSS highlights.
 */
import { Readability } from "@mozilla/readability";
import { webAddress } from "../core/address";
import type { Part } from "./browser";

export interface Extract {
  title: string;
  url: string;
  outlet: string;
  author: string;
  published: string;
  text: string;
  words: number;
  paragraphs: number;
  part: Part;
}

/** Spans of the extracted text (UTF-16 code units) to draw, by the name of their highlight. */
export type Drawing = Record<string, (readonly [number, number])[]>;

export interface ContentApi {
  /** Null where a viewer shows the text and keeps it to itself. */
  extract(part: Part): Extract | null;
  /** Draws over the text extracted last, and clears what was drawn before. */
  draw(drawing: Drawing): void;
  clear(): void;
}

const copyMark = "data-ascribe-block";
const skipped = "script,style,noscript,template,svg,math,canvas,iframe,object,video,audio,select,textarea,button,[hidden],[aria-hidden=true]";
const furniture = "nav,footer,aside,form,[role=navigation],[role=banner],[role=contentinfo],[role=dialog]";

/** Where each code unit of the text comes from; null for line breaks and joined blanks that have no node. */
let origin: ({ node: Text; offset: number } | null)[] = [];
let drawn: string[] = [];

function extract(part: Part): Extract | null {
  if (document.contentType === "application/pdf") return null;
  const found = part === "article" ? articleBlocks() : null;
  // A page in which Readability finds nothing is read whole: the reader sees how many words that gave and may choose otherwise.
  const actual = part === "article" && !found ? "whole" : part;
  const text = collect(chooser(actual, found?.blocks));
  const meta = (...names: string[]) => names.map((name) => document.querySelector<HTMLMetaElement>(`meta[property="${name}"],meta[name="${name}"]`)?.content.trim()).find(Boolean) ?? "";
  const canonical = webAddress(document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? ""); // a page may give anything for its own
  return {
    title: found?.title || meta("og:title") || document.title, url: canonical || location.href,
    outlet: found?.outlet || meta("og:site_name") || location.hostname, author: found?.author || meta("author"),
    published: found?.published || meta("article:published_time", "date"),
    text, words: text.match(/\S+/g)?.length ?? 0, paragraphs: text ? text.split("\n\n").length : 0, part: actual,
  };
}

/** The blocks of the page that Readability keeps: they are numbered on its copy, and what survives names the originals. */
function articleBlocks(): { blocks: Set<Element>; title: string; outlet: string; author: string; published: string } | null {
  const copy = document.cloneNode(true) as Document;
  const originals = [...document.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, i) => { element.setAttribute(copyMark, String(i)); });
  const article = new Readability(copy).parse();
  if (!article?.content) return null;
  const kept = new DOMParser().parseFromString(article.content, "text/html");
  const blocks = new Set<Element>();
  for (const element of kept.querySelectorAll(`[${copyMark}]`)) {
    // Containers survive with some of their children gone: only elements that hold text of their own say that it is kept.
    const original = originals[Number(element.getAttribute(copyMark))];
    if (original && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())) blocks.add(original);
  }
  if (!blocks.size) return null;
  return { blocks, title: article.title ?? "", outlet: article.siteName ?? "", author: article.byline ?? "", published: article.publishedTime ?? "" };
}

/** Says which part of a text node is read, as [start, end), or null. */
type Chooser = (node: Text, parent: Element) => readonly [number, number] | null;

function chooser(part: Part, blocks?: Set<Element>): Chooser {
  if (part === "article" && blocks) return (node, parent) => (blocks.has(parent) ? [0, node.length] : null);
  if (part === "whole") return (node, parent) => (parent.closest(furniture) ? null : [0, node.length]);
  const selection = getSelection();
  const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, i) => selection!.getRangeAt(i));
  return (node) => {
    const range = ranges.find((range) => range.intersectsNode(node));
    return range ? [range.startContainer === node ? range.startOffset : 0, range.endContainer === node ? range.endOffset : node.length] : null;
  };
}

/** The chosen text: blanks joined, an empty line between blocks. Its units are put together at the end: a string that grows is copied whenever it is looked at. */
function collect(choose: Chooser): string {
  const units: string[] = [];
  let block: Element | null = null;
  let blank = true; // whether another blank would add nothing
  origin = [];
  const add = (unit: string, place: { node: Text; offset: number } | null) => {
    units.push(unit);
    origin.push(place);
    blank = /\s/.test(unit);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const parent = node.parentElement;
    if (!parent || parent.closest(skipped)) continue;
    const chosen = choose(node, parent);
    if (!chosen || !parent.checkVisibility()) continue;
    const { data } = node;
    const inside = blockOf(parent);
    if (inside !== block && data.slice(...chosen).trim()) {
      if (units.length) for (const unit of "\n\n") add(unit, null);
      block = inside;
    }
    for (let i = chosen[0]; i < chosen[1]; i++) {
      const unit = data[i]!;
      const space = /\s/.test(unit);
      if (!space || !blank) add(space ? " " : unit, { node, offset: i });
    }
  }
  // A blank before the end of a block is not seen by a reader and would shift nothing that is drawn: it stays with its origin.
  return units.join("").trimEnd();
}

function blockOf(element: Element): Element {
  let block = element;
  while (block.parentElement && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  return block;
}

function draw(drawing: Drawing): void {
  clear();
  for (const [name, spans] of Object.entries(drawing)) {
    const ranges = spans.flatMap(([start, end]) => rangesOf(start, end));
    CSS.highlights.set(name, new Highlight(...ranges));
    drawn.push(name);
  }
}

/** One range for each stretch of the span in one text node: a range over several would also paint what lies between them unread. */
function rangesOf(start: number, end: number): Range[] {
  const ranges: Range[] = [];
  let range: Range | null = null;
  for (let i = start; i < end; i++) {
    const place = origin[i];
    if (!place?.node.isConnected || place.offset >= place.node.length) {
      range = null;
    } else {
      if (range?.endContainer !== place.node) {
        range = new Range();
        range.setStart(place.node, place.offset);
        ranges.push(range);
      }
      range.setEnd(place.node, place.offset + 1);
    }
  }
  return ranges;
}

function clear(): void {
  for (const name of drawn) CSS.highlights.delete(name);
  drawn = [];
}

/** Asked for by the panel through `executeScript`, which shares this world's globals. */
(globalThis as { ascribe?: ContentApi }).ascribe = { extract, draw, clear };

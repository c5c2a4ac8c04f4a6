/** What the page asks of the document: where marks and positions of the text stand, how wide the screen is, whether things may move. */
import type { Span } from "../core/reading";
import type { Key } from "./marks";
import { type Paragraph, paragraphAt } from "./text";

/** The findings whose marks hold an element, innermost first. */
export function keysAround(element: Element | null): Key[] {
  const keys: Key[] = [];
  for (let mark = element?.closest<HTMLElement>("mark"); mark; mark = mark.parentElement?.closest<HTMLElement>("mark")) keys.push(...(mark.dataset.keys?.split(" ") ?? []));
  return [...new Set(keys)];
}

/** The innermost element at a position of the text; the block begins at `start`. */
export function pieceAt(block: HTMLElement, start: number, position: number): HTMLElement | null {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = start;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    at += node.nodeValue?.length ?? 0;
    if (at > position) return node.parentElement;
  }
  return null;
}

/** The selection as positions of the text; null outside the article. */
export function spanOf(selection: Selection): [number, number] | null {
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = positionOf(range.startContainer, range.startOffset);
  const end = positionOf(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : [start, end];
}

/** A stretch of the text in the document; null while it does not stand there. */
export function rangeOf(paragraphs: readonly Paragraph[], [start, end]: Span): Range | null {
  const [from, to] = [pointOf(paragraphs, start), pointOf(paragraphs, end)];
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/** Selects a stretch of the text in the document. */
export function select(paragraphs: readonly Paragraph[], span: Span): void {
  const range = rangeOf(paragraphs, span);
  if (!range) return;
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}

/** Where a position of the text is in the document. */
function pointOf(paragraphs: readonly Paragraph[], position: number): [Node, number] | null {
  const paragraph = paragraphAt(paragraphs, position);
  const block = paragraph && document.getElementById(`p${paragraph.number}`);
  if (!block) return null;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = paragraph.start;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (position <= at + length) return [node, position - at];
    at += length;
  }
  return null;
}

function positionOf(node: Node, offset: number): number | null {
  const block = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-paragraph]");
  if (!block?.closest("article.reading")) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + before.toString().length;
}

export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Where the analysis is a sheet over the article. */
export const narrowScreen = "(max-width: 1099px)";

export function narrow(): boolean {
  return matchMedia(narrowScreen).matches;
}

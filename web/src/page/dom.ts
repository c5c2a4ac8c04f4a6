/** What the page asks of the document: where marks stand, how wide the screen is, whether things may move. */
import type { Key } from "./marks";

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

export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Where the analysis is a sheet over the article. */
export const narrowScreen = "(max-width: 1099px)";

export function narrow(): boolean {
  return matchMedia(narrowScreen).matches;
}

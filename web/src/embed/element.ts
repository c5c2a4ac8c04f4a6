/**
 * `<ascribe-article>`: shows a text with its actors, sources and hedges marked.
 *
 * Text: the property `text`, or else what the element holds (as plain text; `<p>` and `<br>` end a line).
 * Attribute `lenses`: which marks to draw, any of "actors sources hedges"; all of them without it.
 * Events, all of which bubble and leave the shadow tree: `ascribe-reading` (detail: `Reading`), `ascribe-error` (detail: `CallError`),
 * `ascribe-select` (detail: `{ lens, id }`) when a reader chooses a mark by click, Enter or the space bar.
 * Theming: the custom properties named in `style` below, and the parts `paragraph` and `mark`.
 */
import type { CallError, CallOptions } from "../core/client";
import type { Reading } from "../core/reading";
import { type Lens, type Mark, MarkIndex, type Piece } from "../page/marks";
import { paragraphsOf, wellFormed } from "../page/text";

declare global {
  interface HTMLElementTagNameMap {
    "ascribe-article": ArticleElement;
  }
  interface HTMLElementEventMap {
    "ascribe-reading": CustomEvent<Reading>;
    "ascribe-error": CustomEvent<CallError>;
    "ascribe-select": CustomEvent<{ lens: Lens; id: string }>;
  }
}

const style = `
:host { display: block; font: var(--ascribe-font, 1.1rem/1.7 Charter, "Iowan Old Style", Georgia, serif);
  --actor-tint: var(--ascribe-actor-tint, #C9DDFF); --actor-line: var(--ascribe-actor-line, #1954C2);
  --source-tint: var(--ascribe-source-tint, #FBE6AC); --source-line: var(--ascribe-source-line, #8A5200);
  --hedge-tint: var(--ascribe-hedge-tint, #F9B1C0); --hedge-line: var(--ascribe-hedge-line, #6B1740); --on-tint: var(--ascribe-on-tint, #1B1B1F); }
:host([hidden]) { display: none; }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) {
  --actor-tint: var(--ascribe-actor-tint, #1B3F8F); --actor-line: var(--ascribe-actor-line, #9DBEFF);
  --source-tint: var(--ascribe-source-tint, #473005); --source-line: var(--ascribe-source-line, #F9DD7A);
  --hedge-tint: var(--ascribe-hedge-tint, #7E2A4A); --hedge-line: var(--ascribe-hedge-line, #FCA3BA); --on-tint: var(--ascribe-on-tint, #ECEDEE); } }
p { margin: 0 0 .9em; overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext; }
mark { color: var(--on-tint); background: none; text-underline-offset: 3px; text-decoration-thickness: 2px; text-decoration-line: underline; cursor: pointer; }
mark.actor { background: var(--actor-tint); text-decoration-color: var(--actor-line); text-decoration-style: solid; }
mark.source { background: var(--source-tint); text-decoration: double underline var(--source-line) 1px; text-underline-offset: 7px; }
mark.source.unnamed { text-decoration: dashed underline var(--source-line) 2px; }
mark.hedge { background: var(--hedge-tint); text-decoration: wavy underline var(--hedge-line) 1.5px; }
mark:focus-visible { outline: 3px solid #0B57D0; outline-offset: 2px; }
@media (forced-colors: active) { mark { background: Canvas; color: CanvasText; } }
`;

const lensOf: Partial<Record<Mark["kind"], "actors" | "sources" | "hedges">> = { actor: "actors", source: "sources", hedge: "hedges" };

export class ArticleElement extends HTMLElement {
  /** How texts are read; set by the module. */
  static reader: (text: string, options?: CallOptions) => Promise<Reading>;
  static observedAttributes = ["lenses"];

  /** The reading of the text shown, once it is there. */
  reading: Reading | null = null;

  private given: string | null = null;
  /** What is drawn, and what `reading` is of: the element may hold other words by now. */
  private shown = "";
  private underWay: AbortController | null = null;
  private readonly root = this.attachShadow({ mode: "open" });
  private readonly body = document.createElement("div");

  constructor() {
    super();
    const sheet = document.createElement("style");
    sheet.textContent = style;
    this.root.append(sheet, this.body);
    this.body.addEventListener("click", (event) => { this.choose(event); });
    this.body.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && this.choose(event)) event.preventDefault();
    });
  }

  get text(): string {
    return this.given ?? plain(this);
  }

  set text(text: string) {
    this.given = wellFormed(String(text));
    if (this.isConnected) void this.update();
  }

  connectedCallback(): void {
    void this.update();
  }

  disconnectedCallback(): void {
    this.underWay?.abort();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.draw();
  }

  /** Shows the text at once, reads it, and draws the marks. A newer text ends the reading of an older one. */
  private async update(): Promise<void> {
    this.underWay?.abort();
    const underWay = new AbortController();
    this.underWay = underWay;
    this.reading = null;
    this.shown = this.text;
    this.draw();
    if (!this.shown.trim()) return;
    try {
      const reading = await ArticleElement.reader(this.shown, { signal: underWay.signal });
      if (underWay.signal.aborted) return;
      this.reading = reading;
      this.draw();
      this.tell("ascribe-reading", reading);
    } catch (error) {
      if (!underWay.signal.aborted) this.tell("ascribe-error", error as CallError);
    }
  }

  private draw(): void {
    const index = new MarkIndex(this.shown, paragraphsOf(this.shown), this.reading);
    const lenses = new Set((this.getAttribute("lenses") ?? "actors sources hedges").split(/\s+/));
    this.body.replaceChildren(...index.paragraphs.map(({ number }) => {
      const paragraph = document.createElement("p");
      paragraph.part.add("paragraph");
      paragraph.append(...index.pieces(number).map((piece) => drawn(piece, lenses)));
      return paragraph;
    }));
  }

  private choose(event: Event): boolean {
    const mark = (event.target as Element).closest<HTMLElement>("mark[data-key]");
    const [lens, id] = mark?.dataset.key?.split(":") ?? [];
    if (!lens || !id) return false;
    this.tell("ascribe-select", { lens, id });
    return true;
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** A piece as nodes. What belongs to no lens that is on, statements and cues among it, is drawn as the text that it holds. */
function drawn(piece: Piece, lenses: ReadonlySet<string>): Node {
  if (typeof piece === "string") return document.createTextNode(piece);
  const lens = lensOf[piece.kind];
  const shown = lens !== undefined && lenses.has(lens);
  const node = shown ? document.createElement("mark") : document.createDocumentFragment();
  if (node instanceof HTMLElement) {
    node.className = piece.kind === "source" && piece.unnamed ? "source unnamed" : piece.kind;
    node.part.add("mark");
    node.dataset.key = piece.keys[0];
    if (piece.first) node.tabIndex = 0;
  }
  node.append(...piece.children.map((child) => drawn(child, lenses)));
  return node;
}

/** The element's own content as plain text, one line a paragraph. */
function plain(element: Element): string {
  let text = "";
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) text += (node.nodeValue ?? "").replace(/\s+/g, " ");
    else if (node instanceof HTMLBRElement) text += "\n";
    else for (const child of node.childNodes) walk(child);
    if (node instanceof HTMLParagraphElement) text += "\n\n";
  };
  walk(element);
  return wellFormed(text.trim());
}

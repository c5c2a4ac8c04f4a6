/** The article with its marks. One tab stop; marks are found by their keys, and one listener on the article serves them all. */
import type { ComponentChild } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { scaleLinear } from "d3-scale";
import type { Signal } from "@preact/signals";
import type { Span } from "../core/reading";
import { useStore } from "./context";
import { merged } from "./facts";
import type { Lens, Mark, Piece } from "./marks";
import { t } from "./messages";
import { Icon } from "./parts";
import { calm, narrow } from "./dom";
import { type Paragraph, paragraphAt } from "./text";

/** Subscribes to its own pieces: a paragraph is drawn again only when they change, whatever its parent does. */
function ParagraphView({ paragraph, pieces, headline }: { paragraph: Paragraph; pieces: Signal<Piece[]>; headline: boolean }) {
  return (
    <p class={headline ? "headline" : undefined} data-paragraph={paragraph.number} data-start={paragraph.start} id={`p${paragraph.number}`}>
      {pieces.value.map(draw)}
    </p>
  );
}

function draw(piece: Piece): ComponentChild {
  return typeof piece === "string" ? piece : element(piece);
}

function element(mark: Mark) {
  const keys = mark.keys.join(" ");
  const children = mark.children.map(draw);
  if (mark.kind === "sentence") return <span class="sentence" data-sentence={mark.keys[0]!.slice(9)}>{children}</span>;
  if (mark.kind === "statement") return <span class={mark.first ? "statement first" : "statement"} data-of={keys} data-depth={mark.depth > 1 ? mark.depth : undefined}>{children}</span>;
  if (mark.kind === "note") return <span class={mark.last ? "noted last" : "noted"} data-note={mark.keys[0]!.slice(5)}>{children}</span>;
  return <mark class={mark.unnamed ? `${mark.kind} unnamed` : mark.kind} data-keys={keys}>{children}</mark>;
}

export function ArticleView() {
  const store = useStore();
  const root = useRef<HTMLElement>(null);
  const help = useId();
  const article = store.article.value!;
  const { lenses, strong, sayLabels } = store.settings.value;
  const paragraphs = store.paragraphs.value;
  const first = paragraphs[0];
  const repeats = !!first && article.text.slice(first.start, first.start + 24) === article.title.slice(0, 24);
  const headline = !!first && paragraphs.length > 1 && article.text.slice(first.start, first.end) === article.title && !/[.!]["”’]?$/.test(article.title);

  useSpotlight(root);
  useCurrent(root, help);
  useLabels(root, sayLabels);

  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    if (String(getSelection() ?? "").trim()) return;
    const note = target.closest<HTMLElement>("[data-note]");
    const mark = markFrom(target, lenses);
    if (mark && store.classroom.predicting) store.classroom.unmark(mark.dataset.keys!.split(" ")[0]!);
    else if (mark) store.cursor.openCard(mark.dataset.keys!.split(" ")[0]!, mark);
    else if (note) store.notebook.show(note.dataset.note!);
    else if (store.cursor.card.value) store.cursor.closeCard();
  };

  return (
    // The keyboard's way to the same is Enter on the focused finding (keyboard.ts).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <article
      ref={root}
      lang="en"
      dir="auto"
      class="reading"
      // One tab stop, from which single keys step through the findings.
      tabIndex={0}
      aria-labelledby="title"
      aria-describedby={help}
      data-actor={lenses.actor ? "on" : "off"}
      data-source={lenses.source ? "on" : "off"}
      data-hedge={lenses.hedge ? "on" : "off"}
      data-statement={lenses.statement ? "on" : "off"}
      data-strong={strong ? "on" : "off"}
      onClick={onClick}
    >
      <h1 id="title" class={repeats ? "hidden" : ""} dir="auto">{article.title || t.untitled}</h1>
      <span id={help} hidden>{t.articleHelp}</span>
      {(["actor", "source", "cue", "hedge"] as const).map((kind) => <span key={kind} id={`${help}-${kind}`} hidden>{t.markSaid(kind, false)}</span>)}
      <span id={`${help}-unnamed`} hidden>{t.markSaid("source", true)}</span>
      {store.editing.value ? <TextEditor /> : paragraphs.slice(0, store.reader.standing.value).map((paragraph, i) => <ParagraphView key={`${article.id}${paragraph.start}`} paragraph={paragraph} pieces={store.reader.painted[i]!} headline={headline && i === 0} />)}
    </article>
  );
}

/** The innermost visible mark around an element. */
function markFrom(target: Element, lenses: Record<"actor" | "source" | "hedge" | "statement", boolean>): HTMLElement | null {
  for (let mark = target.closest<HTMLElement>("mark"); mark; mark = mark.parentElement?.closest<HTMLElement>("mark") ?? null) {
    const lens = mark.dataset.keys!.split(":")[0] as "actor" | "source" | "hedge";
    if (lenses[lens]) return mark;
  }
  return null;
}

/** Shows what belongs to the selected row, and steps back with everything else. */
function useSpotlight(root: { current: HTMLElement | null }) {
  const store = useStore();
  const lit = store.cursor.spotlight.value;
  const reading = store.reader.reading.value;
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    element.classList.toggle("dimmed", !!lit);
    for (const mark of element.querySelectorAll(".lit")) mark.classList.remove("lit");
    for (const key of lit?.split(" ") ?? []) {
      for (const mark of element.querySelectorAll(`mark[data-keys~="${key}"], mark[data-keys*="${key}:"], [data-of~="${key}"]`)) mark.classList.add("lit");
    }
    if (lit && !narrow()) element.querySelector(".lit")?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  }, [lit, reading]);
}

/** The current finding has an outline, also while the focus is elsewhere, and says its class when it has the focus. */
function useCurrent(root: { current: HTMLElement | null }, help: string) {
  const store = useStore();
  const key = store.cursor.current.value;
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    for (const mark of element.querySelectorAll("mark.current")) {
      mark.classList.remove("current");
      mark.removeAttribute("aria-describedby");
    }
    if (!key) return;
    const marks = [...element.querySelectorAll(`mark[data-keys~="${CSS.escape(key)}"]`)];
    const named = marks.filter((mark) => !mark.classList.contains("cue"));
    for (const mark of named.length ? named : marks) {
      mark.classList.add("current");
      mark.setAttribute("aria-describedby", `${help}-${mark.classList.contains("unnamed") ? "unnamed" : mark.classList[0]}`);
    }
  }, [key]);
}

/** Only for readers who asked for it: every mark says its class to a screen reader. */
function useLabels(root: { current: HTMLElement | null }, on: boolean) {
  const store = useStore();
  const phase = store.reader.phase.value.state;
  const was = useRef(false);
  useEffect(() => {
    if (!on && !was.current) return;
    was.current = on;
    for (const mark of root.current?.querySelectorAll<HTMLElement>("mark") ?? []) {
      if (on) mark.setAttribute("aria-description", t.markSaid(mark.classList[0] as Mark["kind"], mark.classList.contains("unnamed")));
      else mark.removeAttribute("aria-description");
    }
  }, [on, phase]);
}

function TextEditor() {
  const store = useStore();
  const [text, setText] = useState(store.text.value);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(0, 0);
    field.current?.scrollTo(0, 0);
  }, []);
  return (
    <div class="text-editor">
      <textarea ref={field} value={text} aria-label={t.editText} onInput={(event) => setText(event.currentTarget.value)} dir="auto" />
      <div class="row wrap">
        {text !== store.text.value && <span role="status">{t.textChanged}</span>}
        <button type="button" class="primary" disabled={text === store.text.value} onClick={() => { void store.replaceText(text); }}>{t.updateMarks}</button>
        <button type="button" onClick={() => { store.editing.value = false; }}>{t.cancel}</button>
      </div>
    </div>
  );
}

/** The bar over a selection. It shows nothing that a key or a button in a list cannot do as well. */
export function SelectionBar() {
  const store = useStore();
  const [place, setPlace] = useState<{ x: number; y: number; start: number; end: number } | null>(null);
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const change = () => {
      const selection = getSelection();
      const span = selection && spanOf(selection);
      if (!span) {
        setPlace(null);
        setAdding(false);
        return;
      }
      const box = selection.getRangeAt(0).getBoundingClientRect();
      setPlace({ x: box.left + box.width / 2, y: box.top, start: span[0], end: span[1] });
    };
    document.addEventListener("selectionchange", change);
    addEventListener("scroll", change, { passive: true });
    return () => {
      document.removeEventListener("selectionchange", change);
      removeEventListener("scroll", change);
    };
  }, []);
  if (!place || !store.reader.reading.value) return null;
  const span = [place.start, place.end] as const;
  const predicting = store.classroom.predicting;
  const add = (lens: Lens, value: string) => { if (predicting) store.classroom.mark(lens, span); else void store.amend.correct(lens, "add", span, value, false); done(); };
  const done = () => getSelection()?.removeAllRanges();
  return (
    <div class="selection-bar" role="toolbar" aria-label={t.selection} style={{ insetInlineStart: `clamp(160px, ${place.x}px, calc(100vw - 160px))`, top: `${Math.max(110, place.y - 52)}px` }}>
      {adding || predicting ? (
        <>
          <button type="button" onMouseDown={keep} onClick={() => add("actor", "organization")}>{t.lensOne.actor}</button>
          <button type="button" onMouseDown={keep} onClick={() => add("source", "person")}>{t.lensOne.source}</button>
          <button type="button" onMouseDown={keep} onClick={() => add("hedge", "possibility")}>{t.lensOne.hedge}</button>
        </>
      ) : (
        <>
          <button type="button" onMouseDown={keep} onClick={() => { void store.notebook.add("selection", span); done(); }}><Icon name="note" /> {t.note}</button>
          <button type="button" onMouseDown={keep} onClick={() => setAdding(true)}>{t.markAs}</button>
          <button type="button" onMouseDown={keep} onClick={() => { void store.copyWithLink(span); done(); }}>{t.copyWithLink}</button>
        </>
      )}
    </div>
  );
}

function keep(event: Event) {
  event.preventDefault(); // a press would clear the selection that the button is about
}

/** The selection as positions of the text, widened to whole words; null outside the article. */
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

/** The structure of the article over its height: who speaks, and how often the words hold back. */
export function MarginMap() {
  const store = useStore();
  const all = store.reader.cells.value;
  const cells = useMemo(() => merged(all, 240), [all]);
  const box = useRef<HTMLDivElement>(null);
  if (!cells.length) return <div class="margin" />; // keeps the column
  const percent = scaleLinear().domain([0, Math.max(1, store.text.value.length)]).range([0, 100]).clamp(true);
  const go = (event: PointerEvent) => {
    if (event.type === "pointermove" && !event.buttons) return;
    const rect = box.current!.getBoundingClientRect();
    const share = rect.height > rect.width ? (event.clientY - rect.top) / rect.height : (event.clientX - rect.left) / rect.width;
    const paragraph = paragraphAt(store.paragraphs.value, percent.invert(share * 100));
    document.getElementById(`p${paragraph?.number ?? 1}`)?.scrollIntoView({ block: "center", behavior: calm() || event.type === "pointermove" ? "auto" : "smooth" });
  };
  return (
    <section class="margin" aria-label={t.map}>
      <div ref={box} class="map" role="img" aria-label={store.reader.mapSaid.value} onPointerDown={go} onPointerMove={go}>
        {cells.map((cell) => (
          <i
            key={cell.span[0]}
            class={`cell ${cell.speaker}`}
            style={{ "--at": `${percent(cell.span[0])}%`, "--size": `${percent(cell.span[1]) - percent(cell.span[0])}%` }}
          >
            {cell.hedges > 0 && <b style={{ "--hedges": Math.min(cell.hedges, 4) }} />}
          </i>
        ))}
      </div>
    </section>
  );
}

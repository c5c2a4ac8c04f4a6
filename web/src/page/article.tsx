/** The article with its marks. One tab stop; marks are found by their keys, and one listener on the article serves them all. */
import type { ComponentChild } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import type { Signal } from "@preact/signals";
import { useStore } from "./context";
import { calm, narrow } from "./dom";
import type { Mark, Piece } from "./marks";
import { t } from "./messages";
import { share } from "./reader";
import type { Store } from "./store";
import { hasRightToLeft, type Paragraph } from "./text";
import { TextField } from "./text-field";

/** Subscribes to its own pieces: a paragraph is drawn again only when they change, whatever its parent does. */
function ParagraphView({ paragraph, pieces, headline }: { paragraph: Paragraph; pieces: Signal<Piece[]>; headline: boolean }) {
  return (
    <p class={headline ? "headline" : undefined} data-paragraph={paragraph.number} data-start={paragraph.start} id={`p${paragraph.number}`}>
      {pieces.value.map(draw)}
    </p>
  );
}

/** A share of the paragraphs. Once it stands, it is not gone through again when others are put in. */
function Share({ at, headline }: { at: number; headline: boolean }) {
  const { paragraphs, reader } = useStore();
  const list = paragraphs.value.slice(at * share, (at + 1) * share);
  return <div class="share">{list.map((paragraph, i) => <ParagraphView key={paragraph.start} paragraph={paragraph} pieces={reader.painted[paragraph.number - 1]!} headline={headline && i === 0} />)}</div>;
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
  const onOff = (on: boolean) => (on ? "on" : "off");
  const bidi = useMemo(() => hasRightToLeft(article.text), [article.text]);
  useSpotlight(root);
  useCurrent(root, help);
  useLabels(root, sayLabels);
  return (
    // The keyboard's way to the same is Enter on the focused finding (keyboard.ts).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <article
      ref={root}
      lang="en"
      dir="auto"
      class={bidi ? "reading bidi" : "reading"}
      // One tab stop, from which single keys step through the findings.
      tabIndex={0}
      aria-labelledby="title"
      aria-describedby={help}
      data-actor={onOff(lenses.actor)}
      data-source={onOff(lenses.source)}
      data-hedge={onOff(lenses.hedge)}
      data-statement={onOff(lenses.statement)}
      data-strong={onOff(strong)}
      onClick={(event) => choose(store, event.target as Element)}
    >
      <Title />
      <Described help={help} />
      {store.edit.value !== null ? <TextEditor text={store.edit.value} /> : <Paragraphs />}
    </article>
  );
}

/** What a click means: a mark opens its card, or while predicting is taken away; a note is shown. */
function choose(store: Store, target: Element): void {
  if (String(getSelection() ?? "").trim()) return;
  const note = target.closest<HTMLElement>("[data-note]");
  const mark = markFrom(target, store.settings.value.lenses);
  if (mark && store.classroom.predicting) store.classroom.unmark(mark.dataset.keys!.split(" ")[0]!);
  else if (mark) store.cursor.openCard(mark.dataset.keys!.split(" ")[0]!, mark);
  else if (note) store.notebook.show(note.dataset.note!);
  else if (store.cursor.card.value) store.cursor.closeCard();
}

/** Hidden where the text begins with it. */
function Title() {
  const { article: { value: article }, paragraphs: { value: [first] } } = useStore();
  const repeats = !!first && article!.text.startsWith(article!.title.slice(0, 24), first.start);
  return <h1 id="title" class={repeats ? "hidden" : ""} dir="auto">{article!.title || t.untitled}</h1>;
}

/** What marks and the article are described by to those who hear them. */
function Described({ help }: { help: string }) {
  return (
    <>
      <span id={help} hidden>{t.articleHelp}</span>
      {(["actor", "source", "cue", "hedge"] as const).map((kind) => <span key={kind} id={`${help}-${kind}`} hidden>{t.markSaid(kind, false)}</span>)}
      <span id={`${help}-unnamed`} hidden>{t.markSaid("source", true)}</span>
    </>
  );
}

function Paragraphs() {
  const { article: { value: article }, paragraphs: { value: paragraphs }, reader } = useStore();
  const { id, text, title } = article!;
  const [first] = paragraphs;
  const headline = !!first && paragraphs.length > 1 && text.slice(first.start, first.end) === title && !/[.!]["”’]?$/.test(title);
  return <>{Array.from({ length: reader.standing.value }, (_, i) => <Share key={`${id}${i}`} at={i} headline={headline && i === 0} />)}</>;
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
  const phase = store.reader.state.value;
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

function TextEditor({ text }: { text: string }) {
  const store = useStore();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const article = field.current?.closest<HTMLElement>("article");
    field.current?.focus();
    field.current?.setSelectionRange(0, 0);
    field.current?.scrollTo(0, 0);
    return () => { if (!article?.contains(document.activeElement)) article?.focus({ preventScroll: true }); }; // its buttons are gone
  }, []);
  return (
    <div class="text-editor">
      <TextField field={field} label={t.editText} value={text} onChange={(text) => { store.edit.value = text; }} />
      <div class="row wrap">
        <span role="status">{store.edited && t.textChanged}</span>
        <button type="button" class="primary" disabled={!store.edited || !text.trim()} onClick={() => { void store.replaceText(text); }}>{t.updateMarks}</button>
        <button type="button" onClick={() => { store.edit.value = null; }}>{t.cancel}</button>
      </div>
    </div>
  );
}

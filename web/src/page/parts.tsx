/** Small parts used everywhere: icons, the dialog, links to a place in the text. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Article } from "../core/protocol";
import type { Attribution, Span } from "../core/reading";
import { useStore } from "./context";
import type { Key, Lens } from "./marks";
import { t } from "./messages";
import { paragraphAt, paragraphsOf } from "./text";

const paths = {
  close: "M6 6l12 12M18 6L6 18",
  back: "M14 6l-6 6 6 6",
  forward: "M10 6l6 6-6 6",
  panel: "M4 5h16v14H4zM14 5v14",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  note: "M5 19l1-4L16 5l3 3L9 18z",
  search: "M11 4a7 7 0 100 14 7 7 0 000-14zM16.5 16.5L21 21",
  up: "M6 15l6-6 6 6",
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" stroke-width={name === "more" ? 3 : 1.75} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

/** A link to a place in the article: "¶7". */
export function Place({ span, label }: { span: Span; label?: string }) {
  const store = useStore();
  const number = paragraphAt(store.paragraphs.value, span[0])?.number ?? 1;
  return (
    <button type="button" class="place" onClick={() => store.cursor.goTo(span)} aria-label={label ? undefined : t.goToParagraph(number)}>
      {label ?? `¶${number}`}
    </button>
  );
}

/** A link to a place in a saved article that need not be open. */
export function ElsewherePlace({ article, span }: { article: Article; span: Span }) {
  const store = useStore();
  const number = paragraphAt(paragraphsOf(article.text), span[0])?.number ?? 1;
  return <button type="button" class="place" onClick={() => { void store.open(article.id, { at: span }); }} aria-label={t.goToParagraph(number)}>¶{number}</button>;
}

/** A number, or words with one, that leads to what it counts: shows these findings alone and goes to the first. */
export function Counted({ lens, keys, children }: { lens: Lens; keys: readonly Key[]; children: ComponentChildren }) {
  const store = useStore();
  if (!keys.length) return <>{children}</>;
  return <button type="button" class="counted" aria-pressed={store.cursor.spotlight.value === keys.join(" ")} onClick={() => store.cursor.light(lens, keys, true)}>{children}</button>;
}

/** The same in a saved article that need not be open. */
export function ElsewhereCounted({ article, lens, keys, children }: { article: Article; lens: Lens; keys: readonly Key[]; children: ComponentChildren }) {
  const store = useStore();
  if (!keys.length) return <>{children}</>;
  return <button type="button" class="counted" onClick={() => { void store.open(article.id, { lens, keys }); }}>{children}</button>;
}

/** A note without a selection: screen readers in browse mode never make one. */
export function AddNote({ span, on }: { span: Span; on: Lens | "sentence" }) {
  const store = useStore();
  return <button type="button" class="quiet small" onClick={() => { void store.notebook.add(on, span); }}>{t.addNote}</button>;
}

const samples = {
  actor: <mark class="actor">{t.lensOne.actor}</mark>,
  source: <mark class="source">{t.lensOne.source}</mark>,
  unnamed: <mark class="source unnamed">{t.unnamedSource}</mark>,
  cue: <mark class="cue">{t.cueWord}</mark>,
  hedge: <mark class="hedge">{t.lensOne.hedge}</mark>,
  statement: <span class="statement first">{t.statement}</span>,
  note: <span class="noted last">{t.note}</span>,
};

/** What the marks look like and mean. */
export function Legend({ only: kinds = Object.keys(samples) as (keyof typeof samples)[] }: { only?: (keyof typeof samples)[] }) {
  return <ul class="legend reading" data-actor="on" data-source="on" data-hedge="on" data-statement="on">{kinds.map((kind) => <li key={kind}>{samples[kind]} {t.legend[kind]}</li>)}</ul>;
}

/** A modal window: the browser keeps the focus inside, Escape closes it, and the focus goes back to where it was. */
export function Modal({ title, onClose, wide, children }: { title: string; onClose(): void; wide?: boolean; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const from = document.activeElement;
    box.current?.showModal();
    return () => { if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true }); };
  }, []);
  return (
    <dialog ref={box} class={wide ? "modal wide" : "modal"} aria-labelledby={heading} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" class="quiet square" onClick={onClose} aria-label={t.close}><Icon name="close" /></button>
      </header>
      <div class="modal-body" tabIndex={0} role="group" aria-labelledby={heading}>{children}</div>
    </dialog>
  );
}

/** A disclosure whose content is made when it is first opened: most stay closed. */
export function Details({ summary, class: name, children }: { summary: string; class?: string; children(): ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <details class={name} onToggle={(event) => { if (event.currentTarget.open) setOpen(true); }}>
      <summary>{summary}</summary>
      {open && children()}
    </details>
  );
}

/** A list of any length: its first rows, and the others when they are asked for. */
export function Lines<T>({ items, first = 40, children }: { items: readonly T[]; first?: number; children(item: T): ComponentChildren }) {
  const rows = (list: readonly T[]) => <ul class="lines">{list.map((item, i) => <li key={i}>{children(item)}</li>)}</ul>;
  return (
    <>
      {rows(items.slice(0, first))}
      {items.length > first && <Details summary={t.andMore(items.length - first)}>{() => rows(items.slice(first))}</Details>}
    </>
  );
}

/** Who a statement is attributed to, in the reader's words. */
export function speakerOf(attribution: Attribution): string {
  return (attribution.kind === "unknown" ? "" : attribution.speaker) || t.noSource;
}

export function Percent({ value }: { value: number }) {
  return <span class="number">{t.percent(value)}</span>;
}

/** Does what the keys mean (keys.ts). One listener on the document; single keys hold only while the focus is in the article, its card or a list. */
import { openFiles } from "./files";
import { bindingOf, type Binding } from "./keys";
import { placeOf, sentenceAt } from "./facts";
import { select, spanOf } from "./dom";
import { chosenAfter } from "./prediction";
import { wholeWords } from "./text";
import type { Lens } from "./marks";
import type { Store } from "./store";

export function listen(store: Store): () => void {
  const keydown = (event: KeyboardEvent) => onKey(store, event);
  const paste = (event: ClipboardEvent) => onPaste(store, event);
  const hidden = () => { if (document.visibilityState === "hidden") void store.saves.settle(); };
  const closing = (event: BeforeUnloadEvent) => {
    if (store.wouldLose) event.preventDefault();
    void store.saves.settle(); // while the browser asks, what can be stored is
  };
  document.addEventListener("keydown", keydown);
  document.addEventListener("paste", paste);
  document.addEventListener("visibilitychange", hidden);
  addEventListener("beforeunload", closing);
  return () => {
    removeEventListener("beforeunload", closing);
    document.removeEventListener("keydown", keydown);
    document.removeEventListener("paste", paste);
    document.removeEventListener("visibilitychange", hidden);
  };
}

function writing(element: Element | null): boolean {
  return !!element?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");
}

function onKey(store: Store, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const focus = document.activeElement;
  if (event.key === "Escape") {
    if (store.cursor.card.value) store.cursor.closeCard();
    else if (store.cursor.spotlight.value) store.cursor.spotlight.value = null;
    return;
  }
  if (event.key === "F6") {
    event.preventDefault();
    return nextRegion(event.shiftKey ? -1 : 1);
  }
  if (event.ctrlKey && event.shiftKey && event.code === "KeyE" && store.article.value) {
    event.preventDefault();
    store.dialog.value = "export";
    return;
  }
  if (document.querySelector("dialog[open]") || writing(focus)) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z" && store.article.value) {
    event.preventDefault();
    return event.shiftKey ? store.amend.redo() : store.amend.undo();
  }
  if (store.classroom.predicting && focus?.closest("article.reading, body > #app") && predictKey(store, event)) return event.preventDefault();
  if (event.key === "Enter" && focus instanceof HTMLElement) {
    const mark = focus.closest<HTMLElement>("article.reading mark[data-keys]") ?? (focus.matches("article.reading") && store.cursor.current.value ? document.querySelector<HTMLElement>("mark.current") : null);
    const key = store.cursor.current.value && mark?.dataset.keys?.split(" ").includes(store.cursor.current.value) ? store.cursor.current.value : mark?.dataset.keys?.split(" ")[0];
    if (mark && key) {
      event.preventDefault();
      store.cursor.openCard(key, mark);
    }
    return;
  }
  const single = store.settings.value.singleKeys && (focus === document.body || !!focus?.closest("article.reading, .card, .inspector, .library, .lens-bar"));
  const binding = bindingOf({ key: event.key, code: event.code, ctrl: event.ctrlKey, meta: event.metaKey, alt: event.altKey, shift: event.shiftKey }, store.settings.value.keys, single);
  if (!binding || (!store.article.value && binding !== "help")) return;
  event.preventDefault();
  act(store, binding);
}

/** While predicting, the arrows choose words, with Shift more of them, and the keys of the lenses mark what is chosen. */
function predictKey(store: Store, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const selection = getSelection();
  const selected = selection && spanOf(selection);
  const chosen = (selected && wholeWords(store.text.value, selected)) ?? store.classroom.chosen;
  const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
  if (direction) {
    const next = chosenAfter(store.text.value, chosen, direction, event.shiftKey);
    if (!next) return false;
    store.classroom.chosen = next;
    select(store.paragraphs.value, next);
    store.say(store.text.value.slice(...next));
    return true;
  }
  const { keys } = store.settings.value;
  const lens = ({ [keys.actors]: "actor", [keys.sources]: "source", [keys.hedges]: "hedge" } as Record<string, Lens>)[event.key];
  if (!lens || !chosen) return false;
  store.classroom.chosen = chosen; // drawing anew may take the selection away
  store.classroom.mark(lens, chosen);
  return true;
}

function act(store: Store, binding: Binding): void {
  const key = store.cursor.card.value?.key ?? store.cursor.current.value;
  const finding = store.reader.find(key);
  switch (binding) {
    case "actors": return store.cursor.toggle("actor");
    case "sources": return store.cursor.toggle("source");
    case "hedges": return store.cursor.toggle("hedge");
    case "clean": return store.cursor.clean();
    case "next": store.cursor.card.value = null; return store.cursor.step(1);
    case "previous": store.cursor.card.value = null; return store.cursor.step(-1);
    case "nextSame": store.cursor.card.value = null; return store.cursor.stepSame(1);
    case "previousSame": store.cursor.card.value = null; return store.cursor.stepSame(-1);
    case "note": if (finding) void store.notebook.add(finding.lens, finding.span); return;
    case "noteSentence": return noteSentence(store);
    case "wrong":
      if (finding) {
        if (!store.cursor.card.value) store.cursor.openCard(finding.key, document.querySelector("mark.current"));
        store.cursor.wrongOpen.value = true;
      }
      return;
    case "jump": return jump(store);
    case "cite": if (finding) void store.cite(finding.key); return;
    case "paragraph": store.dialog.value = "paragraph"; return;
    case "find": return showFind(store);
    case "help": store.dialog.value = "help";
  }
}

export function showFind(store: Store): void {
  store.finding.value = true;
}

function noteSentence(store: Store): void {
  const reading = store.reader.reading.value;
  if (!reading) return;
  const finding = store.reader.find(store.cursor.current.value);
  const focused = document.activeElement?.closest<HTMLElement>("[data-sentence]")?.dataset.sentence;
  const sentence = focused !== undefined ? Number(focused) : finding ? sentenceAt(reading, finding.span[0]) : 0;
  const span = reading.sentences[sentence];
  if (span) void store.notebook.add("sentence", span);
}

/** From the text to the finding's row in the inspector, and from a row back to the text. */
function jump(store: Store): void {
  const reading = store.reader.reading.value;
  const row = document.activeElement?.closest<HTMLElement>(".inspector [data-row]");
  if (row && reading) {
    const id = row.dataset.row!;
    const attribution = reading.attributions.find((other) => other.id === id);
    const span = attribution ? placeOf(attribution) : (reading.hedges.find((hedge) => hedge.id === id)?.cue[0] ?? reading.actors.find((actor) => actor.id === id)?.mentions[0]?.span ?? store.notebook.notes.value.find((note) => note.id === id)?.placement?.span);
    if (span) store.cursor.goTo(span);
    return;
  }
  const finding = store.reader.find(store.cursor.current.value);
  if (!finding) return;
  store.cursor.card.value = null;
  store.tab.value = finding.lens === "actor" ? "actors" : finding.lens === "source" ? "sources" : "hedges";
  store.showPanel(true);
  const source = store.reader.facts.value?.sources.find((other) => other.attributions.some((attribution) => attribution.id === finding.id));
  const id = finding.lens === "source" ? source?.attributions[0]?.id : finding.id;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`.inspector [data-row="${id}"] button`)?.focus());
}

const regions = [".start textarea", ".lens-bar button", "article.reading", ".inspector [role=tab][aria-selected=true]", ".library input[type=search]"];

function nextRegion(direction: 1 | -1): void {
  const here = regions.map((selector) => document.querySelector<HTMLElement>(selector)).filter((element): element is HTMLElement => !!element?.offsetParent);
  if (!here.length) return;
  const at = here.findIndex((element) => (element.closest(".lens-bar, .inspector, article, .start, .library") ?? element).contains(document.activeElement));
  here[(at + direction + here.length) % here.length]!.focus();
}

/** Pasting outside a field starts a new article. */
function onPaste(store: Store, event: ClipboardEvent): void {
  if (writing(document.activeElement) || document.querySelector("dialog[open]")) return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (files.length) void openFiles(store, files);
  else if (text.trim()) void store.take({ text });
  else return;
  event.preventDefault();
}

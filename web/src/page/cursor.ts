/** Where the reader is among the findings: lens, current finding, card, what stands out; and the ways from one to the next. */
import { signal } from "@preact/signals";
import type { Span } from "../core/reading";
import { calm, keysAround, pieceAt } from "./dom";
import { type Finding, type Key, type Lens, siblings } from "./marks";
import { t } from "./messages";
import type { Store } from "./store";
import { paragraphAt, words } from "./text";

export interface CardState {
  key: Key;
  /** The other findings in the same place. */
  also: Key[];
  /** Where the focus goes back to. */
  from: Element | null;
}

export class Cursor {
  readonly lens = signal<Lens>("source");
  readonly current = signal<Key | null>(null);
  readonly card = signal<CardState | null>(null);
  readonly wrongOpen = signal(false);
  /** The keys of the findings that stand out, with blanks between them. */
  readonly spotlight = signal<string | null>(null);

  constructor(private readonly store: Store) {}

  /** Another article is opened. */
  forget(): void {
    this.card.value = null;
    this.current.value = null;
    this.spotlight.value = null;
  }

  isOn(lens: Lens | "statement"): boolean {
    return this.store.settings.value.lenses[lens];
  }

  toggle(lens: Lens | "statement"): void {
    const lenses = { ...this.store.settings.value.lenses, [lens]: !this.isOn(lens) };
    this.store.set({ lenses });
    if (lens !== "statement" && lenses[lens]) this.lens.value = lens;
    this.store.say(t.lensSaid(lens, lenses[lens]));
  }

  /** Whether every mark is hidden. */
  get clear(): boolean {
    return !Object.values(this.store.settings.value.lenses).some(Boolean);
  }

  /** Hides every mark, or shows them all again. */
  clean(): void {
    const any = !this.clear;
    this.store.set({ lenses: { actor: !any, source: !any, hedge: !any, statement: !any } });
    this.store.say(any ? t.cleanOn : t.cleanOff);
  }

  /** The next or previous finding of the active lens, from the current one or from what is on the screen. */
  step(direction: 1 | -1): void {
    const list = this.steps();
    if (!list.length) return this.store.say(t.nothingHere(this.lens.value));
    if (!this.isOn(this.lens.value)) this.toggle(this.lens.value);
    const at = list.findIndex((finding) => finding.key === this.current.value);
    const next = at < 0 ? (direction > 0 ? 0 : list.length - 1) : (at + direction + list.length) % list.length;
    this.focus(list[next]!, next, list.length);
  }

  /** The findings that the stepper goes through: one source's, when a row is selected. */
  steps(): Finding[] {
    const list = this.store.reader.findings.value[this.lens.value];
    const lit = this.spotlight.value;
    if (!lit) return list;
    const ids = new Set(lit.split(" "));
    const chosen = list.filter((finding) => ids.has(`${finding.lens}:${finding.id}`));
    return chosen.length ? chosen : list;
  }

  stepSame(direction: 1 | -1): void {
    const reading = this.store.reader.reading.value;
    const finding = this.store.reader.find(this.current.value);
    if (!reading || !finding) return;
    const list = siblings(reading, finding);
    const at = list.findIndex((other) => other.key === finding.key);
    const next = (at + direction + list.length) % list.length;
    this.focus(list[next]!, next, list.length);
  }

  /** Shows some findings alone, none of them: all again. `go`: and goes to the first. */
  light(lens: Lens, keys: readonly Key[], go = false): void {
    this.lens.value = lens;
    this.current.value = null;
    this.spotlight.value = keys.length ? keys.join(" ") : null;
    if (keys.length && go) this.step(1);
  }

  focus(finding: Finding, index?: number, total?: number): void {
    this.current.value = finding.key;
    this.lens.value = finding.lens;
    const list = this.store.reader.findings.value[finding.lens];
    const at = index ?? list.findIndex((other) => other.key === finding.key);
    this.goTo(finding.span, finding.key);
    const paragraph = paragraphAt(this.store.paragraphs.value, finding.span[0])?.number ?? 1;
    this.store.say(t.findingSaid(finding.lens, at + 1, total ?? list.length, words(this.store.text.value, [finding.span]), paragraph));
  }

  /** Scrolls a place into view and gives it the focus, so that reading goes on from there, unless the focus is wanted where it is. */
  goTo(span: Span, key?: Key, focus = true): void {
    this.store.view.value = "article";
    this.store.panelOpen.value = false;
    requestAnimationFrame(() => {
      const paragraph = paragraphAt(this.store.paragraphs.value, span[0]);
      const block = paragraph && document.querySelector<HTMLElement>(`[data-paragraph="${paragraph.number}"]`);
      if (!block) return;
      const mark = key && block.querySelector<HTMLElement>(`[data-keys~="${CSS.escape(key)}"]`);
      const target = mark || pieceAt(block, paragraph.start, span[0]) || block;
      target.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
      if (focus) {
        target.setAttribute("tabindex", "-1");
        target.focus({ preventScroll: true });
      }
      if (!mark) flash(target); // the current finding has its outline anyway
    });
  }

  openCard(key: Key, from: Element | null): void {
    const { reader } = this.store;
    const finding = reader.find(key);
    if (finding) {
      this.current.value = key;
      this.lens.value = finding.lens;
    }
    if (!this.store.settings.value.cardSeen) this.store.set({ cardSeen: true });
    this.wrongOpen.value = false;
    this.card.value = { key, from, also: keysAround(from).filter((other) => other !== key && reader.find(other)) };
  }

  closeCard(): void {
    const card = this.card.value;
    this.card.value = null;
    if (card?.from instanceof HTMLElement && card.from.isConnected) card.from.focus({ preventScroll: true });
  }

  /** Goes to a finding and asks what is wrong with it. */
  wrongAt(key: Key): void {
    const finding = this.store.reader.find(key);
    if (!finding) return;
    this.focus(finding);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      this.openCard(key, document.querySelector("mark.current"));
      this.wrongOpen.value = true;
    }));
  }
}

/** Shows for a moment where the reader was led to, and nothing of the place before. */
function flash(target: HTMLElement): void {
  for (const before of document.querySelectorAll(".flash")) before.classList.remove("flash");
  target.classList.add("flash");
  setTimeout(() => target.classList.remove("flash"), 1600);
}

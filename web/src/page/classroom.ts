/** Classroom mode: the text without marks, the reader's predictions in their place, then the program's reading beside them. */
import { signal } from "@preact/signals";
import type { Reading, Span } from "../core/reading";
import type { Key, Lens } from "./marks";
import { t } from "./messages";
import { type Predicted, readingOf } from "./prediction";
import type { Store } from "./store";

export interface Lesson {
  revealed: boolean;
  marks: Predicted[];
  /** The program's reading, which is put away until it is revealed. */
  reading: Reading;
}

export class Classroom {
  readonly lesson = signal<Lesson | null>(null);

  /** The words that the keyboard chose last. */
  chosen: Span | null = null;

  constructor(private readonly store: Store) {}

  get predicting(): boolean {
    return this.lesson.value?.revealed === false;
  }

  begin(): void {
    const reading = this.store.reader.reading.value;
    if (!reading) return;
    this.chosen = null;
    this.store.panelOpen.value = false; // the sheet would lie over the text
    this.store.set({ lenses: { actor: true, source: true, hedge: true, statement: true } });
    this.store.say(t.predictBegun);
    this.predict({ revealed: false, marks: [], reading });
    this.store.cursor.light("source", []);
  }

  mark(lens: Lens, span: Span): void {
    const lesson = this.lesson.value;
    if (!lesson || lesson.revealed) return;
    const id = `own-${lens}-${span[0]}-${span[1]}`;
    if (lesson.marks.some((mark) => mark.id === id)) return;
    this.store.say(t.predicted(lens, this.store.text.value.slice(...span)));
    this.predict({ ...lesson, marks: [...lesson.marks, { id, lens, span }] });
  }

  /** Takes a mark away, by its id or by the key it is drawn under. */
  unmark(key: Key): void {
    const lesson = this.lesson.value;
    const id = key.split(":").at(1) ?? key;
    if (lesson) this.predict({ ...lesson, marks: lesson.marks.filter((mark) => mark.id !== id) });
  }

  reveal(): void {
    const lesson = this.lesson.value;
    if (!lesson) return;
    this.lesson.value = { ...lesson, revealed: true };
    this.store.say(t.revealed);
    void this.store.reader.adopt(lesson.reading);
  }

  /** Back to the program's reading alone. */
  end(): void {
    const lesson = this.lesson.value;
    this.lesson.value = null;
    if (lesson) void this.store.reader.adopt(lesson.reading);
  }

  /** Prints the text without marks, with the task above it and lines to write on. */
  printSheet(): void {
    const root = document.documentElement;
    root.classList.add("sheet");
    addEventListener("afterprint", () => root.classList.remove("sheet"), { once: true });
    print();
  }

  private predict(lesson: Lesson): void {
    this.lesson.value = lesson;
    void this.store.reader.adopt(readingOf(lesson.reading, this.store.text.value, lesson.marks));
  }
}

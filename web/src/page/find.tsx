/** Finds words in the article; also the keyboard's way to a place: type, Enter, Escape, then annotate. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Span } from "../core/reading";
import { useStore } from "./context";
import { rangeOf } from "./dom";
import { t } from "./messages";
import { Icon } from "./parts";
import { occurrences } from "./text";

export function Find() {
  const store = useStore();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const text = store.text.value;
  const places = useMemo(() => occurrences(text, query), [text, query]);
  useLayoutEffect(() => field.current?.focus(), []); // before the picture: the next key is for the field
  useFound(places, at);
  const go = (direction: 1 | -1) => {
    if (!query) return;
    if (!places.length) return store.say(t.notFound);
    const next = at < 0 && direction < 0 ? places.length - 1 : (at + direction + places.length) % places.length;
    setAt(next);
    store.cursor.goTo(places[next]!, undefined, false); // the field keeps the focus: taken away for a moment, it would lose the next key
  };
  const close = () => {
    store.finding.value = false;
    if (places[at]) store.cursor.goTo(places[at]);
  };
  return (
    <div class="find">
      <input ref={field} type="search" value={query} aria-label={t.find} onInput={(event) => { setQuery(event.currentTarget.value); setAt(-1); }}
        onKeyDown={(event) => {
          if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
          if (event.key === "Escape") { event.stopPropagation(); close(); }
        }} />
      <span class="number muted" role="status">{query && t.position(at + 1, places.length)}</span>
      <button type="button" class="quiet square" aria-label={t.previousPlace} disabled={!places.length} onClick={() => go(-1)}><Icon name="back" /></button>
      <button type="button" class="quiet square" aria-label={t.nextPlace} disabled={!places.length} onClick={() => go(1)}><Icon name="forward" /></button>
      <button type="button" class="quiet square" aria-label={t.close} onClick={close}><Icon name="close" /></button>
    </div>
  );
}

/** Shows where the words stand, without a change to the document: the marks stay as they are. Browsers that cannot do it show the places one by one. */
function useFound(places: readonly Span[], at: number): void {
  const store = useStore();
  const paragraphs = store.paragraphs.value;
  const reading = store.reader.reading.value; // marks drawn anew take the ranges with them
  useEffect(() => {
    if (!("highlights" in CSS)) return;
    const show = (name: string, spans: readonly Span[]) => CSS.highlights.set(name, new Highlight(...spans.flatMap((span) => rangeOf(paragraphs, span) ?? [])));
    show("found", places);
    show("found-here", places.slice(at, at + 1));
    return () => {
      CSS.highlights.delete("found");
      CSS.highlights.delete("found-here");
    };
  }, [paragraphs, places, at, reading]);
}

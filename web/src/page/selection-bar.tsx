/** The bar over a selection: note, mark, copy. It shows nothing that a key or a button in a list cannot do as well. */
import { useEffect, useState } from "preact/hooks";
import type { Span } from "../core/reading";
import { useStore } from "./context";
import { spanOf } from "./dom";
import type { Lens } from "./marks";
import { t } from "./messages";
import { Icon } from "./parts";
import { wholeWords } from "./text";

export function SelectionBar() {
  const store = useStore();
  const [place, setPlace] = useState<{ left: string; top: string; span: Span } | null>(null);
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const change = () => {
      const selection = getSelection();
      const selected = selection && spanOf(selection);
      const span = selected && wholeWords(store.text.value, selected);
      if (!span) {
        setPlace(null);
        setAdding(false);
        return;
      }
      setPlace({ ...beside(selection.getRangeAt(0).getBoundingClientRect()), span });
    };
    document.addEventListener("selectionchange", change);
    addEventListener("scroll", change, { passive: true });
    return () => {
      document.removeEventListener("selectionchange", change);
      removeEventListener("scroll", change);
    };
  }, []);
  if (!place) return null;
  const { span } = place;
  const read = store.reader.reading.value !== null; // without marks a text can be noted all the same
  const predicting = store.classroom.predicting;
  const add = (lens: Lens, value: string) => { if (predicting) store.classroom.mark(lens, span); else void store.amend.correct(lens, "add", span, value, false); done(); };
  const done = () => getSelection()?.removeAllRanges();
  return (
    <div class="selection-bar" role="toolbar" aria-label={t.selection} style={{ left: place.left, top: place.top }}>
      {adding || predicting ? (
        <>
          <button type="button" onMouseDown={keep} onClick={() => add("actor", "organization")}>{t.lensOne.actor}</button>
          <button type="button" onMouseDown={keep} onClick={() => add("source", "person")}>{t.lensOne.source}</button>
          <button type="button" onMouseDown={keep} onClick={() => add("hedge", "possibility")}>{t.lensOne.hedge}</button>
        </>
      ) : (
        <>
          <button type="button" onMouseDown={keep} onClick={() => { void store.notebook.add("selection", span); done(); }}><Icon name="note" /> {t.note}</button>
          {read && <button type="button" onMouseDown={keep} onClick={() => setAdding(true)}>{t.markAs}</button>}
          <button type="button" onMouseDown={keep} onClick={() => { void store.copyWithLink(span); done(); }}>{t.copyWithLink}</button>
        </>
      )}
    </div>
  );
}

/** Over the selection; for fingers under it, because the browser's own menu is over it. */
function beside(box: DOMRect): { left: string; top: string } {
  const top = matchMedia("(pointer: coarse)").matches ? `min(${box.bottom + 16}px, 100dvh - 120px)` : `${Math.max(110, box.top - 52)}px`;
  return { left: `clamp(160px, ${box.left + box.width / 2}px, 100vw - 160px)`, top };
}

function keep(event: Event) {
  event.preventDefault(); // a press would clear the selection that the button is about
}

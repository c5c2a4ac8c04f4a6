/**
 * The map in the margin: the structure of the article over its height, who speaks, and how often the words hold back. Its cells are strokes of
 * one path for each kind; as elements of their own, those of a long text took a tenth of a second. On phones the style lays it on its side.
 */
import { useMemo, useRef } from "preact/hooks";
import { useStore } from "./context";
import { calm } from "./dom";
import { type Cell, merged } from "./facts";
import { t } from "./messages";
import { grouped, paragraphAt } from "./text";

export function MarginMap() {
  const store = useStore();
  const all = store.reader.cells.value;
  const cells = useMemo(() => merged(all, 240), [all]);
  const box = useRef<HTMLDivElement>(null);
  if (!cells.length) return <div class="margin" />; // keeps the column
  const length = Math.max(1, store.text.value.length);
  const go = (event: PointerEvent) => {
    if (event.type === "pointermove" && !event.buttons) return;
    const rect = box.current!.getBoundingClientRect();
    const share = rect.height > rect.width ? (event.clientY - rect.top) / rect.height : (event.clientX - rect.left) / rect.width;
    const paragraph = paragraphAt(store.paragraphs.value, share * length);
    document.getElementById(`p${paragraph?.number ?? 1}`)?.scrollIntoView({ block: "center", behavior: calm() || event.type === "pointermove" ? "auto" : "smooth" });
  };
  return (
    <section class="margin" aria-label={t.map}>
      <div ref={box} class="map" role="img" aria-label={store.reader.mapSaid.value} onPointerDown={go} onPointerMove={go}>
        <svg viewBox={`0 0 ${width} ${length}`} preserveAspectRatio="none" aria-hidden="true">
          {[...grouped(cells, ({ speaker }) => speaker)].map(([speaker, list]) => <path key={speaker} class={`cells ${speaker}`} d={list.map((cell) => column(cell, length)).join("")} />)}
          <path class="hedge-bars" d={cells.filter(({ hedges }) => hedges > 0).map(bar).join("")} />
        </svg>
      </div>
    </section>
  );
}

/** In the units of the drawing, across the map: the left lane's middle, where the right lane begins, how long its bars are. */
const [width, lane, bars, hedge, mostHedges] = [18, 3.5, 9, 2.25, 4];

/** A sentence in the left lane, with a gap of about a pixel after it. */
function column({ span: [start, end] }: Cell, length: number): string {
  return `M${lane} ${start}V${Math.max(start + 1, end - length / 800)}`;
}

/** As long as the sentence has hedges, up to four. */
function bar({ span: [start, end], hedges }: Cell): string {
  return `M${bars} ${(start + end) / 2}h${Math.min(hedges, mostHedges) * hedge}`;
}

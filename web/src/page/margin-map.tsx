/** The map in the margin: the structure of the article over its height, who speaks, and how often the words hold back. */
import { useMemo, useRef } from "preact/hooks";
import { scaleLinear } from "d3-scale";
import { useStore } from "./context";
import { calm } from "./dom";
import { merged } from "./facts";
import { t } from "./messages";
import { paragraphAt } from "./text";

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

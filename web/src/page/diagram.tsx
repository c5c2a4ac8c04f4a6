/** The drawings of the overview. Each says the same as the list beside or below it, so they are images to assistive technology. */
import { useStore } from "./context";
import { chainOf, groups, placeOf, type Source, sourceKey } from "./facts";
import { t } from "./messages";
import { Details, Percent, Place, speakerOf } from "./parts";
import { shorten, words } from "./text";

/** How the statements are shared among the kinds of sources: patterns and numbers, no colours of judgement. */
export function SourceMix({ sources }: { sources: readonly Source[] }) {
  const parts = groups.map((group) => ({ group, count: sources.filter((source) => source.group === group).reduce((sum, source) => sum + source.attributions.length, 0) })).filter((part) => part.count > 0);
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  if (!total) return null;
  return (
    <div class="mix">
      <div class="mix-bar" aria-hidden="true">{parts.map((part) => <span key={part.group} class={part.group} style={{ flexGrow: part.count }} />)}</div>
      <ul>{parts.map((part) => <li key={part.group}><i class={part.group} aria-hidden="true" /> {t.groups[part.group]} <Percent value={part.count / total} /></li>)}</ul>
    </div>
  );
}

const row = 26;
const most = 40;

/** Sources left, their statements right in reading order; a statement inside another's stands in its bracket. */
export function Diagram() {
  const store = useStore();
  const text = store.text.value;
  const reading = store.reading.value!;
  const sources = store.facts.value!.sources;
  const shown = [...reading.attributions].filter((attribution) => attribution.content.length > 0).sort((a, b) => (a.content[0]?.[0] ?? 0) - (b.content[0]?.[0] ?? 0)).slice(0, most);
  const middle = (source: Source) => {
    const places = source.attributions.map((attribution) => shown.indexOf(attribution)).filter((place) => place >= 0);
    return places.reduce((sum, place) => sum + place, 0) / places.length;
  };
  // The order of their statements' middles keeps most lines from crossing.
  const left = sources.filter((source) => source.attributions.some((attribution) => shown.includes(attribution))).sort((a, b) => middle(a) - middle(b));
  const height = Math.max(left.length, shown.length) * row + 8;
  const leftGap = height / Math.max(1, left.length);
  const rightGap = height / Math.max(1, shown.length);
  const yLeft = new Map(left.map((source, i) => [source.key, leftGap * (i + 0.5)]));
  return (
    <figure class="diagram">
      <svg viewBox={`0 0 380 ${height}`} width="100%" role="img" aria-label={t.diagramSaid(left.length, shown.length)}>
        {shown.map((attribution, i) => {
          const y1 = yLeft.get(sourceKey(attribution)) ?? 0;
          const y2 = rightGap * (i + 0.5);
          const depth = chainOf(reading, attribution).length - 1;
          const x = 200 + Math.min(depth, 4) * 7;
          return (
            <g key={attribution.id}>
              <path class={attribution.named ? "link" : "link unnamed"} d={`M132 ${y1} C 166 ${y1}, 166 ${y2}, 198 ${y2}`} />
              {Array.from({ length: Math.min(depth, 4) }, (_, level) => <path key={level} class="bracket" d={`M${206 + level * 7} ${y2 - 8} h-4 v16 h4`} />)}
              <text x={x + 6} y={y2 + 4}>{shorten(words(text, attribution.content), 24 - Math.min(depth, 4))}</text>
            </g>
          );
        })}
        {left.map((source) => (
          <g key={source.key}>
            <circle class={source.group === "unnamed" || source.group === "none" ? "dot unnamed" : "dot"} cx="132" cy={yLeft.get(source.key)} r="4" />
            <text class="speaker" x="122" y={(yLeft.get(source.key) ?? 0) + 4} text-anchor="end">{shorten(source.name || t.noSource, 18)}</text>
          </g>
        ))}
      </svg>
      <Details summary={t.asList}>
        {() => (
          <ol class="lines">
            {shown.map((attribution) => (
              <li key={attribution.id}><b dir="auto">{chainOf(reading, attribution).map(speakerOf).join(" → ")}</b>: <span dir="auto">{shorten(words(text, attribution.content), 120)}</span> <Place span={placeOf(attribution)} /></li>
            ))}
          </ol>
        )}
      </Details>
    </figure>
  );
}

/** Where in the article the words hold back; reporter above the line, people quoted below. */
export function HedgeStrip() {
  const store = useStore();
  const reading = store.reading.value!;
  const total = Math.max(1, store.text.value.length);
  return (
    <figure class="strip">
      <svg viewBox="0 0 380 48" width="100%" role="img" aria-label={store.mapSaid.value}>
        <path class="axis" d="M0 24 H380" />
        {reading.hedges.map((hedge) => {
          const x = 2 + ((hedge.cue[0]?.[0] ?? 0) / total) * 376;
          return <path key={hedge.id} class="tick" d={hedge.owner === null ? `M${x} 21 V5` : `M${x} 27 V43`} />;
        })}
      </svg>
      <figcaption><span>{t.stripReporter}</span><span>{t.stripOthers}</span></figcaption>
    </figure>
  );
}

/** The drawings of the overview. Each says the same as the list beside or below it, so they are images to assistive technology. */
import { scaleLinear, scalePoint } from "d3-scale";
import { linkHorizontal } from "d3-shape";
import type { Attribution, Reading } from "../core/reading";
import { Chain } from "./card";
import { useStore } from "./context";
import { chainOf, groups, keysOf, placeOf, type Source, sourceKey } from "./facts";
import { t } from "./messages";
import { Counted, Details, Percent, Place, speakerOf } from "./parts";
import { shorten, words } from "./text";

/** How the statements are shared among the kinds of sources: patterns and numbers, no colours of judgement. */
export function SourceMix({ sources }: { sources: readonly Source[] }) {
  const parts = groups.map((group) => ({ group, keys: keysOf(sources.filter((source) => source.group === group).flatMap((source) => source.attributions)) })).filter((part) => part.keys.length > 0);
  const total = parts.reduce((sum, part) => sum + part.keys.length, 0);
  if (!total) return null;
  return (
    <div class="mix">
      <div class="mix-bar" aria-hidden="true">{parts.map((part) => <span key={part.group} class={part.group} style={{ flexGrow: part.keys.length }} />)}</div>
      <ul>{parts.map((part) => <li key={part.group}><i class={part.group} aria-hidden="true" /> {t.groups[part.group]} <Counted lens="source" keys={part.keys}><Percent value={part.keys.length / total} /></Counted></li>)}</ul>
    </div>
  );
}

const row = 26;
const most = 40;
const width = 380;
/** Where the sources end, where their statements begin, and how far each level of nesting moves a statement in. */
const [left, right, indent] = [132, 200, 9];
const deepest = 4;

const link = linkHorizontal<unknown, readonly [number, number]>();

/** Sources left, their statements right in reading order; a statement that holds others has a bracket around them. */
export function Diagram() {
  const store = useStore();
  const text = store.text.value;
  const reading = store.reader.reading.value!;
  const shown = [...reading.attributions].filter((attribution) => attribution.content.length > 0).sort((a, b) => a.content[0]![0] - b.content[0]![0]).slice(0, most);
  const speakers = speakersOf(store.reader.facts.value!.sources, shown);
  const height = Math.max(speakers.length, shown.length) * row + 8;
  const y = scalePoint<string>().domain(shown.map(({ id }) => id)).range([0, height]).padding(0.5);
  const speakerY = scalePoint<string>().domain(speakers.map(({ key }) => key)).range([0, height]).padding(0.5);
  const depth = (attribution: Attribution) => Math.min(chainOf(reading, attribution).length - 1, deepest);
  return (
    <figure class="diagram">
      <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={t.diagramSaid(speakers.length, shown.length)}>
        {shown.map((attribution) => {
          const at = y(attribution.id)!;
          const x = right + depth(attribution) * indent;
          return (
            <g key={attribution.id}>
              <path class={attribution.named ? "link" : "link unnamed"} d={link({ source: [left, speakerY(sourceKey(attribution)) ?? at], target: [x - 2, at] })!} />
              <text x={x + 8} y={at + 4}>{shorten(words(text, attribution.content), 28 - 2 * depth(attribution))}</text>
            </g>
          );
        })}
        {bracketsOf(reading, shown).map(({ outer, from, to }) => {
          const x = right + depth(outer) * indent + 1;
          return <path key={outer.id} class="bracket" d={`M${x + 4} ${y(from.id)! - 9} H${x} V${y(to.id)! + 9} H${x + 4}`} />;
        })}
        {speakers.map((source) => (
          <g key={source.key}>
            <circle class={source.group === "unnamed" || source.group === "none" ? "dot unnamed" : "dot"} cx={left} cy={speakerY(source.key)} r="4" />
            <text class="speaker" x={left - 10} y={speakerY(source.key)! + 4} text-anchor="end">{shorten(source.name || t.noSource, 17)}</text>
          </g>
        ))}
      </svg>
      <Details summary={t.asList}>{() => <ol class="lines">{shown.map((attribution) => <Line key={attribution.id} attribution={attribution} />)}</ol>}</Details>
    </figure>
  );
}

/** The sources of the statements shown, ordered by the middle of their statements, which keeps most lines from crossing. */
function speakersOf(sources: readonly Source[], shown: readonly Attribution[]): Source[] {
  const places = new Map(sources.map((source) => [source, source.attributions.map((attribution) => shown.indexOf(attribution)).filter((place) => place >= 0)]));
  const middle = (source: Source) => places.get(source)!.reduce((sum, place) => sum + place, 0) / places.get(source)!.length;
  return sources.filter((source) => places.get(source)!.length > 0).sort((a, b) => middle(a) - middle(b));
}

/** For every statement that holds others: itself, and the first and the last row of what it holds. */
function bracketsOf(reading: Reading, shown: readonly Attribution[]): { outer: Attribution; from: Attribution; to: Attribution }[] {
  return shown.flatMap((outer) => {
    const rows = shown.filter((attribution) => chainOf(reading, attribution).includes(outer));
    return rows.length > 1 ? [{ outer, from: rows[0]!, to: rows.at(-1)! }] : [];
  });
}

/** A statement with its chain, moved in by the depth of the chain as in the drawing. */
function Line({ attribution }: { attribution: Attribution }) {
  const store = useStore();
  const chain = chainOf(store.reader.reading.value!, attribution);
  return (
    <li style={{ paddingInlineStart: `${(chain.length - 1) * 16}px` }}>
      {chain.length > 1 ? <Chain attribution={attribution} reading={store.reader.reading.value!} /> : <b dir="auto">{speakerOf(attribution)}: </b>}
      <span dir="auto">{shorten(words(store.text.value, attribution.content), 120)}</span> <Place span={placeOf(attribution)} />
    </li>
  );
}

const lanes = 6;
const lane = 22;
/** The names' column, and the one with the shares. */
const [names, shares] = [120, 38];

/** Who speaks where, and where the words hold back, over the article's length: a lane for each of the sources with most words, one for hedges. */
export function Strip() {
  const store = useStore();
  const { hedges } = store.reader.reading.value!;
  const sources = [...store.reader.facts.value!.sources].filter(({ group, share }) => group !== "none" && share > 0).sort((a, b) => b.share - a.share).slice(0, lanes);
  const x = scaleLinear().domain([0, Math.max(1, store.text.value.length)]).range([names, width - shares]);
  const hedgeY = sources.length * lane + 30;
  const first = [...sources].sort((a, b) => placeOf(a.attributions[0]!)[0] - placeOf(b.attributions[0]!)[0])[0];
  return (
    <figure class="strip">
      <svg viewBox={`0 0 ${width} ${hedgeY + 24}`} width="100%" role="img" aria-label={t.stripSaid(first?.name ?? "", sources[0]?.name ?? "", store.reader.mapSaid.value)}>
        {sources.map((source, i) => {
          const at = i * lane + 12;
          return (
            <g key={source.key}>
              <text class="speaker" x={names - 10} y={at + 4} text-anchor="end">{shorten(source.name, 17)}</text>
              <path class="axis" d={`M${x.range()[0]} ${at} H${x.range()[1]}`} />
              {source.attributions.flatMap(({ content, id }) => content.map(([start, end]) => <rect key={`${id} ${start}`} class={source.group === "unnamed" ? "said unnamed" : "said"} x={x(start)} y={at - 6} width={Math.max(2, x(end) - x(start))} height="12" rx="2" />))}
              <text class="share" x={width} y={at + 4} text-anchor="end">{t.percent(source.share)}</text>
            </g>
          );
        })}
        <text class="speaker" x={names - 10} y={hedgeY + 4} text-anchor="end">{t.tabs.hedges}</text>
        <path class="axis" d={`M${x.range()[0]} ${hedgeY} H${x.range()[1]}`} />
        {hedges.map((hedge) => <path key={hedge.id} class="tick" d={`M${x(hedge.cue[0]?.[0] ?? 0)} ${hedgeY + (hedge.owner === null ? -3 : 3)} v${hedge.owner === null ? -12 : 12}`} />)}
      </svg>
      <figcaption>{t.stripMeans}</figcaption>
    </figure>
  );
}

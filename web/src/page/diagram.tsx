/** The drawings of the overview. What is drawn leads to where it stands; each says the same as the list below it or as the other tabs. */
import { useRef, useState } from "preact/hooks";
import { scalePoint } from "d3-scale";
import { linkHorizontal } from "d3-shape";
import type { Attribution, Span } from "../core/reading";
import { Chain } from "./card";
import { useStore } from "./context";
import { chainOf, groups, keysOf, placeOf, type Source, sourceKey } from "./facts";
import { t } from "./messages";
import { Counted, Details, Percent, Place, speakerOf } from "./parts";
import { useRows } from "./rows";
import { grouped, shorten, words } from "./text";

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

/** In pixels: the height of a row, the width of the lines between names and statements, and how far each level of nesting moves a statement in. */
const [row, gap, indent] = [38, 36, 9];
const most = 40;
const deepest = 4;

const link = linkHorizontal<unknown, readonly [number, number]>();

/** Sources left, their statements right in reading order; a statement that holds others has a bracket around them. */
export function Diagram() {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  useRows(box, ".drawn");
  const [hot, setHot] = useState<string | null>(null); // the source or statement under the pointer, or with the focus
  const lit = store.cursor.spotlight.value?.split(" ") ?? [];
  const reading = store.reader.reading.value!;
  const all = reading.attributions.filter((attribution) => attribution.content.length > 0).sort((a, b) => a.content[0]![0] - b.content[0]![0]);
  const shown = all.slice(0, most);
  const speakers = speakersOf(store.reader.facts.value!.sources, shown);
  const height = Math.max(speakers.length, shown.length) * row;
  const y = scalePoint<string>().domain(shown.map(({ id }) => id)).range([0, height]).padding(0.5);
  const speakerY = scalePoint<string>().domain(speakers.map(({ key }) => key)).range([0, height]).padding(0.5);
  const chains = new Map(shown.map((attribution) => [attribution.id, chainOf(reading, attribution)]));
  const x = ({ id }: Attribution) => gap + Math.min(chains.get(id)!.length - 1, deepest) * indent;
  const over = (key: string) => ({ onPointerEnter: () => setHot(key), onPointerLeave: () => setHot(null), onFocus: () => setHot(key), onBlur: () => setHot(null) });
  return (
    <figure class="diagram" aria-label={t.diagramSaid(speakers.length, shown.length)}>
      <div class="field" ref={box} style={{ height: `${height}px` }}>
        <svg width={gap + (deepest + 1) * indent} height={height} aria-hidden="true">
          {shown.map((attribution) => {
            const key = sourceKey(attribution);
            const marked = hot === attribution.id || hot === key || lit.includes(`source:${attribution.id}`);
            const name = ["link", !attribution.named && "unnamed", marked && "hot"].filter(Boolean).join(" ");
            return <path key={attribution.id} class={name} d={link({ source: [4, speakerY(key)!], target: [x(attribution) - 4, y(attribution.id)!] })!} />;
          })}
          {bracketsOf(shown, chains).map(({ outer, from, to }) => (
            <path key={outer.id} class="bracket" d={`M${x(outer) + 3} ${y(from.id)! - 13} h-4 V${y(to.id)! + 13} h4`} />
          ))}
          {speakers.map(({ key, group }) => <circle key={key} class={group === "unnamed" || group === "none" ? "dot unnamed" : "dot"} cx={5} cy={speakerY(key)} r="4" />)}
        </svg>
        <ul aria-label={t.tabs.sources}>
          {speakers.map((source) => <li key={source.key} class="drawn speaker" style={{ top: `${speakerY(source.key)! - row / 2}px` }} {...over(source.key)}><Drawn attributions={source.attributions} said={source.name || t.noSource} length={60} /></li>)}
        </ul>
        <ol aria-label={t.statements0}>
          {shown.map((attribution) => (
            <li key={attribution.id} class="drawn" style={{ top: `${y(attribution.id)! - row / 2}px`, "--in": `${x(attribution)}px` }} {...over(attribution.id)}>
              <Drawn attributions={[attribution]} said={words(store.text.value, attribution.content)} length={120} />
            </li>
          ))}
        </ol>
      </div>
      {shown.length < all.length && <p class="muted">{t.diagramCut(shown.length, all.length)}</p>}
      <Details summary={t.asList}>{() => <ol class="lines">{shown.map((attribution) => <Line key={attribution.id} attribution={attribution} />)}</ol>}</Details>
    </figure>
  );
}

/** A source or a statement in the drawing: shows alone what it stands for, and goes there; pressed again, shows everything. The style cuts it to two lines. */
function Drawn({ attributions, said, length }: { attributions: readonly Attribution[]; said: string; length: number }) {
  const store = useStore();
  const keys = keysOf(attributions);
  const lit = store.cursor.spotlight.value === keys.join(" ");
  const show = () => {
    store.cursor.light("source", lit ? [] : keys);
    if (!lit) store.cursor.goTo(attributions[0]!.content[0] ?? placeOf(attributions[0]!));
  };
  return <button type="button" aria-pressed={lit} title={shorten(said, 300)} dir="auto" onClick={show}>{shorten(said, length)}</button>;
}

/** The sources of the statements shown, ordered by the middle of their statements, which keeps most lines from crossing. */
function speakersOf(sources: readonly Source[], shown: readonly Attribution[]): Source[] {
  const places = new Map(sources.map((source) => [source, source.attributions.map((attribution) => shown.indexOf(attribution)).filter((place) => place >= 0)]));
  const middle = (source: Source) => places.get(source)!.reduce((sum, place) => sum + place, 0) / places.get(source)!.length;
  return sources.filter((source) => places.get(source)!.length > 0).sort((a, b) => middle(a) - middle(b));
}

/** For every statement that holds others: itself, and the first and the last row of what it holds. */
function bracketsOf(shown: readonly Attribution[], chains: ReadonlyMap<string, readonly Attribution[]>): { outer: Attribution; from: Attribution; to: Attribution }[] {
  const held = new Map<string, Attribution[]>(shown.map(({ id }) => [id, []]));
  for (const attribution of shown) for (const { id } of chains.get(attribution.id)!) held.get(id)?.push(attribution);
  return shown.flatMap((outer) => {
    const rows = held.get(outer.id)!;
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

/** Who speaks where, and where the words hold back, over the article's length: a lane for each of the sources with most words, one for hedges. */
export function Strip() {
  const store = useStore();
  const { hedges } = store.reader.reading.value!;
  const sources = [...store.reader.facts.value!.sources].filter(({ group, share }) => group !== "none" && share > 0).sort((a, b) => b.share - a.share).slice(0, lanes);
  const first = [...sources].sort((a, b) => placeOf(a.attributions[0]!)[0] - placeOf(b.attributions[0]!)[0])[0];
  return (
    <figure class="strip" aria-label={t.stripSaid(first?.name ?? "", sources[0]?.name ?? "", store.reader.mapSaid.value)}>
      {sources.map((source) => (
        <div key={source.key} class="lane">
          <span class="name" dir="auto" title={source.name}>{source.name}</span>
          <Lane marks={source.attributions.flatMap(({ content }) => content.map((span) => ({ span, kind: source.group === "unnamed" ? "said unnamed" : "said" })))} shape={bar} />
          <Counted lens="source" keys={keysOf(source.attributions)}><Percent value={source.share} /></Counted>
        </div>
      ))}
      {hedges.length > 0 && (
        <div class="lane hedges">
          <span class="name">{t.tabs.hedges}</span>
          <Lane marks={hedges.flatMap((hedge) => hedge.cue.slice(0, 1).map((span) => ({ span, kind: hedge.owner === null ? "tick" : "tick quoted" })))} shape={tick} />
          <Counted lens="hedge" keys={hedges.map((hedge) => `hedge:${hedge.id}`)}><span class="number">{t.count(hedges.length)}</span></Counted>
        </div>
      )}
      <figcaption>{t.stripMeans}</figcaption>
    </figure>
  );
}

/**
 * Drawn as one path for each kind: a long text has thousands of marks, and as elements of their own they took the page a tenth of a second.
 * A pointer's press goes to the mark next to it. Marks may be a pixel wide: with the keyboard, the number beside the lane leads to them.
 */
function Lane({ marks, shape }: { marks: readonly { span: Span; kind: string }[]; shape(span: Span, kind: string): string }) {
  const store = useStore();
  const length = Math.max(1, store.text.value.length);
  const go = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * length;
    const away = ([start, end]: Span) => Math.max(start - at, at - end, 0);
    store.cursor.goTo([...marks].sort((a, b) => away(a.span) - away(b.span))[0]!.span);
  };
  return (
    <svg class="axis" viewBox={`0 0 ${length} 1`} preserveAspectRatio="none" aria-hidden="true" onClick={go}>
      {[...grouped(marks, ({ kind }) => kind)].map(([kind, list]) => <path key={kind} class={kind} d={list.map(({ span }) => shape(span, kind)).join("")} />)}
    </svg>
  );
}

/** From a quarter to three quarters of the lane's height. */
function bar([start, end]: Span): string {
  return `M${start} .25H${end}V.75H${start}z`;
}

/** The reporter's hedges stand above the line, those of people quoted below it. */
function tick([start]: Span, kind: string): string {
  return `M${start} ${kind === "tick" ? ".06v.38" : ".56v.38"}`;
}

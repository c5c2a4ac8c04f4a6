/** Two saved articles beside each other: shared and exclusive sources, actors and hedges on the same actors. */
import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import type { Actor, Hedge } from "../core/reading";
import { useStore } from "./context";
import { keysOf, placeOf, sentenceAt, type Source } from "./facts";
import { t } from "./messages";
import { ElsewhereCounted, ElsewherePlace, Lines } from "./parts";
import { compare, placeOfHedge, type Report, type Sides } from "./reports";
import { shorten, words } from "./text";

export function ReportsView() {
  const store = useStore();
  const pair = store.reports.value;
  const comparison = useMemo(() => (pair ? compare(pair.a, pair.b) : null), [pair]);
  if (!pair || !comparison) return <section class="reports"><h1>{t.twoReports}</h1><p class="muted" role="status">{t.readingBoth}</p></section>;
  const { a, b } = pair;
  return (
    <section class="reports" aria-labelledby="reports-title">
      <h1 id="reports-title">{t.twoReports}</h1>
      <p class="muted">{t.twoReportsMeans}</p>
      <div class="sides heads"><Head report={a} letter="A" /><Head report={b} letter="B" /></div>
      <SidesOf title={t.tabs.sources} sides={comparison.sources} name={(source) => source.name} said={(source, report) => <SourceSaid source={source} report={report} />} a={a} b={b} />
      <SidesOf title={t.tabs.actors} sides={comparison.actors} name={(actor) => actor.name} said={(actor, report) => <ActorSaid actor={actor} report={report} />} a={a} b={b} />
      <section>
        <h2>{t.hedgesOnSame} <span class="number">{comparison.hedges.length}</span></h2>
        {!comparison.hedges.length && <p class="muted">{t.noSharedHedges}</p>}
        {comparison.hedges.map(({ actor, a: hereA, b: hereB }) => (
          <section key={actor.a.id} class="shared">
            <h3 dir="auto">{actor.a.name}</h3>
            <div class="sides"><HedgeList hedges={hereA} report={a} /><HedgeList hedges={hereB} report={b} /></div>
          </section>
        ))}
      </section>
    </section>
  );
}

function Head({ report: { article, facts, reading }, letter }: { report: Report; letter: string }) {
  const store = useStore();
  return (
    <div class="side-head">
      <span class="side-letter">{letter}</span>
      <div>
        <button type="button" class="open-title" dir="auto" onClick={() => { void store.open(article.id); }}>{article.title || t.untitled}</button>
        <p class="muted">{[article.outlet || t.host(article.url), t.date(article.published || article.updated), t.words(facts.words)].filter(Boolean).join(" · ")}</p>
        <p class="muted">
          <ElsewhereCounted article={article} lens="source" keys={keysOf(reading.attributions.filter(({ content }) => content.length > 0))}>{t.percent(facts.stated)}</ElsewhereCounted> {t.areStatements} ·{" "}
          <ElsewhereCounted article={article} lens="hedge" keys={reading.hedges.map(({ id }) => `hedge:${id}`)}>{t.hedgeCount(reading.hedges.length)}</ElsewhereCounted>
        </p>
      </div>
    </div>
  );
}

interface SidesProps<T> {
  title: string;
  sides: Sides<T>;
  name(value: T): string;
  said(value: T, report: Report): ComponentChild;
  a: Report;
  b: Report;
}

function SidesOf<T extends Actor | Source>({ title, sides, name, said, a, b }: SidesProps<T>) {
  return (
    <section>
      <h2>{title}</h2>
      <h3>{t.inBoth} <span class="number">{sides.shared.length}</span></h3>
      {!sides.shared.length && <p class="muted">{t.none}</p>}
      {sides.shared.map((pair, i) => (
        <div key={i} class="sides shared">
          <div><b dir="auto">{name(pair.a)}</b> {said(pair.a, a)}</div>
          <div><b dir="auto">{name(pair.b)}</b> {said(pair.b, b)}</div>
        </div>
      ))}
      <div class="sides">
        <Only heading={t.onlyIn("A")} list={sides.onlyA} name={name} said={(value) => said(value, a)} />
        <Only heading={t.onlyIn("B")} list={sides.onlyB} name={name} said={(value) => said(value, b)} />
      </div>
    </section>
  );
}

function Only<T>({ heading, list, name, said }: { heading: string; list: readonly T[]; name(value: T): string; said(value: T): ComponentChild }) {
  return (
    <div>
      <h3>{heading} <span class="number">{list.length}</span></h3>
      {list.length ? <Lines items={list}>{(value) => <><b dir="auto">{name(value)}</b> {said(value)}</>}</Lines> : <p class="muted">{t.none}</p>}
    </div>
  );
}

function SourceSaid({ source, report: { article } }: { source: Source; report: Report }) {
  return <><span class="muted">{t.groupOne[source.group]}, <ElsewhereCounted article={article} lens="source" keys={keysOf(source.attributions)}>{t.statements(source.attributions.length)}</ElsewhereCounted></span> {source.attributions.slice(0, 4).map((attribution) => <ElsewherePlace key={attribution.id} article={article} span={placeOf(attribution)} />)}</>;
}

function ActorSaid({ actor, report: { article } }: { actor: Actor; report: Report }) {
  return <><span class="muted"><ElsewhereCounted article={article} lens="actor" keys={[`actor:${actor.id}`]}>{t.mentions(actor.mentions.length)}</ElsewhereCounted>, {(actor.speaks ? t.speaks : t.doesNotSpeak).toLowerCase()}</span> <ElsewherePlace article={article} span={actor.mentions[0]!.span} /></>;
}

function HedgeList({ hedges, report: { article, reading } }: { hedges: readonly Hedge[]; report: Report }) {
  if (!hedges.length) return <p class="muted">{t.noHedgeHere}</p>;
  return (
    <ul class="lines">
      {hedges.map((hedge) => {
        const at = placeOfHedge(hedge);
        const sentence = reading.sentences[sentenceAt(reading, at[0])] ?? at;
        return <li key={hedge.id}><b class="hedge-word">{words(article.text, hedge.cue)}</b> <span class="muted" dir="auto">{shorten(words(article.text, [sentence]), 160)}</span> <ElsewherePlace article={article} span={at} /></li>;
      })}
    </ul>
  );
}

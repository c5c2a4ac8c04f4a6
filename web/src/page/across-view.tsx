/** What all saved articles say of one actor, source or unnamed phrase. */
import { useEffect, useState } from "preact/hooks";
import type { Sighting } from "./across";
import { useStore } from "./context";
import { keysOf, placeOf } from "./facts";
import { t } from "./messages";
import { ElsewhereCounted, ElsewherePlace, speakerOf } from "./parts";
import { shorten, words } from "./text";

export function AcrossView() {
  const store = useStore();
  const { across } = store;
  const [name, setName] = useState(across.name.value);
  useEffect(() => setName(across.name.value), [across.name.value]);
  useEffect(() => () => across.stop(), [across]);
  const found = across.found.value;
  const progress = across.progress.value;
  return (
    <section class="library across" aria-labelledby="across-title">
      <h1 id="across-title">{t.across}</h1>
      <p class="muted">{t.acrossMeans}</p>
      <form class="row tools" onSubmit={(event) => { event.preventDefault(); void store.look(name); }}>
        <input type="search" class="grow" dir="auto" aria-label={t.acrossField} placeholder={t.acrossField} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        <button type="submit" class="primary" disabled={!name.trim()}>{t.look}</button>
      </form>
      <div class="row" role="status">
        {progress && <><progress max={progress.total || 1} value={progress.total ? progress.done : undefined} aria-label={t.acrossReading} /><span class="muted grow">{t.acrossProgress(progress.done, progress.total)}</span><button type="button" class="small" onClick={() => across.stop()}>{t.cancel}</button></>}
        {!progress && across.name.value && <span class="muted">{found.length ? t.acrossFound(across.name.value, found.length) : t.acrossNothing(across.name.value)}</span>}
      </div>
      {found.map((sighting) => <ArticleSighting key={sighting.report.article.id} sighting={sighting} />)}
    </section>
  );
}

function ArticleSighting({ sighting: { report, actor, attributions } }: { sighting: Sighting }) {
  const store = useStore();
  const { article } = report;
  return (
    <section class="sighting">
      <h2><button type="button" class="open-title" dir="auto" onClick={() => { void store.open(article.id); }}>{article.title || t.untitled}</button></h2>
      <p class="facts">{[article.outlet || t.host(article.url), t.date(article.published || article.updated)].filter(Boolean).map((part) => <span key={part}>{part}</span>)}
        {actor && <span>{t.actorTypes[actor.type]}, <ElsewhereCounted article={article} lens="actor" keys={[`actor:${actor.id}`]}>{t.mentions(actor.mentions.length)}</ElsewhereCounted></span>}
        <span>{attributions.length ? <ElsewhereCounted article={article} lens="source" keys={keysOf(attributions)}>{t.statements(attributions.length)}</ElsewhereCounted> : t.doesNotSpeak}</span>
      </p>
      <ul class="lines">
        {attributions.map((attribution) => (
          <li key={attribution.id}>
            <b dir="auto">{speakerOf(attribution)}</b> {attribution.cue.length > 0 && <q class="muted" dir="auto">{words(article.text, attribution.cue)}</q>}{attribution.stance !== "neutral" && <small class="muted"> {t.stancesShort[attribution.stance]}</small>}{" "}
            <span dir="auto">{shorten(words(article.text, attribution.content), 200)}</span> <ElsewherePlace article={article} span={attribution.content[0] ?? placeOf(attribution)} />
            {attribution.reason.length > 0 && <p class="muted">{t.reasonGiven} <q dir="auto">{words(article.text, attribution.reason)}</q></p>}
          </li>
        ))}
        {!attributions.length && actor?.mentions.slice(0, 3).map(({ span }) => <li key={span[0]}><Sentence report={report} at={span[0]} /> <ElsewherePlace article={article} span={span} /></li>)}
      </ul>
    </section>
  );
}

function Sentence({ report: { article, reading }, at }: { report: Sighting["report"]; at: number }) {
  const sentence = reading.sentences.find(([start, end]) => start <= at && at < end);
  return <q dir="auto">{sentence ? shorten(words(article.text, [sentence]), 200) : ""}</q>;
}

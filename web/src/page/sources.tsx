/** The sources' tab: who says what, how their words are introduced, and for those without a name why and how they know. */
import { useState } from "preact/hooks";
import type { Attribution, Span, Stance } from "../core/reading";
import { Chain } from "./card";
import { More, RowActions } from "./row-actions";
import { useStore } from "./context";
import { groups, keysOf, placeOf, type Source } from "./facts";
import { t } from "./messages";
import { AddNote, Counted, Details, Percent, Place } from "./parts";
import { shorten, words } from "./text";

export function Sources() {
  const store = useStore();
  const sources = store.reader.facts.value!.sources;
  if (!sources.length) return <p class="muted pad">{t.nothing.source}</p>;
  return (
    <>
      {groups.map((group) => {
        const list = sources.filter((source) => source.group === group);
        if (!list.length) return null;
        return (
          <section key={group}>
            <h2>{t.groups[group]} <span class="number"><Counted lens="source" keys={keysOf(list.flatMap(({ attributions }) => attributions))}>{list.length}</Counted></span></h2>
            {group === "unnamed" && <Newsroom />}
            {list.map((source) => <SourceRow key={source.key} source={source} />)}
          </section>
        );
      })}
    </>
  );
}

function Newsroom() {
  return (
    <Details class="rules" summary={t.newsrooms}>{() => <ul>{t.newsroomRules.map((rule) => <li key={rule}>{rule}</li>)}</ul>}</Details>
  );
}

function SourceRow({ source }: { source: Source }) {
  const store = useStore();
  const [open, setOpen] = useState<"statements" | "more" | null>(null);
  const keys = keysOf(source.attributions);
  const lit = store.cursor.spotlight.value === keys.join(" ");
  const toggle = (part: "statements" | "more") => setOpen(open === part ? null : part);
  return (
    <div class={lit ? "entry lit" : "entry"} data-row={source.attributions[0]!.id}>
      <h3>
        <button type="button" aria-pressed={lit} onClick={() => store.cursor.light("source", lit ? [] : keys)} dir="auto">{source.name || t.noSource}</button>
        {source.name && <More name={source.name} open={open === "more"} toggle={() => toggle("more")} />}
      </h3>
      {source.roles.length > 0 && <p class="muted" dir="auto">{words(store.text.value, source.roles.slice(0, 1))}</p>}
      <p class="facts">
        <button type="button" class="place" aria-expanded={open === "statements"} onClick={() => toggle("statements")}>{t.statements(source.attributions.length)}</button>
        <span><Counted lens="source" keys={keys}><Percent value={source.share} /></Counted> {t.ofWords}</span>
        <span>{t.first} <Place span={placeOf(source.attributions[0]!)} /></span>
      </p>
      <Cues attributions={source.attributions} />
      {source.group === "unnamed" && (
        <dl class="ledger">
          <dt>{t.reasonGiven}</dt><dd><Quoted spans={source.reason} none={t.noneFound} /></dd>
          <dt>{t.howTheyKnow}</dt><dd><Quoted spans={source.basis} none={t.notStated} /></dd>
        </dl>
      )}
      {open === "statements" && <ul class="lines">{source.attributions.map((attribution) => <Statement key={attribution.id} attribution={attribution} />)}</ul>}
      {open === "more" && <RowActions on="source" name={source.name} at={placeOf(source.attributions[0]!)} parts={source.attributions.map((attribution) => ({ at: attribution.cue[0] ?? placeOf(attribution), said: shorten(words(store.text.value, attribution.content) || words(store.text.value, attribution.cue), 90) }))} />}
    </div>
  );
}

/** The words that introduce the statements, with their stance and how often; a word leads to the places where it stands. */
function Cues({ attributions }: { attributions: readonly Attribution[] }) {
  const store = useStore();
  const cues = new Map<string, { stance: Stance; list: Attribution[] }>();
  for (const attribution of attributions) {
    const cue = words(store.text.value, attribution.cue).toLowerCase();
    if (!cue) continue;
    const known = cues.get(cue);
    if (known) known.list.push(attribution);
    else cues.set(cue, { stance: attribution.stance, list: [attribution] });
  }
  if (!cues.size) return null;
  return (
    <p class="cues">
      {[...cues].slice(0, 6).map(([cue, { stance, list }]) => (
        <button type="button" key={cue} class="cue-word" onClick={() => store.cursor.light("source", keysOf(list))}>
          <q dir="auto">{cue}</q>{list.length > 1 && <span class="number"> ×{list.length}</span>}{stance !== "neutral" && <small> {t.stancesShort[stance]}</small>}
        </button>
      ))}
      {cues.size > 6 && <span class="muted">{t.andMore(cues.size - 6)}</span>}
    </p>
  );
}

function Quoted({ spans, none }: { spans: readonly Span[]; none: string }) {
  const store = useStore();
  if (!spans.length) return <>{none}</>;
  return <><q dir="auto">{words(store.text.value, spans.slice(0, 1))}</q> <Place span={spans[0]!} /></>;
}

function Statement({ attribution }: { attribution: Attribution }) {
  const store = useStore();
  const at = attribution.content[0] ?? placeOf(attribution);
  return (
    <li>
      <Chain attribution={attribution} reading={store.reader.reading.value!} />
      <span dir="auto">{shorten(words(store.text.value, attribution.content), 220) || words(store.text.value, attribution.cue)}</span> <Place span={at} />
      <AddNote span={at} on="source" />
      <button type="button" class="quiet small" onClick={() => store.cursor.wrongAt(`source:${attribution.id}`)}>{t.wrong}</button>
    </li>
  );
}

/** The hedges' tab: every hedge in its line, by kind or by whose doubt it is, and what probability words have been taken to mean. */
import { useState } from "preact/hooks";
import type { Hedge } from "../core/reading";
import { useStore } from "./context";
import { estimates, hedgeClasses, isProbabilityWord } from "./facts";
import { t } from "./messages";
import { AddNote, Counted, speakerOf } from "./parts";
import { grouped, paragraphAt, words } from "./text";

export function Hedges() {
  const store = useStore();
  const [by, setBy] = useState<"class" | "owner">("class");
  const { hedges, attributions } = store.reader.reading.value!;
  if (!hedges.length) return <p class="muted pad">{t.nothing.hedge}</p>;
  const speakers = new Map(attributions.map((attribution) => [attribution.id, speakerOf(attribution)]));
  const ownerOf = (hedge: Hedge) => (hedge.owner && speakers.get(hedge.owner)) || t.reporter;
  const groups = grouped<string, Hedge>(hedges, by === "class" ? (hedge) => hedge.class : ownerOf);
  const names = by === "class" ? hedgeClasses.filter((name) => groups.has(name)) : [...groups.keys()];
  return (
    <>
      <div class="segmented" role="group" aria-label={t.groupBy}>
        <button type="button" aria-pressed={by === "class"} onClick={() => setBy("class")}>{t.byClass}</button>
        <button type="button" aria-pressed={by === "owner"} onClick={() => setBy("owner")}>{t.byOwner}</button>
      </div>
      {names.map((name) => (
        <section key={name}>
          <h2>{by === "class" ? t.hedgeClasses[name as Hedge["class"]] : name} <span class="number"><Counted lens="hedge" keys={groups.get(name)!.map(({ id }) => `hedge:${id}`)}>{groups.get(name)!.length}</Counted></span></h2>
          <ul class="concordance">{groups.get(name)!.map((hedge) => <Line key={hedge.id} hedge={hedge} owner={ownerOf(hedge)} />)}</ul>
        </section>
      ))}
      {hedges.some((hedge) => isProbabilityWord(words(store.text.value, hedge.cue))) && <Reference />}
    </>
  );
}

/** A hedge in its context: left, the word, right. */
function Line({ hedge, owner }: { hedge: Hedge; owner: string }) {
  const store = useStore();
  const text = store.text.value;
  const [start, end] = [hedge.cue[0]?.[0] ?? 0, hedge.cue.at(-1)?.[1] ?? 0];
  const paragraph = paragraphAt(store.paragraphs.value, start)!;
  return (
    <li data-row={hedge.id}>
      <button type="button" class="kwic" onClick={() => { const finding = store.reader.find(`hedge:${hedge.id}`); if (finding) store.cursor.focus(finding); }} dir="auto">
        <span class="left">{text.slice(Math.max(paragraph.start, start - 48), start)}</span><b>{text.slice(start, end)}</b><span class="right">{text.slice(end, Math.min(paragraph.end, end + 60))}</span>
      </button>
      <p class="row wrap">
        <small class="muted grow"><span dir="auto">{owner}</span> · ¶{paragraph.number}</small>
        {isProbabilityWord(words(text, hedge.cue)) && <button type="button" class="place" onClick={showReference}>{t.ranges}</button>}
        <AddNote span={[start, end]} on="hedge" />
      </p>
    </li>
  );
}

function showReference() {
  document.getElementById("reference")?.focus();
}

function Reference() {
  return (
    <section id="reference" tabIndex={-1}>
      <h2>{t.probabilityWords}</h2>
      <p class="muted">{t.notDefined}</p>
      <table>
        <thead><tr><th scope="col">{t.word}</th><th scope="col">Kent 1964</th><th scope="col">IPCC 2010</th><th scope="col">ICD 203</th></tr></thead>
        <tbody>{estimates.map((row) => <tr key={row.label}><th scope="row">{row.label}</th><td>{row.kent}</td><td>{row.ipcc}</td><td>{row.icd}</td></tr>)}</tbody>
      </table>
      <p class="muted">{t.probabilitySources}</p>
    </section>
  );
}

/** The overview: the reading in sentences and drawings, each number with the places it counts. */
import { useEffect, useState } from "preact/hooks";
import { changesOf } from "./compare";
import { useStore } from "./context";
import { Diagram, SourceMix, Strip } from "./diagram";
import { type Check, checksOf, type Facts, keysOf, sentenceAt } from "./facts";
import type { Key, Lens } from "./marks";
import { type GlancePart, t } from "./messages";
import { SecondOpinion } from "./opinion";
import { AddNote, Counted, Details, Lines, Place } from "./parts";
import { grouped, paragraphAt, shorten, words } from "./text";

export function Overview() {
  const store = useStore();
  const facts = store.reader.facts.value!;
  const reading = store.reader.reading.value!;
  const phase = store.reader.phase.value;
  const checks = checksOf(store.text.value, reading, facts);
  return (
    <>
      <section>
        <h2>{t.glance}</h2>
        {t.glanceSentences(facts, reading).map((sentence, i) => <p key={i} class="glance">{sentence.map((part, j) => <Glance key={j} part={part} facts={facts} />)}</p>)}
        <SourceMix sources={facts.sources} />
      </section>
      {reading.attributions.length > 0 && <section><h2>{t.whoSaysWhat}</h2><Diagram /></section>}
      {(reading.attributions.length > 0 || reading.hedges.length > 0) && <section><h2>{t.overLength}</h2><Strip /></section>}
      {checks.length > 0 && (
        <section>
          <h2>{t.checkNext}</h2>
          <ol class="checks">{checks.map((check, i) => <li key={i}><span>{checkSaid(check, store.text.value)}</span> <span class="together"><Place span={check.at} /> <AddNote span={reading.sentences[sentenceAt(reading, check.at[0])] ?? check.at} on="sentence" /></span></li>)}</ol>
        </section>
      )}
      {facts.unsourced.length > 0 && <Unsourced indices={facts.unsourced} />}
      <Structure />
      <VersionChanges />
      <SecondOpinion />
      <section>
        <h2>{t.inClass}</h2>
        <p class="muted">{t.inClassMeans}</p>
        <p><button type="button" class="small" onClick={() => store.classroom.begin()}>{t.predict}</button></p>
      </section>
      <footer class="method">
        <p>{t.method(reading.analyzer, facts.words, store.paragraphs.value.length, phase.state === "done" ? phase.seconds : 0)}</p>
        <p>{t.promise}</p>
        <Network />
      </footer>
    </>
  );
}

function Glance({ part, facts }: { part: GlancePart; facts: Facts }) {
  if (typeof part === "string") return <>{part}</>;
  const [lens, keys] = countedKeys(part.of, facts);
  return <Counted lens={lens} keys={keys}>{part.words}</Counted>;
}

/** The findings that a number of the first sentences counts. */
function countedKeys(of: Exclude<GlancePart, string>["of"], facts: Facts): [Lens, Key[]] {
  const hedges = (list: Facts["reporterHedges"]) => list.map((hedge) => `hedge:${hedge.id}`);
  if (of === "hedges") return ["hedge", hedges([...facts.reporterHedges, ...facts.othersHedges])];
  if (of === "reporter") return ["hedge", hedges(facts.reporterHedges)];
  const sources = facts.sources.filter(({ group }) => (of === "sources" ? group !== "none" : of === "stated" || group === of));
  return ["source", keysOf(sources.flatMap((source) => source.attributions))];
}

function checkSaid(check: Check, text: string): string {
  if (check.kind === "no-reason") return t.checks.noReason(check.source.name);
  if (check.kind === "unheard") return t.checks.unheard(check.actor.name, check.actor.mentions.length);
  if (check.kind === "one-source") return t.checks.oneSource(check.source.name, check.source.share);
  return check.kind === "number" ? t.checks.number(shorten(words(text, [check.at]), 90)) : t.checks.unclear(words(text, [check.at]));
}

/** Requests that this page has made since the program was ready. */
function Network() {
  const store = useStore();
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (typeof PerformanceObserver !== "function") return;
    const since = store.readySince;
    const observer = new PerformanceObserver((list) => {
      const requests = list.getEntries().filter((entry) => entry.startTime >= since && /^(https?|wss?):/.test(entry.name));
      setCount((before) => before + requests.length);
    });
    observer.observe({ type: "resource", buffered: true });
    return () => observer.disconnect();
  }, []);
  return <p>{t.network(count)}</p>;
}

/** After the text was replaced: what the new version says otherwise. */
function VersionChanges() {
  const store = useStore();
  const before = store.before.value;
  const reading = store.reader.reading.value!;
  if (!before) return null;
  const changes = changesOf(before, { text: store.text.value, reading });
  return (
    <section>
      <h2>{t.thenNow}</h2>
      {!changes.added.length && !changes.removed.length && <p class="muted">{t.sameAsBefore}</p>}
      {changes.added.length > 0 && <Details summary={t.added(changes.added.length)}>{() => <Lines items={changes.added}>{(change) => <><small class="muted">{t.changeKinds[change.kind]}</small> <span dir="auto">{shorten(change.words, 160)}</span> <Place span={change.span} /></>}</Lines>}</Details>}
      {changes.removed.length > 0 && <Details summary={t.removed(changes.removed.length)}>{() => <Lines items={changes.removed}>{(change) => <><small class="muted">{t.changeKinds[change.kind]}</small> <del dir="auto">{shorten(change.words, 160)}</del></>}</Lines>}</Details>}
    </section>
  );
}

function Unsourced({ indices }: { indices: number[] }) {
  const store = useStore();
  const sentences = store.reader.reading.value!.sentences;
  return (
    <section>
      <h2>{t.noSourceGiven}</h2>
      <Details summary={t.unsourced(indices.length)}>
        {() => <Lines items={indices.map((i) => sentences[i]!)}>{(span) => <><q dir="auto">{shorten(words(store.text.value, [span]), 140)}</q> <Place span={span} /> <AddNote span={span} on="sentence" /></>}</Lines>}
      </Details>
    </section>
  );
}

/** The margin map's data as a table. */
function Structure() {
  return (
    <section>
      <h2>{t.structure}</h2>
      <Details summary={t.structureTable}>{() => <StructureTable />}</Details>
    </section>
  );
}

function StructureTable() {
  const store = useStore();
  const paragraphs = store.paragraphs.value;
  const { attributions, hedges } = store.reader.reading.value!;
  const numberOf = (position: number) => paragraphAt(paragraphs, position)?.number ?? 1;
  const sentences = grouped(store.reader.cells.value, (cell) => numberOf(cell.span[0]));
  const statements = grouped(attributions.filter((attribution) => attribution.content.length > 0), (attribution) => numberOf(attribution.content[0]![0]));
  const doubts = grouped(hedges, (hedge) => numberOf(hedge.cue[0]?.[0] ?? 0));
  const spoken = (number: number, named: boolean) => keysOf((statements.get(number) ?? []).filter((attribution) => attribution.named === named));
  return (
    <table>
      <thead><tr><th scope="col">¶</th><th scope="col">{t.sentences}</th><th scope="col">{t.named}</th><th scope="col">{t.unnamed}</th><th scope="col">{t.tabs.hedges}</th></tr></thead>
      <tbody>
        {paragraphs.map(({ number, start, end }) => (
          <tr key={number}>
            <th scope="row"><Place span={[start, end]} /></th>
            <td>{sentences.get(number)?.length ?? 0}</td>
            <NumberCell lens="source" keys={spoken(number, true)} />
            <NumberCell lens="source" keys={spoken(number, false)} />
            <NumberCell lens="hedge" keys={(doubts.get(number) ?? []).map((hedge) => `hedge:${hedge.id}`)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NumberCell({ lens, keys }: { lens: Lens; keys: readonly Key[] }) {
  return <td><Counted lens={lens} keys={keys}>{keys.length}</Counted></td>;
}

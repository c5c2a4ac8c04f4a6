/** The inspector: everything the marks say, as headings and lists, each number with the places it counts. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Actor, Attribution, Hedge, Span } from "../core/reading";
import { Chain } from "./card";
import { useStore } from "./context";
import { changesOf } from "./compare";
import { Diagram, HedgeStrip, SourceMix } from "./diagram";
import { checksOf, type Check, estimates, groups, hedgeClasses, isProbabilityWord, placeOf, type Source } from "./facts";
import { t } from "./messages";
import { Notes } from "./notes";
import { SecondOpinion } from "./opinion";
import { Details, Icon, Percent, Place, speakerOf } from "./parts";
import { type Tab, tabs } from "./store";
import { paragraphAt, shorten, words } from "./text";

export function Inspector({ accordion }: { accordion?: boolean }) {
  const store = useStore();
  if (accordion) {
    return (
      <section class="inspector accordion" aria-label={t.inspector}>
        {tabs.map((tab) => (
          <details key={tab} open={store.tab.value === tab} onToggle={(event) => { if (event.currentTarget.open) store.tab.value = tab; }}>
            <summary>{t.tabs[tab]}</summary>
            {store.tab.value === tab && <Panel tab={tab} />}
          </details>
        ))}
      </section>
    );
  }
  return <Tabbed />;
}

function Tabbed() {
  const store = useStore();
  const box = useRef<HTMLElement>(null);
  const open = store.panelOpen.value;
  useEffect(() => {
    if (open && matchMedia("(max-width: 1099px)").matches) box.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
  }, [open]);
  const move = (event: KeyboardEvent) => {
    const at = tabs.indexOf(store.tab.value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    store.tab.value = tabs[(to + tabs.length) % tabs.length]!;
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus());
  };
  return (
    <aside ref={box} id="inspector" class={store.panelOpen.value ? "inspector open" : "inspector"} aria-label={t.inspector} onKeyDown={(event) => { if (event.key === "Escape") store.panelOpen.value = false; }}>
      <Resizer />
      <div class="sheet-handle"><button type="button" class="quiet" onClick={(event) => event.currentTarget.closest("aside")?.classList.toggle("full")}><Icon name="up" /><span class="hidden">{t.sheetSize}</span></button></div>
      <div class="tab-row">
        <div role="tablist" aria-label={t.inspector} onKeyDown={move}>
          {tabs.map((tab) => (
            <button type="button" key={tab} role="tab" id={`tab-${tab}`} aria-selected={store.tab.value === tab} aria-controls="panel" tabIndex={store.tab.value === tab ? 0 : -1} onClick={() => { store.tab.value = tab; }}>
              {t.tabs[tab]}
              {tab === "notes" && store.notes.value.length > 0 && <span class="number badge">{store.notes.value.length}</span>}
            </button>
          ))}
        </div>
        <button type="button" class="quiet square close-panel" aria-label={t.closePanel} onClick={() => { store.panelOpen.value = false; store.set({ inspectorOpen: false }); }}><Icon name="close" /></button>
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${store.tab.value}`} tabIndex={0} class="panel"><Panel tab={store.tab.value} /></div>
    </aside>
  );
}

/** A separator that the pointer drags and the arrows move. */
function Resizer() {
  const store = useStore();
  const width = store.settings.value.inspector;
  const set = (value: number) => store.set({ inspector: Math.max(380, Math.min(440, Math.round(value))) });
  return (
    <div
      class="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={t.resize}
      aria-valuenow={width}
      aria-valuemin={380}
      aria-valuemax={440}
      tabIndex={0}
      onKeyDown={(event) => { if (event.key === "ArrowLeft") set(width + 12); if (event.key === "ArrowRight") set(width - 12); }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => { if (event.buttons) set(document.documentElement.clientWidth - event.clientX); }}
    />
  );
}

function Panel({ tab }: { tab: Tab }) {
  const store = useStore();
  if (tab === "notes") return <Notes />;
  if (!store.facts.value) return <p class="muted pad">{store.phase.value.state === "reading" ? t.reading : t.notRead}</p>;
  if (tab === "overview") return <Overview />;
  if (tab === "sources") return <Sources />;
  if (tab === "actors") return <Actors />;
  return <Hedges />;
}

function Overview() {
  const store = useStore();
  const facts = store.facts.value!;
  const reading = store.reading.value!;
  const phase = store.phase.value;
  const checks = checksOf(store.text.value, reading, facts);
  return (
    <>
      <section>
        <h2>{t.glance}</h2>
        {t.glanceSentences(facts, reading).map((sentence) => <p key={sentence} class="glance">{sentence}</p>)}
        <SourceMix sources={facts.sources} />
      </section>
      {reading.attributions.length > 0 && <section><h2>{t.whoSaysWhat}</h2><Diagram /></section>}
      {reading.hedges.length > 0 && <section><h2>{t.whereHedges}</h2><HedgeStrip /></section>}
      {checks.length > 0 && (
        <section>
          <h2>{t.checkNext}</h2>
          <ol class="checks">{checks.map((check, i) => <li key={i}><span>{checkSaid(check, store.text.value)}</span> <Place span={check.at} /></li>)}</ol>
        </section>
      )}
      {facts.unsourced.length > 0 && <Unsourced indices={facts.unsourced} />}
      <Structure />
      <VersionChanges />
      <SecondOpinion />
      <footer class="method">
        <p>{t.method(reading.analyzer, facts.words, store.paragraphs.value.length, phase.state === "done" ? phase.seconds : 0)}</p>
        <p>{t.promise}</p>
        <Network />
      </footer>
    </>
  );
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
  const reading = store.reading.value!;
  if (!before) return null;
  const changes = changesOf(before, { text: store.text.value, reading });
  return (
    <section>
      <h2>{t.thenNow}</h2>
      {!changes.added.length && !changes.removed.length && <p class="muted">{t.sameAsBefore}</p>}
      {changes.added.length > 0 && <Details summary={t.added(changes.added.length)}>{() => <ul class="lines">{changes.added.map((change) => <li key={`${change.span}`}><small class="muted">{t.changeKinds[change.kind]}</small> <span dir="auto">{shorten(change.words, 160)}</span> <Place span={change.span} /></li>)}</ul>}</Details>}
      {changes.removed.length > 0 && <Details summary={t.removed(changes.removed.length)}>{() => <ul class="lines">{changes.removed.map((change) => <li key={`${change.span}`}><small class="muted">{t.changeKinds[change.kind]}</small> <del dir="auto">{shorten(change.words, 160)}</del></li>)}</ul>}</Details>}
    </section>
  );
}

function Unsourced({ indices }: { indices: number[] }) {
  const store = useStore();
  const sentences = store.reading.value!.sentences;
  return (
    <section>
      <h2>{t.noSourceGiven}</h2>
      <Details summary={t.unsourced(indices.length)}>
        {() => <ul class="lines">{indices.slice(0, 100).map((i) => <li key={i}><q dir="auto">{shorten(words(store.text.value, [sentences[i]!]), 140)}</q> <Place span={sentences[i]!} /></li>)}</ul>}
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
  const rows = store.paragraphs.value.map((paragraph) => ({ paragraph, sentences: 0, named: 0, unnamed: 0, hedges: 0 }));
  for (const cell of store.cells.value) {
    const row = rows[(paragraphAt(store.paragraphs.value, cell.span[0])?.number ?? 1) - 1];
    if (!row) continue;
    row.sentences++;
    if (cell.speaker !== "none") row[cell.speaker]++;
    row.hedges += cell.hedges;
  }
  return (
    <table>
      <thead><tr><th scope="col">¶</th><th scope="col">{t.sentences}</th><th scope="col">{t.named}</th><th scope="col">{t.unnamed}</th><th scope="col">{t.tabs.hedges}</th></tr></thead>
      <tbody>{rows.map((row) => <tr key={row.paragraph.number}><th scope="row"><Place span={[row.paragraph.start, row.paragraph.end]} /></th><td>{row.sentences}</td><td>{row.named}</td><td>{row.unnamed}</td><td>{row.hedges}</td></tr>)}</tbody>
    </table>
  );
}

function Sources() {
  const store = useStore();
  const sources = store.facts.value!.sources;
  if (!sources.length) return <p class="muted pad">{t.nothing.source}</p>;
  return (
    <>
      {groups.map((group) => {
        const list = sources.filter((source) => source.group === group);
        if (!list.length) return null;
        return (
          <section key={group}>
            <h2>{t.groups[group]} <span class="number">{list.length}</span></h2>
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
  const text = store.text.value;
  const keys = source.attributions.map((attribution) => `source:${attribution.id}`).join(" ");
  const lit = store.spotlight.value === keys;
  const select = () => {
    store.lens.value = "source";
    store.spotlight.value = lit ? null : keys;
    if (!lit) store.current.value = null;
  };
  const cues = [...new Map(source.attributions.filter((attribution) => attribution.cue.length).map((attribution) => [words(text, attribution.cue).toLowerCase(), attribution.stance])).entries()];
  return (
    <div class={lit ? "entry lit" : "entry"} data-row={source.attributions[0]!.id}>
      <h3><button type="button" aria-pressed={lit} onClick={select} dir="auto">{source.name || t.noSource}</button></h3>
      {source.roles.length > 0 && <p class="muted" dir="auto">{words(text, source.roles.slice(0, 1))}</p>}
      <p class="facts"><span>{t.statements(source.attributions.length)}</span> <span><Percent value={source.share} /> {t.ofWords}</span> <span>{t.first} <Place span={placeOf(source.attributions[0]!)} /></span></p>
      {cues.length > 0 && <p class="cues">{cues.slice(0, 6).map(([cue, stance]) => <span key={cue} class={`cue-word ${stance}`}><q dir="auto">{cue}</q>{stance !== "neutral" && <small> {t.stancesShort[stance]}</small>}</span>)}</p>}
      {source.group === "unnamed" && (
        <dl class="ledger">
          <dt>{t.reasonGiven}</dt><dd><Quoted spans={source.reason} none={t.noneFound} /></dd>
          <dt>{t.howTheyKnow}</dt><dd><Quoted spans={source.basis} none={t.notStated} /></dd>
        </dl>
      )}
      <Details summary={t.showStatements}>{() => <ul class="lines">{source.attributions.map((attribution) => <Statement key={attribution.id} attribution={attribution} />)}</ul>}</Details>
    </div>
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
      <Chain attribution={attribution} reading={store.reading.value!} />
      <span dir="auto">{shorten(words(store.text.value, attribution.content), 220) || words(store.text.value, attribution.cue)}</span> <Place span={at} />
      <AddNote span={at} on="source" />
    </li>
  );
}

/** A note without a selection: screen readers in browse mode never make one. */
function AddNote({ span, on }: { span: Span; on: "source" | "actor" | "hedge" }) {
  const store = useStore();
  return <button type="button" class="quiet small" onClick={() => { void store.addNote(on, span); }}>{t.addNote}</button>;
}

function Actors() {
  const store = useStore();
  const [sort, setSort] = useState<"mentions" | "order" | "type">("mentions");
  const actors = store.reading.value!.actors.filter((actor) => actor.type !== "place");
  const unheard = store.facts.value!.unheard;
  if (!actors.length) return <p class="muted pad">{t.nothing.actor}</p>;
  const sorted = [...actors].sort((a, b) => sort === "mentions" ? b.mentions.length - a.mentions.length : sort === "type" ? a.type.localeCompare(b.type) || b.mentions.length - a.mentions.length : a.mentions[0]!.span[0] - b.mentions[0]!.span[0]);
  return (
    <>
      <section>
        <h2>{t.tabs.actors} <span class="number">{actors.length}</span></h2>
        <label class="inline">{t.sortBy} <select value={sort} onChange={(event) => setSort(event.currentTarget.value as typeof sort)}>{(["mentions", "order", "type"] as const).map((value) => <option key={value} value={value}>{t.actorSorts[value]}</option>)}</select></label>
        {sorted.slice(0, 300).map((actor) => <ActorRow key={actor.id} actor={actor} />)}
      </section>
      {unheard.length > 0 && <section><h2>{t.unheard} <span class="number">{unheard.length}</span></h2><p class="muted">{t.unheardMeans}</p><ul class="lines">{unheard.map((actor) => <li key={actor.id}><b dir="auto">{actor.name}</b> {t.mentions(actor.mentions.length)} <Place span={actor.mentions[0]!.span} /></li>)}</ul></section>}
    </>
  );
}

const glyphs: Record<Actor["type"], string> = { person: "●", organization: "■", government: "▲", group: "⁂", place: "◇" };

function ActorRow({ actor }: { actor: Actor }) {
  const store = useStore();
  const key = `actor:${actor.id}`;
  const lit = store.spotlight.value === key;
  return (
    <div class={lit ? "entry lit" : "entry"} data-row={actor.id}>
      <h3><span class="glyph" aria-hidden="true">{glyphs[actor.type]}</span> <button type="button" aria-pressed={lit} dir="auto" onClick={() => { store.lens.value = "actor"; store.current.value = null; store.spotlight.value = lit ? null : key; }}>{actor.name}</button></h3>
      <p class="facts"><span>{t.actorTypes[actor.type]}</span> <span>{t.mentions(actor.mentions.length)}</span> <span>{actor.speaks ? t.speaks : t.doesNotSpeak}</span></p>
      <p class="places">{actor.mentions.slice(0, 24).map((mention) => <Place key={mention.span[0]} span={mention.span} />)}</p>
    </div>
  );
}

function Hedges() {
  const store = useStore();
  const [by, setBy] = useState<"class" | "owner">("class");
  const reading = store.reading.value!;
  const owners = new Map(reading.attributions.map((attribution) => [attribution.id, speakerOf(attribution)]));
  if (!reading.hedges.length) return <p class="muted pad">{t.nothing.hedge}</p>;
  const names = by === "class" ? hedgeClasses.filter((name) => reading.hedges.some((hedge) => hedge.class === name)) : [...new Set(reading.hedges.map((hedge) => (hedge.owner ? owners.get(hedge.owner)! : "")))];
  const of = (name: string) => reading.hedges.filter((hedge) => (by === "class" ? hedge.class === name : (hedge.owner ? owners.get(hedge.owner) : "") === name));
  const estimated = reading.hedges.some((hedge) => isProbabilityWord(words(store.text.value, hedge.cue)));
  return (
    <>
      <div class="segmented" role="group" aria-label={t.groupBy}>
        <button type="button" aria-pressed={by === "class"} onClick={() => setBy("class")}>{t.byClass}</button>
        <button type="button" aria-pressed={by === "owner"} onClick={() => setBy("owner")}>{t.byOwner}</button>
      </div>
      {names.map((name) => (
        <section key={name}>
          <h2>{by === "class" ? t.hedgeClasses[name as Hedge["class"]] : name || t.reporter} <span class="number">{of(name).length}</span></h2>
          <ul class="concordance">{of(name).map((hedge) => <Line key={hedge.id} hedge={hedge} owner={hedge.owner ? (owners.get(hedge.owner) ?? "") : t.reporter} />)}</ul>
        </section>
      ))}
      {estimated && <Reference />}
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
      <button type="button" class="kwic" onClick={() => { const finding = store.find(`hedge:${hedge.id}`); if (finding) store.focus(finding); }} dir="auto">
        <span class="left">{text.slice(Math.max(paragraph.start, start - 48), start)}</span><b>{text.slice(start, end)}</b><span class="right">{text.slice(end, Math.min(paragraph.end, end + 60))}</span>
      </button>
      <small class="muted"><span dir="auto">{owner}</span> · ¶{paragraph.number}</small> <AddNote span={[start, end]} on="hedge" />
    </li>
  );
}

function Reference() {
  return (
    <section id="reference">
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


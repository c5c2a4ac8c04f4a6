/** The card of a finding: what it is, why it is marked, and what to do about it. Not modal; opened by a click or Enter, never by pointing. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Actor, Attribution, Hedge, Reading } from "../core/reading";
import { useStore } from "./context";
import { chainOf, hedgeClasses, isProbabilityWord, placeOf } from "./facts";
import type { Finding, Key } from "./marks";
import { t } from "./messages";
import { Icon, Place, speakerOf } from "./parts";
import { words } from "./text";

export function FindingCard() {
  const store = useStore();
  const card = store.cursor.card.value;
  const finding = store.reader.find(card?.key ?? null);
  return card && finding ? <Card key={finding.key} finding={finding} from={card.from} also={card.also} /> : null;
}

/** The height of the header and the lenses, with a gap. */
const bars = 108;

function Card({ finding, from, also }: { finding: Finding; from: Element | null; also: Key[] }) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ left: number; top: number } | null>(null);
  const reading = store.reader.reading.value!;
  const wrong = store.cursor.wrongOpen.value;

  useLayoutEffect(() => {
    const anchor = from?.getBoundingClientRect();
    const size = box.current?.getBoundingClientRect();
    if (!anchor || !size) return;
    if (getComputedStyle(box.current!).position === "fixed") { // on phones at the bottom, where the mark may be too
      scrollBy({ top: Math.max(0, anchor.bottom + 16 - size.top) });
      return setAt({ left: 0, top: 0 });
    }
    const left = Math.max(8, Math.min(anchor.left, document.documentElement.clientWidth - size.width - 8));
    const lowest = innerHeight - size.height - 8;
    const top = placesFor(anchor, from?.closest("p")?.getBoundingClientRect() ?? anchor, size.height).find((top) => top >= bars && top <= lowest);
    setAt({ left: left + scrollX, top: (top ?? Math.max(bars, lowest)) + scrollY }); // with no room on any side, over the mark
  }, [from, wrong]);
  const placed = at !== null; // before that it is hidden, and what is hidden takes no focus
  useEffect(() => { if (placed) box.current?.focus({ preventScroll: true }); }, [placed]);

  return (
    <div ref={box} class={`card ${finding.lens}`} role="dialog" aria-label={t.cardOf(finding.lens)} tabIndex={-1} style={at ? { left: `${at.left}px`, top: `${at.top}px` } : { visibility: "hidden" }}>
      <button type="button" class="quiet square card-close" onClick={() => store.cursor.closeCard()} aria-label={t.close}><Icon name="close" /></button>
      <Body finding={finding} reading={reading} />
      {also.length > 0 && <p class="also">{t.also} {also.map((key) => <button type="button" class="place" key={key} onClick={() => store.cursor.openCard(key, from)}>{alsoSaid(key, reading)}</button>)}</p>}
      {wrong ? <Wrong finding={finding} reading={reading} /> : (
        <div class="card-actions">
          <button type="button" onClick={() => { void store.notebook.add(finding.lens, finding.span); }}>{t.note} <kbd>n</kbd></button>
          <button type="button" onClick={() => { store.cursor.wrongOpen.value = true; }}>{t.wrong} <kbd>x</kbd></button>
          <button type="button" onClick={() => { void store.cite(finding.key); }}>{t.copyCitation} <kbd>c</kbd></button>
          <button type="button" onClick={() => next(store, finding.key)}>{t.nextMention} <kbd>]</kbd></button>
        </div>
      )}
    </div>
  );
}

/** Where a card may stand, best first: under or over the paragraph that it explains, unless the mark is far from there; then next to the mark. */
function placesFor(mark: DOMRect, paragraph: DOMRect, height: number): number[] {
  const near = 140;
  return [
    ...(paragraph.bottom - mark.bottom <= near ? [paragraph.bottom + 4] : []),
    ...(mark.top - paragraph.top <= near ? [paragraph.top - height - 4] : []),
    mark.bottom + 10,
    mark.top - height - 10,
  ];
}

function alsoSaid(key: Key, reading: Reading): string {
  const [lens, id] = key.split(":") as [Finding["lens"], string];
  const name = nameOf({ lens, id }, reading) || (lens === "source" && t.noSource);
  return name ? `${t.lensOne[lens]}: ${name}` : t.lensOne[lens];
}

/** The name of an actor or of a speaker; "" for hedges, and where no source is given. */
function nameOf({ lens, id }: Pick<Finding, "lens" | "id">, reading: Reading): string {
  if (lens === "actor") return reading.actors.find((actor) => actor.id === id)?.name ?? "";
  const attribution = lens === "source" ? reading.attributions.find((source) => source.id === id) : undefined;
  return attribution && attribution.kind !== "unknown" ? attribution.speaker : "";
}

function next(store: ReturnType<typeof useStore>, key: Key) {
  store.cursor.card.value = null;
  store.cursor.current.value = key;
  store.cursor.stepSame(1);
}

function Body({ finding, reading }: { finding: Finding; reading: Reading }) {
  const actor = reading.actors.find((other) => other.id === finding.id);
  const attribution = reading.attributions.find((other) => other.id === finding.id);
  const hedge = reading.hedges.find((other) => other.id === finding.id);
  if (finding.lens === "actor" && actor) return <ActorBody actor={actor} />;
  if (finding.lens === "source" && attribution) return <SourceBody attribution={attribution} reading={reading} />;
  if (finding.lens === "hedge" && hedge) return <HedgeBody hedge={hedge} reading={reading} />;
  return null;
}

function ActorBody({ actor }: { actor: Actor }) {
  const store = useStore();
  return (
    <>
      <p class="kind">{t.lensOne.actor} – {t.actorTypes[actor.type]}</p>
      <p class="name" dir="auto">{actor.name}</p>
      {actor.roles.length > 0 && <p class="muted" dir="auto">{words(store.text.value, actor.roles.slice(0, 1))}</p>}
      <p>{t.mentions(actor.mentions.length)} · {actor.speaks ? t.speaks : t.doesNotSpeak}</p>
      <Why text={actor.why} />
    </>
  );
}

function SourceBody({ attribution, reading }: { attribution: Attribution; reading: Reading }) {
  const store = useStore();
  return (
    <>
      <p class="kind">{t.lensOne.source} – {attribution.kind === "unknown" ? t.groupsOne.none : `${attribution.named ? t.named : t.unnamed}, ${t.sourceKinds[attribution.kind]}`}</p>
      <p class="name" dir="auto">{speakerOf(attribution)}</p>
      <Chain attribution={attribution} reading={reading} />
      <p>{t.quotes[attribution.quote]} · {t.stances[attribution.stance]}{attribution.cue.length > 0 && <>: <q dir="auto">{words(store.text.value, attribution.cue)}</q></>}</p>
      {!attribution.named && attribution.kind !== "unknown" && (
        <p>{attribution.reason.length ? <>{t.reasonGiven} <q dir="auto">{words(store.text.value, attribution.reason)}</q></> : t.noReason}</p>
      )}
      <Why text={attribution.why} />
    </>
  );
}

function HedgeBody({ hedge, reading }: { hedge: Hedge; reading: Reading }) {
  const store = useStore();
  const owner = reading.attributions.find((other) => other.id === hedge.owner);
  const cue = words(store.text.value, hedge.cue);
  return (
    <>
      <p class="kind">{t.lensOne.hedge} – {t.hedgeClasses[hedge.class]}</p>
      <p class="name" dir="auto">{cue}</p>
      <p>{owner ? <>{t.doubtOf(speakerOf(owner))} <Place span={placeOf(owner)} /></> : t.doubtOfReporter}</p>
      {owner && <Chain attribution={owner} reading={reading} />}
      {hedge.scope.length > 0 && <p>{t.scope} <q dir="auto">{words(store.text.value, hedge.scope)}</q></p>}
      {isProbabilityWord(cue) && <p class="muted">{t.notDefined} <button type="button" class="place" onClick={() => { store.tab.value = "hedges"; store.showPanel(true); store.cursor.card.value = null; }}>{t.seeTable}</button></p>}
      <Why text={hedge.why} />
    </>
  );
}

function Why({ text }: { text: string }) {
  return text ? <p class="why"><span>{t.why}</span> {text}</p> : null;
}

/** "Reuters → two officials", with the depth. */
export function Chain({ attribution, reading }: { attribution: Attribution; reading: Reading }) {
  const chain = chainOf(reading, attribution);
  if (chain.length < 2) return null;
  return (
    <ol class="chain" aria-label={t.chain(chain.length)}>
      {chain.map((link) => <li key={link.id}><Place span={placeOf(link)} label={speakerOf(link)} /></li>)}
      <li class="depth number" aria-hidden="true">{chain.length}</li>
    </ol>
  );
}

function Wrong({ finding, reading }: { finding: Finding; reading: Reading }) {
  const store = useStore();
  const [everywhere, setEverywhere] = useState(false);
  const [type, setType] = useState("");
  const [who, setWho] = useState("");
  const name = nameOf(finding, reading);
  const [newName, setNewName] = useState(name);
  const act = (what: Parameters<typeof store.amend.correct>[1], value = "") => { void store.amend.correct(finding.lens, what, finding.span, value, everywhere); };
  const types: [string, string][] =
    finding.lens === "actor" ? Object.entries(t.actorTypes) : finding.lens === "source" ? Object.entries(t.sourceKinds) : hedgeClasses.map((name) => [name, t.hedgeClasses[name]]);
  const others = finding.lens === "hedge" ? [] : reading.actors.filter((actor) => actor.id !== finding.id && actor.type !== "place").map((actor) => actor.name);
  return (
    <fieldset class="wrong">
      <legend>{t.whatIsWrong}</legend>
      <button type="button" onClick={() => act("dismiss")}>{t.notA(finding.lens)}</button>
      <label>{t.otherType}
        <select value={type} onChange={(event) => { setType(event.currentTarget.value); if (event.currentTarget.value) act("retype", event.currentTarget.value); }}>
          <option value="">{t.choose}</option>
          {types.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
        </select>
      </label>
      {name && (
        <form class="belongs" onSubmit={(event) => { event.preventDefault(); void store.amend.correct(finding.lens, "rename", name, newName.trim(), everywhere); }}>
          <label>{t.nameIs} <input value={newName} dir="auto" onInput={(event) => setNewName(event.currentTarget.value)} /></label>
          <button type="submit" disabled={!newName.trim() || newName.trim() === name}>{t.rename}</button>
        </form>
      )}
      {finding.lens !== "hedge" && (
        <div class="belongs">
          <label>{finding.lens === "actor" ? t.sameAs : t.belongsTo}
            <input list="actors" value={who} onInput={(event) => setWho(event.currentTarget.value)} />
          </label>
          <datalist id="actors">{[...new Set(others)].map((name) => <option key={name} value={name} />)}</datalist>
          <button type="button" disabled={!who.trim()} onClick={() => act(finding.lens === "actor" ? "merge" : "assign", who.trim())}>{t.apply}</button>
          {finding.lens === "actor" && <button type="button" onClick={() => act("split")}>{t.split.actor}</button>}
          {finding.lens === "source" && name && <button type="button" onClick={() => { void store.amend.correct("source", "split", finding.span, t.second(name), false); }}>{t.split.source}</button>}
        </div>
      )}
      <label class="check"><input type="checkbox" checked={everywhere} onChange={(event) => setEverywhere(event.currentTarget.checked)} /> {t.everywhere}</label>
      <button type="button" class="quiet" onClick={() => { store.cursor.wrongOpen.value = false; }}>{t.cancel}</button>
    </fieldset>
  );
}

/** The actors' tab: who can act or speak in the story, and who of them is named but not heard. */
import { useState } from "preact/hooks";
import type { Actor, Span } from "../core/reading";
import { More, RowActions } from "./row-actions";
import { useStore } from "./context";
import { silenceOf } from "./facts";
import { t } from "./messages";
import { AddNote, Counted, Place } from "./parts";
import { grouped, paragraphAt, words } from "./text";

const page = 200;
const sorts = ["mentions", "order", "type"] as const;
const compare: Record<(typeof sorts)[number], (a: Actor, b: Actor) => number> = {
  mentions: (a, b) => b.mentions.length - a.mentions.length,
  order: (a, b) => a.mentions[0]!.span[0] - b.mentions[0]!.span[0],
  type: (a, b) => a.type.localeCompare(b.type) || b.mentions.length - a.mentions.length,
};

export function Actors() {
  const store = useStore();
  const [sort, setSort] = useState<(typeof sorts)[number]>("mentions");
  const [shown, setShown] = useState(page);
  const actors = store.reader.reading.value!.actors.filter((actor) => actor.type !== "place");
  const unheard = store.reader.facts.value!.unheard;
  if (!actors.length) return <p class="muted pad">{t.nothing.actor}</p>;
  return (
    <>
      <section>
        <h2>{t.tabs.actors} <span class="number"><Counted lens="actor" keys={actors.map(({ id }) => `actor:${id}`)}>{actors.length}</Counted></span></h2>
        <label class="inline">{t.sortBy} <select value={sort} onChange={(event) => setSort(event.currentTarget.value as typeof sort)}>{sorts.map((value) => <option key={value} value={value}>{t.actorSorts[value]}</option>)}</select></label>
        {[...actors].sort(compare[sort]).slice(0, shown).map((actor) => <ActorRow key={actor.id} actor={actor} />)}
        {actors.length > shown && <p class="pad"><button type="button" onClick={() => setShown(shown + page)}>{t.more(actors.length - shown)}</button></p>}
      </section>
      {unheard.length > 0 && (
        <section>
          <h2>{t.unheard} <span class="number"><Counted lens="actor" keys={unheard.map(({ id }) => `actor:${id}`)}>{unheard.length}</Counted></span></h2>
          <p class="muted">{t.unheardMeans}</p>
          <ul class="lines">{unheard.map((actor) => <Unheard key={actor.id} actor={actor} />)}</ul>
        </section>
      )}
    </>
  );
}

/** An actor that is not heard, and whether the article says that it was asked. */
function Unheard({ actor }: { actor: Actor }) {
  const store = useStore();
  const silence = silenceOf(store.text.value, store.reader.reading.value!, actor);
  return (
    <li>
      <b dir="auto">{actor.name}</b> <Counted lens="actor" keys={[`actor:${actor.id}`]}>{t.mentions(actor.mentions.length)}</Counted> <Place span={actor.mentions[0]!.span} />
      {silence && <span class="muted"> {t.asked} <q dir="auto">{words(store.text.value, [silence])}</q> <Place span={silence} /></span>}
      <AddNote span={silence ?? actor.mentions[0]!.span} on="actor" />
    </li>
  );
}

/** A mention with some of the words around it. */
function around(text: string, [start, end]: Span): string {
  const [before, after] = [text.slice(Math.max(0, start - 24), start).split("\n").at(-1)!.slice(-24), text.slice(end, end + 32).split("\n")[0]!];
  return `${before.length < 24 ? before : `…${before.replace(/^\S*\s/, "")}`}${text.slice(start, end)}${after.length < 32 ? after : `${after.replace(/\s\S*$/, "")}…`}`;
}

/** Paragraphs: more would fill the panel with one row; the number of mentions leads through all of them. */
const mostPlaces = 24;

const glyphs: Record<Actor["type"], string> = { person: "●", organization: "■", government: "▲", group: "⁂", place: "◇" };

function ActorRow({ actor }: { actor: Actor }) {
  const store = useStore();
  const [open, setOpen] = useState(false);
  const key = `actor:${actor.id}`;
  const lit = store.cursor.spotlight.value === key;
  return (
    <div class={lit ? "entry lit" : "entry"} data-row={actor.id}>
      <h3>
        <span class="glyph" aria-hidden="true">{glyphs[actor.type]}</span>
        <button type="button" aria-pressed={lit} dir="auto" onClick={() => store.cursor.light("actor", lit ? [] : [key])}>{actor.name}</button>
        <More name={actor.name} open={open} toggle={() => setOpen(!open)} />
      </h3>
      <p class="facts">
        <span>{t.actorTypes[actor.type]}</span> <span>{actor.speaks ? t.speaks : t.doesNotSpeak}</span> <Counted lens="actor" keys={[key]}>{t.mentions(actor.mentions.length)}</Counted>
        <span class="places">{[...grouped(actor.mentions, ({ span }) => paragraphAt(store.paragraphs.value, span[0])?.number)].slice(0, mostPlaces).map(([number, [first]]) => <Place key={number} span={first!.span} />)}</span>
      </p>
      {open && <RowActions on="actor" name={actor.name} at={actor.mentions[0]!.span} parts={actor.mentions.map(({ span }) => ({ at: span, said: around(store.text.value, span) }))} />}
    </div>
  );
}

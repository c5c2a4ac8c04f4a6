/** What a reader can do with a row of a list: the whole source or actor, by its name, not one place. */
import { useId, useState } from "preact/hooks";
import type { Span } from "../core/reading";
import { useStore } from "./context";
import { t } from "./messages";
import { Details, Icon, Place } from "./parts";

/** A mention of an actor, or a statement of a source: where a correction takes hold of it, and what it says. */
export interface Part {
  at: Span;
  said: string;
}

export function RowActions({ on, name, at, parts }: { on: "source" | "actor"; name: string; at: Span; parts: readonly Part[] }) {
  const store = useStore();
  const others = useId();
  const [newName, setNewName] = useState(name);
  const [same, setSame] = useState("");
  const [everywhere, setEverywhere] = useState(false);
  const act = (what: "rename" | "merge" | "assign" | "dismiss", value = "") => { void store.amend.correct(on, what, name, value, everywhere); };
  const names = new Set([...store.reader.reading.value!.actors.map((actor) => actor.name), ...store.reader.facts.value!.sources.map((source) => source.name)]);
  return (
    <fieldset class="wrong">
      <legend class="hidden">{t.moreAbout(name)}</legend>
      <div class="row wrap">
        <button type="button" onClick={() => { void store.look(name); }}>{t.lookEverywhere}</button>
        <button type="button" onClick={() => { void store.notebook.add(on, at); }}>{t.addNote}</button>
      </div>
      <form class="belongs" onSubmit={(event) => { event.preventDefault(); act("rename", newName.trim()); }}>
        <label>{t.nameIs} <input value={newName} dir="auto" onInput={(event) => setNewName(event.currentTarget.value)} /></label>
        <button type="submit" disabled={!newName.trim() || newName.trim() === name}>{t.rename}</button>
      </form>
      <form class="belongs" onSubmit={(event) => { event.preventDefault(); act(on === "actor" ? "merge" : "assign", same.trim()); }}>
        <label>{t.sameAs} <input list={others} value={same} dir="auto" onInput={(event) => setSame(event.currentTarget.value)} /></label>
        <datalist id={others}>{[...names].filter((other) => other && other !== name).map((other) => <option key={other} value={other} />)}</datalist>
        <button type="submit" disabled={!same.trim()}>{t.mergeRow}</button>
      </form>
      {parts.length > 1 && <Details class="split" summary={t.splitSome[on]}>{() => <Split on={on} name={name} parts={parts} />}</Details>}
      <label class="check"><input type="checkbox" checked={everywhere} onChange={(event) => setEverywhere(event.currentTarget.checked)} /> {t.everywhere}</label>
      <button type="button" onClick={() => act("dismiss")}>{t.notA(on)}</button>
    </fieldset>
  );
}

/** Makes some of a row's parts another row, or gives them to one that is there. */
function Split({ on, name, parts }: { on: "source" | "actor"; name: string; parts: readonly Part[] }) {
  const store = useStore();
  const [chosen, setChosen] = useState<readonly Part[]>([]);
  const [to, setTo] = useState(t.second(name));
  const choose = (part: Part, on: boolean) => setChosen((chosen) => (on ? [...chosen, part] : chosen.filter((other) => other !== part)));
  const split = (event: Event) => {
    event.preventDefault();
    void store.amend.correctAll(on, "split", chosen.map((part) => part.at), to.trim());
  };
  return (
    <form class="belongs" onSubmit={split}>
      <ul class="parts" aria-label={t.chooseParts[on]}>
        {parts.map((part) => <li key={part.at[0]}><label class="check"><input type="checkbox" checked={chosen.includes(part)} onChange={(event) => choose(part, event.currentTarget.checked)} /> <span dir="auto">{part.said}</span></label> <Place span={part.at} /></li>)}
      </ul>
      <label>{t.nameIs} <input value={to} dir="auto" onInput={(event) => setTo(event.currentTarget.value)} /></label>
      <button type="submit" disabled={!chosen.length || chosen.length === parts.length || !to.trim() || to.trim() === name}>{t.splitOff}</button>
    </form>
  );
}

/** Opens and closes a row's actions. */
export function More({ name, open, toggle }: { name: string; open: boolean; toggle(): void }) {
  return <button type="button" class="quiet square small more-of" aria-expanded={open} aria-label={t.moreAbout(name)} title={t.moreOf} onClick={toggle}><Icon name="more" /></button>;
}

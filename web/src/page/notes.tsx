/** The notes of the article: the one on the whole of it, the list, filters, the editor. A note is stored while it is written. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Note, NoteStatus } from "../core/protocol";
import { useStore } from "./context";
import { render } from "./markdown";
import { t } from "./messages";
import type { PlacedNote } from "./notebook";
import { Place } from "./parts";

import { shorten, words } from "./text";

const statuses: readonly NoteStatus[] = ["", "to-check", "checked", "could-not-verify"];

export function Notes() {
  const store = useStore();
  const [status, setStatus] = useState<NoteStatus | "all">("all");
  const [tag, setTag] = useState("");
  const [on, setOn] = useState<Note["on"] | "">("");
  const notes = store.notebook.notes.value;
  const tags = [...new Set(notes.flatMap((note) => note.tags))].sort();
  const shown = notes
    .filter((note) => (status === "all" || note.status === status) && (!tag || note.tags.includes(tag)) && (!on || note.on === on))
    .sort((a, b) => (a.placement?.span?.[0] ?? -1) - (b.placement?.span?.[0] ?? -1));
  const whole = shown.filter((note) => note.on === "article");
  const lost = shown.filter((note) => note.placement?.state === "lost");
  const placed = shown.filter((note) => !whole.includes(note) && !lost.includes(note));
  return (
    <>
      {notes.length > 1 && (
        <div class="row wrap filters">
          <select aria-label={t.status} value={status} onChange={(event) => setStatus(event.currentTarget.value as NoteStatus | "all")}>
            <option value="all">{t.allStatuses}</option>
            {statuses.map((value) => <option key={value} value={value}>{t.statuses[value]}</option>)}
          </select>
          <select aria-label={t.noteOn} value={on} onChange={(event) => setOn(event.currentTarget.value as Note["on"] | "")}>
            <option value="">{t.allPlaces}</option>
            {(["actor", "source", "hedge", "sentence", "selection", "article"] as const).map((value) => <option key={value} value={value}>{t.on[value]}</option>)}
          </select>
          {tags.length > 0 && <select aria-label={t.tags} value={tag} onChange={(event) => setTag(event.currentTarget.value)}><option value="">{t.allTags}</option>{tags.map((value) => <option key={value}>{value}</option>)}</select>}
        </div>
      )}
      <section>
        <h2>{t.articleNote}</h2>
        {whole.map((note) => <NoteItem key={note.id} note={note} />)}
        {!notes.some((note) => note.on === "article") && <button type="button" class="invite" onClick={() => store.notebook.showOnArticle()}>{t.inviteArticleNote}</button>}
      </section>
      {lost.length > 0 && <section><h2>{t.lostNotes} <span class="number">{lost.length}</span></h2><p class="muted">{t.lostMeans}</p>{lost.map((note) => <NoteItem key={note.id} note={note} />)}</section>}
      {placed.length > 0 && <section><h2>{t.placedNotes} <span class="number">{placed.length}</span></h2>{placed.map((note) => <NoteItem key={note.id} note={note} />)}</section>}
      {notes.every((note) => note.on === "article") && <section><h2>{t.placedNotes}</h2><p class="muted">{t.noNotes}</p></section>}
      <Corrections />
    </>
  );
}

function NoteItem({ note }: { note: PlacedNote }) {
  const store = useStore();
  const text = store.text.value;
  const open = store.notebook.openNote.value === note.id;
  const html = useMemo(() => render(note.body), [note.body]);
  const row = useRef<HTMLDivElement>(null);
  const remove = () => {
    const list = row.current?.closest<HTMLElement>("[role=tabpanel]") ?? row.current?.closest("details")?.querySelector("summary");
    list?.focus({ preventScroll: true }); // the button that has the focus will be gone
    void store.notebook.delete(note.id);
  };
  return (
    <div ref={row} class={open ? "note open" : "note"} data-row={note.id}>
      <h3>
        <span class={note.on === "article" ? "hidden" : "muted"}>{t.on[note.on]}</span>
        {note.placement?.span && <Place span={note.placement.span} />}
        {note.status && <span class={`status ${note.status}`}>{t.statuses[note.status]}</span>}
      </h3>
      {note.anchor && <blockquote dir="auto">{shorten(note.anchor.exact, 160)}</blockquote>}
      {note.placement?.state === "moved" && <p class="muted">{t.moved}</p>}
      {note.analyzer && store.analyzer && note.analyzer !== store.analyzer && <p class="muted">{t.notedWith(note.analyzer)}</p>}
      {note.placement?.state === "lost" && (
        <ul class="lines">
          {note.placement.candidates.slice(0, 3).map((span) => <li key={span[0]}><q dir="auto">{shorten(words(text, [span]), 120)}</q> <Place span={span} /> <button type="button" class="small" onClick={() => { void store.notebook.placeAt(note.id, span); }}>{t.placeHere}</button></li>)}
        </ul>
      )}
      {open ? <Composer note={note} remove={remove} /> : (
        <>
          {/* sanitised in markdown.ts */}
          <div class="markdown" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
          {note.tags.length > 0 && <p class="tags">{note.tags.map((tag) => <span key={tag}>{tag}</span>)}</p>}
          <div class="row">
            <button type="button" class="small" onClick={() => { store.notebook.openNote.value = note.id; }}>{t.edit}</button>
            <button type="button" class="small" onClick={remove}>{t.delete}</button>
          </div>
        </>
      )}
    </div>
  );
}

function Composer({ note, remove }: { note: PlacedNote; remove(): void }) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [tags, setTags] = useState(note.tags.join(", "));
  const [said, , when] = t.saved(store.saves.state.value);
  useEffect(() => {
    field.current?.focus();
    field.current?.closest(".note")?.scrollIntoView({ block: "nearest" });
  }, []);
  const close = () => {
    const section = box.current?.closest("section");
    store.notebook.close(note.id);
    if (note.placement?.span) store.cursor.goTo(note.placement.span);
    else requestAnimationFrame(() => section?.querySelector<HTMLElement>(`[data-row="${note.id}"] button, .invite`)?.focus());
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the keys of the fields inside
    <div ref={box} class="composer" onKeyDown={keys}>
      <textarea ref={field} rows={5} value={note.body} placeholder={t.notePlaceholder} aria-label={t.noteText} dir="auto" onInput={(event) => store.notebook.edit(note.id, { body: event.currentTarget.value })} />
      <label>{t.status} <select value={note.status} onChange={(event) => store.notebook.edit(note.id, { status: event.currentTarget.value as NoteStatus })}>{statuses.map((value) => <option key={value} value={value}>{t.statuses[value]}</option>)}</select></label>
      <label>{t.tags} <input value={tags} placeholder={t.tagsPlaceholder} onInput={(event) => { setTags(event.currentTarget.value); store.notebook.edit(note.id, { tags: tagsOf(event.currentTarget.value) }); }} /></label>
      <div class="row">
        <button type="button" class="primary" onClick={close}>{t.done} <kbd>Ctrl ↵</kbd></button>
        <button type="button" onClick={remove}>{t.delete}</button>
        <span class="muted grow end">{said}{when}</span>
      </div>
    </div>
  );
}

function tagsOf(text: string): string[] {
  return [...new Set(text.split(",").map((tag) => tag.trim()).filter(Boolean))];
}

function Corrections() {
  const store = useStore();
  const corrections = store.corrections.value;
  if (!corrections.length) return null;
  return (
    <section>
      <h2>{t.corrections} <span class="number">{corrections.length}</span></h2>
      <ul class="lines">{corrections.map((correction) => <li key={correction.id}><span dir="auto">{t.correctionSaid(correction)}</span> <button type="button" class="small" onClick={() => { void store.amend.uncorrect(correction.id); }}>{t.undo}</button></li>)}</ul>
    </section>
  );
}

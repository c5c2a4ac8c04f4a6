/** The saved articles: search, sort, filter, and what is done to many at once. Shown by pages, so that thousands stay quick. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useStore } from "./context";
import { openFiles } from "./files";
import type { Sort } from "./library";
import { t } from "./messages";
import { useRows } from "./rows";
import { loadMarker } from "./settings";

const page = 50;

export function LibraryView() {
  const store = useStore();
  const library = store.library;
  const [query, setQuery] = useState("");
  const [sort, setSort] = useState<Sort>("updated");
  const [withNotes, setWithNotes] = useState(false);
  const [shown, setShown] = useState(page);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [usage, setUsage] = useState<{ used: number; quota: number } | null>(null);
  const articles = library.articles.value;
  const indexed = library.indexed.value;
  const hits = useMemo(() => library.search(query, sort, withNotes), [articles, query, sort, withNotes, indexed]);
  const list = useRef<HTMLUListElement>(null);
  useRows(list, ".articles > li");
  const full = store.saves.state.value.state === "failed" && store.saves.state.value.failure.code === "quota";
  const marker = loadMarker();
  useEffect(() => {
    void library.fill().catch((error: unknown) => store.fail(error));
    navigator.storage?.estimate?.().then((estimate) => setUsage({ used: estimate.usage ?? 0, quota: estimate.quota ?? 0 }), () => {});
  }, [articles.length]);
  const pick = (id: string, on: boolean) => setChosen((before) => { const after = new Set(before); if (on) after.add(id); else after.delete(id); return after; });
  const remove = () => {
    const ids = [...chosen];
    if (!confirm(t.confirmDelete(ids.length))) return;
    setChosen(new Set());
    void store.deleteArticles(ids);
  };
  return (
    <section class="library" aria-labelledby="library-title">
      <div class="row wrap">
        <h1 id="library-title" class="grow">{t.library} <span class="number muted">{articles.length}</span></h1>
        <button type="button" disabled={!articles.length} onClick={() => { void store.look(query); }}>{t.across}</button>
        <label class="button">{t.importFile}<input type="file" accept=".json,.jsonld" class="hidden" onChange={(event) => { void openFiles(store, [...(event.currentTarget.files ?? [])]); event.currentTarget.value = ""; }} /></label>
        <button type="button" disabled={!articles.length} onClick={() => { void store.transfer.export("backup", []); }}>{t.backup}</button>
      </div>
      <p class="muted">{t.backupAge(marker?.backup ?? "")}{usage && ` · ${t.usage(usage.used, usage.quota)}`}</p>
      <div class="row wrap tools">
        <input type="search" class="grow" aria-label={t.searchLibrary} placeholder={t.searchLibrary} value={query} onInput={(event) => { setQuery(event.currentTarget.value); setShown(page); }} />
        <label class="inline">{t.sortBy} <select value={sort} onChange={(event) => setSort(event.currentTarget.value as Sort)}>{(["updated", "created", "title", "notes", "words"] as const).map((value) => <option key={value} value={value}>{t.librarySorts[value]}</option>)}</select></label>
        <label class="check"><input type="checkbox" checked={withNotes} onChange={(event) => setWithNotes(event.currentTarget.checked)} /> {t.withNotes}</label>
      </div>
      <p class="muted" role="status">{query || withNotes ? t.hits(hits.length, query ? indexed : articles.length, articles.length) : ""}</p>
      {chosen.size > 0 && (
        <div class="row wrap bulk">
          <span class="grow">{t.chosen(chosen.size)}</span>
          <button type="button" onClick={() => setChosen(new Set(hits.map((article) => article.id)))}>{t.chooseAll(hits.length)}</button>
          {chosen.size === 2 && <button type="button" onClick={() => { const [a, b] = [...chosen] as [string, string]; void store.compare(a, b); }}>{t.compareTwo}</button>}
          <button type="button" onClick={() => { void store.transfer.export("markdown", [...chosen]); }}>{t.formats.markdown}</button>
          <button type="button" onClick={() => { void store.transfer.export("backup", [...chosen]); }}>{t.export}</button>
          <button type="button" class="danger" onClick={remove}>{t.delete}</button>
          <button type="button" class="quiet" onClick={() => setChosen(new Set())}>{t.cancel}</button>
        </div>
      )}
      {!articles.length && <p class="empty muted">{store.storage.value?.state === "ok" ? t.emptyLibrary : t.noStorage}</p>}
      <ul class="articles" ref={list}>
        {hits.slice(0, shown).map((article) => (
          <li key={article.id}>
            <input type="checkbox" aria-label={t.choose1(article.title)} checked={chosen.has(article.id)} onChange={(event) => pick(article.id, event.currentTarget.checked)} />
            <button type="button" class="open" onClick={() => { void store.open(article.id); }}>
              <b dir="auto">{article.title || t.untitled}</b>
              <small class="muted">{[article.outlet || t.host(article.url), t.date(article.updated), t.words(article.words), article.notes > 0 && t.notes(article.notes), (full || sort === "words") && t.size(article.size * 2)].filter(Boolean).join(" · ")}</small>
            </button>
          </li>
        ))}
      </ul>
      {hits.length > shown && <button type="button" onClick={() => setShown(shown + page)}>{t.more(hits.length - shown)}</button>}
    </section>
  );
}

/** The saved articles: search, sort, filter, and what is done to many at once. Shown by pages, so that thousands stay quick. */
import { type Dispatch, type StateUpdater, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ArticleSummary } from "../core/protocol";
import { ArticleLink } from "./article-link";
import { useStore } from "./context";
import { openFiles } from "./files";
import type { Sort } from "./library";
import { t } from "./messages";
import { useRows } from "./rows";
import { loadMarker } from "./settings";

const page = 50;
const sorts: readonly Sort[] = ["updated", "created", "title", "notes", "words"];

export function LibraryView() {
  const store = useStore();
  const { library } = store;
  const [query, setQuery] = useState("");
  const [sort, setSort] = useState<Sort>("updated");
  const [withNotes, setWithNotes] = useState(false);
  const [shown, setShown] = useState(page);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const articles = library.articles.value;
  const indexed = library.indexed.value;
  const hits = useMemo(() => library.search(query, sort, withNotes), [articles, query, sort, withNotes, indexed, library.changes.value]);
  useEffect(() => { void library.fill().catch((error: unknown) => store.fail(error)); }, [articles]);
  return (
    <section class="library" aria-labelledby="library-title">
      <Head query={query} />
      <div class="row wrap tools">
        <input type="search" class="grow" aria-label={t.searchLibrary} placeholder={t.searchLibrary} value={query} onInput={(event) => { setQuery(event.currentTarget.value); setShown(page); }} />
        <label class="inline">{t.sortBy} <select value={sort} onChange={(event) => setSort(event.currentTarget.value as Sort)}>{sorts.map((value) => <option key={value} value={value}>{t.librarySorts[value]}</option>)}</select></label>
        <label class="check"><input type="checkbox" checked={withNotes} onChange={(event) => setWithNotes(event.currentTarget.checked)} /> {t.withNotes}</label>
      </div>
      <p class="muted" role="status">{query || withNotes ? t.hits(hits.length, query ? indexed : articles.length, articles.length) : ""}</p>
      {chosen.size > 0 && <Chosen hits={hits} chosen={chosen} choose={setChosen} />}
      {!articles.length && <p class="empty muted">{store.storage.value?.state === "ok" ? t.emptyLibrary : t.noStorage}</p>}
      <Hits hits={hits.slice(0, shown)} sort={sort} chosen={chosen} choose={setChosen} />
      {hits.length > shown && <button type="button" onClick={() => setShown(shown + page)}>{t.more(hits.length - shown)}</button>}
    </section>
  );
}

/** What can be done with the library as a whole, and how it is kept. */
function Head({ query }: { query: string }) {
  const store = useStore();
  const count = store.library.articles.value.length;
  const [usage, setUsage] = useState<{ used: number; quota: number } | null>(null);
  useEffect(() => {
    navigator.storage?.estimate?.().then((estimate) => setUsage({ used: estimate.usage ?? 0, quota: estimate.quota ?? 0 }), () => {});
  }, [count]);
  return (
    <>
      <div class="row wrap">
        <h1 id="library-title" class="grow">{t.library} <span class="number muted">{count}</span></h1>
        <button type="button" disabled={!count} onClick={() => { void store.look(query); }}>{t.across}</button>
        <label class="button">{t.importFile}<input type="file" accept=".json,.jsonld" class="hidden" onChange={(event) => { void openFiles(store, [...(event.currentTarget.files ?? [])]); event.currentTarget.value = ""; }} /></label>
        <button type="button" disabled={!count} onClick={() => { void store.transfer.export("backup", []); }}>{t.backup}</button>
      </div>
      <p class="muted">{t.backupAge(loadMarker()?.backup ?? "")}{usage && ` · ${t.usage(usage.used, usage.quota)}`}</p>
    </>
  );
}

interface Choice {
  hits: readonly ArticleSummary[];
  chosen: ReadonlySet<string>;
  choose: Dispatch<StateUpdater<ReadonlySet<string>>>;
}

/** What can be done with the articles that are chosen. */
function Chosen({ hits, chosen, choose }: Choice) {
  const store = useStore();
  const ids = [...chosen];
  const remove = () => {
    if (!confirm(t.confirmDelete(ids.length))) return;
    choose(new Set());
    void store.deleteArticles(ids);
  };
  return (
    <div class="row wrap bulk">
      <span class="grow">{t.chosen(ids.length)}</span>
      <button type="button" onClick={() => choose(new Set(hits.map((article) => article.id)))}>{t.chooseAll(hits.length)}</button>
      {ids.length === 2 && <button type="button" onClick={() => { void store.compare(ids[0]!, ids[1]!); }}>{t.compareTwo}</button>}
      <button type="button" onClick={() => { void store.transfer.export("markdown", ids); }}>{t.formats.markdown}</button>
      <button type="button" onClick={() => { void store.transfer.export("backup", ids); }}>{t.export}</button>
      <button type="button" class="danger" onClick={remove}>{t.delete}</button>
      <button type="button" class="quiet" onClick={() => choose(new Set())}>{t.cancel}</button>
    </div>
  );
}

function Hits({ hits, sort, chosen, choose }: Choice & { sort: Sort }) {
  const store = useStore();
  const list = useRef<HTMLUListElement>(null);
  useRows(list, ".articles > li");
  const saving = store.saves.state.value;
  const sizes = sort === "words" || (saving.state === "failed" && saving.failure.code === "quota");
  const pick = (id: string, on: boolean) => {
    // Not from the set that was drawn: two boxes can be ticked between two drawings.
    choose((chosen) => {
      const ids = new Set(chosen);
      if (on) ids.add(id);
      else ids.delete(id);
      return ids;
    });
  };
  return (
    <ul class="articles" ref={list}>
      {hits.map((article) => (
        <li key={article.id}>
          <input type="checkbox" aria-label={t.choose1(article.title)} checked={chosen.has(article.id)} onChange={(event) => pick(article.id, event.currentTarget.checked)} />
          <ArticleLink article={article} size={sizes} />
        </li>
      ))}
    </ul>
  );
}

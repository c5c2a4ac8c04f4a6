/** The first view: a field that can be used before the program is ready, a sample, the articles saved last. */
import { useRef } from "preact/hooks";
import { ArticleLink } from "./article-link";
import { useStore } from "./context";
import { openFiles } from "./files";
import { t } from "./messages";
import { useRows } from "./rows";
import { sample } from "./sample";
import { TextField } from "./text-field";

export function Start() {
  const store = useStore();
  const draft = store.draft.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLElement>(null);
  useRows(box, ".articles > li");
  const engine = store.engine.value;
  const read = () => { if (draft.trim()) void store.take({ text: draft }); };
  const paste = async () => {
    try {
      const text = await navigator.clipboard.readText();
      if (text.trim()) await store.take({ text });
    } catch {
      field.current?.focus(); // refused: the reader pastes by hand
    }
  };
  return (
    <section ref={box} class="start" aria-labelledby="start-title">
      <h1 id="start-title">{t.startTitle}</h1>
      <ul class="three" data-actor="on" data-source="on" data-hedge="on">
        {t.explanation.map((line, i) => <li key={i}>{line.map((part) => (typeof part === "string" ? part : <mark key={part.lens} class={part.lens}>{part.words}</mark>))}</li>)}
      </ul>
      <TextField
        field={field}
        label={t.textField}
        placeholder={t.textPlaceholder}
        value={draft}
        onChange={(text) => { store.draft.value = text; }}
        takes={(text) => {
          if (draft.trim() || text.trim().length < 40) return false;
          void store.take({ text });
          return true;
        }}
        onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); read(); } }}
      />
      <div class="row wrap">
        <button type="button" class="primary" disabled={!draft.trim()} onClick={read}>{t.analyse} <kbd>Ctrl ↵</kbd></button>
        {"clipboard" in navigator && "readText" in navigator.clipboard && <button type="button" onClick={() => { void paste(); }}>{t.pasteButton}</button>}
        <label class="button">{t.openFile}<input type="file" multiple accept=".txt,.md,.html,.htm,.json,.jsonld,text/plain,text/html,text/markdown" class="hidden" onChange={(event) => { void openFiles(store, [...(event.currentTarget.files ?? [])]); event.currentTarget.value = ""; }} /></label>
        <button type="button" class="quiet" onClick={() => { void store.take(sample); }}>{t.trySample}</button>
      </div>
      <p class="muted status">{engine.state === "ready" ? t.ready : engine.state === "warming" ? t.preparing : t.notStarted}</p>
      <Recent />
    </section>
  );
}

/** The articles changed last. */
function Recent() {
  const store = useStore();
  const recent = [...store.library.articles.value].sort((a, b) => b.updated.localeCompare(a.updated)).slice(0, 5);
  if (!recent.length) return null;
  return (
    <nav aria-labelledby="recent">
      <h2 id="recent">{t.recent}</h2>
      <ul class="articles">
        {recent.map((article) => <li key={article.id}><ArticleLink article={article} /></li>)}
      </ul>
    </nav>
  );
}

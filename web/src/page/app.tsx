/** The page around the article: header, lenses, states, inspector. The extension's side panel uses the same with `mode="panel"`. */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { AcrossView } from "./across-view";
import { ArticleView } from "./article";
import { listenToBack } from "./back";
import { Banners } from "./banners";
import { BottomBar, Header, LensBar } from "./bars";
import { FindingCard } from "./card";
import { StoreContext, useStore } from "./context";
import { Crumbs } from "./crumbs";
import { Dialogs } from "./dialogs";
import { openFiles, openLaunched } from "./files";
import { Guard } from "./guard";
import { Inspector } from "./inspector";
import { listen } from "./keyboard";
import { LibraryView } from "./library-view";
import { MarginMap } from "./margin-map";
import { t } from "./messages";
import { Icon } from "./parts";
import { PrintFoot, SheetFoot, SheetHead } from "./print";
import { ReportsView } from "./reports-view";
import { SelectionBar } from "./selection-bar";
import type { PageShell } from "./shell";
import { Start } from "./start";
import { type Incoming, Store, type View } from "./store";

export interface AppProps {
  shell: PageShell;
  mode?: "page" | "panel";
  /** An article from outside, shown and read as soon as it changes: the page the extension read, a shared text, a file. */
  incoming?: Incoming | null;
  /** What stands above the article in the side panel. */
  children?: ComponentChildren;
}

export function App(props: AppProps) {
  return <Guard><Started {...props} /></Guard>;
}

function Started({ shell, mode = "page", incoming, children }: AppProps) {
  const store = useMemo(() => {
    const store = new Store(shell);
    store.start(); // not in an effect: effects wait for the first picture, and the program need not
    return store;
  }, [shell]);
  useEffect(() => listen(store), [store]);
  useEffect(() => {
    if (mode === "panel") return;
    openLaunched(store);
    return listenToBack(store);
  }, [store, mode]);
  useEffect(() => { if (incoming) void store.take(incoming); }, [incoming]);
  return (
    <StoreContext.Provider value={store}>
      <Guard>{mode === "panel" ? <PanelLayout>{children}</PanelLayout> : <PageLayout />}</Guard>
      <Guard><Overlays /></Guard>
    </StoreContext.Provider>
  );
}

function PageLayout() {
  const store = useStore();
  const view = store.view.value;
  const article = store.article.value;
  const inArticle = view === "article" && !!article;
  const { inspectorOpen, inspector } = store.settings.value;
  const lesson = store.classroom.lesson.value;
  useAppearance();
  const drop = useDrop();
  useEffect(() => { document.title = inArticle && article.title ? `${article.title} – ${t.name}` : t.name; }, [inArticle, article?.title]);
  return (
    <div class={inArticle && inspectorOpen ? "app with-inspector" : "app"} style={{ "--inspector": `${inspector}px` }} {...drop}>
      <a class="skip" href="#main">{t.skip}</a>
      <Header />
      {inArticle && <LensBar />}
      <div class={inArticle ? "body" : "body single"}>
        {inArticle && <Guard key={article.id}><MarginMap /></Guard>}
        <main id="main" tabIndex={-1}>
          <Banners />
          <Guard key={inArticle ? article.id : view}>
            {inArticle ? <><Byline /><PhaseLine />{lesson ? <SheetHead /> : <Hint key={article.id} />}<ArticleView /><Crumbs />{lesson ? <SheetFoot /> : <PrintFoot />}<SelectionBar /></> : <OtherView view={view} />}
          </Guard>
        </main>
        {inArticle && <Guard key={`beside ${article.id}`}><Beside /></Guard>}
      </div>
      {inArticle && <BottomBar />}
    </div>
  );
}

/** The inspector, once the first marks are there or none are near; from then on it stays. */
function Beside() {
  const { reader } = useStore();
  const shown = useRef(false);
  shown.current ||= !reader.coming.value;
  return shown.current ? <Inspector /> : null;
}

function OtherView({ view }: { view: View }) {
  if (view === "library") return <LibraryView />;
  if (view === "reports") return <ReportsView />;
  return view === "across" ? <AcrossView /> : <Start />;
}

function PanelLayout({ children }: { children: ComponentChildren }) {
  const store = useStore();
  const inArticle = store.view.value === "article" && !!store.article.value;
  useAppearance();
  return (
    <div class="app side">
      {children}
      <main id="main">
        <Banners />
        {inArticle ? <><PhaseLine /><div><LensBar /><ArticleView /></div>{/* the bar stays over the article, and covers nothing below it */}<SelectionBar /><Inspector accordion /></> : <OtherView view={store.view.value} />}
      </main>
      <footer class="row wrap side-foot">
        <button type="button" class="quiet" onClick={() => { store.view.value = "library"; }}>{t.library}</button>
        <button type="button" class="quiet" onClick={() => { store.dialog.value = "export"; }}>{t.export}</button>
        <button type="button" class="quiet" onClick={() => { store.dialog.value = "settings"; }}>{t.settings}</button>
        <button type="button" class="quiet" onClick={() => { store.dialog.value = "help"; }}>{t.helpShort}</button>
      </footer>
    </div>
  );
}

/** Where the text is from, and what was read of it. */
function Byline() {
  const store = useStore();
  const article = store.article.value!;
  const [open, setOpen] = useState(false);
  const words = store.words.value;
  return (
    <div class="byline">
      <p class="muted">
        {[article.outlet || t.host(article.url), article.author, article.published && t.date(article.published)].filter(Boolean).map((part) => <span key={String(part)} dir="auto">{part}</span>)}
        <span>{t.weRead(words, store.paragraphs.value.length)}</span>
        <button type="button" class="place" aria-expanded={open} onClick={() => setOpen(!open)}>{t.details}</button>
        <button type="button" class="place" aria-expanded={store.edit.value !== null} onClick={() => store.toggleEdit()}>{t.editText}</button>
        {store.whole.value && <button type="button" class="place" onClick={() => { void store.replaceText(store.whole.value!); }}>{t.wholePage}</button>}
        <button type="button" class="place" aria-label={t.articleNote} onClick={() => store.notebook.showOnArticle()}>{t.note}</button>
      </p>
      {open && (
        <div class="details">
          {(["url", "outlet", "author", "published"] as const).map((name) => <label key={name}>{t.articleFields[name]}<input value={article[name]} dir="auto" onInput={(event) => store.describe({ [name]: event.currentTarget.value })} /></label>)}
          {/^https?:\/\//.test(article.url) && <a href={article.url} target="_blank" rel="noreferrer noopener">{t.openSource}</a>}
        </div>
      )}
    </div>
  );
}

/** For who has never opened a card; it stays as long as the article, because text that moves away from under the pointer is worse. */
function Hint() {
  const store = useStore();
  const [seen] = useState(store.settings.value.cardSeen);
  return seen || store.reader.state.value === "doubt" ? null : <p class="hint muted">{t.firstHint}</p>;
}

/** One line that says what is happening; nothing when all is done. */
function PhaseLine() {
  const store = useStore();
  const phase = store.reader.phase.value;
  const warming = phase.state === "reading" && store.engine.value.state === "warming";
  const [cancellable, setCancellable] = useState(false);
  useEffect(() => {
    setCancellable(false);
    if (phase.state !== "reading") return;
    const timer = setTimeout(() => setCancellable(true), 1000);
    return () => clearTimeout(timer);
  }, [phase.state, phase.state === "reading" ? phase.since : 0]);
  // Once there, the button stays: under the pointer of whoever goes for it, it may not vanish when the models are ready.
  useEffect(() => {
    if (warming) setCancellable(true);
  }, [warming]);
  if (phase.state === "reading") {
    const paragraph = phase.total ? Math.round((phase.done / phase.total) * store.paragraphs.value.length) : 0;
    return (
      <div class="phase working">
        <progress max={phase.total || 1} value={phase.total ? phase.done : undefined} aria-label={t.reading} />
        <span>{warming ? t.warming : phase.total ? t.progress(paragraph, store.paragraphs.value.length) : store.reader.estimate.value}</span>
        {(cancellable || warming) && <button type="button" class="small" onClick={() => store.reader.cancel()}>{t.cancel}</button>}
      </div>
    );
  }
  if (phase.state === "doubt") return <div class="phase notice"><span>{t.doubts[phase.doubt](phase.words)}</span><button type="button" class="small" onClick={() => { void store.reader.read(true); }}>{t.analyseAnyway}</button></div>;
  if (phase.state === "cancelled") return <div class="phase"><span>{t.cancelled}</span><button type="button" class="small" onClick={() => { void store.reader.read(); }}>{t.readAgain}</button></div>;
  if (phase.state === "stopped") {
    return (
      <div class="phase notice error-line" role="alert">
        <span>{t.stoppedBy(phase.failure.code)}</span>
        <button type="button" class="small" onClick={() => { void store.reader.read(); }}>{t.retry}</button>
        <button type="button" class="small" onClick={() => { void store.copy(`${phase.failure.code}: ${phase.failure.detail}\n${navigator.userAgent}`, t.copied); }}>{t.copyDetails}</button>
      </div>
    );
  }
  if (phase.state === "done" && !store.classroom.lesson.value && store.reader.reading.value && !store.reader.counts.value.hedges && !store.reader.counts.value.sources && !store.reader.counts.value.actors) return <div class="phase"><span>{t.nothing.all}</span></div>;
  return null;
}

function Overlays() {
  const store = useStore();
  const toast = store.toast.value;
  return (
    <>
      <FindingCard />
      <Dialogs />
      <Busy />
      <div class="toasts" role="status">{toast && <div class="toast"><span>{toast.text}</span>{toast.undo && <button type="button" onClick={toast.undo}>{t.undo}</button>}<button type="button" class="square" aria-label={t.close} onClick={() => { store.toast.value = null; }}><Icon name="close" /></button></div>}</div>
      <div class="hidden" aria-live="polite" id="said">{store.said.value}</div>
    </>
  );
}

/** A long piece of work in the library: shown after a moment, so that short ones do not flicker. */
function Busy() {
  const store = useStore();
  const busy = store.busy.value;
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!busy) return;
    const timer = setTimeout(() => setLate(true), 400);
    return () => clearTimeout(timer);
  }, [busy?.label]);
  if (!busy || !late) return null;
  return (
    <section class="busy" aria-label={busy.label}>
      <span>{busy.label}</span>
      <progress max={busy.total || 1} value={busy.total ? busy.done : undefined} aria-label={busy.label} />
      <button type="button" class="small" onClick={busy.cancel}>{t.cancel}</button>
    </section>
  );
}

function useAppearance() {
  const { size, sans, line, width, theme } = useStore().settings.value;
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.classList.toggle("sans", sans);
    root.style.setProperty("--reading-size", `${size / 16}rem`);
    root.style.setProperty("--reading-line", String(line));
    root.style.setProperty("--reading-width", `${(width * size) / 32}rem`); // half an em is about a character
  }, [size, sans, line, width, theme]);
}

function useDrop() {
  const store = useStore();
  return {
    onDragOver: (event: DragEvent) => { if (event.dataTransfer?.types.some((type) => type === "Files" || type === "text/plain")) event.preventDefault(); },
    onDrop: (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      const text = event.dataTransfer?.getData("text/plain") ?? "";
      if (!files.length && !text.trim()) return;
      event.preventDefault();
      if (files.length) void openFiles(store, files);
      else void store.take({ text });
    },
  };
}

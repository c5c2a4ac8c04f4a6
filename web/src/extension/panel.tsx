/** The side panel: the page's own `App`, above it what the panel can do with the tab in front of the reader. */
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { launch } from "../core/client";
import { App } from "../page/app";
import { useStore } from "../page/context";
import type { PageShell } from "../page/shell";
import type { Incoming } from "../page/store";
import "../page/style.css";
import { extension, type Order, type Part } from "./browser";
import type { Extract } from "./content";
import { clearMarks, drawMarks, readPage } from "./tab";
import { messages as t } from "./messages";
import "./panel.css";

const shell: PageShell = {
  kind: "extension",
  worker: () => launch(extension.runtime.getURL("worker.js"), { wasm: extension.runtime.getURL("app.wasm") }),
};

/** In a tab of its own the panel is the whole page; the article comes with it through the session's storage. */
const full = new URLSearchParams(location.search).has("full");

type State = { state: "idle" | "reading" | "restricted" | "empty" } | { state: "read"; extract: Extract; tabId: number; moved: boolean };

function Panel() {
  const [state, setState] = useState<State>({ state: "idle" });
  const [marks, setMarks] = useState(0); // how often the command for marks on the page was given
  const read = async (part: Part, tabId?: number) => {
    setState({ state: "reading" });
    try {
      const tab = tabId ?? (await extension.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id;
      const extract = tab === undefined ? null : await readPage(tab, part);
      if (tab === undefined || !extract) setState({ state: "restricted" });
      else setState(extract.words ? { state: "read", extract, tabId: tab, moved: false } : { state: "empty" });
    } catch {
      setState({ state: "restricted" }); // the browser says so by refusing the script
    }
  };
  useEffect(() => {
    const here = extension.windows.getCurrent();
    const obey = async (order?: Order) => {
      const { id } = await here;
      if (!order || (order.windowId ?? id) !== id) return; // another window's panel does it
      if (order.act === "read") {
        void extension.storage.session.remove("order");
        void read(order.part, order.tabId);
      } else setMarks((count) => count + 1);
    };
    extension.storage.session.onChanged.addListener((changes) => { void obey(changes.order?.newValue as Order | undefined); });
    void extension.storage.session.get("order").then(({ order }) => { if ((order as Order | undefined)?.act === "read") void obey(order as Order); });
    extension.tabs.onUpdated.addListener((tabId, { status }) => {
      if (status === "loading") setState((now) => (now.state === "read" && now.tabId === tabId ? { ...now, moved: true } : now));
    });
  }, []);
  const extract = state.state === "read" ? state.extract : null;
  return (
    <App shell={shell} mode="panel" incoming={extract}>
      <header class="extension-top">
        <PageLine state={state} />
        <div class="extension-ways">
          <button type="button" class="primary" disabled={state.state === "reading"} onClick={() => void read("article")}>{t.readPage}</button>
          <button type="button" disabled={state.state === "reading"} onClick={() => void read("whole")}>{t.wholePage}</button>
          <button type="button" disabled={state.state === "reading"} onClick={() => void read("selection")}>{t.selection}</button>
          <PasteInstead />
          <OpenInTab />
        </div>
        {state.state === "read" && !state.moved && <Place tabId={state.tabId} text={state.extract.text} toggled={marks} />}
      </header>
    </App>
  );
}

function PageLine({ state }: { state: State }) {
  if (state.state !== "read") return <p class="muted" role="status">{t[state.state]}</p>;
  const { title, url, words, paragraphs, part } = state.extract;
  return (
    <div role="status">
      <strong class="extension-title">{title}</strong>
      <p class="muted">{new URL(url).host} · {t.amount(words, paragraphs)} · {t.part[part]}</p>
      {state.moved && <p class="extension-moved">{t.moved}</p>}
    </div>
  );
}

function PasteInstead() {
  const store = useStore();
  return <button type="button" onClick={() => { void store.new(); }}>{t.paste}</button>;
}

function OpenInTab() {
  const store = useStore();
  const open = async () => {
    await store.saves.settle();
    const article = store.article.value;
    if (article) await extension.storage.session.set({ incoming: article });
    await extension.tabs.create({ url: extension.runtime.getURL("panel.html?full") });
  };
  return <button type="button" class="quiet" onClick={() => void open()}>{t.fullTab}</button>;
}

/** Where marks are shown: in the panel, or over the live page as well. */
function Place({ tabId, text, toggled }: { tabId: number; text: string; toggled: number }) {
  const store = useStore();
  const [onPage, setOnPage] = useState(false);
  const seen = useRef(toggled);
  if (seen.current !== toggled) {
    seen.current = toggled;
    setOnPage(!onPage);
  }
  const reading = store.article.value?.text === text ? store.reader.reading.value : null;
  const lenses = { actor: store.cursor.isOn("actor"), source: store.cursor.isOn("source"), hedge: store.cursor.isOn("hedge") };
  useEffect(() => {
    if (onPage && reading) void drawMarks(tabId, reading, lenses).catch(() => setOnPage(false));
    else void clearMarks(tabId).catch(() => {}); // nothing to clear in a tab that is gone
  }, [tabId, onPage, reading, lenses.actor, lenses.source, lenses.hedge]);
  useEffect(() => {
    const leave = () => { void clearMarks(tabId).catch(() => {}); };
    addEventListener("pagehide", leave);
    return () => { removeEventListener("pagehide", leave); leave(); };
  }, [tabId]);
  if (!("highlights" in CSS)) return null;
  return (
    <fieldset class="where-marks">
      <legend class="hidden">{t.place}</legend>
      <label><input type="radio" name="place" checked={!onPage} onChange={() => setOnPage(false)} /> {t.inPanel}</label>
      <label><input type="radio" name="place" checked={onPage} onChange={() => setOnPage(true)} /> {t.onPage}</label>
      {onPage && <p class="muted">{t.onPageNote}</p>}
    </fieldset>
  );
}

function FullTab() {
  const [incoming, setIncoming] = useState<Incoming | null>(null);
  useEffect(() => {
    void extension.storage.session.get("incoming").then((held) => {
      void extension.storage.session.remove("incoming");
      setIncoming((held.incoming as Incoming | undefined) ?? null);
    });
  }, []);
  return <App shell={shell} incoming={incoming} />;
}

render(full ? <FullTab /> : <Panel />, document.getElementById("app")!);

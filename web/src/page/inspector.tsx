/** The inspector around its tabs: a column, a drawer or a sheet; in the side panel an accordion. */
import { useEffect, useRef } from "preact/hooks";
import { Actors } from "./actors";
import { ClassroomPanel } from "./classroom-view";
import { useStore } from "./context";
import { narrow } from "./dom";
import { Guard } from "./guard";
import { Hedges } from "./hedges";
import { t } from "./messages";
import { Notes } from "./notes";
import { Overview } from "./overview";
import { Icon } from "./parts";
import { useRows } from "./rows";
import { ranges } from "./settings";
import { Sources } from "./sources";
import { type Tab, tabs } from "./store";

export function Inspector({ accordion }: { accordion?: boolean }) {
  const store = useStore();
  if (accordion && store.classroom.lesson.value) return <section class="inspector accordion" aria-label={t.inspector}><ClassroomPanel /></section>;
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
    if (open && narrow()) box.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
  }, [open]);
  return (
    <aside ref={box} id="inspector" class={store.panelOpen.value ? "inspector open" : "inspector"} aria-label={t.inspector} onKeyDown={(event) => { if (event.key === "Escape") store.panelOpen.value = false; }}>
      <Resizer />
      <SheetHandle />
      {store.classroom.lesson.value ? <><ClosePanel /><ClassroomPanel /></> : <Tabs />}
    </aside>
  );
}

/** The handle of the sheet on phones: a press switches between half and full height, a drag up or down too, and further down closes. */
function SheetHandle() {
  const store = useStore();
  const from = useRef<number | null>(null);
  const dragged = useRef(false);
  const release = (event: PointerEvent) => {
    const sheet = (event.currentTarget as Element).closest("aside");
    const way = event.clientY - (from.current ?? event.clientY);
    from.current = null;
    dragged.current = Math.abs(way) > 24;
    if (!sheet || !dragged.current) return;
    if (way > 0 && !sheet.classList.contains("full")) store.panelOpen.value = false;
    sheet.classList.toggle("full", way < 0);
  };
  return (
    <div class="sheet-handle">
      <button
        type="button"
        class="quiet"
        onPointerDown={(event) => { from.current = event.clientY; event.currentTarget.setPointerCapture(event.pointerId); }}
        onPointerUp={release}
        onClick={(event) => { if (!dragged.current) event.currentTarget.closest("aside")?.classList.toggle("full"); dragged.current = false; }}
      >
        <Icon name="up" /><span class="hidden">{t.sheetSize}</span>
      </button>
    </div>
  );
}

function Tabs() {
  const store = useStore();
  const tab = store.tab.value;
  const move = (event: KeyboardEvent) => {
    const at = tabs.indexOf(store.tab.value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    store.tab.value = tabs[(to + tabs.length) % tabs.length]!;
    const row = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => row.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };
  return (
    <>
      <div class="tab-row">
        <div role="tablist" aria-label={t.inspector} onKeyDown={move}>
          {tabs.map((tab) => (
            <button type="button" key={tab} role="tab" id={`tab-${tab}`} aria-selected={store.tab.value === tab} aria-controls="panel" tabIndex={store.tab.value === tab ? 0 : -1} onClick={() => { store.tab.value = tab; }}>
              {t.tabs[tab]}
              {tab === "notes" && store.notebook.notes.value.length > 0 && <span class="number badge">{store.notebook.notes.value.length}</span>}
            </button>
          ))}
        </div>
        <ClosePanel />
      </div>
      {/* An element of its own for each tab, which is read from its top. */}
      <div key={tab} role="tabpanel" id="panel" aria-labelledby={`tab-${tab}`} tabIndex={0} class="panel"><Panel tab={tab} /></div>
    </>
  );
}

function ClosePanel() {
  const store = useStore();
  return <button type="button" class="quiet square close-panel" aria-label={t.closePanel} onClick={() => store.showPanel(false)}><Icon name="close" /></button>;
}

/** A separator that the pointer drags and the arrows move. */
function Resizer() {
  const store = useStore();
  const width = store.settings.value.inspector;
  const set = (value: number) => store.set({ inspector: Math.max(ranges.inspector[0], Math.min(ranges.inspector[1], Math.round(value))) });
  return (
    <div
      class="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={t.resize}
      aria-valuenow={width}
      aria-valuemin={ranges.inspector[0]}
      aria-valuemax={ranges.inspector[1]}
      tabIndex={0}
      onKeyDown={(event) => { if (event.key === "ArrowLeft") set(width + 12); if (event.key === "ArrowRight") set(width - 12); }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => { if (event.buttons) set(document.documentElement.clientWidth - event.clientX); }}
    />
  );
}

function Panel({ tab }: { tab: Tab }) {
  const box = useRef<HTMLDivElement>(null);
  useRows(box, rows);
  return <div ref={box}><Guard key={tab}><Content tab={tab} /></Guard></div>;
}

const rows = ".entry, .concordance > li, .checks > li, .note";

function Content({ tab }: { tab: Tab }) {
  const store = useStore();
  if (tab === "notes") return <Notes />;
  if (!store.reader.facts.value) return <p class="muted pad">{store.reader.state.value === "reading" ? t.reading : t.notRead}</p>;
  if (tab === "overview") return <Overview />;
  if (tab === "sources") return <Sources />;
  if (tab === "actors") return <Actors />;
  return <Hedges />;
}

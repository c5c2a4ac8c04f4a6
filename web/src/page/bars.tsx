/** The bars: on top name, title and menu, under it the lenses; on phones the lenses are at the bottom. */
import { useState } from "preact/hooks";
import { useStore } from "./context";
import { Find } from "./find";
import { showFind } from "./keyboard";
import type { Lens } from "./marks";
import { t } from "./messages";
import { Icon } from "./parts";

export function Header() {
  const store = useStore();
  const article = store.view.value === "article" ? store.article.value : null;
  const [menu, setMenu] = useState(false);
  const go = (act: () => void) => () => {
    setMenu(false);
    act();
  };
  return (
    <header class="top">
      <button type="button" class="brand quiet" onClick={() => { void store.new(); }} aria-label={t.home}><span class="brand-mark" aria-hidden="true"><i /><i /><i /></span><span class="brand-name">{t.name}</span></button>
      {article ? <input class="title" value={article.title} aria-label={t.titleLabel} placeholder={t.untitled} dir="auto" onInput={(event) => store.describe({ title: event.currentTarget.value })} /> : <span class="grow" />}
      {article && <SaveState />}
      {article && <button type="button" class="quiet square find-open" aria-label={t.find} aria-expanded={store.finding.value} onClick={() => { store.finding.value = !store.finding.value; }}><Icon name="search" /></button>}
      <nav class={menu ? "menu open" : "menu"} aria-label={t.mainMenu}>
        {article && <Shown go={go} />}
        <button type="button" class="quiet" onClick={go(() => { void store.new(); })}>{t.new}</button>
        <button type="button" class="quiet" aria-current={store.view.value === "library" ? "page" : undefined} onClick={go(() => { void store.saves.settle(); store.view.value = "library"; })}>{t.library}</button>
        <button type="button" class="quiet" onClick={go(() => { store.dialog.value = "export"; })}>{t.export}</button>
        <button type="button" class="quiet" onClick={go(() => { store.dialog.value = "settings"; })}>{t.settings}</button>
        <button type="button" class="quiet" onClick={go(() => { store.dialog.value = "help"; })}>{t.helpShort} <span class="wide-only">(?)</span></button>
      </nav>
      <button type="button" class="quiet square more" aria-expanded={menu} aria-label={t.mainMenu} onClick={() => setMenu(!menu)}><Icon name="more" /></button>
    </header>
  );
}

/** What the bar at the bottom of phones has no room for. */
function Shown({ go }: { go(act: () => void): () => void }) {
  const { cursor } = useStore();
  return (
    <>
      <button type="button" class="quiet phone-only" aria-pressed={cursor.isOn("statement")} onClick={go(() => cursor.toggle("statement"))}>{t.statements0}</button>
      <button type="button" class="quiet phone-only" aria-pressed={cursor.clear} onClick={go(() => cursor.clean())}>{t.clean}</button>
    </>
  );
}

function SaveState() {
  const store = useStore();
  const saving = store.saves.state.value;
  const [said, where, when] = t.saved(saving);
  return <span class={`save-state ${saving.state}`} role="status">{said}<span class="where">{where}</span>{when}</span>;
}

const lenses: readonly Lens[] = ["actor", "source", "hedge"];

function LensButtons() {
  const store = useStore();
  const counts = store.reader.counts.value;
  const done = store.reader.state.value === "done";
  const count = { actor: counts.actors, source: counts.sources, hedge: counts.hedges };
  return (
    <>
      {lenses.map((lens) => (
        <button type="button" key={lens} class={`lens ${lens}`} aria-pressed={store.cursor.isOn(lens)} onClick={() => store.cursor.toggle(lens)}>
          <span class="lens-name">{t.lensMany[lens]}</span> {(done || store.reader.reading.value) && <span class="number">{t.count(count[lens])}{lens === "source" && counts.unnamed > 0 && <span class="extra"> {t.countUnnamed(counts.unnamed)}</span>}</span>}
        </button>
      ))}
    </>
  );
}

function Stepper() {
  const store = useStore();
  const list = store.cursor.steps();
  const at = list.findIndex((finding) => finding.key === store.cursor.current.value);
  return (
    <div class="stepper" role="group" aria-label={t.stepper(store.cursor.lens.value)} title={t.stepper(store.cursor.lens.value)}>
      <button type="button" class="quiet square" disabled={!list.length} onClick={() => store.cursor.step(-1)} aria-label={t.previousFinding(store.cursor.lens.value)}><Icon name="back" /></button>
      <span class={`number ${store.cursor.lens.value}`}>{at >= 0 ? t.position(at + 1, list.length) : t.position(0, list.length)}</span>
      <button type="button" class="quiet square" disabled={!list.length} onClick={() => store.cursor.step(1)} aria-label={t.nextFinding(store.cursor.lens.value)}><Icon name="forward" /></button>
    </div>
  );
}

export function LensBar() {
  const store = useStore();
  return (
    <section class={store.finding.value ? "lens-bar finding" : "lens-bar"} aria-label={t.lenses}>
      <LensButtons />
      <button type="button" class="lens statement-lens" aria-pressed={store.cursor.isOn("statement")} onClick={() => store.cursor.toggle("statement")}><span class="lens-name">{t.statements0}</span></button>
      <button type="button" class="lens clean" aria-pressed={store.cursor.clear} onClick={() => store.cursor.clean()}>{t.clean} <kbd>0</kbd></button>
      <span class="grow" />
      <Stepper />
      {store.finding.value ? <Find /> : <button type="button" class="quiet find-button" aria-label={t.find} onClick={() => showFind(store)}><Icon name="search" /> <span>{t.find}</span></button>}
      <button type="button" class="quiet square panel-button" aria-label={t.inspector} aria-expanded={store.panelShown} aria-controls="inspector" onClick={() => store.showPanel(!store.panelShown)}><Icon name="panel" /></button>
    </section>
  );
}

export function BottomBar() {
  const store = useStore();
  return (
    <section class="bottom-bar" aria-label={t.lenses}>
      <LensButtons />
      <Stepper />
      <button type="button" class="panel-toggle" aria-expanded={store.panelOpen.value} onClick={() => { store.panelOpen.value = !store.panelOpen.value; }}><Icon name="panel" /><span>{t.panel}</span></button>
    </section>
  );
}

/** The windows over the page: settings, help, export, import, going to a paragraph. */
import { useState } from "preact/hooks";
import type { Format } from "../core/protocol";
import { useStore } from "./context";
import { bindings, defaultKeys, takenBy } from "./keys";
import { t } from "./messages";
import { Legend, Lines, Modal } from "./parts";
import { longestNickname, ranges, themes } from "./settings";

export function Dialogs() {
  const store = useStore();
  const close = () => store.closeDialog();
  const dialog = store.dialog.value;
  if (dialog === "settings") return <SettingsDialog onClose={close} />;
  if (dialog === "help") return <Help onClose={close} />;
  if (dialog === "export") return <Export onClose={close} />;
  if (dialog === "import") return <Import onClose={close} />;
  if (dialog === "conflict") return <Both onClose={close} />;
  if (dialog === "paragraph") return <GoTo onClose={close} />;
  return null;
}

function SettingsDialog({ onClose }: { onClose(): void }) {
  const store = useStore();
  const settings = store.settings.value;
  const [problem, setProblem] = useState("");
  const range = (name: "size" | "line" | "width", step: number) => (
    <label class="setting"><span>{t.settingNames[name]}</span><input type="range" min={ranges[name][0]} max={ranges[name][1]} step={step} value={settings[name]} onInput={(event) => store.set({ [name]: Number(event.currentTarget.value) })} /><output class="number">{settings[name]}</output></label>
  );
  const check = (name: "sans" | "strong" | "singleKeys" | "sayLabels") => (
    <label class="check"><input type="checkbox" checked={settings[name]} onChange={(event) => store.set({ [name]: event.currentTarget.checked })} /> {t.settingNames[name]}</label>
  );
  return (
    <Modal title={t.settings} onClose={onClose}>
      <fieldset class="themes"><legend>{t.settingNames.theme}</legend>
        {themes.map((theme) => <label key={theme} class="check"><input type="radio" name="theme" checked={settings.theme === theme} onChange={() => store.set({ theme })} /> {t.themes[theme]}</label>)}
      </fieldset>
      {range("size", 1)}
      {range("line", 0.05)}
      {range("width", 1)}
      {check("sans")}
      {check("strong")}
      {check("sayLabels")}
      {check("singleKeys")}
      <label class="setting wide"><span>{t.settingNames.nickname}</span><input value={settings.nickname} maxLength={longestNickname} dir="auto" autocomplete="nickname" onInput={(event) => store.set({ nickname: event.currentTarget.value })} /></label>
      <p class="muted">{t.nicknameMeans}</p>
      <details>
        <summary>{t.changeKeys}</summary>
        <p role="status" class="error">{problem}</p>
        <div class="keys">
          {bindings.map((binding) => (
            <label key={binding}><span>{t.keyActions[binding]}</span>
              <input size={2} maxLength={1} value={settings.keys[binding]} onInput={(event) => {
                const key = event.currentTarget.value.trim();
                const taken = key ? takenBy(settings.keys, key, binding) : null;
                setProblem(taken ? t.keyTaken(key, t.keyActions[taken]) : "");
                if (!taken) store.set({ keys: { ...settings.keys, [binding]: key } });
              }} />
            </label>
          ))}
        </div>
        <button type="button" onClick={() => store.set({ keys: defaultKeys })}>{t.resetKeys}</button>
      </details>
    </Modal>
  );
}

function Help({ onClose }: { onClose(): void }) {
  const store = useStore();
  const { keys, singleKeys } = store.settings.value;
  return (
    <Modal title={t.help} onClose={onClose} wide>
      <p class="promise">{t.promise}</p>
      <p>{t.privacy} {t.checkPrivacy}</p>
      <p>{t.bridge}</p>
      <h3>{t.marks}</h3>
      <Legend />
      <h3>{t.keyboard}</h3>
      <p class="muted">{singleKeys ? t.keysHold : t.keysOff}</p>
      <table class="key-table">
        <tbody>
          {bindings.map((binding) => keys[binding] && <tr key={binding}><td><kbd>{keys[binding]}</kbd></td><td>{t.keyActions[binding]}</td></tr>)}
          {t.otherKeys.map(([key, action]) => <tr key={key}><td><kbd>{key}</kbd></td><td>{action}</td></tr>)}
        </tbody>
      </table>
    </Modal>
  );
}

function Export({ onClose }: { onClose(): void }) {
  const store = useStore();
  const article = store.article.value;
  const formats: Format[] = ["article", "markdown", "csv", "html", "w3c", "claims"];
  return (
    <Modal title={t.export} onClose={onClose}>
      {article && (
        <ul class="choices">
          {formats.map((format) => <li key={format}><button type="button" onClick={() => { onClose(); void store.transfer.export(format, [article.id]); }}><b>{t.formats[format]}</b><small class="muted">{t.formatMeans[format]}</small></button></li>)}
          <li><button type="button" onClick={() => { onClose(); requestAnimationFrame(() => print()); }}><b>{t.print}</b><small class="muted">{t.printMeans}</small></button></li>
        </ul>
      )}
      <ul class="choices"><li><button type="button" disabled={!store.library.articles.value.length} onClick={() => { onClose(); void store.transfer.export("backup", []); }}><b>{t.backup}</b><small class="muted">{t.formatMeans.backup}</small></button></li></ul>
    </Modal>
  );
}

function Import({ onClose }: { onClose(): void }) {
  const store = useStore();
  const preview = store.transfer.preview.value;
  const [withSettings, setWithSettings] = useState(!store.library.articles.value.length);
  if (!preview) return null;
  const fatal = preview.problems.some((problem) => problem.fatal);
  const here = preview.articles.filter((article) => article.here).length;
  return (
    <Modal title={t.importTitle} onClose={onClose}>
      {!fatal && <p>{t.previewSaid(preview.articles.length, preview.notes, preview.corrections, here)}</p>}
      {preview.problems.length > 0 && <ul class="problems">{preview.problems.slice(0, 100).map((problem) => <li key={`${problem.line}${problem.message}`} class={problem.fatal ? "error" : ""}>{t.problem(problem.line, problem.message)}</li>)}{preview.problems.length > 100 && <li>{t.andMore(preview.problems.length - 100)}</li>}</ul>}
      {fatal ? <p class="error">{t.nothingWritten}</p> : (
        <>
          <Lines items={preview.articles} first={12}>{(article) => <><span dir="auto">{article.title || t.untitled}</span> <small class="muted">{[article.notes > 0 && t.notes(article.notes), article.here && t.alreadyHere].filter(Boolean).join(" · ")}</small></>}</Lines>
          {preview.settings !== null && <label class="check"><input type="checkbox" checked={withSettings} onChange={(event) => setWithSettings(event.currentTarget.checked)} /> {t.withSettings}</label>}
          {store.library.articles.value.length > 0 && <p class="muted">{t.backupBefore}</p>}
          <div class="row wrap">
            {here === 0 ? <button type="button" class="primary" onClick={() => { void store.transfer.import("skip", withSettings); }}>{t.importNow}</button> : (
              <>
                <button type="button" class="primary" onClick={() => { void store.transfer.import("keep-both", withSettings); }}>{t.keepBoth}</button>
                <button type="button" onClick={() => { void store.transfer.import("skip", withSettings); }}>{t.skip2}</button>
                <button type="button" onClick={() => { void store.transfer.import("replace", withSettings); }}>{t.replace}</button>
              </>
            )}
            <button type="button" class="quiet" onClick={onClose}>{t.cancel}</button>
          </div>
        </>
      )}
    </Modal>
  );
}

/** The two versions beside each other, to be read and not changed, with the choice over them: texts are long. */
function Both({ onClose }: { onClose(): void }) {
  const store = useStore();
  const conflict = store.saves.conflict.value;
  if (!conflict) return null;
  return (
    <Modal title={t.conflict} onClose={onClose} wide>
      <div class="row wrap">
        {(["mine", "theirs", "both"] as const).map((keep) => <button type="button" key={keep} onClick={() => { void store.saves.resolve(keep); }}>{t.keep[keep]}</button>)}
      </div>
      <div class="both">
        {(["mine", "theirs"] as const).map((side) => {
          const version = conflict[side];
          return (
            <section key={side} aria-label={t.sides[side]}>
              <h3>{t.sides[side]}</h3>
              <p class="muted">{t.changedAt(version.updated)}{conflict.notes && ` · ${t.notes(conflict.notes[side])}`}</p>
              {"text" in version && <p dir="auto"><b>{version.title || t.untitled}</b></p>}
              <p class="side-text" dir="auto">{"text" in version ? version.text : version.body}</p>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}

function GoTo({ onClose }: { onClose(): void }) {
  const store = useStore();
  const [number, setNumber] = useState("");
  const go = (event: Event) => {
    event.preventDefault();
    const paragraph = store.paragraphs.value[Number(number) - 1];
    onClose();
    if (paragraph) store.cursor.goTo([paragraph.start, paragraph.end]);
  };
  return (
    <Modal title={t.keyActions.paragraph} onClose={onClose}>
      <form class="row" onSubmit={go}>
        <label>¶ <input type="number" min={1} max={store.paragraphs.value.length} value={number} onInput={(event) => setNumber(event.currentTarget.value)} /></label>
        <button type="submit" class="primary">{t.go}</button>
      </form>
    </Modal>
  );
}

/** The lines over the page: what the reader must know about the storage and the connection, and what can be done. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStore } from "./context";
import { openFiles } from "./files";
import { t } from "./messages";

export function Banners() {
  const store = useStore();
  const storage = store.storage.value;
  const saving = store.saves.state.value;
  const elsewhere = store.saves.elsewhere.value;
  const lost = store.lostLibrary.value;
  return (
    <>
      {store.shell.kind === "site" && <Offline />}
      {saving.state === "failed" && saving.failure.code === "quota" && <Banner alarm text={t.storageFull}><button type="button" class="small" onClick={() => store.transfer.rescue()}>{t.exportNow}</button><button type="button" class="small" onClick={() => { store.view.value = "library"; }}>{t.library}</button></Banner>}
      {saving.state === "failed" && saving.failure.code !== "quota" && elsewhere !== "deleted" && storage?.state === "ok" && <Banner alarm text={t.notSaved}><button type="button" class="small" onClick={() => store.transfer.rescue()}>{t.exportNow}</button><button type="button" class="small" onClick={() => { void store.saves.again(); }}>{t.retry}</button></Banner>}
      {storage?.state === "unavailable" && <Banner text={t.noStorage}>{store.article.value && <button type="button" class="small" onClick={() => store.transfer.rescue()}>{t.exportNow}</button>}<button type="button" class="small" onClick={() => { void store.copy(storage.detail, t.copied); }}>{t.copyDetails}</button></Banner>}
      {storage?.state === "upgraded-elsewhere" && <Banner text={t.upgraded}><button type="button" class="small" onClick={() => location.reload()}>{t.reload}</button></Banner>}
      {elsewhere === "changed" && !store.saves.conflict.value && <Banner text={t.changedElsewhere}><button type="button" class="small" onClick={() => { void store.reload(); }}>{t.reload}</button></Banner>}
      {elsewhere === "deleted" && <Banner alarm text={t.deletedElsewhere}><button type="button" class="small" onClick={() => { void store.saves.keep(); }}>{t.saveAgain}</button><button type="button" class="small" onClick={() => { store.saves.abandon(); void store.new(); }}>{t.closeIt}</button></Banner>}
      {store.saves.conflict.value && <Banner alarm text={t.conflict}><button type="button" class="small" onClick={() => { store.dialog.value = "conflict"; }}>{t.seeBoth}</button>{(["mine", "theirs", "both"] as const).map((keep) => <button type="button" class="small" key={keep} onClick={() => { void store.saves.resolve(keep); }}>{t.keep[keep]}</button>)}</Banner>}
      {store.transfer.badBackup.value && <Banner alarm text={store.transfer.badBackup.value}><button type="button" class="small" onClick={() => { void store.transfer.export("backup", []); }}>{t.backupAgain}</button><button type="button" class="small" onClick={() => { store.transfer.badBackup.value = null; }}>{t.understood}</button></Banner>}
      {lost && <Banner alarm text={t.lostLibrary(lost.articles, lost.seen)}><label class="button small">{t.importBackup}<input type="file" accept=".json" class="hidden" onChange={(event) => { void openFiles(store, [...(event.currentTarget.files ?? [])]); }} /></label><button type="button" class="small" onClick={() => store.forgetLoss()}>{t.understood}</button></Banner>}
      {store.shell.kind === "file" && !store.settings.value.noticeSeen && storage?.state === "ok" && <Banner text={/firefox/i.test(navigator.userAgent) ? t.fileFirefox : t.fileChrome}><button type="button" class="small" onClick={() => store.set({ noticeSeen: true })}>{t.understood}</button></Banner>}
      {store.shell.kind === "site" && !store.settings.value.safariSeen && storage?.state === "ok" && forgetful() && <Banner text={t.safari}><button type="button" class="small" onClick={() => store.set({ safariSeen: true })}>{t.understood}</button></Banner>}
    </>
  );
}

/** For readers of the hosted page, who may wonder; the file and the extension are always offline. */
function Offline() {
  const store = useStore();
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return <p class="offline muted" role="status">{offline && store.engine.value.state === "ready" ? t.offline : ""}</p>;
}

/** Whether the browser clears storage after a week: Safari, and every browser on iPhone and iPad, unless the page is installed. */
function forgetful(): boolean {
  const webkit = /^Apple/.test(navigator.vendor) && /AppleWebKit/.test(navigator.userAgent);
  return webkit && !matchMedia("(display-mode: standalone)").matches && !(navigator as { standalone?: boolean }).standalone;
}

function Banner({ text, alarm, children }: { text: string; alarm?: boolean; children?: ComponentChildren }) {
  return <div class={alarm ? "banner alarm" : "banner"} role={alarm ? "alert" : "note"}><p>{text}</p><div class="row wrap">{children}</div></div>;
}

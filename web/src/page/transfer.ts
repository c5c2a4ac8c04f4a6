/** Files out of the library and into it: exports, backups that are read back, imports that can be taken back. */
import { signal } from "@preact/signals";
import { webAddress } from "../core/address";
import { type CallOptions, failureOf } from "../core/client";
import type { ExportFile, Format, ImportPreview } from "../core/protocol";
import { t } from "./messages";
import { loadMarker, saveMarker, type Settings, settingsFrom } from "./settings";
import type { Store } from "./store";

export class Transfer {
  readonly preview = signal<ImportPreview | null>(null);
  /** Why the last backup cannot be relied on. */
  readonly badBackup = signal<string | null>(null);

  constructor(private readonly store: Store) {}

  async export(format: Format, articleIds: string[]): Promise<ExportFile | null> {
    try {
      const file = await this.write(format, articleIds);
      download(file);
      if (format === "backup") await this.checkBackup(file, articleIds.length === 0);
      else this.store.tell(t.exported(file.name, file.counts.articles, file.counts.notes));
      return file;
    } catch (error) {
      this.store.fail(error);
      return null;
    }
  }

  /** Writes to a file what the page holds, whatever has become of the storage: the article with its notes and corrections, as a backup. */
  rescue(): void {
    const { article: { value: article }, notebook, corrections } = this.store;
    const notes = notebook.notes.value.map(({ placement: _, ...note }) => note);
    const articles = article ? [{ ...article, url: webAddress(article.url) }] : [];
    const records = { articles, notes, corrections: corrections.value };
    download({ name: t.rescueName, type: "application/json", text: JSON.stringify({ format: "ascribe/backup", version: 1, exportedAt: new Date().toISOString(), ...records }, null, 1) });
  }

  /** Writes to files what there is, in the library and not in it yet. */
  async exportAll(): Promise<void> {
    if (this.store.wouldLose) this.rescue();
    await this.export("backup", []);
  }

  private async write(format: Format, articleIds: string[]): Promise<ExportFile> {
    await this.store.saves.settle();
    const { value: settings } = this.store.settings;
    const more = format === "backup" ? { settings } : format === "w3c" ? { nickname: settings.nickname.trim() } : {};
    return this.watched(t.exporting, (options) => this.store.client.call("export", { format, articleIds, now: new Date().toISOString(), ...more }, options));
  }

  /** Reads a backup back without importing it: only one that holds what was written, and that is `everything`, counts as one. */
  private async checkBackup({ name, text, counts }: ExportFile, everything: boolean): Promise<void> {
    this.badBackup.value = null;
    const back = await this.watched(t.checking, (options) => this.store.client.call("preview", new Blob([text]), options)).catch((error: unknown) => failureOf(error));
    if ("code" in back) {
      if (back.code === "cancelled") this.store.tell(t.exported(name, counts.articles, counts.notes));
      else this.badBackup.value = t.backupFailed(name, back.detail);
      return;
    }
    const fatal = back.problems.find((problem) => problem.fatal);
    if (fatal || back.articles.length !== counts.articles || back.notes !== counts.notes || back.corrections !== counts.corrections) {
      this.badBackup.value = t.backupFailed(name, fatal?.message ?? t.backupCounts(counts.articles, counts.notes, back.articles.length, back.notes));
      return;
    }
    if (everything) saveMarker({ articles: this.store.library.articles.value.length, seen: new Date().toISOString(), backup: new Date().toISOString() });
    this.store.tell(t.backupChecked(counts.articles, counts.notes));
  }

  async importFile(file: Blob): Promise<void> {
    try {
      this.preview.value = await this.watched(t.readingFile, (options) => this.store.client.call("preview", file, options));
      this.store.dialog.value = "import";
    } catch (error) {
      this.store.fail(error);
    }
  }

  /**
   * Imports the file previewed last. What the library held before is first written to a backup, which the reader gets as a file and the
   * page keeps while the import can be taken back; if that fails, nothing is imported.
   */
  async import(onConflict: "keep-both" | "skip" | "replace", withSettings: boolean): Promise<void> {
    const preview = this.preview.value;
    if (!preview) return;
    this.store.dialog.value = null; // the window would stand before the way to cancel
    try {
      const before = await this.backupBefore();
      const done = await this.watched(t.importing, (options) => this.store.client.call("import", { token: preview.token, onConflict }, options));
      this.preview.value = null;
      this.store.lostLibrary.value = null;
      const settings = withSettings ? settingsFrom(preview.settings) : null;
      const settingsBefore = this.store.settings.value;
      if (settings) this.store.set(settings);
      await this.store.refresh();
      await this.store.catchUp();
      this.store.tell(t.imported(done.articles, done.notes, before), () => {
        if (settings) this.store.set(changesBack(settingsBefore, settings, this.store.settings.value));
        void this.takeBack(preview.token, before);
      });
    } catch (error) {
      this.store.fail(error);
    }
  }

  /** Writes everything to a file, unless there is nothing; answers its name, "" then. */
  private async backupBefore(): Promise<string> {
    const file = await this.write("backup", []);
    if (file.counts.articles + file.counts.corrections === 0) return "";
    download(file);
    return file.name;
  }

  /** Takes an import back, but for what was written since; `backup` is the file that holds what was there before. */
  private async takeBack(token: string, backup: string): Promise<void> {
    try {
      await this.store.saves.settle();
      const { kept } = await this.watched(t.takingBack, () => this.store.client.call("takeBack", { token }));
      this.store.tell(t.importUndone(kept));
    } catch (error) {
      const { code } = failureOf(error);
      if (code === "bad-request" || code === "stopped") this.store.tell(t.importStays(backup)); // the program was started again since
      else this.store.fail(error);
    }
    await this.store.refresh();
    await this.store.catchUp();
    saveMarker({ articles: this.store.library.articles.value.length, seen: new Date().toISOString(), backup: loadMarker()?.backup ?? "" });
  }

  /** Shows how far a long call is, with a way to end it. */
  private async watched<T>(label: string, call: (options: CallOptions) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    this.store.busy.value = { label, done: 0, total: 0, cancel };
    try {
      return await call({ signal: controller.signal, onProgress: (done, total) => { this.store.busy.value = { label, done, total, cancel }; } });
    } finally {
      this.store.busy.value = null;
    }
  }
}

/** The settings as they are, but for those that are still as a file gave them: these are as they were before. */
export function changesBack(before: Settings, given: Settings, now: Settings): Settings {
  const same = (name: string) => JSON.stringify(now[name as keyof Settings]) === JSON.stringify(given[name as keyof Settings]);
  return { ...now, ...Object.fromEntries(Object.entries(before).filter(([name]) => same(name))) };
}

export function download(file: { name: string; type: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: file.name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

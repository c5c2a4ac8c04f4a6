/** The part of the extension interface that Ascribe uses, under the one name that both families of browsers have for it. */

interface Event<Listener> {
  addListener(listener: Listener): void;
}

export interface Tab {
  id?: number;
  windowId: number;
}

interface Menus {
  create(menu: { id: string; title: string; contexts: string[] }): void;
  removeAll(): Promise<void>;
  onClicked: Event<(info: { menuItemId: string | number }, tab?: Tab) => void>;
}

interface Extension {
  action: { onClicked: Event<(tab: Tab) => void> };
  commands: { onCommand: Event<(command: string, tab?: Tab) => void> };
  /** Firefox calls it menus, Chromium contextMenus. */
  menus?: Menus;
  contextMenus?: Menus;
  sidePanel?: { open(options: { tabId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void> };
  i18n: { getMessage(name: string): string };
  runtime: { getURL(path: string): string; onInstalled: Event<() => void> };
  scripting: {
    executeScript<A extends unknown[], R>(injection: { target: { tabId: number }; files: string[] } | { target: { tabId: number }; func: (...args: A) => R; args: A }): Promise<{ result?: Awaited<R> }[]>;
    insertCSS(injection: { target: { tabId: number }; css: string }): Promise<void>;
  };
  storage: {
    session: {
      get(key: string): Promise<Record<string, unknown>>;
      set(values: Record<string, unknown>): Promise<void>;
      remove(key: string): Promise<void>;
      onChanged: Event<(changes: Record<string, { newValue?: unknown }>) => void>;
    };
  };
  tabs: {
    create(options: { url: string }): Promise<Tab>;
    query(query: { active: boolean; lastFocusedWindow: boolean }): Promise<Tab[]>;
    onUpdated: Event<(tabId: number, change: { status?: string }) => void>;
  };
  windows: { getCurrent(): Promise<{ id?: number }> };
}

const names = globalThis as unknown as { browser?: Extension; chrome?: Extension };

export const extension = (names.browser ?? names.chrome)!;

/**
 * What the background asks of the panel, left in the session's storage: the panel may have to be opened first. `at` makes each one new. It is for
 * the panel of one window; for any, where the browser does not say in which a command was given.
 */
export type Order = ({ act: "read"; part: Part; tabId: number } | { act: "marks" }) & { windowId: number | undefined; at: number };

/** What of a page is read: the article that Readability finds, everything, or what the reader selected. */
export type Part = "article" | "whole" | "selection";

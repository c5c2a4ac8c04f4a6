/**
 * Opens the panel on a click, a key or the context menu. `open` must be called while the gesture is being handled, before anything is
 * awaited; the same gesture lets the panel read this tab until it moves to another page.
 */
import { extension, type Order, type Part, type Tab } from "./browser";

function read(part: Part, tab?: Tab): void {
  if (tab?.id === undefined) return;
  void open(tab.id).catch(() => {}); // the reader may have closed the tab
  void order({ act: "read", part, tabId: tab.id, windowId: tab.windowId, at: Date.now() });
}

function open(tabId: number): Promise<void> {
  return extension.sidePanel?.open({ tabId }) ?? extension.sidebarAction?.open() ?? Promise.resolve();
}

function order(order: Order): Promise<void> {
  return extension.storage.session.set({ order });
}

extension.action.onClicked.addListener((tab) => { read("article", tab); });
extension.commands.onCommand.addListener((command, tab) => { if (command === "marks") void order({ act: "marks", windowId: tab?.windowId, at: Date.now() }); });

const menus = extension.menus ?? extension.contextMenus;
menus?.onClicked.addListener(({ menuItemId }, tab) => { read(menuItemId === "selection" ? "selection" : "article", tab); });
extension.runtime.onInstalled.addListener(() => {
  void menus?.removeAll().then(() => {
    menus.create({ id: "page", title: extension.i18n.getMessage("open"), contexts: ["page"] });
    menus.create({ id: "selection", title: extension.i18n.getMessage("readSelection"), contexts: ["selection"] });
  });
});

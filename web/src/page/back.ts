/**
 * The browser's Back closes what stands over the page: a window, then the sheet of the analysis on a narrow screen.
 * Each open layer has one history entry, marked with its height; the entry goes when the layer is closed in another way.
 */
import { effect } from "@preact/signals";
import { narrow, narrowScreen } from "./dom";
import type { Store } from "./store";

interface Entry {
  over: number;
}

export function listenToBack(store: Store): () => void {
  let entries = height();
  let leaving = false; // a traversal of ours is under way: it ends with a popstate
  const layers = () => Number(store.dialog.value !== null) + Number(store.panelOpen.value && store.view.value === "article" && narrow());

  const follow = () => {
    if (leaving) return;
    const open = layers();
    while (entries < open) history.pushState({ over: ++entries } satisfies Entry, "");
    if (entries === open) return;
    leaving = true;
    history.go(open - entries);
  };
  const onBack = () => {
    entries = height();
    if (!leaving && layers() > entries && store.dialog.value) store.closeDialog();
    if (!leaving && layers() > entries) store.panelOpen.value = false;
    leaving = false;
    follow();
  };

  history.scrollRestoration = "manual"; // closing the sheet scrolls to a finding: the entry's old place must not win
  addEventListener("popstate", onBack);
  const screen = matchMedia(narrowScreen);
  screen.addEventListener("change", follow);
  // After the actions of the moment: a window that replaces another keeps its entry.
  const stop = effect(() => {
    layers();
    setTimeout(follow);
  });
  return () => {
    stop();
    screen.removeEventListener("change", follow);
    removeEventListener("popstate", onBack);
  };
}

function height(): number {
  return (history.state as Entry | null)?.over ?? 0;
}

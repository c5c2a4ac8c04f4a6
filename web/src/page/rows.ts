/** Lists of rows: one tab stop, the row used last; arrows, Home and End go from row to row, Tab through what is in the row. */
import { useEffect } from "preact/hooks";

const controls = "button, a[href], summary, input, select, textarea";
const fields = "input:not([type=checkbox]), select, textarea";

/** Makes the elements that `rows` selects within the root such a list. */
export function useRows(root: { readonly current: HTMLElement | null }, rows: string): void {
  useEffect(() => {
    const list = root.current;
    if (!list) return;
    let active: HTMLElement | null = null;
    const all = () => [...list.querySelectorAll<HTMLElement>(rows)];
    const admit = (row: HTMLElement, on: boolean) => {
      for (const control of row.querySelectorAll<HTMLElement>(controls)) {
        if (on) control.removeAttribute("tabindex");
        else control.tabIndex = -1;
      }
    };
    const settle = () => {
      const now = all();
      if (!active || !now.includes(active)) active = now[0] ?? null;
      for (const row of now) admit(row, row === active);
    };
    const enter = (event: FocusEvent) => {
      const row = (event.target as Element).closest<HTMLElement>(rows);
      if (!row || row === active) return;
      if (active) admit(active, false);
      active = row;
      admit(row, true);
    };
    const move = (event: KeyboardEvent) => {
      const row = (event.target as Element).closest<HTMLElement>(rows);
      if (!row || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || (event.target as Element).matches(fields)) return;
      const now = all();
      const at = now.indexOf(row);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: now.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      now[Math.max(0, Math.min(now.length - 1, to))]?.querySelector<HTMLElement>(controls)?.focus();
    };
    settle();
    const observer = new MutationObserver(settle);
    observer.observe(list, { childList: true, subtree: true });
    list.addEventListener("focusin", enter);
    list.addEventListener("keydown", move);
    return () => {
      observer.disconnect();
      list.removeEventListener("focusin", enter);
      list.removeEventListener("keydown", move);
    };
  }, [root, rows]);
}

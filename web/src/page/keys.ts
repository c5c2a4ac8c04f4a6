/** The keyboard: which key means what, single keys and their twins with Alt+Shift. Pure; keyboard.ts does what they mean. */

export type Binding =
  | "actors" | "sources" | "hedges" | "clean" | "next" | "previous" | "nextSame" | "previousSame"
  | "note" | "noteSentence" | "wrong" | "jump" | "cite" | "paragraph" | "find" | "help";

export const defaultKeys: Record<Binding, string> = {
  actors: "1", sources: "2", hedges: "3", clean: "0", next: "j", previous: "k", nextSame: "]", previousSame: "[",
  note: "n", noteSentence: "m", wrong: "x", jump: "s", cite: "c", paragraph: "g", find: "/", help: "?",
};

export const bindings = Object.keys(defaultKeys) as Binding[];

export interface Stroke {
  key: string;
  /** The key's place, "KeyJ" or "Digit1": with Alt+Shift, `key` may be another character. */
  code: string;
  ctrl: boolean;
  meta: boolean;
  alt: boolean;
  shift: boolean;
}

const codes: Record<string, string> = { "]": "BracketRight", "[": "BracketLeft", "/": "Slash", "?": "Slash" };

function codeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  return /^\d$/.test(key) ? `Digit${key}` : (codes[key] ?? key);
}

/** What a stroke means, if anything. `single`: whether single keys hold here. */
export function bindingOf(stroke: Stroke, keys: Record<Binding, string>, single: boolean): Binding | null {
  if (stroke.ctrl || stroke.meta) return null;
  const twin = stroke.alt && stroke.shift;
  if (stroke.alt && !stroke.shift) return null;
  if (!twin && !single) return null;
  for (const binding of bindings) {
    const key = keys[binding];
    if (!key) continue;
    if (twin ? stroke.code === codeOf(key) && !(key === "?" && keys.find === "/") : stroke.key === key) return binding;
  }
  return null;
}

/** The binding that already has a key, when the reader gives it to another. */
export function takenBy(keys: Record<Binding, string>, key: string, except: Binding): Binding | null {
  return bindings.find((binding) => binding !== except && keys[binding] === key) ?? null;
}

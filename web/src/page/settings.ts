/** What the reader set, kept in localStorage where it is allowed: everything works without. */
import { type Binding, defaultKeys } from "./keys";

export interface Settings {
  size: number;
  sans: boolean;
  line: number;
  width: number;
  theme: "system" | "light" | "paper" | "dark";
  strong: boolean;
  singleKeys: boolean;
  keys: Record<Binding, string>;
  sayLabels: boolean;
  lenses: { actor: boolean; source: boolean; hedge: boolean; statement: boolean };
  inspector: number;
  inspectorOpen: boolean;
  /** Whether a card was ever opened: who has not been in one is told of it. */
  cardSeen: boolean;
  noticeSeen: boolean;
  safariSeen: boolean;
  /** Stands beside the reader's notes in files for other programs; may be empty. */
  nickname: string;
}

export const defaults: Settings = {
  size: 19,
  sans: false,
  line: 1.75,
  width: 65,
  theme: "system",
  strong: false,
  singleKeys: true,
  keys: defaultKeys,
  sayLabels: false,
  lenses: { actor: true, source: true, hedge: true, statement: true },
  inspector: 400,
  inspectorOpen: true,
  cardSeen: false,
  noticeSeen: false,
  safariSeen: false,
  nickname: "",
};

export const themes: readonly Settings["theme"][] = ["system", "light", "paper", "dark"];
/** The least and the most of each number. */
export const ranges = { size: [16, 26], line: [1.5, 2.1], width: [50, 80], inspector: [380, 440] } as const;

/** In code units. */
export const longestNickname = 80;

const settingsName = "ascribe-settings";
const markerName = "ascribe-library";

export function loadSettings(): Settings {
  return settingsFrom(load(settingsName)) ?? defaults;
}

/** Settings from storage or from a backup, each only if it is one that the page could have written; null if there are none. */
export function settingsFrom(raw: unknown): Settings | null {
  if (typeof raw !== "object" || raw === null) return null;
  const given = raw as Record<string, unknown>;
  const out: Settings = { ...defaults, keys: { ...defaultKeys }, lenses: { ...defaults.lenses } };
  for (const name of ["sans", "strong", "singleKeys", "sayLabels", "inspectorOpen", "cardSeen", "noticeSeen", "safariSeen"] as const) if (typeof given[name] === "boolean") out[name] = given[name];
  for (const [name, [low, high]] of Object.entries(ranges) as [keyof typeof ranges, readonly [number, number]][]) {
    const value = given[name];
    if (typeof value === "number" && value >= low && value <= high) out[name] = value;
  }
  if (themes.includes(given.theme as Settings["theme"])) out.theme = given.theme as Settings["theme"];
  if (typeof given.nickname === "string") out.nickname = given.nickname.slice(0, longestNickname);
  const { keys, lenses } = given as { keys?: Record<string, unknown>; lenses?: Record<string, unknown> };
  for (const binding of Object.keys(defaultKeys) as Binding[]) if (typeof keys?.[binding] === "string" && [...(keys[binding] as string)].length <= 1) out.keys[binding] = keys[binding] as string;
  for (const lens of Object.keys(defaults.lenses) as (keyof Settings["lenses"])[]) if (typeof lenses?.[lens] === "boolean") out.lenses[lens] = lenses[lens] as boolean;
  return out;
}

export function saveSettings(settings: Settings): void {
  save(settingsName, settings);
}

/** What the library was like last time, to notice when a filled one opens empty. */
export interface Marker {
  articles: number;
  seen: string;
  backup: string;
}

export function loadMarker(): Marker | null {
  return load<Marker>(markerName);
}

export function saveMarker(marker: Marker): void {
  save(markerName, marker);
}

function load<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") as T | null;
  } catch {
    return null; // no storage, or not ours
  }
}

function save(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // private windows and blocked storage: the settings hold until the page is closed
  }
}

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
  noticeSeen: boolean;
  safariSeen: boolean;
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
  noticeSeen: false,
  safariSeen: false,
};

const settingsName = "ascribe-settings";
const markerName = "ascribe-library";

export function loadSettings(): Settings {
  const stored = load<Partial<Settings>>(settingsName) ?? {};
  return { ...defaults, ...stored, keys: { ...defaultKeys, ...stored.keys }, lenses: { ...defaults.lenses, ...stored.lenses } };
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

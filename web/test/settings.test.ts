import assert from "node:assert/strict";
import { test } from "node:test";
import { defaults, settingsFrom } from "../src/page/settings";

test("settings come back from a backup as they were", () => {
  const settings = { ...defaults, size: 22, theme: "paper" as const, nickname: "Ada", keys: { ...defaults.keys, next: "l" }, lenses: { ...defaults.lenses, hedge: false } };
  assert.deepEqual(settingsFrom(JSON.parse(JSON.stringify(settings))), settings);
});

test("what the page could not have written is not taken from a file", () => {
  const raw = { size: 4000, line: "2", theme: "<b>", sans: 1, keys: { next: "jk", help: 7 }, lenses: { actor: "no" }, inspector: Number.NaN, nickname: 7, evil: true };
  assert.deepEqual(settingsFrom(raw), defaults);
  assert.equal(settingsFrom(null), null);
  assert.equal(settingsFrom("x"), null);
});

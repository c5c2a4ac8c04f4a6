import assert from "node:assert/strict";
import { test } from "node:test";
import { openFiles } from "../src/page/files";
import { t } from "../src/page/messages";
import type { Incoming, Store } from "../src/page/store";

function played() {
  const taken: Incoming[] = [];
  const shelved: Incoming[] = [];
  const imported: string[] = [];
  const told: string[] = [];
  const failed: string[] = [];
  const store = {
    take: async (incoming: Incoming) => { taken.push(incoming); },
    shelve: async (list: Incoming[]) => { shelved.push(...list); },
    tell: (text: string) => { told.push(text); },
    fail: ({ code, detail }: { code: string; detail: string }) => { failed.push(`${code} ${detail}`); },
    transfer: { importFile: async ({ name }: File) => { imported.push(name); } },
  } as unknown as Store;
  return { store, taken, shelved, imported, told, failed };
}

test("of several files the first is shown, and the others go into the library", async () => {
  const { store, taken, shelved, failed } = played();
  const gone = Object.assign(new File([], "gone.txt"), { text: () => Promise.reject("gone") });
  await openFiles(store, [new File([" \n"], "blank.txt"), new File(["One."], "one.txt"), gone, new File(["A headline\nText."], "two.md"), new File(["One."], "again.txt")]);
  assert.deepEqual(taken, [{ text: "One.", title: "one" }]);
  assert.deepEqual(shelved, [{ text: "A headline\nText.", title: "" }]);
  assert.deepEqual(failed, ["bad-file gone"]);
});

test("a file of the library's own is opened alone, and that is said", async () => {
  const { store, taken, imported, told } = played();
  await openFiles(store, [new File(["One."], "one.txt"), new File(["{}"], "library.json")]);
  assert.deepEqual([taken, imported, told], [[], ["library.json"], [t.onlyFirst("library.json")]]);
  await openFiles(store, [new File(["{}"], "alone.json")]);
  assert.deepEqual([imported, told.length], [["library.json", "alone.json"], 1]);
});

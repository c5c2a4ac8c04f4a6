import assert from "node:assert/strict";
import { test } from "node:test";
import { openFiles } from "../src/page/files";
import { t } from "../src/page/messages";
import type { Incoming, Store } from "../src/page/store";

function played() {
  const taken: Incoming[] = [];
  const told: string[] = [];
  const store = { take: async (incoming: Incoming) => { taken.push(incoming); }, tell: (text: string) => { told.push(text); } } as unknown as Store;
  return { store, taken, told };
}

test("of several files the first is opened, and that is said", async () => {
  const { store, taken, told } = played();
  await openFiles(store, [new File(["One."], "one.txt"), new File(["Two."], "two.txt")]);
  assert.deepEqual(taken, [{ text: "One.", title: "one" }]);
  assert.deepEqual(told, [t.onlyFirst("one.txt")]);
  await openFiles(store, [new File(["A headline\nText."], "three.md")]);
  assert.deepEqual(taken[1], { text: "A headline\nText.", title: "" });
  assert.equal(told.length, 1);
});

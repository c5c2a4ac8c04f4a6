import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, newId } from "../src/page/ids";

test("the same text has the same id, and new ids are all different", async () => {
  assert.equal(await idOf("A text."), await idOf("A text."));
  assert.notEqual(await idOf("A text."), await idOf("A text"));
  assert.equal(new Set(Array.from({ length: 100 }, newId)).size, 100);
  assert.match(newId(), /^[0-9a-f]{32}$/);
});

test("a page served by plain http, which has neither hashes nor UUIDs, still gives ids", async (t) => {
  const { crypto } = globalThis;
  t.after(() => { Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true }); });
  Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: crypto.getRandomValues.bind(crypto) }, configurable: true });
  assert.match(await idOf("A text."), /^[0-9a-f]{32}$/);
});

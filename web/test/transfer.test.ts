import assert from "node:assert/strict";
import { test } from "node:test";
import { loadMarker } from "../src/page/settings";
import { article, played } from "./played";

test("a backup counts as one when it holds everything and can be read back", async () => {
  const { library, store } = played();
  library.articles.set("b", { ...article, id: "b" });
  await store.transfer.export("backup", ["a"]);
  assert.ok(!loadMarker()?.backup, "some of the articles");
  library.broken.set("preview", "internal");
  await store.transfer.export("backup", []);
  assert.ok(!loadMarker()?.backup, "one that cannot be read back");
  library.broken.clear();
  await store.transfer.export("backup", []);
  assert.ok(loadMarker()?.backup);
});

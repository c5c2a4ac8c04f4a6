import assert from "node:assert/strict";
import { test } from "node:test";
import { asHtml } from "../src/page/markdown";

test("notes are Markdown, their headings below those of the page", () => {
  assert.equal(asHtml("# Ask\n\n*who*\nsays so?")?.replace(/\n/g, ""), "<h3>Ask</h3><p><em>who</em><br>says so?</p>");
});

test("what would hold the page up, or break it, is shown as it was written", () => {
  assert.equal(asHtml(">".repeat(4000)), null, "quoted deeper than the library can go");
  assert.equal(asHtml("_a_".repeat(20_000)), null, "what takes it a minute");
  assert.equal(asHtml("A paragraph.\n\n".repeat(10_000)), null);
  assert.ok(asHtml("A paragraph of some length, as readers write them.\n\n".repeat(800))?.startsWith("<p>A paragraph"));
});

/** Which addresses are stored: those of the web, as the program accepts them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { webAddress } from "../src/core/address";

test("addresses of the web are kept as browsers write them", () => {
  assert.equal(webAddress(" https://example.org/a b?q=<x>#\"y\" "), "https://example.org/a%20b?q=%3Cx%3E#%22y%22");
  assert.equal(webAddress("HTTP://EXAMPLE.org"), "http://example.org/");
});

test("an address without its scheme gets one", () => {
  assert.equal(webAddress("www.example.org/story?id=1"), "https://www.example.org/story?id=1");
  assert.equal(webAddress("zürich.example"), "https://xn--zrich-kva.example/");
});

test("everything else is none", () => {
  for (const text of ["", "h", "https:", "https://", "https://[", "javascript:alert(1)", "file:///a.html", "data:text/html,x", "the harbour", "e.g. this", `https://example.org/${"x".repeat(20_000)}`]) assert.equal(webAddress(text), "", text.slice(0, 40));
});

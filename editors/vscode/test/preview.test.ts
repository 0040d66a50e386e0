import * as assert from "node:assert";
import { test } from "node:test";

import { Card, cardAt, isClicked, note, page, stateOf } from "../src/preview";

function card(id: string, from: number, to: number, uri = "file:///m.aisys"): Card {
  const range = { start: { line: from, character: 0 }, end: { line: to, character: 1 } };
  return { id, path: id, location: { uri, range }, range };
}

test("the innermost card around the caret is found", () => {
  const cards = [card("vpc", 1, 9), card("vpc.web", 2, 3), card("other", 2, 3, "file:///o.aisys")];
  assert.strictEqual(cardAt(cards, "file:///m.aisys", 2, 5)?.id, "vpc.web");
  assert.strictEqual(cardAt(cards, "file:///m.aisys", 5, 0)?.id, "vpc");
  assert.strictEqual(cardAt(cards, "file:///m.aisys", 9, 1)?.id, "vpc");
  assert.strictEqual(cardAt(cards, "file:///m.aisys", 9, 2), undefined);
  assert.strictEqual(cardAt(cards, "file:///o.aisys", 2, 0)?.id, "other");
});

test("what stands above the picture says what it is", () => {
  assert.strictEqual(note({ svg: "<svg/>", cards: [], errors: 0 }), "");
  assert.strictEqual(note({ svg: "<svg/>", cards: [], errors: 1 }), "1 error in the text: this is the last good picture.");
  assert.match(note({ svg: null, cards: [], errors: 2 }), /^2 errors in the text: the picture comes/);
  assert.match(note({ svg: null, cards: [], errors: 0 }), /no system/);
});

test("only what the page says is taken from it", () => {
  assert.ok(isClicked({ type: "clicked", id: "m-a" }));
  for (const other of [null, "clicked", { type: "clicked" }, { type: "ready" }, { type: "clicked", id: 1 }]) {
    assert.ok(!isClicked(other));
  }
});

test("the page lets in nothing but its own script and style", () => {
  const html = page("n0", "s.js", "s.css", "vscode-resource:");
  assert.match(html, /default-src 'none'; script-src 'nonce-n0'; style-src vscode-resource: 'nonce-n0'; img-src data:"/);
  assert.doesNotMatch(html, /onclick|style=/);
});

test("what the page kept is an address or nothing", () => {
  assert.strictEqual(stateOf({ document: "file:///m.aisys" }), "file:///m.aisys");
  for (const other of [undefined, null, "x", {}, { document: 1 }]) {
    assert.strictEqual(stateOf(other), undefined);
  }
});

/** The keys of the table, as those of a tree. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { type KeyAction, keyAction } from "../../../client/webview/table/keys";
import { rowsOf } from "../../../client/webview/table/rows";
import { NESTED } from "./layers";

const CLOSED = rowsOf(NESTED, { open: new Set(), sort: null, filter: "" });
const OPEN = rowsOf(NESTED, { open: new Set(["encoder"]), sort: null, filter: "" });

const go = (to: number): KeyAction => ({ do: "go", to });

test("arrows go from row to row and stop at the ends", () => {
  assert.deepEqual(keyAction("ArrowDown", CLOSED, 0, 10), go(1));
  assert.deepEqual(keyAction("ArrowDown", CLOSED, 2, 10), go(2));
  assert.deepEqual(keyAction("ArrowUp", CLOSED, 0, 10), go(0));
});

test("to the ends, and by pages", () => {
  assert.deepEqual(keyAction("Home", OPEN, 3, 2), go(0));
  assert.deepEqual(keyAction("End", OPEN, 0, 2), go(4));
  assert.deepEqual(keyAction("PageDown", OPEN, 1, 2), go(3));
  assert.deepEqual(keyAction("PageUp", OPEN, 1, 2), go(0));
});

test("right opens, then goes in; left closes, then goes out", () => {
  assert.deepEqual(keyAction("ArrowRight", CLOSED, 1, 10), { do: "unfold" });
  assert.deepEqual(keyAction("ArrowRight", OPEN, 1, 10), go(2));
  assert.equal(keyAction("ArrowRight", OPEN, 0, 10), undefined);
  assert.deepEqual(keyAction("ArrowLeft", OPEN, 1, 10), { do: "fold" });
  assert.deepEqual(keyAction("ArrowLeft", OPEN, 3, 10), go(1));
  assert.equal(keyAction("ArrowLeft", CLOSED, 0, 10), undefined);
});

test("Enter goes to the line, the space bar only shows it", () => {
  assert.deepEqual(keyAction("Enter", CLOSED, 0, 10), { do: "open", takesFocus: true });
  assert.deepEqual(keyAction(" ", CLOSED, 0, 10), { do: "open", takesFocus: false });
});

test("other keys, and keys without a row, do nothing", () => {
  assert.equal(keyAction("a", CLOSED, 0, 10), undefined);
  assert.equal(keyAction("Enter", [], 0, 10), undefined);
});

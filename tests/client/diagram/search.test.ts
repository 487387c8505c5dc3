/** Searching the diagram, and walking through it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { ENGLISH } from "../../../client/webview/diagram/defaultStrings";
import { itemsOf } from "../../../client/webview/diagram/items";
import { keyAction } from "../../../client/webview/diagram/keys";
import type { Card, Picture } from "../../../client/webview/diagram/picture";
import { Search, matches } from "../../../client/webview/diagram/search";
import { neighbour } from "../../../client/webview/diagram/walking";
import { denseNet, inception, nested } from "./models";

describe("search", () => {
  const items = itemsOf(nested(), ENGLISH);

  test("finds classes, names and shapes, whatever their case, from the top down", () => {
    assert.deepEqual(matches(items, "conv2d"), [
      "encoder/conv2d",
      "encoder/block/conv2d",
      "decoder/conv2d_transpose",
    ]);
    assert.deepEqual(matches(items, "BLOCK"), ["encoder/block", "encoder/block/block_input"]);
    assert.deepEqual(matches(items, "6272)"), ["encoder/flatten", "decoder/dense"]);
  });

  test("finds what is in repeats, but not the repeats", () => {
    const found = matches(itemsOf(denseNet(), ENGLISH), "conv4_block2");
    assert.equal(found.length, 7 + 5 * 7);
    assert.ok(!found.some((id) => id.includes(":")));
  });

  test("finds nothing for nothing", () => {
    assert.deepEqual(matches(items, "  "), []);
    assert.deepEqual(matches(items, "unheard of"), []);
  });

  test("goes round and round in both directions", () => {
    const start = Search.NOTHING.in(items, "conv2d");
    const walk = (...steps: readonly (1 | -1)[]): number =>
      steps.reduce((search, by) => search.stepped(by), start).index;
    assert.deepEqual([walk(), walk(1), walk(1, 1), walk(1, 1, 1, 1)], [-1, 0, 1, 0]);
    assert.deepEqual([walk(-1), walk(1, -1), walk(-1, 1)], [2, 2, 0]);
    assert.equal(Search.NOTHING.stepped(1).match, null);
  });

  test("stays at its match when the model changes, and begins anew with another text", () => {
    const search = Search.NOTHING.in(items, "conv2d").stepped(1);
    assert.equal(search.in(items).match, "encoder/conv2d");
    assert.equal(search.in(items, "conv2").match, null);
    assert.equal(search.in([]).index, -1);
  });
});

describe("walking with the arrow keys", () => {
  const items = new Map(itemsOf(inception(), ENGLISH).map((item) => [item.id, item]));
  const card = (id: string, x: number, y: number): Card => ({
    item: items.get(id)!,
    box: { x, y, width: 100, height: 50 },
    isFrame: false,
    label: "",
    tooltip: "",
    ...{ ground: [], base: [], far: [], brief: [], details: [] },
  });
  const line = (from: string, to: string): Picture["lines"][number] => ({
    ...{ id: `${from} ${to}`, from, to, base: [], details: [] },
    box: { x: 0, y: 0, width: 0, height: 0 },
  });
  const picture: Picture = {
    ...{ width: 500, height: 300 },
    cards: [
      card("input_layer", 150, 0),
      card("conv2d", 0, 100),
      card("conv2d_1", 150, 100),
      card("conv2d_3", 300, 100),
      card("concatenate", 0, 200),
    ],
    lines: [
      line("input_layer", "conv2d"),
      line("input_layer", "conv2d_1"),
      line("input_layer", "conv2d_3"),
      line("conv2d", "concatenate"),
      line("conv2d_3", "concatenate"),
    ],
  };

  test("down and up follow the lines", () => {
    assert.equal(neighbour(picture, "input_layer", "down"), "conv2d_1");
    assert.equal(neighbour(picture, "conv2d_3", "down"), "concatenate");
    assert.equal(neighbour(picture, "concatenate", "up"), "conv2d");
    assert.equal(neighbour(picture, "concatenate", "down"), undefined);
    assert.equal(neighbour(picture, "input_layer", "up"), undefined);
  });

  test("left and right go to the next card beside", () => {
    assert.equal(neighbour(picture, "conv2d", "right"), "conv2d_1");
    assert.equal(neighbour(picture, "conv2d_1", "left"), "conv2d");
    assert.equal(neighbour(picture, "conv2d_3", "right"), undefined);
  });

  test("from nowhere there is no way", () => {
    assert.equal(neighbour(picture, "gone", "down"), undefined);
  });

  test("keys with Ctrl belong to VS Code", () => {
    const key = (name: string, ctrlKey = false) =>
      keyAction({ key: name, ctrlKey, altKey: false, metaKey: false });
    assert.deepEqual(key("0"), { do: "fit" });
    assert.deepEqual(key("ArrowUp"), { do: "go", direction: "up" });
    assert.deepEqual(key("f", true), { do: "find" });
    assert.equal(key("0", true), undefined);
    assert.equal(key("q"), undefined);
  });
});

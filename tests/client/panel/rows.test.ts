/** The rows of the table: opened, sorted, filtered. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { allOpenable, type RowOptions, rowsOf } from "../../../client/webview/table/rows";
import { layer, model, NESTED } from "./layers";

function ids(options: Partial<RowOptions> = {}): string[] {
  const all = { open: new Set<string>(), sort: null, filter: "", ...options };
  return rowsOf(NESTED, all).map(({ layer: one }) => one.id);
}

const OPEN = new Set(["encoder"]);

describe("rows", () => {
  test("nested models are closed at first", () => {
    assert.deepEqual(ids(), ["image", "encoder", "dense~2"]);
  });

  test("an open model shows its layers behind it", () => {
    assert.deepEqual(ids({ open: OPEN }), [
      "image",
      "encoder",
      "encoder/conv2d",
      "encoder/flatten",
      "dense~2",
    ]);
  });

  test("tell screen readers where they are", () => {
    const rows = rowsOf(NESTED, { open: OPEN, sort: null, filter: "" });
    assert.deepEqual(
      rows.map(({ level, setSize, position, parent, isOpen }) => ({
        level,
        setSize,
        position,
        parent,
        isOpen,
      }))[3],
      { level: 2, setSize: 2, position: 2, parent: "encoder", isOpen: undefined },
    );
    assert.equal(rows[1]!.isOpen, true);
  });

  test("name what they are connected to as Keras does", () => {
    const rows = rowsOf(NESTED, { open: OPEN, sort: null, filter: "" });
    assert.deepEqual(rows[1]!.connections, ["image"]);
    const shared = model([layer("a~2", { name: "a_5" }), layer("b", { inputs: [edge, edge] })]);
    const [, last] = rowsOf(shared, { open: OPEN, sort: null, filter: "" });
    assert.deepEqual(last!.connections, ["a_5", "a_5"]);
  });
});

const edge = { from: "a~2", shape: "(None, 1)" };

describe("sorting", () => {
  test("by parameters, what is not known last", () => {
    const sort = { column: "params", isAscending: false } as const;
    assert.deepEqual(ids({ sort, open: OPEN }), [
      "encoder",
      "encoder/flatten",
      "encoder/conv2d",
      "dense~2",
      "image",
    ]);
  });

  test("keeps layers below the model that they are in", () => {
    const sort = { column: "layer", isAscending: true } as const;
    assert.deepEqual(ids({ sort, open: OPEN }), [
      "dense~2",
      "encoder",
      "encoder/conv2d",
      "encoder/flatten",
      "image",
    ]);
  });

  test("counts numbers in names", () => {
    const view = model([layer("dense_10"), layer("dense_9")]);
    const sort = { column: "layer", isAscending: true } as const;
    const rows = rowsOf(view, { open: new Set(), sort, filter: "" });
    assert.deepEqual(
      rows.map(({ layer: one }) => one.id),
      ["dense_9", "dense_10"],
    );
  });
});

describe("filter", () => {
  test("by name or class, whatever the case", () => {
    assert.deepEqual(ids({ filter: "DENSE" }), ["dense~2"]);
    assert.deepEqual(ids({ filter: "inputlayer" }), ["image"]);
  });

  test("by shape", () => {
    assert.deepEqual(ids({ filter: "(None, 8)" }), ["encoder", "encoder/conv2d"]);
  });

  test("opens what has a match in it, and shows only that", () => {
    assert.deepEqual(ids({ filter: " flat " }), ["encoder", "encoder/flatten"]);
  });

  test("of a model itself leaves it as it is", () => {
    assert.deepEqual(ids({ filter: "sequential" }), ["encoder"]);
  });

  test("without a match shows nothing", () => {
    assert.deepEqual(ids({ filter: "lstm" }), []);
  });
});

test("everything that can be opened", () => {
  assert.deepEqual(allOpenable(NESTED.layers), ["encoder"]);
});

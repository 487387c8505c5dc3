/** The rows of a comparison, and what is said of them. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { comparedRows } from "../../../client/webview/comparison/rows";
import { countsText, differenceText, rowLabel } from "../../../client/webview/comparison/words";
import { CHANGED, LAYERS } from "./comparisons";
import { ENGLISH } from "./english";

function ids(folds: Record<string, boolean> = {}, onlyChanges = false): string[] {
  return comparedRows(LAYERS, { folds, onlyChanges }).map(({ layer }) => layer.id);
}

const ALL = [
  "image",
  "encoder",
  "encoder/dense",
  "encoder/re_lu",
  "dropout",
  "−flatten",
  "head",
] as const;

describe("rows", () => {
  test("a model is open where something in it has changed", () => {
    assert.deepEqual(ids(), ALL);
    const rows = comparedRows(LAYERS, { folds: {}, onlyChanges: false });
    assert.deepEqual(
      rows.map(({ isOpen, level, position, setSize }) => [isOpen, level, position, setSize]),
      [
        [undefined, 1, 1, 5],
        [true, 1, 2, 5],
        [undefined, 2, 1, 2],
        [undefined, 2, 2, 2],
        [undefined, 1, 3, 5],
        [undefined, 1, 4, 5],
        [undefined, 1, 5, 5],
      ],
    );
  });

  test("the user closes it", () => {
    assert.deepEqual(ids({ encoder: true }), ["image", "encoder", "dropout", "−flatten", "head"]);
    assert.deepEqual(ids({ encoder: false }), ALL);
  });

  test("what stays the same is left out", () => {
    assert.deepEqual(ids({}, true), ["encoder", "encoder/dense", "dropout", "−flatten", "head"]);
  });
});

describe("words", () => {
  const labels = comparedRows(LAYERS, { folds: {}, onlyChanges: false }).map(({ compared }) =>
    rowLabel(compared, ENGLISH),
  );

  test("say of each layer what has become of it", () => {
    assert.deepEqual(labels, [
      "image (InputLayer), unchanged",
      "encoder (Sequential), changed: parameters from 40 to 80",
      "dense (Dense), changed: output shape from (None, 8) to (None, 16); parameters from 40 to 80",
      "re_lu (ReLU), unchanged",
      "dropout (Dropout), added: (None, 8), parameters 0",
      "flatten (Flatten), removed: (None, 8), parameters 0",
      "head (Dense), changed: training from trained to frozen; connected to from flatten to dropout",
    ]);
  });

  test("say of a model that something in it has changed", () => {
    const changed = { ...LAYERS[1]!, changes: [] };
    assert.equal(rowLabel(changed, ENGLISH), "encoder (Sequential), changed: changes inside");
  });

  test("say how much has changed", () => {
    const comparison = CHANGED.comparison!;
    assert.equal(countsText(comparison, ENGLISH.comparison), "3 changed, 1 added, 1 removed");
    const counts = { same: 5, changed: 0, added: 0, removed: 0, unsure: 0 };
    assert.equal(countsText({ ...comparison, counts }, ENGLISH.comparison), "No differences");
  });

  test("tell differences with their sign", () => {
    assert.equal(differenceText(1234, "en"), "+1,234");
    assert.equal(differenceText(-451008, "en"), "−451,008");
    assert.equal(differenceText(-2048, "en", true), "−2.00 KB");
    assert.equal(differenceText(0, "en"), "");
    assert.equal(differenceText(null, "en"), "");
  });
});

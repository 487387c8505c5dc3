/** Which layer a row of a summary is about. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { layerInRow, layerOfRow } from "../../../client/src/summary/rows";

const ROWS: [string, ReturnType<typeof layerInRow>][] = [
  ["│ dense_1 (Dense)     │ (None, 10) │  650 │", { name: "dense_1", isCut: false, start: 2 }],
  [
    "│ batch_normalization │ (None, 2)  │    8 │",
    { name: "batch_normalization", isCut: false, start: 2 },
  ],
  ["│ (BatchNormalization) │            │      │", undefined],
  [
    "│ a_very_long_name_of_a_layer_th… │ (None, 2) │",
    { name: "a_very_long_name_of_a_layer_th", isCut: true, start: 2 },
  ],
  ["│    └ dense (Dense) │ (None, 3) │ 15 │", { name: "dense", isCut: false, start: 7 }],
  ["┃ Layer (type)       ┃ Output Shape ┃ Param # ┃", undefined],
  ["├────────────────────┼──────────────┼─────────┤", undefined],
  [" Total params: 31 (124.00 B)", undefined],
  ['Model: "functional_1"', undefined],
  ["", undefined],
];

for (const [text, expected] of ROWS) {
  test(`the row ${text || "that is empty"}`, () => {
    assert.deepEqual(layerInRow(text), expected);
  });
}

interface Layer {
  readonly name: string;
  readonly layers: readonly Layer[];
}

const leaf = (name: string): Layer => ({ name, layers: [] });
const LAYERS = [leaf("dense"), { name: "inner", layers: [leaf("dense"), leaf("dense_2")] }];

function found(name: string, isCut = false): Layer | undefined {
  return layerOfRow({ name, isCut, start: 2 }, LAYERS);
}

test("a layer of the model comes before one inside of another", () => {
  assert.equal(found("dense"), LAYERS[0]);
});

test("a layer inside of another is found", () => {
  assert.equal(found("dense_2"), LAYERS[1]!.layers[1]);
});

test("the beginning of a name is enough where only one has it", () => {
  assert.equal(found("in", true), LAYERS[1]);
  assert.equal(found("de", true), LAYERS[0]);
});

test("no layer of that name", () => {
  assert.equal(found("other"), undefined);
  assert.equal(found("inn"), undefined);
});

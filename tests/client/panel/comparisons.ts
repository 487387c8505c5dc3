/** Comparisons for the tests of the panel. */

import type {
  ComparedLayer,
  ComparedPart,
  ComparisonAnswer,
  LayerSide,
} from "../../../client/shared/modelComparison";

export const FILE = "file:///work/model.py";

function side(id: string, more: Partial<LayerSide> = {}): LayerSide {
  return {
    id,
    name: id.split("/").at(-1)!,
    className: "Dense",
    kind: "core",
    outputShapes: ["(None, 8)"],
    params: 72,
    trainable: "all",
    inputs: [],
    place: null,
    ...more,
  };
}

/** A place in a line of the file, from 0. */
function at(line: number): Partial<LayerSide> {
  const range = { start: { line, character: 0 }, end: { line, character: 9 } };
  return { place: { uri: FILE, range } };
}

function both(
  left: LayerSide,
  right: Partial<LayerSide>,
  changes: readonly ComparedPart[] = [],
  layers: readonly ComparedLayer[] = [],
): ComparedLayer {
  const state =
    changes.length > 0 || layers.some((one) => one.state !== "same") ? "changed" : "same";
  return { state, changes, unsure: [], left, right: { ...left, ...right }, layers };
}

export const added = (right: LayerSide): ComparedLayer => ({
  state: "added",
  changes: [],
  unsure: [],
  left: null,
  right,
  layers: [],
});

export const removed = (left: LayerSide): ComparedLayer => ({
  state: "removed",
  changes: [],
  unsure: [],
  left,
  right: null,
  layers: [],
});

const INPUT = { className: "InputLayer", kind: "input", params: 0, outputShapes: ["(None, 4)"] };

/** An input that stays, an encoder with a wider layer and one that stays, one layer that came, and
 * one that went. */
export const LAYERS: readonly ComparedLayer[] = [
  both(side("image", INPUT), at(1)),
  both(
    side("encoder", { className: "Sequential", kind: "model", params: 40, inputs: ["image"] }),
    { params: 80, ...at(2) },
    ["params"],
    [
      both(side("encoder/dense", { params: 40 }), { params: 80, outputShapes: ["(None, 16)"] }, [
        "shape",
        "params",
      ]),
      both(side("encoder/re_lu", { className: "ReLU", kind: "activation", params: 0 }), {}),
    ],
  ),
  added(side("dropout", { className: "Dropout", kind: "regularization", params: 0, ...at(3) })),
  removed(side("flatten", { className: "Flatten", kind: "reshaping", params: 0 })),
  both(side("head", { inputs: ["flatten"] }), { inputs: ["dropout"], trainable: "none" }, [
    "trainable",
    "connections",
  ]),
];

export const CHANGED: ComparisonAnswer = {
  complete: true,
  earlier: "commit",
  models: [
    { uri: FILE, id: "encoder", label: "encoder (encoder)", isHere: true },
    { uri: "file:///work/other%20one.py", id: "net", label: "net (sequential)", isHere: false },
  ],
  comparison: {
    left: { id: "model", label: "model (classifier)", className: "Functional" },
    right: { id: "model", label: "model (classifier)", className: "Functional" },
    counts: { same: 2, changed: 3, added: 1, removed: 1, unsure: 0 },
    totals: {
      params: { left: 112, right: 152, difference: 40 },
      trainable: { left: 112, right: 80, difference: -32 },
      nonTrainable: { left: 0, right: 72, difference: 72 },
      bytes: { left: 448, right: 608, difference: 160 },
    },
    layers: LAYERS,
  },
};

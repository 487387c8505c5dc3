/** Layers and models for the tests of the panel. */

import type { LayerView, ModelView } from "../../../client/shared/modelView";

const ANYWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

/** A layer that is called as its class, unless said otherwise. */
export function layer(id: string, more: Partial<LayerView> = {}): LayerView {
  return {
    id,
    name: id.split("/").at(-1)!,
    className: "Dense",
    kind: "core",
    inputShapes: [],
    outputShapes: ["(None, 1)"],
    params: 0,
    trainable: "all",
    dtype: "float32",
    place: null,
    inputs: [],
    findings: [],
    unknown: null,
    layers: [],
    ...more,
  };
}

export function model(layers: readonly LayerView[]): ModelView {
  return {
    id: "model",
    key: 1,
    label: "model (functional)",
    name: "functional",
    className: "Functional",
    place: { uri: "file:///model.py", range: ANYWHERE },
    outputShapes: [],
    outputs: [],
    totals: { params: 0, trainable: 0, nonTrainable: 0, bytes: 0 },
    atLeast: null,
    problem: null,
    layers,
  };
}

/** An encoder with a convolution, whose count is not known, between two layers. */
export const NESTED = model([
  layer("image", { className: "InputLayer" }),
  layer("encoder", {
    className: "Sequential",
    params: 500,
    layers: [
      layer("encoder/conv2d", { className: "Conv2D", params: null, outputShapes: ["(None, 8)"] }),
      layer("encoder/flatten", { className: "Flatten" }),
    ],
    inputs: [{ from: "image", shape: "(None, 4)" }],
  }),
  layer("dense~2", {
    name: "dense_7",
    params: 80,
    inputs: [{ from: "encoder", shape: "(None, 8)" }],
  }),
]);

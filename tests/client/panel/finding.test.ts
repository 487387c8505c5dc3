/** Finding layers. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { around, layerAt, shownLayerAt } from "../../../client/webview/layers";
import { layer, NESTED } from "./layers";

const URI = "file:///model.py";

function placed(id: string, from: [number, number], to: [number, number], uri = URI) {
  const range = {
    start: { line: from[0], character: from[1] },
    end: { line: to[0], character: to[1] },
  };
  return layer(id, { place: { uri, range } });
}

/** `model = Sequential([` … `])`: two layers on a line of their own, one in a call of another. */
const LAYERS = [
  placed("first", [1, 4], [1, 20]),
  { ...placed("inner", [2, 4], [4, 5]), layers: [placed("inner/deep", [3, 8], [3, 16])] },
  placed("outer", [6, 0], [6, 40]),
  placed("in outer", [6, 10], [6, 30]),
  placed("elsewhere", [8, 0], [8, 9], "file:///other.py"),
  layer("nowhere"),
];

const at = (line: number, character: number): string | undefined =>
  layerAt(LAYERS, URI, { line, character })?.id;

test("the layer whose call is around the cursor", () => {
  assert.equal(at(1, 4), "first");
  assert.equal(at(1, 20), "first");
});

test("the smallest call that is around it", () => {
  assert.equal(at(6, 15), "in outer");
  assert.equal(at(6, 35), "outer");
  assert.equal(at(3, 10), "inner/deep");
  assert.equal(at(3, 0), "inner");
});

test("else one on the line", () => {
  assert.equal(at(1, 0), "first");
  assert.equal(at(1, 60), "first");
});

test("none on another line, or of another file", () => {
  assert.equal(at(5, 0), undefined);
  assert.equal(at(8, 3), undefined);
});

test("a layer in a closed model is shown as that", () => {
  const cursor = { uri: URI, position: { line: 3, character: 10 } };
  assert.equal(shownLayerAt(LAYERS, cursor, [])?.id, "inner");
  assert.equal(shownLayerAt(LAYERS, cursor, ["inner"])?.id, "inner/deep");
});

test("of layers that one line makes in a loop the selected one", () => {
  const [first] = LAYERS;
  const again = { ...first!, id: "again" };
  const layers = [...LAYERS, again];
  assert.equal(layerAt(layers, URI, { line: 1, character: 4 }, "again")?.id, "again");
  assert.equal(layerAt(layers, URI, { line: 1, character: 4 }, "outer")?.id, "first");
  assert.equal(layerAt(layers, URI, { line: 1, character: 4 })?.id, "first");
});

test("what a layer is inside of", () => {
  assert.deepEqual(around(NESTED.layers, "encoder/flatten"), ["encoder"]);
  assert.deepEqual(around(NESTED.layers, "image"), []);
  assert.equal(around(NESTED.layers, "gone"), undefined);
});

/** Which layers repeat. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { findRepeats } from "../../../client/webview/diagram/repeats";
import { Layers, denseNet, founding } from "./models";

describe("layers that repeat", () => {
  test("a DenseNet has its four blocks of seven layers", () => {
    const repeats = findRepeats(denseNet([6, 12, 24, 16]).layers);
    assert.deepEqual(
      repeats.map(({ length, times }) => [times, length]),
      [
        [6, 7],
        [12, 7],
        [24, 7],
        [16, 7],
      ],
    );
  });

  test("a block begins behind the tensor that branches", () => {
    const { layers } = denseNet([6, 12, 24, 16]);
    const names = findRepeats(layers).map(({ start }) => layers[start]!.name);
    const bn = "_block1_0_bn";
    assert.deepEqual(names, [`conv2${bn}`, `conv3${bn}`, `conv4${bn}`, `conv5${bn}`]);
  });

  test("residual blocks end with their activation, not before it", () => {
    const layers = new Layers();
    let x = layers.add("InputLayer", "(None, 8)");
    x = layers.chain(x, ["Dense", "(None, 8)"], ["Activation", "(None, 8)"]);
    for (let block = 0; block < 4; block += 1) {
      const path = layers.chain(x, ["Dense", "(None, 8)"], ["Dropout", "(None, 8)"]);
      x = layers.add("Activation", "(None, 8)", [layers.add("Add", "(None, 8)", [path, x])]);
    }
    layers.add("Dense", "(None, 1)", [x]);
    const [repeat, ...others] = findRepeats(layers.all);
    assert.deepEqual(others, []);
    assert.deepEqual(repeat, { start: 3, length: 4, times: 4 });
  });

  test("layers of one class in a row are a block of one", () => {
    const layers = new Layers();
    layers.chain(
      layers.add("InputLayer", "(None, 8)"),
      ...Array.from({ length: 7 }, () => ["Dense", "(None, 8)"] as [string, string]),
    );
    assert.deepEqual(findRepeats(layers.all), [{ start: 1, length: 1, times: 7 }]);
  });

  test("layers with other inputs are not alike", () => {
    const layers = new Layers();
    const input = layers.add("InputLayer", "(None, 8)");
    for (let index = 0; index < 8; index += 1) {
      layers.add("Dense", "(None, 8)", [input]);
    }
    assert.deepEqual(findRepeats(layers.all), []);
  });

  test("few layers do not repeat", () => {
    assert.deepEqual(findRepeats(founding().layers), []);
    assert.deepEqual(findRepeats([]), []);
  });
});

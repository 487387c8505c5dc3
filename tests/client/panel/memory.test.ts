/** What the panel keeps of the models that it has shown. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { PanelState } from "../../../client/shared/panelMessages";
import { modelKey, NEW, PanelMemory } from "../../../client/webview/memory";

const A = modelKey("a.py", "model");
const B = modelKey("b.py", "model");

/** A memory, how often it asked to be drawn, and what it has written. */
function memory(before?: Partial<PanelState>) {
  const seen: { drawn: number; written: PanelState | undefined } = { drawn: 0, written: undefined };
  const store = {
    read: () => before,
    write: (state: PanelState) => {
      seen.written = state;
    },
  };
  return {
    memory: new PanelMemory(store, () => {
      seen.drawn += 1;
    }),
    seen,
  };
}

test("begins with what was kept", () => {
  const { memory: one } = memory({ tab: "diagram" });
  assert.equal(one.state.tab, "diagram");
  assert.equal(one.state.filter, "");
  assert.deepEqual(one.model(A), NEW);
});

test("a change of one model leaves the others as they are", () => {
  const { memory: one, seen } = memory();
  one.keepModel(A, { selected: "dense" });
  one.keepModel(B, { open: ["encoder"] });
  assert.equal(one.model(A).selected, "dense");
  assert.deepEqual(one.model(B), { ...NEW, open: ["encoder"] });
  assert.deepEqual(seen.written, one.state);
  assert.equal(seen.drawn, 2);
});

test("scrolling draws nothing anew", () => {
  const { memory: one, seen } = memory();
  one.keepScroll(A, 40);
  assert.equal(one.model(A).scroll, 40);
  assert.equal(seen.drawn, 0);
});

test("only the newest models are kept", () => {
  const { memory: one } = memory();
  for (let number = 0; number < 100; number += 1) {
    one.keepScroll(`model ${String(number)}`, number);
  }
  assert.equal(Object.keys(one.state.models).length, 30);
  assert.equal(one.model("model 99").scroll, 99);
});

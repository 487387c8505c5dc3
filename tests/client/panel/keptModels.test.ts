/** What the panel keeps of the models that it has shown. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { PanelState } from "../../../client/shared/panelMessages";
import { modelKey, modelState, NEW, withModel } from "../../../client/webview/keptModels";

const EMPTY: PanelState = { tab: "table", filter: "", sort: null, models: {}, pinned: null };

test("a change of one model leaves the others as they are", () => {
  const first = withModel(EMPTY, modelKey("a.py", "model"), { selected: "dense" });
  const both = withModel(first, modelKey("b.py", "model"), { scroll: 40 });
  assert.equal(modelState(both, modelKey("a.py", "model")).selected, "dense");
  assert.deepEqual(modelState(both, modelKey("b.py", "model")), { ...NEW, scroll: 40 });
});

test("only the newest models are kept", () => {
  let state = EMPTY;
  for (let number = 0; number < 100; number += 1) {
    state = withModel(state, `model ${String(number)}`, { scroll: number });
  }
  assert.ok(Object.keys(state.models).length <= 30);
  assert.equal(modelState(state, "model 99").scroll, 99);
});

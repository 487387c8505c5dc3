/** How each state looks in the status bar, and what its menu offers. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { menuItems } from "../../../client/src/status/menuItems";
import { presentationOf } from "../../../client/src/status/presentation";
import {
  isReady,
  type LensState,
  type ServerStatus,
  wantsEnvironment,
} from "../../../client/src/status/state";
import { english } from "../english";

const interpreter = { path: "/usr/bin/python3", origin: "the PATH" };
const versions = { python: "3.12.4", keras: "3.15.1", tensorflow: "2.21.0", backend: "tensorflow" };

function running(given: Partial<ServerStatus>): LensState {
  const status: ServerStatus = {
    state: "stopped",
    analysing: false,
    interpreter: interpreter.path,
    environment: versions,
    problem: null,
    ...given,
  };
  return { kind: "running", interpreter, status };
}

const failed = running({
  state: "failed",
  environment: null,
  problem: {
    kind: "no-tensorflow",
    message: "/usr/bin/python3 has no TensorFlow.",
    advice: "Install it with `pip install tensorflow`.",
  },
});

describe("the status bar", () => {
  for (const state of ["ready", "stopped"] as const) {
    test(`has the versions where answers come (${state})`, () => {
      const shown = presentationOf(running({ state }), english);
      assert.equal(shown.text, "$(layers) Keras 3.15.1");
      assert.equal(shown.tooltip[0], "Keras 3.15.1 · TensorFlow 2.21.0 · Python 3.12.4");
      assert.equal(shown.severity, undefined);
    });
  }

  test("spins while TensorFlow starts, and counts the seconds if it takes some", () => {
    const state = running({ state: "starting" });
    assert.equal(presentationOf(state, english).text, "$(loading~spin) Starting TensorFlow");
    assert.equal(
      presentationOf(state, english, { seconds: 12 }).text,
      "$(loading~spin) Starting TensorFlow (12 s)",
    );
  });

  test("spins in its place while a long analysis runs", () => {
    const shown = presentationOf(running({ state: "ready" }), english, { isBusy: true });
    assert.equal(shown.text, "$(loading~spin) Keras 3.15.1");
    assert.equal(shown.tooltip[0], "Analysing");
  });

  test("warns where there is no TensorFlow", () => {
    const shown = presentationOf(failed, english);
    assert.equal(shown.text, "$(warning) No TensorFlow");
    assert.equal(shown.severity, "warning");
    assert.deepEqual(shown.tooltip, ["/usr/bin/python3 has no TensorFlow."]);
  });

  test("warns of a Python that is too old", () => {
    const shown = presentationOf({ kind: "unusable", interpreter, version: "3.9" }, english);
    assert.equal(shown.severity, "warning");
    assert.equal(shown.tooltip[0], "/usr/bin/python3 is Python 3.9.");
  });

  test("says that it is off", () => {
    const shown = presentationOf({ kind: "off", byUser: true }, english);
    assert.equal(shown.text, "$(circle-slash) Keras Lens: Off");
    assert.equal(shown.tooltip[0], "Keras Lens was stopped.");
  });

  test("an error has an error's background", () => {
    assert.equal(presentationOf({ kind: "crashed", interpreter }, english).severity, "error");
  });
});

test("ready is where answers come", () => {
  assert.equal(isReady(running({ state: "ready" })), true);
  assert.equal(isReady(running({ state: "stopped" })), true);
  assert.equal(isReady(running({ state: "stopped", environment: null })), false);
  assert.equal(isReady(running({ state: "starting" })), false);
  assert.equal(isReady(failed), false);
  assert.equal(isReady({ kind: "off", byUser: false }), false);
});

test("a private environment helps against what is missing, not against an old Python", () => {
  assert.equal(wantsEnvironment("no-tensorflow"), true);
  assert.equal(wantsEnvironment("tensorflow-fails"), true);
  assert.equal(wantsEnvironment("old-python"), false);
  assert.equal(wantsEnvironment("unusable-interpreter"), false);
});

describe("the menu", () => {
  const commands = (state: LensState, hasEnvironment = false): (string | undefined)[] =>
    menuItems(state, hasEnvironment, english).map(({ command }) => command);

  test("has everything where the server runs", () => {
    const found = commands(running({}));
    for (const name of ["openPanel", "showSummary", "stopServer", "clearCache", "report"]) {
      assert.ok(found.includes(`kerasLens.${name}`), name);
    }
  });

  test("starts a server that is off, and does not stop it", () => {
    const items = menuItems({ kind: "off", byUser: true }, false, english);
    assert.ok(items.some(({ label }) => label.endsWith("Start Server")));
    assert.ok(!items.some(({ command }) => command === "kerasLens.stopServer"));
    assert.ok(!items.some(({ command }) => command === "kerasLens.showSummary"));
  });

  test("makes a private environment, or removes the one that is there", () => {
    assert.ok(commands(failed).includes("kerasLens.makeEnvironment"));
    assert.ok(commands(failed, true).includes("kerasLens.removeEnvironment"));
    assert.ok(!commands(failed, true).includes("kerasLens.makeEnvironment"));
  });

  test("no group is empty", () => {
    for (const state of [running({}), failed, { kind: "off", byUser: false } as const]) {
      const found = commands(state);
      found.forEach((command, index) => {
        assert.ok(command !== undefined || found[index + 1] !== undefined);
      });
    }
  });
});

/** What keeps answers away in each state, and what is offered. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import type { Action, Trouble } from "../../../client/shared/trouble";
import type { LensState, ProblemKind, ServerStatus } from "../../../client/src/status/state";
import { troubleOf } from "../../../client/src/status/trouble";
import { english } from "../english";

const interpreter = { path: "/usr/bin/python3", origin: "the PATH" };

function running(kind: ProblemKind | null): LensState {
  const status: ServerStatus = {
    state: kind === null ? "ready" : "failed",
    analysing: false,
    interpreter: interpreter.path,
    environment: null,
    problem: kind && { kind, message: "It does not work.", advice: "Do `something`." },
  };
  return { kind: "running", interpreter, status };
}

function found(state: LensState): Trouble {
  const trouble = troubleOf(state, english);
  assert.ok(trouble !== undefined);
  return trouble;
}

function titles(actions: readonly Action[]): string[] {
  return actions.map(({ title }) => title);
}

describe("there is no trouble", () => {
  const states: Record<string, LensState> = {
    "before the first file": { kind: "off", byUser: false },
    "while the server starts": { kind: "launching", interpreter },
    "before it has told of itself": { kind: "running", interpreter },
    "where it answers": running(null),
  };
  for (const [name, state] of Object.entries(states)) {
    test(name, () => {
      assert.equal(troubleOf(state, english), undefined);
    });
  }
});

test("a server that was stopped can be started", () => {
  const trouble = found({ kind: "off", byUser: true });
  assert.equal(trouble.message, "Keras Lens was stopped.");
  assert.deepEqual(titles(trouble.actions), ["Start Server"]);
});

test("a Python that cannot be run gives way to another", () => {
  const trouble = found({ kind: "unusable", interpreter });
  assert.equal(trouble.message, "The Python interpreter /usr/bin/python3 cannot be run.");
  assert.match(trouble.advice, /Python 3\.10 or newer/);
  assert.deepEqual(titles(trouble.actions), ["Select Interpreter"]);
  assert.deepEqual(titles(trouble.others), ["Restart Server", "Show Log", "What Is Wrong Here?"]);
});

test("one that is too old is named with its version", () => {
  const trouble = found({ kind: "unusable", interpreter, version: "3.8" });
  assert.equal(trouble.message, "/usr/bin/python3 is Python 3.8.");
});

test("a server that ended is started again, perhaps with another Python", () => {
  const trouble = found({ kind: "crashed", interpreter });
  assert.equal(trouble.severity, "error");
  assert.deepEqual(titles(trouble.actions), ["Restart Server", "Select Interpreter"]);
  assert.deepEqual(titles(trouble.others), ["Show Log", "What Is Wrong Here?"]);
});

test("of Keras the server's own words are shown; a private environment where that helps", () => {
  const trouble = found(running("no-tensorflow"));
  assert.equal(trouble.message, "It does not work.");
  assert.equal(trouble.advice, "Do `something`.");
  assert.deepEqual(titles(trouble.actions), ["Select Interpreter", "Make a Private Environment"]);
  assert.deepEqual(titles(found(running("old-python")).actions), ["Select Interpreter"]);
});

/** The private environment is made whole or not at all. */

import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";

import {
  isComplete,
  makeEnvironment,
  MakingCancelled,
  MakingFailed,
} from "../../../client/src/environment/making";
import { commandLine, type Plan, planOf, type Step } from "../../../client/src/environment/plan";
import type { Run } from "../../../client/src/environment/processes";

let storage: string;
let plan: Plan;
let ran: string[];
let printed: string[];

beforeEach(async () => {
  storage = await fs.mkdtemp(path.join(os.tmpdir(), "keras-lens-"));
  plan = planOf(path.join(storage, "below", "environment"), "/usr/bin/python3", "linux");
  ran = [];
  printed = [];
});

afterEach(async () => {
  await fs.rm(storage, { recursive: true });
});

const listener = {
  onStep: (number: number, line: string) => ran.push(`${String(number)}: ${line}`),
  onLine: (line: string) => printed.push(line),
};

function make(run: Run, signal = new AbortController().signal): Promise<void> {
  return makeEnvironment(plan, run, listener, signal);
}

/** Leaves a file where a real process would; `venv` first, then pip. */
async function leaveFiles(step: Step): Promise<void> {
  const name = step.arguments.includes("venv") ? "pyvenv.cfg" : "installed";
  await fs.mkdir(plan.folder, { recursive: true });
  await fs.writeFile(path.join(plan.folder, name), "");
}

const succeed: Run = async (step, onLine) => {
  await leaveFiles(step);
  onLine("done");
  return 0;
};

const isPip = (step: Step): boolean => step.arguments.includes("pip");

function failAtPip(lines: readonly string[]): Run {
  return async (step, onLine) => {
    await leaveFiles(step);
    if (!isPip(step)) {
      return 0;
    }
    lines.forEach(onLine);
    return 1;
  };
}

async function files(): Promise<string[]> {
  return fs.readdir(plan.folder).catch(() => []);
}

describe("a private environment", () => {
  test("is made by venv and pip, with versions that are fixed", async () => {
    await make(succeed);
    assert.deepEqual(ran, [
      `1: /usr/bin/python3 -m venv ${plan.folder}`,
      `2: ${plan.folder}/bin/python -m pip install --no-input --disable-pip-version-check ` +
        "tensorflow==2.21.0 keras==3.15.1",
    ]);
    assert.deepEqual(printed, ["done", "done"]);
    assert.equal(await isComplete(plan.folder), true);
  });

  test("that fails leaves nothing, and says what pip said", async () => {
    const run = failAtPip(["Collecting tensorflow", "ERROR: No matching distribution", "bye", ""]);
    await assert.rejects(make(run), new MakingFailed("No matching distribution"));
    assert.deepEqual(await files(), []);
    assert.equal(await isComplete(plan.folder), false);
  });

  test("that fails without a word of pip's says the last line", async () => {
    await assert.rejects(make(failAtPip(["first", "no space left", " "])), /no space left/);
  });

  test("does not go on after a step that failed", async () => {
    await assert.rejects(make(() => Promise.resolve(3)));
    assert.equal(ran.length, 1);
  });

  test("whose program cannot be started fails", async () => {
    const run: Run = () => Promise.reject(new Error("spawn /usr/bin/python3 ENOENT"));
    await assert.rejects(make(run), (error) => {
      assert.ok(error instanceof MakingFailed);
      return error.message.includes("ENOENT");
    });
  });

  test("that is cancelled leaves nothing", async () => {
    const abort = new AbortController();
    const run: Run = async (step) => {
      await leaveFiles(step);
      if (isPip(step)) {
        abort.abort();
      }
      return isPip(step) ? 137 : 0;
    };
    await assert.rejects(make(run, abort.signal), MakingCancelled);
    assert.deepEqual(await files(), []);
  });

  test("can be made after an attempt that was cancelled or killed", async () => {
    await leaveFiles(plan.steps[0]!);
    await fs.writeFile(path.join(plan.folder, "half"), "");
    await make(succeed);
    assert.deepEqual((await files()).sort(), ["installed", "keras-lens.json", "pyvenv.cfg"]);
  });
});

describe("its commands", () => {
  test("on Windows the interpreter is in Scripts", () => {
    const folder = path.join("storage", "environment");
    const { interpreter } = planOf(folder, "python", "win32");
    assert.equal(interpreter, path.join(folder, "Scripts", "python.exe"));
  });

  test("are shown as one would type them", () => {
    const step = { program: "/home/Ada Lovelace/python", arguments: ["-m", "venv", "a b"] };
    assert.equal(commandLine(step), '"/home/Ada Lovelace/python" -m venv "a b"');
  });
});

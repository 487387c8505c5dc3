/** For which interpreters the private environment stands in. */

import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, test } from "node:test";

import { makeEnvironment } from "../../../client/src/environment/making";
import { canHaveTensorflow } from "../../../client/src/environment/plan";
import { PrivateEnvironment } from "../../../client/src/environment/privateEnvironment";

let storage: string;
let remembered: Map<string, unknown>;

beforeEach(async () => {
  storage = await fs.mkdtemp(path.join(os.tmpdir(), "keras-lens-"));
  remembered = new Map();
});

afterEach(async () => {
  await fs.rm(storage, { recursive: true });
});

function environment(): PrivateEnvironment {
  const memory = {
    keys: () => [...remembered.keys()],
    get: (key: string, otherwise?: unknown) => remembered.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void remembered.set(key, value)),
  };
  return new PrivateEnvironment(storage, memory as never, "linux");
}

async function make(one: PrivateEnvironment): Promise<string> {
  const plan = one.plan("/usr/bin/python3");
  const quiet = { onStep: () => undefined, onLine: () => undefined };
  const run = async (): Promise<number> => {
    await fs.mkdir(plan.folder, { recursive: true });
    return 0;
  };
  await makeEnvironment(plan, run, quiet, new AbortController().signal);
  return plan.interpreter;
}

test("it stands in for the interpreter that it was made for, and for no other", async () => {
  const interpreter = await make(environment());
  await environment().useFor("/usr/bin/python3");
  assert.equal(await environment().interpreterFor("/usr/bin/python3"), interpreter);
  assert.equal(await environment().interpreterFor("/other/python"), "/other/python");
});

test("what was not made is not used", async () => {
  await environment().useFor("/usr/bin/python3");
  assert.equal(await environment().exists(), false);
  assert.equal(await environment().interpreterFor("/usr/bin/python3"), "/usr/bin/python3");
});

test("it can be removed", async () => {
  await make(environment());
  await environment().useFor("/usr/bin/python3");
  await environment().remove();
  assert.deepEqual(await fs.readdir(storage), []);
  assert.equal(await environment().interpreterFor("/usr/bin/python3"), "/usr/bin/python3");
});

for (const [version, possible] of [
  [[3, 9], false],
  [[3, 10], true],
  [[3, 13], true],
  [[3, 14], false],
] as const) {
  test(`there is ${possible ? "a" : "no"} TensorFlow for Python ${version.join(".")}`, () => {
    assert.equal(canHaveTensorflow(version), possible);
  });
}

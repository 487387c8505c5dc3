/** Which Python is used: the setting, the Python extension, the workspace's own, the PATH. */

import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";

import {
  chooseInterpreter,
  isSupported,
  type Sources,
  trustedSetting,
  versionOf,
} from "../../../client/src/python/interpreters";

const OWN_PATH = process.env.PATH;
let folder: string;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "keras-lens-"));
});

afterEach(async () => {
  process.env.PATH = OWN_PATH;
  await fs.rm(folder, { recursive: true });
});

/** Nothing is set and nothing selected in a workspace of one folder. */
function sources(given: Partial<Sources> = {}): Sources {
  return {
    setting: "",
    selected: () => Promise.resolve(undefined),
    workspaceFolders: [folder],
    platform: "linux",
    ...given,
  };
}

async function put(...names: string[]): Promise<string> {
  const file = path.join(folder, ...names);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, "");
  return file;
}

/** A program that answers as a Python of that version does, alone with others on the PATH. */
async function putOnPath(name: string, version: string): Promise<string> {
  const programs = path.join(folder, "programs");
  await fs.mkdir(programs, { recursive: true });
  const file = path.join(programs, name);
  await fs.writeFile(file, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  process.env.PATH = programs;
  return file;
}

describe("the order", () => {
  const selected = () => Promise.resolve("/selected/python");

  test("the setting goes before all others", async () => {
    await put(".venv", "bin", "python");
    const chosen = await chooseInterpreter(sources({ setting: "/set/python", selected }));
    assert.deepEqual(chosen, {
      path: "/set/python",
      origin: "the setting kerasLens.interpreter",
    });
  });

  test("the Python extension goes before the workspace's environments", async () => {
    await put(".venv", "bin", "python");
    const chosen = await chooseInterpreter(sources({ selected }));
    assert.deepEqual(chosen, { path: "/selected/python", origin: "the Python extension" });
  });

  test(".venv goes before venv", async () => {
    await put("venv", "bin", "python");
    const hidden = await put(".venv", "bin", "python");
    const chosen = await chooseInterpreter(sources());
    assert.deepEqual(chosen, { path: hidden, origin: ".venv in the workspace" });
  });

  test("venv goes before the PATH", async () => {
    await putOnPath("python3", "3 12");
    const environment = await put("venv", "bin", "python");
    const chosen = await chooseInterpreter(sources());
    assert.deepEqual(chosen, { path: environment, origin: "venv in the workspace" });
  });

  test("an environment may be in the second folder of the workspace", async () => {
    const environment = await put("second", ".venv", "bin", "python");
    const workspaceFolders = [path.join(folder, "first"), path.join(folder, "second")];
    assert.equal((await chooseInterpreter(sources({ workspaceFolders }))).path, environment);
  });

  test("on Windows an environment has Scripts", async () => {
    await put(".venv", "bin", "python");
    const environment = await put("venv", "Scripts", "python.exe");
    assert.equal((await chooseInterpreter(sources({ platform: "win32" }))).path, environment);
  });

  test("the PATH is the last resort", async () => {
    await putOnPath("python3", "3 12");
    const chosen = await chooseInterpreter(sources());
    assert.deepEqual(chosen, { path: "python3", origin: "the PATH" });
  });

  test("python is used where python3 is too old", async () => {
    await putOnPath("python3", "3 9");
    await putOnPath("python", "3 12");
    assert.equal((await chooseInterpreter(sources())).path, "python");
  });

  test("python3 is named where there is no Python", async () => {
    process.env.PATH = folder;
    assert.equal((await chooseInterpreter(sources())).path, "python3");
  });
});

describe("the setting", () => {
  test("a relative path is one below the workspace", async () => {
    const setting = path.join("env", "bin", "python");
    const chosen = await chooseInterpreter(sources({ setting }));
    assert.equal(chosen.path, path.join(folder, setting));
  });

  test("a bare name is looked up on the PATH", async () => {
    const chosen = await chooseInterpreter(sources({ setting: "python3.12" }));
    assert.equal(chosen.path, "python3.12");
  });

  test("a relative path without a workspace stays as it is", async () => {
    const chosen = await chooseInterpreter(
      sources({ setting: "env/bin/python", workspaceFolders: [] }),
    );
    assert.equal(chosen.path, "env/bin/python");
  });

  test("a trusted workspace may choose", () => {
    const setting = { inForce: "/workspace/python", ofUser: "/user/python" };
    assert.equal(trustedSetting(true, setting), "/workspace/python");
  });

  test("an untrusted workspace may not", () => {
    const setting = { inForce: "/workspace/python", ofUser: "/user/python" };
    assert.equal(trustedSetting(false, setting), "/user/python");
    assert.equal(trustedSetting(false, { ...setting, ofUser: "" }), "");
  });
});

describe("the version", () => {
  test("is what the interpreter says", async () => {
    const python = await putOnPath("python3", "3 12");
    assert.deepEqual(await versionOf(python), [3, 12]);
  });

  test("is unknown where there is no interpreter", async () => {
    assert.equal(await versionOf(path.join(folder, "nowhere")), undefined);
  });

  for (const [version, supported] of [
    [[2, 7], false],
    [[3, 9], false],
    [[3, 10], true],
    [[3, 13], true],
    [[4, 0], true],
  ] as const) {
    test(`${version.join(".")} ${supported ? "runs" : "does not run"} the server`, () => {
      assert.equal(isSupported(version), supported);
    });
  }
});

/** The report for an issue, as far as the client makes it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  composeReport,
  type Facts,
  shortened,
  systemName,
} from "../../client/src/report/composing";
import { isRepaired } from "../../client/src/walkthrough/repaired";
import { english } from "./english";

const folders = { home: "/home/ada", workspace: ["/home/ada/secret-project"] };
const interpreter = {
  path: "/home/ada/secret-project/.venv/bin/python",
  origin: ".venv in the workspace",
};

function report(given: Partial<Facts>): string {
  const facts: Facts = {
    extension: "0.1.0",
    editor: "Visual Studio Code 1.100.3",
    system: "Linux 6.1 x64",
    language: "en",
    remote: "-",
    isTrusted: true,
    state: { kind: "running", interpreter },
    usesPrivateEnvironment: false,
    settings: [],
    server: "### Server\n\nis well\n",
    ...given,
  };
  return composeReport(facts, folders, english);
}

test("it has the versions, the interpreter and who chose it, and the server's own words", () => {
  const text = report({});
  assert.match(text, /^\| Keras Lens \| 0\.1\.0 \|$/m);
  assert.match(text, /^\| Editor \| Visual Studio Code 1\.100\.3 \|$/m);
  assert.match(text, /^\| Interpreter \| `\$\{workspaceFolder\}\/\.venv\/bin\/python` \|$/m);
  assert.match(text, /^\| Chosen by \| \.venv in the workspace \|$/m);
  assert.match(text, /### Server\n\nis well/);
  assert.doesNotMatch(text, /ada|secret/);
});

test("settings that someone changed are in it, without the user's folders", () => {
  const text = report({
    settings: [
      { name: "kerasLens.interpreter", value: "/home/ada/tf/bin/python" },
      { name: "kerasLens.rules", value: { "old-name": "off" } },
    ],
  });
  const [, json] = /```json\n([^`]*)```/.exec(text)!;
  assert.deepEqual(JSON.parse(json!), {
    "kerasLens.interpreter": "~/tf/bin/python",
    "kerasLens.rules": { "old-name": "off" },
  });
});

test("the user's own folder is named nowhere, whoever tells of it", () => {
  const text = report({
    server: "### Log\n\nlooked at /home/ada/other/file.py in /home/ada\n",
    settings: [{ name: "kerasLens.followImports", value: ["/home/ada/layers"] }],
  });
  assert.doesNotMatch(text, /home\/ada/);
  assert.match(text, /looked at ~\/other\/file\.py in ~/);
  assert.match(text, /"~\/layers"/);
});

test("the system is named as all know it", () => {
  assert.equal(systemName("Linux", "6.8.0-49-adas-own", "x64"), "Linux 6.8.0 x64");
  assert.equal(systemName("Windows_NT", "10.0.22631", "x64"), "Windows_NT 10.0.22631 x64");
});

test("without a server it says what to do", () => {
  const text = report({
    state: { kind: "unusable", interpreter, version: "3.8" },
    server: undefined,
  });
  assert.match(text, /### What to do\n\nSelect an interpreter with Python 3\.10 or newer/);
  assert.match(text, /^\| Its version \| 3\.8 \|$/m);
  assert.match(
    report({ state: { kind: "off", byUser: true }, server: undefined }),
    /The server was stopped/,
  );
});

test("only what is below a folder is shortened", () => {
  assert.equal(shortened("/home/adam/x", folders), "/home/adam/x");
  assert.equal(shortened("/home/ada/x", folders), "~/x");
});

test("the sample is repaired once Flatten comes before Dense", () => {
  const dense = "model.add(Dense(units=64))\n";
  assert.equal(isRepaired(`${dense}model.add(Flatten())\n`), false);
  assert.equal(isRepaired(`model.add(Flatten(input_shape=(28, 28, 1)))\n${dense}`), true);
  assert.equal(isRepaired("from keras.layers import Flatten\nmodel.add(Dense(64))"), false);
  assert.equal(isRepaired(""), false);
});

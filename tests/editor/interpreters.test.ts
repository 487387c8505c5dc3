/** Which Python is used, as a user sees it: no TensorFlow in it, another one selected. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { buttons, notification, press } from "./notifications";
import { FOUNDING_EXAMPLE, openSession, PYTHON, root, type Session } from "./session";

const FLATTEN = "model.add(Flatten())";
const FLATTEN_HINT = "(None, 50176)";
const PYTHON_EXTENSION = path.join(root, "tests", "editor", "python-extension");

let folder: string;
let bare: string;

before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "keras-lens-bare-"));
  execFileSync(PYTHON, ["-m", "venv", "--without-pip", folder]);
  bare = path.join(folder, "bin", "python");
});

after(() => {
  rmSync(folder, { recursive: true });
});

describe("an interpreter without TensorFlow", () => {
  let session: Session;

  before(async () => {
    session = await openSession({
      settings: {
        "python.defaultInterpreterPath": bare,
        "python.standIn.nextInterpreterPath": PYTHON,
      },
      extensions: [PYTHON_EXTENSION],
    });
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(() => session.close());

  test("is named in a message, with what can be done", async () => {
    const message = await notification(session.editor.page, `${bare} has no TensorFlow`);
    assert.deepEqual(await buttons(message), [
      "Select Interpreter",
      "Make a Private Environment",
      "Show Log",
    ]);
  });

  test("gives way to the one that is selected then in the Python extension", async () => {
    const { editor } = session;
    assert.equal(await editor.hint(FLATTEN), "");
    await press(await notification(editor.page, "has no TensorFlow"), "Select Interpreter");
    await eventually(() => editor.hint(FLATTEN), FLATTEN_HINT);
  });
});

describe("an interpreter that cannot be run", () => {
  let session: Session;
  const nowhere = path.join(os.tmpdir(), "no-such-folder", "python");

  before(async () => {
    session = await openSession({ settings: { "kerasLens.interpreter": nowhere } });
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(() => session.close());

  test("is named in a message, with what can be done", async () => {
    const message = await notification(session.editor.page, `${nowhere} cannot be run`);
    assert.deepEqual(await buttons(message), ["Select Interpreter", "Show Log"]);
  });

  test("the log says where its name comes from", async () => {
    const { page } = session.editor;
    await press(await notification(page, "cannot be run"), "Show Log");
    const line = page.locator(".part.panel .view-line", { hasText: nowhere });
    const text = await line.first().innerText();
    assert.match(text.replaceAll("\u00a0", " "), /Python \? at .*, the setting/);
  });
});

/** Hints while the user types: of broken code, and of code that is not about Keras. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { notification } from "./notifications";
import { FOUNDING_EXAMPLE, openSession, type Session, WITH_TENSORFLOW } from "./session";

const FIRST_DENSE = "model.add(Dense(units=64";
const FLATTEN = "model.add(Flatten())";
const END_OF_FLATTEN = [12, 21] as const;

describe("code that is broken for the moment", () => {
  let session: Session;

  before(async () => {
    session = await openSession({
      settings: { ...WITH_TENSORFLOW, "editor.autoClosingBrackets": "never" },
    });
    await session.editor.open(FOUNDING_EXAMPLE);
    await eventually(() => session.editor.hint(FLATTEN), "(None, 50176)");
  });

  after(() => session.close());

  test("the other lines keep their hints and get new ones", async () => {
    const { editor } = session;
    await editor.goTo(...END_OF_FLATTEN);
    await editor.page.keyboard.type("\nmodel.add(Dense(");
    await editor.page.keyboard.press("Escape");
    // The last layer, now in line 14, gets another size while line 13 is broken.
    await editor.goTo(14, 25);
    await editor.page.keyboard.type("0");
    await eventually(
      () => editor.hint("model.add(Dense(units=100"),
      "(None, 100) · 5,017,700 params",
    );
    assert.equal(await editor.hint(FIRST_DENSE), "(None, 28, 28, 64) · 128 params");
    assert.equal(await editor.hint(FLATTEN), "(None, 50176)");
  });
});

describe("a Python file without Keras", () => {
  let session: Session;

  before(async () => {
    session = await openSession({
      settings: WITH_TENSORFLOW,
      files: { "sums.py": "import math\n\nprint(math.pi)\n" },
    });
    await session.editor.open("sums.py");
  });

  after(() => session.close());

  test("starts no server", async () => {
    const { editor } = session;
    // It answers as soon as the extension has looked at the file.
    await editor.command("Keras Lens: Show Model Summary");
    await notification(editor.page, "Open a Python file with a Keras model first.");
    assert.deepEqual(servers(session), []);
  });

  test("does so with the first mention of Keras", async () => {
    const { editor } = session;
    await editor.goTo(1, 1);
    await editor.page.keyboard.type("import keras\n");
    await eventually(() => Promise.resolve(servers(session).length), 1);
  });
});

function servers(session: Session): string[] {
  return session.processes().filter((command) => command.includes("launch.py --stdio"));
}

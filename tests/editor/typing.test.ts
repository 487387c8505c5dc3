/** Hints while the user types: behind a new line, of broken code, of code that is not about Keras. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { notification } from "./notifications";
import { FOUNDING_EXAMPLE, openSession, type Session, WITH_TENSORFLOW } from "./session";

const FIRST_DENSE = "model.add(Dense(units=64";
const FLATTEN = "model.add(Flatten())";
const END_OF_FLATTEN = [12, 21] as const;
/** Milliseconds: on a machine that is busy, and when VS Code asks no more. */
const SOON = 10_000;
const ASKED_AGAIN = 2_000;

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

describe("Enter behind a hint", () => {
  const OF_DENSE = "(None, 28, 28, 64) · 128 params";
  const OF_FLATTEN = "(None, 50176)";
  const OF_LAST = "(None, 10) · 501,770 params";
  let session: Session;

  /** The hints of the lines from the model's first on. Until VS Code has its answer, it shows the one
   * before the cursor in the new line. */
  async function showsSoon(expected: string[]): Promise<void> {
    const begin = Date.now();
    await eventually(
      async () => (await session.editor.hints(FOUNDING_EXAMPLE)).slice(9, 9 + expected.length),
      expected,
    );
    assert.ok(Date.now() - begin < SOON, `It took ${String(Date.now() - begin)} ms.`);
  }

  async function enterAt(line: number, column: number): Promise<void> {
    await session.editor.goTo(line, column);
    await session.editor.page.keyboard.press("Enter");
  }

  before(async () => {
    session = await openSession({
      settings: {
        ...WITH_TENSORFLOW,
        "editor.autoClosingBrackets": "never",
        "editor.quickSuggestions": false,
      },
    });
    await session.editor.open(FOUNDING_EXAMPLE);
    await eventually(() => session.editor.hint(FLATTEN), OF_FLATTEN);
  });

  after(() => session.close());

  test("leaves it behind its own line, and the new one has none", async () => {
    await enterAt(...END_OF_FLATTEN);
    await showsSoon(["", OF_DENSE, OF_FLATTEN, "", OF_LAST, "", ""]);
    // It stays so when VS Code has asked for the last time.
    await session.editor.page.waitForTimeout(ASKED_AGAIN);
    await showsSoon(["", OF_DENSE, OF_FLATTEN, "", OF_LAST, "", ""]);
  });

  test("so does one that follows at once", async () => {
    await session.editor.page.keyboard.press("Enter");
    await session.editor.page.keyboard.press("Enter");
    await session.editor.page.keyboard.press("Backspace");
    await session.editor.page.keyboard.press("Backspace");
    await showsSoon(["", OF_DENSE, OF_FLATTEN, "", OF_LAST, "", ""]);
  });

  test("a further layer in the new line gets its own", async () => {
    await session.editor.page.keyboard.type("model.add(Dense(5))");
    const further = [
      "",
      OF_DENSE,
      OF_FLATTEN,
      "(None, 5) · 250,885 params",
      "(None, 10) · 60 params",
    ];
    await showsSoon(further);
    await session.editor.page.keyboard.press("Enter");
    await showsSoon([...further.slice(0, 4), "", ...further.slice(4)]);
  });

  test("in a call, it goes to the call's end", async () => {
    await enterAt(11, 27);
    await showsSoon(["", "", OF_DENSE, OF_FLATTEN, "(None, 5) · 250,885 params", ""]);
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

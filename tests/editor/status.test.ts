/** The status bar item: each state, and the menu. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";

import { type BarePython, makeBarePython } from "./barePython";
import { type Editor, eventually } from "./editor";
import { buttons, closeMessages, notification } from "./notifications";
import { PROJECT_SETTINGS, takePicture, THEMES } from "./pictures";
import { FOUNDING_EXAMPLE, openSession, PYTHON, type Session, WITH_TENSORFLOW } from "./session";
import { openMenu, statusBecomes, statusItem, take } from "./statusBar";

const FLATTEN = "model.add(Flatten())";
const FLATTEN_HINT = "(None, 50176)";
const READY = `Keras ${execFileSync(
  PYTHON,
  ["-c", "from importlib import metadata; print(metadata.version('keras'))"],
  { encoding: "utf8" },
).trim()}`;

describe("with TensorFlow", () => {
  let session: Session;

  before(async () => {
    session = await openSession({
      settings: { ...WITH_TENSORFLOW, "workbench.colorTheme": THEMES.dark },
      files: { "unknown.py": unknownModel(), "other.py": "print(1)\n" },
    });
  });

  after(() => session.close());

  test("it is not there for a file without Keras", async () => {
    await session.editor.open("other.py");
    assert.equal(await statusItem(session.editor.page).isVisible(), false);
  });

  test("it tells that TensorFlow starts, then the version of Keras", async () => {
    const { editor } = session;
    await editor.open("unknown.py");
    await statusItem(editor.page).filter({ hasText: "Starting TensorFlow" }).waitFor();
    const icon = statusItem(editor.page).locator(".codicon-loading.codicon-modifier-spin");
    assert.equal(await icon.count(), 1);
    await statusBecomes(editor.page, READY);
    const label = /^Keras Lens: Keras [\d.]+, Keras [\d.]+ · TensorFlow [\d.]+/;
    await eventually(
      async () => label.test((await statusItem(editor.page).getAttribute("aria-label")) ?? ""),
      true,
    );
  });

  test("a click opens the menu with the commands", async () => {
    const { page } = session.editor;
    const menu = await openMenu(page);
    const rows = await menu.locator(".monaco-list-row .label-name").allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.replaceAll("\u00a0", " ").trim()),
      [
        "Open Model Panel",
        "Show Model Summary",
        "Toggle Hints",
        "Select Interpreter",
        "Make a Private Environment",
        "Restart Server",
        "Stop Server",
        "Clear Cache",
        "Show Log",
        "What Is Wrong Here?",
        "Get Started",
        "Open Settings",
      ],
    );
    await page.keyboard.press("Escape");
  });

  test("the server can be stopped, stays so, and can be started", async () => {
    const { editor } = session;
    await editor.open(FOUNDING_EXAMPLE);
    await eventually(() => editor.hint(FLATTEN), FLATTEN_HINT);
    await take(await openMenu(editor.page), "Stop Server");
    await statusBecomes(editor.page, "Keras Lens: Off");
    await eventually(() => editor.hint(FLATTEN), "");
    await editor.open("unknown.py");
    await statusBecomes(editor.page, "Keras Lens: Off");
    await editor.open(FOUNDING_EXAMPLE);
    await take(await openMenu(editor.page), "Start Server");
    await statusBecomes(editor.page, READY);
    await eventually(() => editor.hint(FLATTEN), FLATTEN_HINT);
  });
});

describe("without TensorFlow", () => {
  let session: Session;
  let bare: BarePython;

  before(async () => {
    bare = makeBarePython();
    session = await openSession({
      settings: { "kerasLens.interpreter": bare.path, "workbench.colorTheme": THEMES.dark },
    });
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(async () => {
    await session.close();
    bare.remove();
  });

  test("it warns, and one message offers what helps", async () => {
    const { page } = session.editor;
    await statusBecomes(page, "No TensorFlow");
    assert.match((await statusItem(page).getAttribute("class")) ?? "", /warning-kind/);
    const message = await notification(page, "has no TensorFlow");
    assert.deepEqual(await buttons(message), [
      "Select Interpreter",
      "Make a Private Environment",
      "Show Log",
    ]);
    assert.equal(await page.locator(".notification-toast").count(), 1);
  });
});

/** Of a size that no cache knows, so that Keras has to be asked. */
function unknownModel(more = 0): string {
  const units = String(10_000 + more + (Date.now() % 1_000_000));
  return `import keras\nlayer = keras.layers.Dense(${units})(keras.Input((3,)))\n`;
}

/** The processes with Keras of a session, which have its own interpreter. */
function kerasProcesses(workspace: string): number[] {
  return execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(workspace) && line.includes("evaluator"))
    .map((line) => Number(line.trim().split(" ")[0]));
}

/** A picture of the status bar, with what is said when one points at the item. */
async function takeBar(editor: Editor, name: string, tooltip: string): Promise<void> {
  await statusItem(editor.page).hover();
  await editor.page.locator(".monaco-hover:visible", { hasText: tooltip }).waitFor();
  const of = editor.page.locator(".monaco-workbench");
  await takePicture(editor, name, { of, top: 410, height: 110 });
  await editor.page.mouse.move(0, 0);
  await editor.page.locator(".monaco-hover:visible").waitFor({ state: "detached" });
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`pictures in the ${name} theme`, () => {
    let session: Session;

    before(async () => {
      session = await openSession({
        project: "with-tensorflow",
        settings: { ...PROJECT_SETTINGS, "workbench.colorTheme": theme },
        files: { "first.py": unknownModel(), "second.py": unknownModel(1_000_000) },
      });
      await session.editor.page.setViewportSize({ width: 760, height: 520 });
    });

    after(() => session.close());

    test("TensorFlow starts", async () => {
      const { editor } = session;
      await editor.open("first.py");
      await editor.command("View: Close Primary Side Bar");
      await statusItem(editor.page).filter({ hasText: "Starting TensorFlow" }).waitFor();
      await takeBar(editor, `status-starting-${name}`, "Interpreter: ~/project/.venv/bin/python");
    });

    test("ready, with the versions", async () => {
      const { editor } = session;
      await statusBecomes(editor.page, READY);
      await takeBar(editor, `status-ready-${name}`, "TensorFlow");
      const of = editor.page.locator(".part.statusbar");
      await takePicture(editor, `walkthrough-interpreter-${name}`, { of, height: 22 });
    });

    test("the menu", async () => {
      const { editor } = session;
      // The list is at most two fifths as high as the window.
      await editor.page.setViewportSize({ width: 760, height: 1000 });
      const menu = await openMenu(editor.page);
      await editor.page.mouse.move(0, 0);
      const height = (await menu.boundingBox())?.height ?? 0;
      await takePicture(editor, `status-menu-${name}`, { of: menu, height });
      await editor.page.keyboard.press("Escape");
      await editor.page.setViewportSize({ width: 760, height: 520 });
    });

    test("an analysis that takes long", async () => {
      const { editor, workspace } = session;
      const asked = kerasProcesses(workspace);
      assert.ok(asked.length > 0);
      asked.forEach((id) => process.kill(id, "SIGSTOP"));
      try {
        await editor.open("second.py");
        await statusItem(editor.page).locator(".codicon-loading").waitFor();
        await takeBar(editor, `status-analysing-${name}`, "Analysing");
      } finally {
        asked.forEach((id) => process.kill(id, "SIGCONT"));
      }
      await statusItem(editor.page).locator(".codicon-layers").waitFor();
    });

    test("off", async () => {
      const { editor } = session;
      await take(await openMenu(editor.page), "Stop Server");
      await statusBecomes(editor.page, "Keras Lens: Off");
      await takeBar(editor, `status-off-${name}`, "Keras Lens was stopped.");
    });
  });

  describe(`a picture without TensorFlow in the ${name} theme`, () => {
    let session: Session;

    before(async () => {
      session = await openSession({
        project: "bare",
        settings: { ...PROJECT_SETTINGS, "workbench.colorTheme": theme },
      });
      await session.editor.page.setViewportSize({ width: 760, height: 520 });
      await session.editor.open(FOUNDING_EXAMPLE);
      await session.editor.command("View: Close Primary Side Bar");
    });

    after(() => session.close());

    test("the item warns, and says which interpreter it is", async () => {
      const { editor } = session;
      await statusBecomes(editor.page, "No TensorFlow");
      await notification(editor.page, "~/project/.venv/bin/python has no TensorFlow");
      await closeMessages(editor.page);
      await takeBar(editor, `status-no-tensorflow-${name}`, "has no TensorFlow");
    });
  });
}

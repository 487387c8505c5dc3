/** "What is wrong here?": a report that can be pasted into an issue. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { type BarePython, makeBarePython } from "./barePython";
import type { Editor } from "./editor";
import { buttons, closeMessages, notification } from "./notifications";
import { PROJECT_SETTINGS, takePicture, THEMES } from "./pictures";
import { openSession, type Session } from "./session";
import { statusBecomes, statusItem } from "./statusBar";

const COMMAND = "Keras Lens: What Is Wrong Here?";
const PROGRAM = `import keras
jabberwock = keras.Sequential([keras.Input((4,)), keras.layers.Dense(77123, name="slithy_tove")])
`;

async function reportOf(editor: Editor): Promise<string> {
  await editor.command(COMMAND);
  const message = await notification(editor.page, "The report can be pasted into an issue.");
  assert.deepEqual(await buttons(message), ["Copy", "Copy and Open Issues"]);
  await editor.page.locator(".view-line", { hasText: "| Private environment" }).waitFor();
  const lines = await editor.page.locator(".monaco-editor.focused .view-line").allInnerTexts();
  return lines.join("\n").replaceAll("\u00a0", " ");
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`the report where all is well, in the ${name} theme`, () => {
    let session: Session;

    before(async () => {
      session = await openSession({
        project: "with-tensorflow",
        settings: {
          ...PROJECT_SETTINGS,
          "workbench.colorTheme": theme,
          "kerasLens.hints.parameters": false,
        },
        files: { "secret.py": PROGRAM },
      });
      await session.editor.page.setViewportSize({ width: 1040, height: 2600 });
      await session.editor.open("secret.py");
      await session.editor.command("View: Close Primary Side Bar");
      await statusItem(session.editor.page)
        .filter({ hasText: /Keras \d/ })
        .waitFor();
    });

    after(() => session.close());

    test("has versions, interpreter, settings and log, and nothing of the program", async () => {
      const { editor } = session;
      const text = await reportOf(editor);
      assert.match(text, /\| TensorFlow \| \d+\.\d+/);
      assert.match(text, /\| Chosen by \| \.venv in the workspace \|/);
      assert.match(text, /"kerasLens\.hints\.parameters": false/);
      assert.match(text, /INFO lsp\.session: Keras is that of python/);
      assert.doesNotMatch(text, /jabberwock|slithy|77123|keras-lens-workspace/);
      await closeMessages(editor.page);
      await takePicture(editor, `report-${name}`, { height: 740 });
    });
  });
}

describe("the report where TensorFlow is missing", () => {
  let session: Session;
  let bare: BarePython;

  before(async () => {
    bare = makeBarePython();
    session = await openSession({ settings: { "kerasLens.interpreter": bare.path } });
    await session.editor.page.setViewportSize({ width: 1040, height: 2600 });
    await session.editor.open("mnist_dense_before_flatten.py");
    await statusBecomes(session.editor.page, "No TensorFlow");
  });

  after(async () => {
    await session.close();
    bare.remove();
  });

  test("says what to do", async () => {
    const text = await reportOf(session.editor);
    assert.match(text, /`pip install tensorflow`/);
    assert.match(text, /\| Problem \| no-tensorflow: python has no TensorFlow/);
  });
});

/** A notebook in VS Code's notebook editor. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { type Editor, eventually } from "./editor";
import { ModelPanel } from "./modelPanel";
import { NotebookEditor, notebookOf } from "./notebook";
import { SETTINGS, takePicture, THEMES, WIDTH } from "./pictures";
import { openSession, type Session } from "./session";

const NAME = "digits.ipynb";
const NOTEBOOK = notebookOf([
  { kind: "markdown", text: "## A classifier for digits" },
  {
    kind: "code",
    text: "%matplotlib inline\nfrom keras import Input, Sequential\nfrom keras.layers import Dense, Flatten",
  },
  {
    kind: "code",
    text: 'model = Sequential([Input((28, 28, 1))])\nmodel.add(Dense(64, activation="relu"))',
  },
  {
    kind: "code",
    text: '%%time\nmodel.add(Flatten())\nmodel.add(Dense(10, activation="softmax"))',
  },
  { kind: "code", text: 'model.compile(loss="sparse_categorical_crossentropy")' },
]);
const IMPORTS = "from keras import Input";
const FIRST_DENSE = "model.add(Dense(64";
const FLATTEN = "model.add(Flatten(";
const LAST_DENSE = "model.add(Dense(10";
const COMPILE = "model.compile(";

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`a notebook in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;
    let notebook: NotebookEditor;

    before(async () => {
      session = await openSession({
        settings: {
          ...SETTINGS,
          "workbench.colorTheme": theme,
          "editor.autoClosingBrackets": "never",
        },
        files: { [NAME]: NOTEBOOK },
      });
      editor = session.editor;
      notebook = new NotebookEditor(editor);
      await editor.page.setViewportSize({ width: WIDTH, height: 900 });
      await editor.command("View: Close Primary Side Bar");
      await notebook.open(NAME);
    });

    after(() => session.close());

    test("names flow from cell to cell", async () => {
      await eventually(() => editor.hint(FIRST_DENSE), "(None, 28, 28, 64) · 128 params");
      await eventually(() => editor.hint(FLATTEN), "(None, 50176)");
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 501,770 params");
      await eventually(() => editor.underlined(), ["Dense"]);
      await editor.lens("501,898");
      await notebook.select(COMPILE);
      await takePicture(editor, `notebook-${name}`, { height: 517 });
    });

    test("a broken cell breaks only itself", async () => {
      await notebook.goToEndOf(COMPILE);
      const { keyboard } = editor.page;
      await keyboard.type("\nInput((7,))\nprint((");
      await notebook.goToEndOf("Input((7");
      await keyboard.type("\nInput((8,))"); // its shape is one of the broken text
      await eventually(() => editor.hint("Input((8"), "(None, 8)");
      assert.equal(await editor.hint(LAST_DENSE), "(None, 10) · 501,770 params");
      assert.deepEqual(await editor.underlined(), ["Dense"]);
    });

    test("the fix changes two cells", async () => {
      const [first] = await notebook.quickFixes();
      assert.match(first ?? "", /Flatten/);
      await takePicture(editor, `notebook-fix-${name}`, { height: 517 });
      await editor.takeFirst();
      await eventually(() => editor.hint(FLATTEN), "(None, 784)");
      await eventually(() => editor.hint(FIRST_DENSE), "(None, 64) · 50,240 params");
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 650 params");
      await eventually(() => editor.underlined(), []);
      const [, model, rest] = await notebook.texts();
      assert.match(model ?? "", /Flatten/);
      assert.doesNotMatch(rest ?? "", /Flatten/);
    });

    test("cells that are moved and deleted are followed", async () => {
      await notebook.select(IMPORTS);
      await editor.command("Notebook: Move Cell Down");
      await eventually(() => editor.hint(LAST_DENSE), "");
      await editor.command("Notebook: Move Cell Up");
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 650 params");
      await notebook.select(FIRST_DENSE);
      await editor.command("Notebook: Delete Cell");
      await eventually(() => editor.hint(LAST_DENSE), "");
    });
  });
}

describe("the model panel of a notebook", () => {
  let session: Session;
  let notebook: NotebookEditor;
  let panel: ModelPanel;

  before(async () => {
    session = await openSession({ settings: SETTINGS, files: { [NAME]: NOTEBOOK } });
    const { editor } = session;
    notebook = new NotebookEditor(editor);
    await editor.page.setViewportSize({ width: 1500, height: 700 });
    await editor.command("View: Close Primary Side Bar");
    await notebook.open(NAME);
    await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 501,770 params");
    await notebook.goToEndOf(LAST_DENSE);
    panel = await ModelPanel.open(editor);
  });

  after(() => session.close());

  test("shows the model of the cell", async () => {
    await eventually(async () => (await panel.totals())[0], "Total 501,898");
  });

  test("the cursor in a cell marks the row", async () => {
    await notebook.goToEndOf(FIRST_DENSE);
    await eventually(() => panel.with("marked"), ["dense"]);
    await notebook.goToEndOf(LAST_DENSE);
    await eventually(() => panel.with("marked"), ["dense~2"]);
  });

  test("so does a cell that is selected", async () => {
    await notebook.select(FIRST_DENSE);
    await eventually(() => panel.with("marked"), ["dense"]);
    await panel.editor.page.keyboard.press("ArrowDown");
    await eventually(() => panel.with("marked"), ["dense~2"]);
  });

  test("goes along while the user types in a cell", async () => {
    await notebook.goToEndOf(FLATTEN);
    const { keyboard } = panel.editor.page;
    await keyboard.type("\nmodel.add(Dense(3))");
    await eventually(async () => (await panel.totals())[0], "Total 150,699");
    for (const key of ["Shift+Home", "Backspace", "Backspace"]) {
      await keyboard.press(key);
    }
    await eventually(async () => (await panel.totals())[0], "Total 501,898");
  });

  test("leads to the cell of a layer", async () => {
    const dense = panel.rows.filter({ hasText: "(None, 28, 28, 64)" });
    await dense.click();
    await eventually(() => notebook.selected(), ["model = Sequential"]);
    const flatten = panel.rows.filter({ hasText: "(None, 50176)" });
    await flatten.click();
    await eventually(() => notebook.selected(), ["%%time"]);
  });
});

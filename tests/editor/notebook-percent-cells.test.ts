/** A Python file with `# %%` cells, as VS Code's interactive window runs them. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { type Editor, eventually } from "./editor";
import { SETTINGS, takePicture, THEMES, WIDTH } from "./pictures";
import { openSession, type Session } from "./session";

const NAME = "digits_cells.py";
const PROGRAM = `# %% [markdown]
# ## A classifier for digits

# %%
%matplotlib inline
import keras
from keras import layers

# %%
model = keras.Sequential([keras.Input((28, 28, 1))])
model.add(layers.Conv2D(16, 3, activation="relu"))
model.add(layers.GlobalAveragePooling2D())

# %%
%time model.add(layers.Dense(10, activation="softmax"))
`;
const CONVOLUTION = "model.add(layers.Conv2D";
const DENSE = "%time model.add(layers.Dense";
/** From 1. */
const END_OF_IMPORTS = [7, 25] as const;

describe("a file with cells", () => {
  let session: Session;
  let editor: Editor;

  before(async () => {
    session = await openSession({
      settings: {
        ...SETTINGS,
        "workbench.colorTheme": THEMES.dark,
        "editor.autoClosingBrackets": "never",
        "editor.autoIndent": "none",
        "workbench.statusBar.visible": true,
      },
      files: { [NAME]: PROGRAM },
    });
    editor = session.editor;
    await editor.page.setViewportSize({ width: WIDTH, height: 500 });
    await editor.command("View: Close Primary Side Bar");
    await editor.open(NAME);
  });

  after(() => session.close());

  test("is one program, with a line above the model and hints in all cells", async () => {
    await eventually(() => editor.hint(CONVOLUTION), "(None, 26, 26, 16) · 160 params");
    await eventually(() => editor.hint(DENSE), "(None, 10) · 170 params");
    await editor.lens("Sequential · 330 params");
    assert.deepEqual(await editor.underlined(), []);
    await editor.page.mouse.move(0, 0);
    await takePicture(editor, "notebook-percent-cells-dark", { height: 390 });
  });

  test("a broken cell breaks only itself", async () => {
    await editor.goTo(...END_OF_IMPORTS);
    await editor.page.keyboard.type("\n# %%\nprint((\n# %%\nkeras.Input((7,))");
    await eventually(() => editor.hint("keras.Input((7"), "(None, 7)");
    assert.equal(await editor.hint(DENSE), "(None, 10) · 170 params");
  });
});

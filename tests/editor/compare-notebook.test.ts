/** The models of a notebook beside their versions in the last commit, and beside each other. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { startCommitted } from "./committed";
import { Comparison } from "./comparison";
import { type Editor, eventually } from "./editor";
import { type Cell, NotebookEditor, notebookOf } from "./notebook";
import { SETTINGS, takePicture, THEMES } from "./pictures";
import type { Session } from "./session";

const NAME = "digits.ipynb";
const cells = (hidden: string, units: string): Cell[] => [
  { kind: "code", text: "import keras\nfrom keras import layers" },
  {
    kind: "code",
    text: `encoder = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(16, 3, activation="relu"),
    layers.${hidden},
], name="encoder")`,
  },
  {
    kind: "code",
    text: `image = keras.Input((28, 28, 1), name="image")
x = encoder(image)
x = layers.Dense(${units})(x)
model = keras.Model(image, layers.Dense(10)(x), name="classifier")`,
  },
];
const COMMITTED = notebookOf(cells("Flatten()", "32"));
const NOW = notebookOf(cells("GlobalAveragePooling2D()", "64"));
const MODEL = "model = keras.Model(";
const DENSE = "x = layers.Dense(";
const CONVOLUTION = "layers.Conv2D(";

/** 26·26·16·32 + 32 before, 16·64 + 64 now; 32·10 + 10 before, 64·10 + 10 now. */
const ROWS = [
  "image = ",
  "encoder ~ ",
  "encoder/input_layer = ",
  "encoder/conv2d = ",
  "encoder/global_average_pooling2d ~ ",
  "dense ~ 346,144 → 1,088",
  "dense~2 ~ 330 → 650",
];
const CHANGE = "−344,736 since last commit";

describe("the comparison of a notebook's models", () => {
  let session: Session;
  let editor: Editor;
  let notebook: NotebookEditor;
  let panel: Comparison;

  before(async () => {
    session = await startCommitted(
      NAME,
      { committed: COMMITTED, now: NOW },
      {
        ...SETTINGS,
        "workbench.colorTheme": THEMES.dark,
        "notebook.insertToolbarLocation": "hidden",
      },
    );
    editor = session.editor;
    notebook = new NotebookEditor(editor);
    await editor.page.setViewportSize({ width: 1400, height: 700 });
    await editor.command("View: Close Primary Side Bar");
    await notebook.open(NAME);
    await notebook.goToEndOf(MODEL);
    await editor.page.locator(".codelens-decoration a", { hasText: CHANGE }).click();
    panel = new Comparison(editor);
    await eventually(() => panel.pairs(), ROWS);
  });

  after(() => session.close());

  test("a picture of it", async () => {
    await editor.page.mouse.move(0, 0);
    await editor.page.setViewportSize({ width: 1120, height: 500 });
    await editor.lens(CHANGE);
    await panel.frame.locator(".compared-totals").waitFor();
    await takePicture(editor, "panel-compare-notebook-dark", { height: 430 });
    await editor.page.setViewportSize({ width: 1400, height: 700 });
  });

  test("has the totals and what has become of them", async () => {
    assert.equal(await panel.total(), "Total 346,634 → 1,898 −344,736");
    assert.deepEqual(await panel.headings(), [
      "model (classifier) · Last commit",
      "model (classifier) · now",
    ]);
  });

  test("goes along while the user types in a cell", async () => {
    await notebook.goToEndOf(DENSE);
    const { keyboard } = editor.page;
    for (const key of Array<string>(")(x)".length).fill("ArrowLeft")) {
      await keyboard.press(key);
    }
    await keyboard.type("0");
    await eventually(async () => (await panel.pairs())[5], "dense ~ 346,144 → 10,880");
    await keyboard.press("Backspace");
    await eventually(() => panel.pairs(), ROWS);
  });

  test("leads to the cells of the layers, and stays with its model", async () => {
    await panel.pair("encoder/conv2d").click();
    await eventually(() => notebook.selected(), ["encoder = keras"]);
    await panel.pair("dense").click();
    await eventually(() => notebook.selected(), ["image = keras"]);
    assert.deepEqual(await panel.pairs(), ROWS);
  });

  test("compares with another model of the notebook, from whatever cell", async () => {
    await panel.compareWith("encoder (encoder)");
    const headings = ["encoder (encoder)", "model (classifier)"];
    await eventually(() => panel.headings(), headings);
    await notebook.goToEndOf("from keras import layers");
    await notebook.goToEndOf(MODEL);
    await eventually(() => panel.headings(), headings);
  });

  test("a model is not compared with itself", async () => {
    await notebook.goToEndOf(CONVOLUTION);
    await eventually(
      () => panel.headings(),
      ["encoder (encoder) · Last commit", "encoder (encoder) · now"],
    );
  });
});

/** A model that Keras refuses, and one of which not all is known: what is to be seen of them. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { type Editor, eventually } from "./editor";
import { ModelPanel } from "./modelPanel";
import { SETTINGS, takePicture } from "./pictures";
import { openSession, type Session } from "./session";

const PROGRAM = `import keras
from keras import layers

image = keras.Input((28, 28, 1), name="image")
x = layers.Conv2D(32, 3, activation="relu")(image)
left = layers.Conv2D(64, 3)(x)
right = layers.Conv2D(32, 3)(x)
x = layers.Add()([left, right])
x = layers.Flatten()(x)
model = keras.Model(image, layers.Dense(10, activation="softmax")(x))
`;
const ADD_LINE = 8;
const MODEL_LINE = 10;
/** 3·3·1·32 + 32, 3·3·32·64 + 64 and 3·3·32·32 + 32 parameters. */
const ROWS = [
  "image | InputLayer | (None, 28, 28, 1) | 0 | ",
  "conv2d | Conv2D | (None, 26, 26, 32) | 320 | image",
  "conv2d_1 | Conv2D | (None, 24, 24, 64) | 18,496 | conv2d",
  "conv2d_2 | Conv2D | (None, 24, 24, 32) | 9,248 | conv2d",
  "add | Add | ? | ? | conv2d_1, conv2d_2",
  "flatten | Flatten | ? | ? | add",
  "dense | Dense | ? | ? | flatten",
];
const TOTALS = [
  "Total at least 28,064",
  "Trainable at least 28,064",
  "Non-trainable not known",
  "Weights in memory at least 109.63 KB",
];
const WHY =
  /^Refused by Keras\. Add cannot put \(None, 24, 24, 64\) and \(None, 24, 24, 32\) together/;

const UNKNOWN = `import pathlib

import keras
from keras import layers

units = int(pathlib.Path("units.txt").read_text())
given = keras.Input((8,))
x = layers.Dense(16)(given)
x = layers.Dense(units)(x)
model = keras.Model(given, layers.Dense(2)(x))
`;

const FILES = { "refused.py": PROGRAM, "unknown.py": UNKNOWN };
const THEMES = { dark: "Default Dark Modern", light: "Default Light Modern" };
const HEIGHT = 380;
const DIAGRAM_HEIGHT = 700;

async function openPanel(theme: string): Promise<{
  session: Session;
  editor: Editor;
  panel: ModelPanel;
}> {
  const session = await openSession({
    settings: { ...SETTINGS, "workbench.colorTheme": theme },
    files: FILES,
  });
  const { editor } = session;
  await editor.page.setViewportSize({ width: 1680, height: HEIGHT });
  await editor.open("refused.py");
  await editor.command("View: Close Primary Side Bar");
  await editor.goTo(MODEL_LINE, 1);
  const panel = await ModelPanel.open(editor);
  await eventually(() => panel.texts(), ROWS);
  return { session, editor, panel };
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`a refused model in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;
    let panel: ModelPanel;

    before(async () => {
      ({ session, editor, panel } = await openPanel(theme));
    });

    after(() => session.close());

    test("is shown as far as it is known, with the reason", async () => {
      await eventually(() => panel.totals(), TOTALS);
      assert.match(await panel.problem.innerText(), WHY);
      assert.match((await panel.row("add").getAttribute("class"))!, /has-error/);
      assert.match((await panel.row("flatten").locator(".shape").getAttribute("title"))!, /`Add`/);
      await takePicture(editor, `panel-refused-${name}`, {
        height: HEIGHT,
        of: editor.page.locator(".editor-group-container").last(),
      });
    });

    if (name === "dark") {
      test("the reason leads to the line", async () => {
        await panel.problem.getByRole("button").click();
        await eventually(() => panel.with("selected"), ["add"]);
        await editor.page
          .locator(".statusbar-item", { hasText: `Ln ${String(ADD_LINE)},` })
          .waitFor({ state: "attached" });
      });

      test("is a diagram with the refused layer in red", async () => {
        await editor.page.setViewportSize({ width: 1300, height: DIAGRAM_HEIGHT });
        await panel.tab("Diagram").click();
        const card = panel.frame.locator('.item[data-id="add"]');
        await card.locator(".card-error").waitFor();
        await takePicture(editor, "panel-diagram-refused-dark", {
          height: DIAGRAM_HEIGHT,
          of: editor.page.locator(".editor-group-container").last(),
        });
      });

      test("the line above it has no numbers", async () => {
        await editor.open("refused.py");
        await eventually(async () => {
          const [lens] = await editor.page.locator(".codelens-decoration").allInnerTexts();
          return lens?.replaceAll("\u00a0", " ").replaceAll("\n", "");
        }, "Functional · refused by Keras | Summary | Diagram");
      });

      test("a layer whose units are not known says so", async () => {
        await editor.open("unknown.py");
        await editor.goTo(9, 1);
        await panel.tab("Table").click();
        await panel.row("dense~3").waitFor();
        assert.match(await panel.problem.innerText(), /^Not fully known\. `units` is not known/);
        assert.equal((await panel.totals())[0], "Total at least 144");
      });
    }
  });
}

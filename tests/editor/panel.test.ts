/** The model panel: what it shows, and how it goes along with the code. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { type Editor, eventually } from "./editor";
import { ModelPanel } from "./modelPanel";
import { SETTINGS, takePicture } from "./pictures";
import { FOUNDING_EXAMPLE, openSession, type Session, WITH_TENSORFLOW } from "./session";

const CLASSIFIER = "classifier.py";
const PROGRAM = `"""Ten classes of pictures, on top of a frozen encoder."""

import keras
from keras import layers

encoder = keras.Sequential(
    [
        keras.Input((64, 64, 3)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Conv2D(64, 3, activation="relu"),
    ],
    name="encoder",
)
encoder.trainable = False

image = keras.Input((64, 64, 3), name="image")
x = layers.GlobalAveragePooling2D()(encoder(image))
skip = layers.Dense(128)(x)
x = layers.Dense(128, activation="relu")(x)
x = layers.Dropout(0.5)(x + skip)
model = keras.Model(image, layers.Dense(10)(x), name="classifier")
model.compile("adam", "sparse_categorical_crossentropy")
`;

/** Lines of the program, from 1. */
const ENCODER_LINE = 9;
const POOLING_LINE = 18;
const HIDDEN_LINE = 20;
const MODEL_LINE = 22;

/** 3·3·3·32 + 32, 3·3·32·64 + 64, 64·128 + 128 and 128·10 + 10 parameters. */
const ROWS = [
  "image | InputLayer | (None, 64, 64, 3) | 0 | ",
  "encoder | Sequential | (None, 13, 13, 64) | 19,392 | image",
  "global_average_pooling2d | GlobalAveragePooling2D | (None, 64) | 0 | encoder",
  "dense_1 | Dense | (None, 128) | 8,320 | global_average_pooling2d",
  "dense | Dense | (None, 128) | 8,320 | global_average_pooling2d",
  "add | Add | (None, 128) | 0 | dense_1, dense",
  "dropout | Dropout | (None, 128) | 0 | add",
  "dense_2 | Dense | (None, 10) | 1,290 | dropout",
];
const TOTALS = ["Total 37,322", "Trainable 17,930", "Non-trainable 19,392"];

async function openPanel(settings: Record<string, unknown> = {}): Promise<{
  session: Session;
  editor: Editor;
  panel: ModelPanel;
}> {
  const session = await openSession({
    settings: { ...WITH_TENSORFLOW, ...settings },
    files: { [CLASSIFIER]: PROGRAM },
  });
  const { editor } = session;
  await editor.page.setViewportSize({ width: 1560, height: 700 });
  await editor.open(CLASSIFIER);
  await editor.command("View: Close Primary Side Bar");
  await editor.goTo(MODEL_LINE, 1);
  return { session, editor, panel: await ModelPanel.open(editor) };
}

const PICTURE = 436;
const THEMES = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "high-contrast": "Default High Contrast",
};

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`the panel in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;
    let panel: ModelPanel;

    before(async () => {
      ({ session, editor, panel } = await openPanel({
        ...SETTINGS,
        "workbench.colorTheme": theme,
      }));
      await eventually(() => panel.texts(), ROWS);
      await editor.page.setViewportSize({ width: 1680, height: PICTURE });
    });

    after(() => session.close());

    test("looks as it does in the documentation", async () => {
      await panel.row("encoder").locator(".twistie").click();
      await panel.row("encoder/conv2d").waitFor();
      await focusCode(editor);
      await editor.goTo(HIDDEN_LINE, 1);
      await eventually(() => panel.with("marked"), ["dense"]);
      await takePicture(editor, `panel-table-${name}`, {
        height: PICTURE,
        of: editor.page.locator(".editor-group-container").last(),
      });
    });
  });
}

describe("the model panel", () => {
  let session: Session;
  let editor: Editor;
  let panel: ModelPanel;

  before(async () => {
    ({ session, editor, panel } = await openPanel());
    await eventually(() => panel.texts(), ROWS);
  });

  after(() => session.close());

  test("has the totals", async () => {
    assert.deepEqual((await panel.totals()).slice(0, 3), TOTALS);
  });

  test("the cursor marks the row of its layer", async () => {
    await focusCode(editor);
    await editor.goTo(POOLING_LINE, 20);
    await eventually(() => panel.with("marked"), ["global_average_pooling2d"]);
    await editor.goTo(HIDDEN_LINE, 1);
    await eventually(() => panel.with("marked"), ["dense"]);
  });

  test("a click on a row goes to its line", async () => {
    await panel.row("dropout").click();
    await atLine(editor, 21);
    await eventually(() => panel.with("selected"), ["dropout"]);
  });

  test("a nested model opens, and its layers lead to their lines", async () => {
    await panel.row("encoder").locator(".twistie").click();
    await eventually(
      async () => (await panel.ids()).slice(1, 6),
      [
        "encoder",
        ...["input_layer", "conv2d", "max_pooling2d", "conv2d~2"].map((id) => `encoder/${id}`),
      ],
    );
    await panel.row("encoder/conv2d").click();
    await atLine(editor, ENCODER_LINE);
    assert.equal(await panel.params("encoder/conv2d"), "896");
    await panel.row("encoder").locator(".twistie").click();
    await eventually(async () => (await panel.ids()).length, ROWS.length);
  });

  test("keys go from row to row, open and close", async () => {
    await panel.row("image").click();
    const { keyboard } = editor.page;
    await keyboard.press("ArrowDown");
    await eventually(() => panel.with("selected"), ["encoder"]);
    await keyboard.press("ArrowRight");
    await panel.row("encoder/conv2d").waitFor();
    await keyboard.press("ArrowLeft");
    await panel.row("encoder/conv2d").waitFor({ state: "detached" });
    await keyboard.press("End");
    await eventually(() => panel.with("selected"), ["dense~3"]);
    await keyboard.press("Enter");
    await editor.page.locator(".monaco-editor.focused").waitFor();
    await atLine(editor, MODEL_LINE);
  });

  test("a click on a heading sorts, and takes it back", async () => {
    const heading = panel.frame.locator(".heading.params button");
    await heading.click();
    await eventually(async () => (await panel.ids()).slice(0, 3), ["encoder", "dense", "dense~2"]);
    await heading.click();
    await eventually(async () => (await panel.ids()).at(-1), "encoder");
    await heading.click();
    await eventually(async () => (await panel.ids())[0], "image");
  });

  test("the filter shows what matches, also inside of models", async () => {
    await panel.filter.fill("conv");
    await eventually(() => panel.ids(), ["encoder", "encoder/conv2d", "encoder/conv2d~2"]);
    await panel.filter.fill("");
    await eventually(async () => (await panel.ids()).length, ROWS.length);
  });

  test("follows while the user types, and keeps what is selected", async () => {
    await panel.row("dense~3").click();
    await focusCode(editor);
    await editor.goTo(MODEL_LINE, 43);
    await editor.page.keyboard.type("0");
    await eventually(() => panel.params("dense~3"), (128 * 100 + 100).toLocaleString("en"));
    assert.deepEqual(await panel.with("selected"), ["dense~3"]);
    await editor.page.keyboard.press("Backspace");
    await eventually(() => panel.params("dense~3"), "1,290");
  });

  test("copies the summary in other formats", async () => {
    await editor.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await panel.button("Copy Summary").click();
    await panel.frame.getByText("Copy as Markdown").click();
    await focusCode(editor);
    const copied = (): Promise<string> =>
      editor.page.evaluate<string>("navigator.clipboard.readText()");
    await eventually(
      async () => (await copied()).split("\n")[3],
      "| encoder | Sequential | (None, 13, 13, 64) | 19,392 | image |",
    );
  });

  test("shows the model at the cursor, or the one that is kept", async () => {
    await focusCode(editor);
    await editor.goTo(ENCODER_LINE, 12);
    await eventually(async () => (await panel.ids()).length, 4);
    await panel.button("Keep Showing This Model").click();
    await panel.button("Follow the Cursor Again").waitFor();
    await focusCode(editor);
    await editor.goTo(MODEL_LINE, 1);
    await editor.goTo(HIDDEN_LINE, 1);
    assert.equal((await panel.ids()).length, 4);
    await panel.button("Follow the Cursor Again").click();
    await eventually(async () => (await panel.ids()).length, ROWS.length);
  });

  test("shows the diagram", async () => {
    await panel.tab("Diagram").click();
    await panel.frame.locator('.item[data-id="encoder"]').waitFor();
    await panel.tab("Table").click();
    await panel.row("encoder").waitFor();
  });

  test("is not covered by a file that is opened from it", async () => {
    await panel.tab("Table").click();
    await editor.pick(FOUNDING_EXAMPLE);
    await eventually(() => panel.totals().then(([total]) => total), "Total 501,898");
    assert.equal(await editor.page.locator(".editor-group-container").count(), 2);
    await editor.close(FOUNDING_EXAMPLE);
    await eventually(() => panel.totals().then(([total]) => total), TOTALS[0]);
  });

  test("goes to another file with the user", async () => {
    await focusCode(editor);
    await editor.open(FOUNDING_EXAMPLE);
    await eventually(() => panel.params("dense~2"), "501,770");
  });
});

describe("the view in the side bar", () => {
  let session: Session;

  before(async () => {
    session = await openSession({
      settings: { ...SETTINGS, "workbench.colorTheme": THEMES.dark, "editor.fontSize": 13 },
      files: { [CLASSIFIER]: PROGRAM },
    });
    await session.editor.open(CLASSIFIER);
    await session.editor.goTo(MODEL_LINE, 1);
  });

  after(() => session.close());

  test("shows the same, as far as there is room", async () => {
    const { editor } = session;
    await editor.command("Keras Lens: Focus on Model View");
    const panel = new ModelPanel(editor);
    await eventually(() => panel.texts(), ROWS);
    assert.equal(await panel.row("encoder").locator(".shape").isVisible(), true);
    assert.equal(await panel.row("encoder").locator(".connected").isVisible(), false);
    await takePicture(editor, "panel-side-bar-dark", {
      height: 460,
      of: editor.page.locator(".part.sidebar"),
    });
  });
});

async function focusCode(editor: Editor): Promise<void> {
  await editor.command("View: Focus First Editor Group");
}

/** The status bar tells the line of the editor that has the focus. */
async function atLine(editor: Editor, line: number): Promise<void> {
  await focusCode(editor);
  await editor.page
    .locator(".statusbar-item", { hasText: `Ln ${String(line)},` })
    .waitFor({ state: "attached" });
}

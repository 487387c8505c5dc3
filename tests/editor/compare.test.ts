/** A model beside its version in the last commit, and beside another one. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { openCommitted } from "./committed";
import { Comparison } from "./comparison";
import { type Editor, eventually } from "./editor";
import { SETTINGS, takePicture, THEMES } from "./pictures";
import { openSession, type Session, WITH_TENSORFLOW } from "./session";

const NAME = "classifier.py";
const COMMITTED = `"""Ten classes of pictures."""

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

image = keras.Input((64, 64, 3), name="image")
x = layers.Flatten()(encoder(image))
x = layers.Dense(128, activation="relu")(x)
x = layers.Dropout(0.5)(x)
model = keras.Model(image, layers.Dense(10)(x), name="classifier")
`;
const NOW = COMMITTED.replace(
  `        layers.Conv2D(64`,
  `        layers.BatchNormalization(),\n        layers.Conv2D(64`,
)
  .replace("Flatten", "GlobalAveragePooling2D")
  .replace("x = layers.Dropout(0.5)(x)\n", "");
/** From 1. */
const MODEL_LINE = 20;
const DENSE_LINE = 19;

/** 13·13·64·128 + 128 parameters before, 64·128 + 128 now; 4·32 for the normalization. */
const ROWS = [
  "image = ",
  "encoder ~ 19,392 → 19,520",
  "encoder/input_layer = ",
  "encoder/conv2d = ",
  "encoder/max_pooling2d = ",
  "encoder/batch_normalization + 128",
  "encoder/conv2d~2 ~ ",
  "global_average_pooling2d ~ ",
  "dense ~ 1,384,576 → 8,320",
  "−dropout − 0",
  "dense~2 ~ ",
];
const CHANGE = "−1,376,128 since last commit";

const OTHER = "network.py";
const NETWORK = `import keras

network = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(3),
])
`;
const UNITS_LINE = 5;
const UNITS_END = 25;

/** Opens the comparison as a user does who sees above a model that it has changed. */
async function openComparison(settings: Record<string, unknown> = {}): Promise<{
  session: Session;
  editor: Editor;
  panel: Comparison;
}> {
  const session = await openCommitted(
    NAME,
    { committed: COMMITTED, now: NOW, others: { [OTHER]: NETWORK } },
    { ...WITH_TENSORFLOW, ...settings },
  );
  const { editor } = session;
  await editor.page.setViewportSize({ width: 1500, height: 700 });
  await editor.command("View: Close Primary Side Bar");
  await editor.page.locator(".codelens-decoration a", { hasText: CHANGE }).click();
  const panel = new Comparison(editor);
  await eventually(() => panel.pairs(), ROWS);
  return { session, editor, panel };
}

describe("the comparison", () => {
  let session: Session;
  let editor: Editor;
  let panel: Comparison;

  before(async () => {
    ({ session, editor, panel } = await openComparison());
  });

  after(() => session.close());

  test("has the totals and what has become of them", async () => {
    assert.equal(await panel.total(), "Total 1,405,258 → 29,130 −1,376,128");
  });

  test("says in words what has changed", async () => {
    const label = await panel.pair("dense").getAttribute("aria-label");
    assert.equal(label, "dense (Dense), changed: parameters from 1,384,576 to 8,320");
  });

  test("leads to the lines of what is there now", async () => {
    await panel.pair("dense").click();
    // The status bar is that of the group which has the focus.
    const current = editor.group(NAME).locator(".active-line-number");
    await eventually(() => current.allInnerTexts(), [String(DENSE_LINE)]);
    await editor.page.keyboard.press("ArrowDown");
    await panel.frame.locator('.pair.selected[data-id="−dropout"]').waitFor();
  });

  test("can leave out what is the same", async () => {
    await panel.frame.locator("vscode-checkbox").click();
    await eventually(
      () => panel.pairs(),
      ROWS.filter((row) => !row.includes("=")),
    );
    await panel.frame.locator("vscode-checkbox").click();
    await eventually(() => panel.pairs(), ROWS);
  });

  test("goes along while the user types", async () => {
    await editor.command("View: Focus First Editor Group");
    await editor.goTo(DENSE_LINE, 21);
    await editor.page.keyboard.type("0");
    await eventually(async () => (await panel.pairs())[8], "dense ~ 1,384,576 → 83,200");
    await editor.page.keyboard.press("Backspace");
    await eventually(() => panel.pairs(), ROWS);
  });

  test("compares with another model of the file", async () => {
    await panel.compareWith("encoder (encoder)");
    await eventually(() => panel.headings(), ["encoder (encoder)", "model (classifier)"]);
  });

  test("compares with a model of another file that is open", async () => {
    await editor.command("View: Focus First Editor Group");
    await editor.open(OTHER);
    await editor.lens("Sequential · 15 params");
    await panel.compareWith(`${NAME}: model`);
    await eventually(
      () => panel.headings(),
      [`model (classifier) · ${NAME}`, "network (sequential)"],
    );
  });
});

test("without git it compares with what was saved", async () => {
  const settings = { ...WITH_TENSORFLOW, "files.autoSave": "off" };
  const session = await openSession({ settings, files: { [OTHER]: NETWORK } });
  const { editor } = session;
  try {
    await editor.page.setViewportSize({ width: 1500, height: 700 });
    await editor.open(OTHER);
    await editor.lens("Sequential · 15 params");
    await editor.goTo(UNITS_LINE, UNITS_END);
    await editor.page.keyboard.type("0");
    await editor.page
      .locator(".codelens-decoration a", { hasText: "+135 since last save" })
      .click();
    const panel = new Comparison(editor);
    await eventually(() => panel.pairs(), ["input_layer = ", "dense ~ 15 → 150"]);
    await eventually(
      () => panel.headings(),
      ["network (sequential) · Last save", "network (sequential) · now"],
    );
    await editor.command("File: Save");
    await eventually(() => panel.pairs(), ["input_layer = ", "dense = "]);
  } finally {
    await session.close();
  }
});

for (const [name, theme] of Object.entries({
  ...THEMES,
  "high-contrast": "Default High Contrast",
})) {
  test(`a picture of the comparison, ${name}`, async () => {
    const { session, editor, panel } = await openComparison({
      ...SETTINGS,
      "workbench.colorTheme": theme,
      "workbench.statusBar.visible": true,
    });
    try {
      await editor.command("View: Focus First Editor Group");
      await editor.goTo(MODEL_LINE, 1);
      await editor.page.mouse.move(0, 0);
      await eventually(() => panel.pairs(), ROWS);
      await editor.page.setViewportSize({ width: 1900, height: 476 });
      await panel.frame.locator(".compared-totals").waitFor();
      const of = editor.page.locator(".editor-group-container").last();
      await takePicture(editor, `panel-compare-${name}`, { height: 423, of });
    } finally {
      await session.close();
    }
  });
}

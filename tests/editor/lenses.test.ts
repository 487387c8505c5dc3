/** The line above a model, and what can be chosen of hints. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { openCommitted } from "./committed";
import type { Editor } from "./editor";
import { eventually } from "./editor";
import { SETTINGS, takePicture, THEMES } from "./pictures";
import { type Session, WITH_TENSORFLOW } from "./session";

const NAME = "committed.py";
/** The founding program as it was committed, and as it is after the fix. */
const COMMITTED = `import keras
from keras.layers import Dense, Flatten

model = keras.Sequential()
model.add(keras.Input((28, 28, 1)))
model.add(Dense(units=64, activation="relu"))
model.add(Flatten())
model.add(Dense(units=10, activation="softmax"))
`;
const FIXED = COMMITTED.replace("model.add(Flatten())\n", "").replace(
  "model.add(Dense(units=64",
  "model.add(Flatten())\nmodel.add(Dense(units=64",
);
const TITLE = "Sequential · 50,890 params · 198.79 KB · −451,008 since last commit";

const VERSIONS = { committed: COMMITTED, now: FIXED };

async function lenses({ page }: Editor): Promise<string[]> {
  const found = await page.locator(".codelens-decoration").allInnerTexts();
  return found.map((text) => text.replaceAll("\u00a0", " ").replaceAll("\n", ""));
}

/** Clicks where the word is: the editor finds out by itself what is at the pointer. */
async function click({ page }: Editor, word: string): Promise<void> {
  const box = await page.locator(".codelens-decoration a", { hasText: word }).boundingBox();
  assert.ok(box !== null);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

describe("the line above a model", () => {
  let session: Session;

  before(async () => {
    session = await openCommitted(NAME, VERSIONS, WITH_TENSORFLOW);
  });

  after(() => session.close());

  test("tells the totals, what has changed, and what can be opened", async () => {
    await eventually(() => lenses(session.editor), [`${TITLE} | Summary | Diagram`]);
  });

  test("opens the summary", async () => {
    const { editor } = session;
    await click(editor, "Summary");
    const summary = editor.group("model (sequential).keras-summary.txt");
    await summary.locator(".view-line").first().waitFor();
  });

  test("opens the diagram", async () => {
    const { editor } = session;
    await editor.command("View: Close Editors in Other Groups");
    await click(editor, "Diagram");
    await editor.page.locator(".tab", { hasText: "Keras Model" }).waitFor();
    await editor.page.locator("iframe.webview").first().waitFor({ state: "attached" });
  });
});

describe("hints", () => {
  let session: Session;

  before(async () => {
    session = await openCommitted(NAME, VERSIONS, {
      ...WITH_TENSORFLOW,
      "kerasLens.hints.batchAxis": "hidden",
      "kerasLens.hints.counts": "abbreviated",
    });
  });

  after(() => session.close());

  test("are written as the settings say", async () => {
    const { editor } = session;
    await eventually(() => editor.hint("model.add(Dense(units=64"), "(64,) · 50.2K params");
  });

  test("go and come with a key", async () => {
    const { editor } = session;
    await editor.page.keyboard.press("Control+Alt+K");
    await eventually(() => editor.hint("model.add(Dense(units=64"), "");
    await editor.page.keyboard.press("Control+Alt+K");
    await eventually(() => editor.hint("model.add(Dense(units=64"), "(64,) · 50.2K params");
  });
});

for (const [name, theme] of Object.entries(THEMES)) {
  test(`a picture of the line above a model, ${name}`, async () => {
    const settings = { ...SETTINGS, "workbench.colorTheme": theme };
    const session = await openCommitted(NAME, VERSIONS, settings);
    try {
      await eventually(() => lenses(session.editor), [`${TITLE} | Summary | Diagram`]);
      await session.editor.page.mouse.move(0, 0);
      await takePicture(session.editor, `lens-${name}`, { height: 260 });
    } finally {
      await session.close();
    }
  });
}

/** The model panel for those who do not see it, or not well: axe-core's rules in every theme. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import type { AxeResults } from "axe-core";

import { type Editor } from "./editor";
import { ModelPanel } from "./modelPanel";
import { SETTINGS } from "./pictures";
import { openSession, type Session } from "./session";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 on the levels A and AA, and axe-core's own advice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A webview is a page in a page: the headings and landmarks around it are VS Code's. */
const OF_WHOLE_PAGES = ["page-has-heading-one", "landmark-one-main", "region", "bypass"];

/** A card is read in the order of a sentence, which is not that of its corners. */
const OF_CARDS = ["label-content-name-mismatch"];

const THEMES = [
  "Default Dark Modern",
  "Default Light Modern",
  "Default High Contrast",
  "Default High Contrast Light",
];

/** A nested model, a frozen layer, a warning on the last layer, and two models to compare. */
const PROGRAM = `import keras
from keras import layers

encoder = keras.Sequential(
    [keras.Input((64, 64, 3)), layers.Conv2D(32, 3), layers.GlobalAveragePooling2D()],
    name="encoder",
)
encoder.trainable = False

image = keras.Input((64, 64, 3), name="image")
x = encoder(image)
x = layers.Dense(128, activation="relu")(x)
model = keras.Model(image, layers.Dense(1, activation="softmax", name="risk")(x))

other = keras.Sequential([keras.Input((64, 64, 3)), layers.Flatten(), layers.Dense(1)])
`;
const MODEL_LINE = 13;

/** What axe-core finds in the webview, one line a finding. */
async function findings(panel: ModelPanel): Promise<string[]> {
  const element = await panel.frame.locator("body").elementHandle();
  const frame = await element.ownerFrame();
  assert.ok(frame);
  await frame.evaluate(AXE);
  const { violations, passes } = await frame.evaluate<AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(RULES)}, rules: ${JSON.stringify(
      Object.fromEntries(
        [...OF_WHOLE_PAGES, ...OF_CARDS].map((rule) => [rule, { enabled: false }]),
      ),
    )} })`,
  );
  assert.ok(
    passes.some(({ id }) => id === "color-contrast"),
    "axe-core saw no text",
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      [id, help, JSON.stringify(target), failureSummary ?? ""].join(" · "),
    ),
  );
}

for (const theme of THEMES) {
  describe(`the panel in ${theme}`, () => {
    let session: Session;
    let editor: Editor;
    let panel: ModelPanel;

    before(async () => {
      session = await openSession({
        files: { "risk.py": PROGRAM },
        settings: { ...SETTINGS, "workbench.colorTheme": theme },
      });
      editor = session.editor;
      await editor.page.setViewportSize({ width: 1560, height: 900 });
      await editor.open("risk.py");
      await editor.goTo(MODEL_LINE, 1);
      panel = await ModelPanel.open(editor);
      await panel.row("risk").locator(".finding").waitFor();
    });

    after(() => session.close());

    test("the table", async () => {
      await panel.button("Expand All").click();
      await panel.row("encoder/conv2d").click();
      assert.deepEqual(await findings(panel), []);
    });

    test("the menu that copies", async () => {
      await panel.button("Copy Summary").click();
      await panel.frame.locator("vscode-context-menu-item").first().waitFor();
      assert.deepEqual(await findings(panel), []);
      await editor.page.keyboard.press("Escape");
    });

    test("the diagram", async () => {
      await panel.tab("Diagram").click();
      await panel.frame.locator('.item[data-id="risk"] .card-warning').waitFor();
      assert.deepEqual(await findings(panel), []);
    });

    test("the comparison", async () => {
      await panel.tab("Compare").click();
      await panel.frame.locator("keras-comparison .pair").first().waitFor();
      assert.deepEqual(await findings(panel), []);
    });
  });
}

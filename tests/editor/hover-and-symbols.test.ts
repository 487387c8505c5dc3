/** What a hover says and where it leads; models in Outline, breadcrumbs and Go to Symbol. */

import assert from "node:assert/strict";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import { eventually, type Editor } from "./editor";
import { HEIGHT, SETTINGS, takePicture, THEMES, WIDTH } from "./pictures";
import { FOUNDING_EXAMPLE, openSession, root, type Session, WITH_TENSORFLOW } from "./session";

const PYTHON_SYMBOLS = path.join(root, "tests", "editor", "python-symbols");
const FLATTEN = "model.add(Flatten(";
const MODEL = [10, 1] as const;

const SHARED = "shared_layer.py";
/** A layer of 3 · 3 · 64 · 64 + 64 = 36,928 parameters that is called twice. */
const SHARED_PROGRAM = `import keras
from keras import layers

image = keras.Input((32, 32, 64))
shared = layers.Conv2D(64, 3, padding="same")
once = shared(image)
twice = shared(once)
model = keras.Model(image, layers.Flatten()(twice))
`;

const SUMMARY = "model (sequential).keras-summary.txt";

const OUTLINE_ROW = ".outline-pane .monaco-list-row";
const OUTLINE = ".part.sidebar .pane:has(.outline-pane)";
const FOLDERS = ".part.sidebar .pane-header.expanded >> nth=0";
const BREADCRUMB = ".breadcrumbs-control .monaco-breadcrumb-item";

/** Drags the border between the side bar and the editors to the right. */
async function widenSideBar({ page }: Editor, by: number): Promise<void> {
  const { x, y, width } = (await page.locator(".part.sidebar").boundingBox())!;
  await page.mouse.move(x + width, y + 200);
  await page.mouse.down();
  await page.mouse.move(x + width + by, y + 200, { steps: 5 });
  await page.mouse.up();
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`hovers in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;

    before(async () => {
      session = await openSession({
        settings: { ...SETTINGS, "workbench.colorTheme": theme },
        files: { [SHARED]: SHARED_PROGRAM },
      });
      editor = session.editor;
      await editor.open(FOUNDING_EXAMPLE);
      await editor.page.setViewportSize({ width: WIDTH, height: HEIGHT });
      await editor.command("View: Close Primary Side Bar");
      await eventually(() => editor.hint(FLATTEN), "(None, 50176)");
    });

    after(() => session.close());

    test("a model: its table, its totals, its memory, and what can be opened", async () => {
      await editor.lens("501,898");
      const lines = await editor.hover(...MODEL, "Activations");
      assertShown(lines, [
        "dense (Dense)\t(None, 28, 28, 64)\t128",
        "Total 501,898 params (1.91 MB)",
        // 28 · 28 · 64, the same again, and 10 numbers of 4 bytes.
        "Activations 392.04 KB per sample",
        "Summary · Diagram · Panel · Keras documentation",
      ]);
      await takePicture(editor, `hover-model-${name}`, { height: 530 });
      await editor.dismiss();
      await editor.close(FOUNDING_EXAMPLE);
    });

    test("a layer: what it does, its arithmetic, its memory, its places and its page", async () => {
      await editor.open(SHARED);
      await eventually(() => editor.hint("once = "), "(None, 32, 32, 64) · 36,928 params");
      await editor.lens("36,928 params");
      const lines = await editor.hover(7, 10, "per sample");
      assertShown(lines, [
        "Conv2D conv2d",
        "2D convolution layer.",
        "(None, 32, 32, 64) → (None, 32, 32, 64)",
        "kernel (3, 3, 64, 64) = 36,864",
        "bias (64,) = 64",
        "total 36,928",
        "36,928 params · trainable · float32",
        "Weights 144.25 KB · Output 256.00 KB per sample",
        "Made in line 5 · Called in line 6",
      ]);
      await takePicture(editor, `hover-layer-${name}`, { height: 450 });
    });

    test("a place in it can be clicked", async () => {
      const hover = editor.page.locator(".monaco-resizable-hover .monaco-hover-content");
      await hover.locator("a", { hasText: "line 5" }).click();
      await cursorIsInLine(editor, 5);
    });
  });

  describe(`symbols in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;

    before(async () => {
      session = await openSession({
        settings: { ...WITH_TENSORFLOW, "workbench.colorTheme": theme },
        extensions: [PYTHON_SYMBOLS],
        files: { [SHARED]: SHARED_PROGRAM },
      });
      editor = session.editor;
      await editor.open(FOUNDING_EXAMPLE);
      await eventually(() => editor.hint(FLATTEN), "(None, 50176)");
    });

    after(() => session.close());

    test("in Outline, a model with its layers stands beside what others show", async () => {
      await editor.command("Explorer: Focus on Outline View");
      const rows = editor.page.locator(OUTLINE_ROW);
      await rows.filter({ hasText: "dense_1" }).waitFor();
      // The headings of the groups have no element for a name, as symbols have.
      const texts = (await rows.allInnerTexts()).map((text) => text.trim());
      assert.ok(texts.includes("Keras Lens"), texts.join(" | "));
      assert.ok(texts.includes("Python"), texts.join(" | "));
      const names = await rows.locator(".label-name").allInnerTexts();
      assert.deepEqual(names.slice(0, 4), ["model", "dense", "flatten", "dense_1"]);
      const model = rows.filter({ hasText: "Sequential · 501,898 params" });
      assert.equal(await model.count(), 1);
      await widenSideBar(editor, 160);
      await editor.page.locator(FOLDERS).click();
      const of = editor.page.locator(OUTLINE);
      await takePicture(editor, `outline-${name}`, { height: 300, of });
    });

    test("in breadcrumbs stands the layer of the cursor's line", async () => {
      await editor.command("View: Focus Active Editor Group");
      await editor.goTo(12, 11);
      const crumbs = editor.page.locator(BREADCRUMB);
      const words = async (): Promise<string[]> =>
        (await crumbs.allInnerTexts()).map((word) => word.trim()).slice(-2);
      await eventually(words, ["model", "flatten"]);
    });

    test("a model of the workspace is found by its name", async () => {
      await editor.page.keyboard.press("Control+T");
      await editor.page.keyboard.type("model");
      const row = editor.page.locator(".quick-input-widget .monaco-list-row", {
        hasText: "Sequential · 501,898 params",
      });
      await row.first().waitFor();
      await editor.page.keyboard.press("Escape");
    });

    test("a row of a summary leads to where the layer is made", async () => {
      await editor.command("Keras Lens: Show Model Summary");
      const row = editor.group(SUMMARY).locator(".view-line", { hasText: "dense_1" });
      await row.locator("span", { hasText: "dense_1" }).last().click();
      await editor.page.keyboard.press("F12");
      await cursorIsInLine(editor, 13);
    });

    test("the calls of a shared layer are its references", async () => {
      await editor.command("View: Close All Editors");
      await editor.open(SHARED);
      await eventually(() => editor.hint("once = "), "(None, 32, 32, 64) · 36,928 params");
      await editor.goTo(5, 1);
      await editor.page.keyboard.press("Shift+F12");
      const found = editor.page.locator(".reference-zone-widget .ref-tree .monaco-list-row");
      const calls = found.filter({ hasText: "shared(" });
      await eventually(
        async () => (await calls.allInnerTexts()).map((text) => text.trim()),
        ["once = shared(image)", "twice = shared(once)"],
      );
      await editor.page.keyboard.press("Escape");
    });
  });
}

async function cursorIsInLine(editor: Editor, line: number): Promise<void> {
  const item = editor.page.locator(".statusbar-item", { hasText: `Ln ${String(line)}, ` });
  await item.waitFor({ state: "attached" });
}

function assertShown(lines: string[], expected: string[]): void {
  const missing = expected.filter((line) => !lines.includes(line));
  assert.deepEqual(missing, [], `not shown in:\n${lines.join("\n")}`);
}

/** The diagram in the panel, in VS Code itself; its own tests are in `tests/webview`. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import type { FrameLocator, Locator } from "playwright-core";

import { type Editor, eventually } from "./editor";
import { SETTINGS, takePicture } from "./pictures";
import { openSession, type Session } from "./session";

const THEMES = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  hc: "Default High Contrast",
};
const SIZE = { width: 1300, height: 1060 };

const PROGRAM = `import keras
from keras import layers

encoder = keras.Sequential(
    [
        keras.Input((32, 32, 32)),
        layers.Conv2D(64, 3, strides=2, trainable=False),
        layers.GlobalAveragePooling2D(),
    ],
    name="encoder",
)

image = keras.Input((32, 32, 3), name="image")
age = keras.Input((8,), name="age")

x = kept = layers.Conv2D(32, 3, padding="same")(image)
x = layers.BatchNormalization()(x)
x = layers.Conv2D(32, 3, padding="same")(x)
x = layers.Add()([x, kept])

x = layers.Concatenate()([encoder(x), age])
kind = layers.Dense(10, activation="softmax", name="kind")(x)
risk = layers.Dense(1, activation="softmax", name="risk")(x)

model = keras.Model([image, age], [kind, risk])
`;
const ADD = 19;
const KIND = 22;
/** The second digit of the units. */
const UNITS = 22;
const MODEL = 25;

const DENSENET = `import keras

model = keras.applications.DenseNet121(weights=None)
`;

const FILES = { "two_outputs.py": PROGRAM, "densenet.py": DENSENET };

/** Whether a saved picture has its beginning and its end. */
const isWhole = {
  svg: (file: string): boolean => {
    const text = readFileSync(file, "utf8").trimEnd();
    return text.startsWith("<svg") && text.endsWith("</svg>");
  },
  png: (file: string): boolean => {
    const bytes = readFileSync(file);
    return bytes.toString("latin1", 1, 4) === "PNG" && bytes.toString("latin1").includes("IEND");
  },
};

/** Waits until the cursor is in a line, from 1. */
async function cursorIn(editor: Editor, line: number): Promise<void> {
  await editor.page
    .locator(".statusbar-item", { hasText: `Ln ${String(line)},` })
    .waitFor({ state: "attached" });
}

/** The panel beside the code, with the diagram in it. */
class Diagram {
  private constructor(
    readonly editor: Editor,
    readonly frame: FrameLocator,
  ) {}

  static async open(editor: Editor): Promise<Diagram> {
    await editor.command("Keras Lens: Open Model Panel");
    const frame = editor.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await frame.locator("#tab-diagram").click();
    return new Diagram(editor, frame);
  }

  card(id: string): Locator {
    return this.frame.locator(`.item[data-id="${id}"]`);
  }

  button(label: string): Locator {
    return this.frame.locator(`vscode-toolbar-button[label^="${label}"]`);
  }

  async takePicture(name: string, height: number): Promise<void> {
    const of = this.editor.page.locator(".editor-group-container").last();
    await takePicture(this.editor, name, { of, height });
  }
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`the diagram in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;
    let diagram: Diagram;

    before(async () => {
      session = await openSession({
        files: FILES,
        settings: { ...SETTINGS, "workbench.colorTheme": theme },
      });
      editor = session.editor;
      await editor.open("two_outputs.py");
      await editor.page.setViewportSize(SIZE);
      await editor.command("View: Close Primary Side Bar");
      await editor.goTo(MODEL, 1);
      diagram = await Diagram.open(editor);
    });

    after(() => session.close());

    test("shows the layers, what connects them, and what is wrong", async () => {
      await diagram.card("risk").locator(".card-warning").waitFor();
      const label = await diagram.card("kind").getAttribute("aria-label");
      assert.equal(label, "Dense kind, output, output shape (None, 10), 730 params");
      assert.equal(await diagram.card("encoder/conv2d").locator(".lock").count(), 1);
      await diagram.takePicture(`panel-diagram-${name}`, SIZE.height);
    });

    if (name === "dark") {
      test("a click shows the line, a double click goes there, the cursor marks the card", async () => {
        await diagram.card("add").click();
        await diagram.frame.locator('.item.selected[data-id="add"]').waitFor();
        await diagram.frame.locator('.item.marked[data-id="add"]').waitFor();
        await diagram.card("add").dblclick();
        await editor.page.locator(".monaco-editor.focused").waitFor();
        await cursorIn(editor, ADD);
        await editor.goTo(ADD - 2, 1);
        await diagram.frame.locator('.item.marked[data-id="batch_normalization"]').waitFor();
      });

      test("follows while typing", async () => {
        const shape = diagram.card("kind").locator(".details");
        await editor.goTo(KIND, UNITS);
        await editor.page.keyboard.press("Delete");
        await editor.page.keyboard.type("2");
        await shape.filter({ hasText: "(None, 12)" }).waitFor({ state: "attached" });
        await editor.page.keyboard.press("Backspace");
        await editor.page.keyboard.type("0");
        await shape.filter({ hasText: "(None, 10)" }).waitFor({ state: "attached" });
        await editor.command("File: Revert File");
      });

      test("is walked with keys: along the lines, folding, and to the code", async () => {
        const { keyboard } = editor.page;
        await diagram.button("Fit").click();
        await diagram.card("image").click();
        await keyboard.press("ArrowDown");
        await diagram.frame.locator('.item:focus[data-id="conv2d"]').waitFor();
        await diagram.card("encoder").focus();
        await keyboard.press("Space");
        await diagram.card("encoder/conv2d").waitFor({ state: "detached" });
        await keyboard.press("Space");
        await diagram.card("encoder/conv2d").waitFor();
        await diagram.card("kind").focus();
        await keyboard.press("Enter");
        await editor.page.locator(".monaco-editor.focused").waitFor();
        await cursorIn(editor, KIND);
      });

      test("is searched: the one that is found is selected and can be opened", async () => {
        const { keyboard } = editor.page;
        await diagram.card("add").focus();
        await keyboard.press("/");
        await keyboard.type("conv2d");
        const count = diagram.frame.locator(".count");
        await count.filter({ hasText: "? of 3" }).waitFor();
        await keyboard.press("Enter");
        await count.filter({ hasText: "1 of 3" }).waitFor();
        await diagram.frame.locator('.item.selected[data-id="conv2d"]').waitFor();
        await keyboard.press("Escape");
        await diagram.frame.locator(".item.match").first().waitFor({ state: "detached" });
      });

      test("is moved, zoomed and fitted, with mouse and keys", async () => {
        const { mouse, keyboard } = editor.page;
        const scale = async (): Promise<number> =>
          Number.parseInt(await diagram.frame.locator(".scale").innerText());
        await diagram.card("image").focus();
        await keyboard.press("0");
        await eventually(async () => (await scale()) < 100, true);
        const fitted = await scale();
        await keyboard.press("+");
        await eventually(async () => Math.abs((await scale()) - fitted * 1.25) <= 1, true);
        await diagram.button("Fit").click();
        await eventually(scale, fitted);
        const before = (await diagram.card("add").boundingBox())!;
        await mouse.move(before.x - 60, before.y);
        await mouse.down();
        await mouse.move(before.x - 60, before.y + 90, { steps: 5 });
        await mouse.up();
        await eventually(
          async () => Math.round((await diagram.card("add").boundingBox())!.y - before.y),
          90,
        );
        await diagram.button("Fit").click();
      });

      for (const format of ["svg", "png"] as const) {
        test(`is saved as ${format.toUpperCase()}`, async () => {
          await diagram.button("Export").click();
          await diagram.frame
            .locator("vscode-context-menu-item", { hasText: format.toUpperCase() })
            .click();
          const box = editor.page.locator(".quick-input-widget");
          await box.locator("input[type=text]").waitFor();
          await editor.page.keyboard.press("Enter");
          const file = path.join(session.workspace, `functional_1.${format}`);
          await eventually(() => Promise.resolve(existsSync(file) && isWhole[format](file)), true);
        });
      }

      test("a DenseNet of 429 layers, its repeats folded and unfolded", async (context) => {
        await editor.command("View: Close All Editors");
        await editor.open("densenet.py");
        await editor.goTo(3, 1);
        diagram = await Diagram.open(editor);
        const repeat = diagram.card("repeat:conv4_block1_0_bn");
        await repeat.waitFor();
        const time = await repeat.evaluate(() => performance.now());
        context.diagnostic(`drawn ${time.toFixed(0)} ms after the webview began to load`);
        assert.match((await repeat.getAttribute("aria-label"))!, /^24 × 7 layers/);
        await diagram.takePicture("panel-diagram-densenet-dark", SIZE.height);
        await diagram.button("Unfold All").click();
        await diagram.card("conv5_block16_concat").waitFor({ state: "attached" });
      });
    }
  });
}

/** Hints: each setting, the tooltips, and what a click on a part of one does. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import type { Locator } from "playwright-core";

import { type Editor, eventually } from "./editor";
import { ModelPanel } from "./modelPanel";
import { HEIGHT, SETTINGS, takePicture, THEMES, WIDTH } from "./pictures";
import { openSession, type Session, WITH_TENSORFLOW } from "./session";

const NAME = "encoder.py";
/** The first Conv2D has 2 · 2 · 3 · 64 + 64 = 832 parameters, the Dense (8,192 + 1) · 10. */
const PROGRAM = `import keras
from keras import layers

image = keras.Input((64, 64, 3))
x = image
for filters in (64, 128, 256, 512):
    x = layers.Conv2D(filters, 2, strides=2)(x)
x = layers.Flatten()(x)
kind = layers.Dense(10, activation="softmax")(x)  # which kind it is
model = keras.Model(image, kind)


def detector(length):
    signal = keras.Input((length, 2))
    x = layers.Conv1D(16, 32, strides=31)(signal)
    return keras.Model(signal, layers.Dense(1)(x))
`;
const CONVOLUTION = "x = layers.Conv2D(";
const DENSE = "kind = layers.Dense(";
const UNKNOWN = "x = layers.Conv1D(";

/** For each group of settings what the hint of the Dense says. */
const WRITTEN: [Record<string, unknown>, string][] = [
  [{}, "(None, 10) · 81,930 params"],
  [{ text: "{class} {name} → {shape}" }, "Dense dense → (None, 10) · 81,930 params"],
  [{ text: "{shape}: {params}" }, "(None, 10): 81,930"],
  [{ parameters: false }, "(None, 10)"],
  [{ counts: "abbreviated" }, "(None, 10) · 81.9K params"],
  [{ batchAxis: "B" }, "(B, 10) · 81,930 params"],
  [{ batchAxis: "hidden" }, "(10,) · 81,930 params"],
  [{ maximumLength: 16 }, "(None, 10) · 81…"],
  [{ enabled: false }, ""],
];

/** Several at once, as in the picture. */
const COMPOSED = {
  text: "→ {shape}",
  counts: "abbreviated",
  batchAxis: "B",
  position: "endOfLine",
};

/** Changes the settings of hints while the editor is open. */
function choose({ workspace }: Session, hints: Record<string, unknown>): void {
  const folder = path.join(workspace, ".vscode");
  mkdirSync(folder, { recursive: true });
  const settings = Object.entries(hints).map(([name, value]) => [`kerasLens.hints.${name}`, value]);
  writeFileSync(path.join(folder, "settings.json"), JSON.stringify(Object.fromEntries(settings)));
}

interface Drawn {
  readonly ownerDocument: {
    readonly defaultView: {
      getComputedStyle(element: unknown): { readonly textDecorationLine: string };
    };
  };
}

const lineBelow = (part: unknown): string =>
  (part as Drawn).ownerDocument.defaultView.getComputedStyle(part).textDecorationLine;

/** A part of the hint behind a line. */
function part(editor: Editor, line: string, text: string): Locator {
  return editor.line(line).locator("[class*=dyn-rule]", { hasText: text }).first();
}

/** The tooltip of a part, once it says `text`. */
async function pointAt(editor: Editor, at: Locator, text: string): Promise<Locator> {
  const box = await at.boundingBox();
  assert.ok(box !== null);
  await editor.page.mouse.move(box.x + box.width / 2 - 8, box.y + box.height / 2);
  await editor.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const tooltip = editor.page.locator(".monaco-resizable-hover .monaco-hover-content");
  await tooltip.filter({ hasText: text }).waitFor();
  return tooltip;
}

/** Clicks with Ctrl. What that does is known once the part is underlined, of which VS Code thinks
 * when the pointer moves. */
async function click(editor: Editor, at: Locator): Promise<void> {
  const box = await at.boundingBox();
  assert.ok(box !== null);
  const { page } = editor;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.keyboard.down("Control");
  let steps = 0;
  const line = async (): Promise<string> => {
    steps += 1;
    await page.mouse.move(x + (steps % 2), y);
    return await at.evaluate(lineBelow);
  };
  await eventually(line, "underline");
  await page.mouse.click(x, y);
  await page.keyboard.up("Control");
}

async function cursorIsInLine({ page }: Editor, line: number): Promise<void> {
  const item = page.locator(".statusbar-item", { hasText: `Ln ${String(line)}, ` });
  await item.waitFor({ state: "attached" });
}

describe("what is chosen of hints", () => {
  let session: Session;
  let editor: Editor;

  before(async () => {
    session = await openSession({ settings: WITH_TENSORFLOW, files: { [NAME]: PROGRAM } });
    editor = session.editor;
    await editor.open(NAME);
    await eventually(() => editor.hint(DENSE), WRITTEN[0]![1]);
  });

  after(() => session.close());

  for (const [settings, label] of WRITTEN.slice(1)) {
    test(`${JSON.stringify(settings)} is seen at once`, async () => {
      choose(session, settings);
      await eventually(() => editor.hint(DENSE), label);
    });
  }

  test("behind the expression, or at the end of the line", async () => {
    choose(session, {});
    const whole = async (): Promise<string> =>
      ((await editor.line(DENSE).textContent()) ?? "").replaceAll("\u00a0", " ");
    const [code, comment] = [`${DENSE}10, activation="softmax")(x)`, "  # which kind it is"];
    const hint = "\u200a(None, 10) · 81,930 params";
    await eventually(whole, `${code}${hint}${comment}`);
    choose(session, { position: "endOfLine" });
    await eventually(whole, `${code}${comment}${hint}`);
  });

  test("the command takes hints away and brings them back", async () => {
    choose(session, {});
    await eventually(() => editor.hint(DENSE), WRITTEN[0]![1]);
    await editor.command("Keras Lens: Toggle Hints");
    await eventually(() => editor.hint(DENSE), "");
    await editor.command("Keras Lens: Toggle Hints");
    await eventually(() => editor.hint(DENSE), WRITTEN[0]![1]);
  });
});

describe("the parts of a hint", () => {
  let session: Session;
  let editor: Editor;

  before(async () => {
    session = await openSession({ settings: WITH_TENSORFLOW, files: { [NAME]: PROGRAM } });
    editor = session.editor;
    await editor.open(NAME);
    await eventually(() => editor.hint(DENSE), WRITTEN[0]![1]);
  });

  after(() => session.close());

  test("the tooltip leads to the line that the input comes from", async () => {
    const tooltip = await pointAt(editor, part(editor, DENSE, "(None"), "Input from line 8");
    await tooltip.locator("a", { hasText: "Input from line 8" }).click();
    await cursorIsInLine(editor, 8);
    await editor.page.mouse.move(0, 0);
  });

  test("so does a click on the shape", async () => {
    await editor.goTo(1, 1);
    await click(editor, part(editor, DENSE, "(None"));
    await cursorIsInLine(editor, 8);
  });

  test("a click on the count shows the layer in the panel", async () => {
    await click(editor, part(editor, DENSE, "params"));
    const panel = new ModelPanel(editor);
    await panel.row("dense").waitFor();
  });
});

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`pictures of hints, ${name}`, () => {
    let session: Session;
    let editor: Editor;

    before(async () => {
      const settings = { ...SETTINGS, "workbench.colorTheme": theme };
      session = await openSession({ settings, files: { [NAME]: PROGRAM } });
      editor = session.editor;
      await editor.open(NAME);
      await editor.page.setViewportSize({ width: WIDTH, height: HEIGHT });
      await editor.command("View: Close Primary Side Bar");
      await eventually(() => editor.hint(DENSE), WRITTEN[0]![1]);
      await editor.lens("771,786 params");
    });

    after(() => session.close());

    test("several outcomes, with their table", async () => {
      const hint = "(None, 32, 32, 64) → … → (None, 4, 4, 512) ×4";
      await eventually(() => editor.hint(CONVOLUTION), hint);
      const tooltip = await pointAt(editor, part(editor, CONVOLUTION, "×4"), "4 outcomes");
      const words = (await tooltip.innerText()).replaceAll("\u00a0", " ");
      assert.match(words, /1\s+conv2d\s+\(None, 64, 64, 3\)\s+\(None, 32, 32, 64\)\s+832/);
      await takePicture(editor, `hints-outcomes-${name}`, { height: 420 });
    });

    test("a size that is not known, and why", async () => {
      await editor.page.mouse.move(0, 0);
      await eventually(() => editor.hint(UNKNOWN), "(None, ?, 16) · 1,040 params");
      const reason = "`?` is a size that cannot be known".replaceAll("`", "");
      await pointAt(editor, part(editor, UNKNOWN, "?"), reason);
      await takePicture(editor, `hints-unknown-${name}`, { top: 290, height: 372 });
    });

    test("hints as somebody likes them", async () => {
      await editor.page.mouse.move(0, 0);
      choose(session, COMPOSED);
      await eventually(() => editor.hint(DENSE), "→ (B, 10) · 81.9K params");
      await editor.page.locator(".monaco-hover:visible").waitFor({ state: "hidden" });
      await takePicture(editor, `hints-settings-${name}`, { height: 420 });
    });
  });
}

/** The walkthrough: its steps, what they open, and how they are ticked off; and its pictures. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Locator } from "playwright-core";

import { type Editor, eventually } from "./editor";
import { takePicture, THEMES } from "./pictures";
import { openSession, type Session, WITH_TENSORFLOW } from "./session";

const COMMAND = "Keras Lens: Get Started";
const DENSE = "model.add(Dense(units=64";
const LAST_DENSE = "model.add(Dense(units=10";
const STEPS = [
  "Shapes behind every layer",
  "Choose a Python that has TensorFlow",
  "Look at a first model",
  "Repair it with one click",
  "See the whole model",
];

function step({ page }: Editor, title: string): Locator {
  return page.locator(".getting-started-step", { hasText: title });
}

/** Waits until a step is ticked off. */
async function isDone(editor: Editor, title: string): Promise<void> {
  await step(editor, title)
    .locator(".codicon-getting-started-step-checked")
    .waitFor({ state: "attached" });
}

async function isOpen(editor: Editor, title: string): Promise<void> {
  await editor.page.locator(".getting-started-step.expanded", { hasText: title }).waitFor();
}

function isDrawn(image: unknown): boolean {
  const { complete, naturalWidth } = image as { complete: boolean; naturalWidth: number };
  return complete && naturalWidth > 0;
}

/** Waits until the picture of the open step is drawn. */
async function mediaIsThere(editor: Editor): Promise<void> {
  const media = editor.page.locator(".getting-started-media img");
  await media.waitFor();
  await eventually(() => media.evaluate(isDrawn), true);
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`the walkthrough in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;

    before(async () => {
      session = await openSession({
        settings: { ...WITH_TENSORFLOW, "workbench.colorTheme": theme },
      });
      editor = session.editor;
      await editor.page.setViewportSize({ width: 1400, height: 1000 });
      await editor.command("View: Close Primary Side Bar");
      await editor.untilListed(COMMAND);
    });

    after(() => session.close());

    test("begins with what it is about", async () => {
      await editor.command(COMMAND);
      await isOpen(editor, STEPS[0]!);
      const titles = await editor.page.locator(".getting-started-step .step-title").allInnerTexts();
      assert.deepEqual(titles, STEPS);
      await takePicture(editor, `walkthrough-${name}`, { height: 920 });
    });

    for (const [index, title] of STEPS.entries()) {
      test(`has a picture for the step "${title}"`, async () => {
        await step(editor, title).click();
        await isOpen(editor, title);
        await mediaIsThere(editor);
        if (index > 0) {
          await takePicture(editor, `walkthrough-step-${String(index + 1)}-${name}`, {
            height: 920,
          });
        }
      });
    }

    test("opens the sample, which has hints; the interpreter is good then", async () => {
      await step(editor, STEPS[2]!).click();
      await isOpen(editor, STEPS[2]!);
      await editor.page
        .locator(".getting-started-step .monaco-button", { hasText: "Open Sample" })
        .click();
      await editor.line(DENSE).waitFor();
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 501,770 params");
      await isDone(editor, STEPS[2]!);
      await isDone(editor, STEPS[1]!);
      assert.equal(
        await step(editor, STEPS[3]!).locator(".codicon-getting-started-step-checked").count(),
        0,
      );
    });

    test("knows when the sample is repaired", async () => {
      await editor.quickFixes(11, 11);
      await editor.takeFirst();
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 650 params");
      await isDone(editor, STEPS[3]!);
    });

    test("leads to the panel", async () => {
      await editor.command("Keras Lens: Open Model Panel");
      await editor.page.locator(".tab", { hasText: "Keras Model" }).first().waitFor();
      await isDone(editor, STEPS[4]!);
    });
  });
}

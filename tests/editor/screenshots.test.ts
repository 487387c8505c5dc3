/** How it looks, in the dark and in the light theme: the pictures of the documentation. */

import { after, before, describe, test } from "node:test";

import { type Editor, eventually } from "./editor";
import { HEIGHT, SETTINGS, takePicture, THEMES, WIDTH } from "./pictures";
import { FOUNDING_EXAMPLE, openSession, type Session } from "./session";

const FIRST_DENSE = "model.add(Dense(units=64";
const FLATTEN = "model.add(Flatten(";
const LAST_DENSE = "model.add(Dense(units=10";
const DENSE = [11, 11] as const;
const BEHIND_ALL = [16, 1] as const;

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;

    before(async () => {
      session = await openSession({ settings: { ...SETTINGS, "workbench.colorTheme": theme } });
      editor = session.editor;
      await editor.open(FOUNDING_EXAMPLE);
      await editor.page.setViewportSize({ width: WIDTH, height: HEIGHT });
      await editor.command("View: Close Primary Side Bar");
    });

    after(() => session.close());

    test("the founding example", async () => {
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 501,770 params");
      await eventually(() => editor.underlined(), ["Dense"]);
      await editor.lens("501,898 params");
      await editor.goTo(...BEHIND_ALL);
      await takePicture(editor, `founding-example-${name}`, { height: 396 });
    });

    test("the hover", async () => {
      await editor.hover(...DENSE, "kernel");
      await takePicture(editor, `hover-${name}`, { height: 660 });
      await editor.dismiss();
    });

    test("the quick fixes", async () => {
      await editor.quickFixes(...DENSE);
      await takePicture(editor, `quick-fix-${name}`, { height: 408 });
    });

    test("after the fix", async () => {
      await editor.takeFirst();
      await eventually(() => editor.hint(FLATTEN), "(None, 784)");
      await eventually(() => editor.hint(FIRST_DENSE), "(None, 64) · 50,240 params");
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 650 params");
      await eventually(() => editor.underlined(), []);
      await editor.lens("50,890 params");
      await editor.goTo(...BEHIND_ALL);
      await takePicture(editor, `after-fix-${name}`, { height: 396 });
    });

    test("the summary", async () => {
      // Both halves of the window are as wide as a summary is.
      await editor.page.setViewportSize({ width: 1440, height: HEIGHT });
      await editor.command("Keras Lens: Show Model Summary");
      await editor.line("Non-trainable params").waitFor();
      const summary = editor.group("model (sequential).keras-summary.txt");
      await takePicture(editor, `summary-${name}`, { height: 268, of: summary });
    });
  });

  describe(`a functional model in the ${name} theme`, () => {
    let session: Session;

    before(async () => {
      session = await openSession({ settings: { ...SETTINGS, "workbench.colorTheme": theme } });
      await session.editor.open("text_classifier.py");
      await session.editor.page.setViewportSize({ width: WIDTH, height: HEIGHT });
      await session.editor.command("View: Close Primary Side Bar");
    });

    after(() => session.close());

    test("shapes in the layer's own code, and in the names of parameters", async () => {
      await eventually(
        () => session.editor.hint("outputs = "),
        "(None, num_classes) · 33·num_classes params",
      );
      await session.editor.goTo(27, 1);
      await takePicture(session.editor, `text-classifier-${name}`, { top: 276, height: 336 });
    });
  });
}

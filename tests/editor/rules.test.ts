/** Rules of five subjects in the editor: what the hover says, where it leads, what can be done. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Editor } from "./editor";
import { HEIGHT, SETTINGS, takePicture, THEMES, WIDTH } from "./pictures";
import { openSession, type Session } from "./session";

const PAGES = "https://github.com/keras-lens/keras-lens/blob/main/docs/rules";

const MARK = ".squiggly-error, .squiggly-warning, .squiggly-info";

/** place: of the finding, line and column. says: in its hover. first: what the menu begins with. */
interface Mistake {
  readonly rule: string;
  readonly place: readonly [number, number];
  readonly says: string;
  readonly first: string;
  readonly file: string;
  readonly text: string;
}

const MISTAKES: readonly Mistake[] = [
  {
    rule: "missing-return-sequences",
    place: [7, 19],
    says: "Its output shape is not known",
    first: "Add return_sequences=True to LSTM: (None, 20, 32)",
    file: "sequence.py",
    text: `import keras
from keras import layers

model = keras.Sequential()
model.add(keras.Input((20, 8)))
model.add(layers.LSTM(32))
model.add(layers.LSTM(16))
model.add(layers.Dense(1))
`,
  },
  {
    rule: "softmax-of-one-unit",
    place: [7, 40],
    says: "always 1.0",
    first: 'Change the activation to "sigmoid": a probability from 0 to 1',
    file: "one_unit.py",
    text: `import keras
from keras import layers

model = keras.Sequential()
model.add(keras.Input((8,)))
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(1, activation="softmax"))
model.compile(optimizer="adam", loss="binary_crossentropy")
`,
  },
  {
    rule: "data-does-not-fit-model",
    place: [9, 13],
    says: "Invalid input shape",
    first: "Reshape it: (60000, 784)",
    file: "digits.py",
    text: `import keras
from keras import layers

(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential()
model.add(keras.Input((784,)))
model.add(layers.Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(x_train, y_train)
`,
  },
  {
    rule: "old-argument",
    place: [6, 26],
    says: "since Keras 2",
    first: 'Write layers.Dense(units=16, kernel_initializer="he_normal")',
    file: "old_code.py",
    text: `import keras
from keras import layers

model = keras.Sequential()
model.add(keras.Input((8,)))
model.add(layers.Dense(output_dim=16, init="he_normal"))
model.add(layers.Dense(output_dim=1))
`,
  },
  {
    rule: "bias-before-normalization",
    place: [6, 20],
    says: "kernel",
    first: "Add use_bias=False: 16 params fewer, with the same result",
    file: "biases.py",
    text: `import keras
from keras import layers

model = keras.Sequential()
model.add(keras.Input((32, 32, 3)))
model.add(layers.Conv2D(16, 3, padding="same"))
model.add(layers.BatchNormalization())
model.add(layers.ReLU())
model.add(layers.GlobalAveragePooling2D())
model.add(layers.Dense(10))
`,
  },
];

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`rules in the ${name} theme`, () => {
    let session: Session;
    let editor: Editor;

    before(async () => {
      session = await openSession({
        settings: { ...SETTINGS, "workbench.colorTheme": theme },
        files: Object.fromEntries(MISTAKES.map(({ file, text }) => [file, text])),
      });
      editor = session.editor;
      await editor.open(MISTAKES[0]?.file ?? "");
      await editor.page.setViewportSize({ width: WIDTH, height: HEIGHT });
      await editor.command("View: Close Primary Side Bar");
    });

    after(() => session.close());

    for (const { rule, place, says, first, file } of MISTAKES) {
      test(`${rule}: what can be done`, async () => {
        await editor.open(file);
        await editor.page.locator(MARK).first().waitFor();
        await editor.page.locator(".codelens-decoration a").first().waitFor();
        const offered = await editor.quickFixes(...place);
        assert.equal(offered[0], first);
        assert.ok(offered.some((title) => title.endsWith(`ignore[${rule}]`)));
        await takePicture(editor, `fix-${rule}-${name}`, { height: 420 });
        await editor.dismiss();
      });
      test(`${rule}: its words and the page it leads to`, async () => {
        await editor.hover(...place, says);
        await editor.page.locator(".monaco-hover", { hasText: "Quick Fix..." }).waitFor();
        const link = editor.page.locator(".monaco-hover a", { hasText: rule });
        assert.equal(await link.getAttribute("href"), `${PAGES}/${rule}.md`);
        await takePicture(editor, `rule-${rule}-${name}`, { height: 600 });
        await editor.dismiss();
        await editor.close(file);
      });
    }
  });
}

/** The animated picture of the README: the founding example is typed, is warned of, and is repaired.
 * Each of its frames is a picture of the editor. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import { type Editor, eventually } from "./editor";
import { imagesFolder, SETTINGS, THEMES } from "./pictures";
import { openSession, PYTHON, root, type Session } from "./session";

const NAME = "mnist.py";
const BEGIN = `from keras.layers import Dense, Flatten
from keras.models import Sequential

model = Sequential()

`;
const LINES = [
  'model.add(Dense(64, activation="relu", input_shape=(28, 28, 1)))',
  "model.add(Flatten())",
  'model.add(Dense(10, activation="softmax"))',
];
const HINTS = [
  ["(None, 28, 28, 64) · 128 params", "(None, 50176)", "(None, 10) · 501,770 params"],
  ["(None, 784)", "(None, 64) · 50,240 params", "(None, 10) · 650 params"],
] as const;
/** Characters of a frame, and milliseconds. */
const CHUNK = 4;
const TYPING = 80;
const LOOK = 900;
const READ = 2200;
const END = 4000;
const SIZE = { width: 960, height: 330 };

/** Nothing is typed but what is typed here. */
const PLAIN_TYPING = {
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.quickSuggestions": false,
  "editor.suggestOnTriggerCharacters": false,
  "editor.parameterHints.enabled": false,
  "editor.wordBasedSuggestions": "off",
  "editor.bracketPairColorization.enabled": false,
};

class Recording {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), "keras-lens-frames-"));
  private readonly frames: [string, number][] = [];

  constructor(private readonly editor: Editor) {}

  /** A picture of what is there now, for so many milliseconds. */
  async take(milliseconds: number): Promise<void> {
    const name = `${String(this.frames.length)}.png`;
    const box = await this.editor.page.locator(".part.editor").boundingBox();
    await this.editor.page.screenshot({
      path: path.join(this.folder, name),
      clip: { x: box?.x ?? 0, y: box?.y ?? 0, ...SIZE },
      animations: "disabled",
    });
    this.frames.push([name, milliseconds]);
  }

  async type(text: string): Promise<void> {
    for (let at = 0; at < text.length; at += CHUNK) {
      await this.editor.page.keyboard.type(text.slice(at, at + CHUNK));
      await this.take(TYPING);
    }
  }

  save(picture: string): void {
    writeFileSync(path.join(this.folder, "frames.json"), JSON.stringify(this.frames));
    execFileSync(PYTHON, [path.join(root, "scripts", "animation.py"), this.folder, picture], {
      stdio: "inherit",
    });
    rmSync(this.folder, { recursive: true });
  }
}

describe("the founding example as it is typed", () => {
  let session: Session;
  let editor: Editor;

  before(async () => {
    session = await openSession({
      settings: { ...SETTINGS, ...PLAIN_TYPING, "workbench.colorTheme": THEMES.dark },
      files: { [NAME]: BEGIN },
    });
    editor = session.editor;
    await editor.open(NAME);
    await editor.page.setViewportSize({ width: SIZE.width, height: 700 });
    await editor.command("View: Close Primary Side Bar");
  });

  after(() => session.close());

  const hints = async (): Promise<string[]> =>
    Promise.all([
      editor.hint("model.add(Dense(64"),
      editor.hint("model.add(Flatten("),
      editor.hint("model.add(Dense(10"),
    ]);

  test("shapes come with each line, a warning with the last, and one click repairs it", async () => {
    const recording = new Recording(editor);
    await editor.goTo(5, 1);
    await recording.take(LOOK);
    for (const [index, line] of LINES.entries()) {
      await recording.type(line);
      const place = ["model.add(Dense(64", "model.add(Flatten(", "model.add(Dense(10"][index]!;
      await eventually(() => editor.hint(place), HINTS[0][index]!);
      await recording.take(LOOK);
      if (index < LINES.length - 1) {
        await editor.page.keyboard.press("Enter");
      }
    }
    await editor.page.locator(".squiggly-warning").waitFor();
    await editor.lens("501,898 params");
    await recording.take(READ);
    await editor.quickFixes(5, 12);
    await recording.take(READ);
    await editor.takeFirst();
    const [flatten, first, last] = HINTS[1];
    await eventually(hints, [first, flatten, last]);
    await editor.page.locator(".squiggly-warning").waitFor({ state: "detached" });
    await editor.lens("50,890 params");
    await editor.goTo(8, 1);
    await recording.take(END);
    recording.save(path.join(imagesFolder, "founding-example.gif"));
  });
});

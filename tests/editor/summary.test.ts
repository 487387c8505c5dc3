/** The command that shows a model's summary. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { FOUNDING_EXAMPLE, openSession, PYTHON, type Session, WITH_TENSORFLOW } from "./session";

const SUMMARY = "model (sequential).keras-summary.txt";
const FLATTEN = "model.add(Flatten())";

describe("the summary", () => {
  let session: Session;

  before(async () => {
    session = await openSession({ settings: WITH_TENSORFLOW });
    const { editor } = session;
    await editor.open(FOUNDING_EXAMPLE);
    await eventually(() => editor.hint(FLATTEN), "(None, 50176)");
    await editor.command("Keras Lens: Show Model Summary");
    await editor.group(SUMMARY).locator(".view-line").first().waitFor();
  });

  after(() => session.close());

  test("is what Keras prints", async () => {
    const printed = whatKerasPrints(path.join(session.workspace, FOUNDING_EXAMPLE));
    await eventually(() => session.editor.lines(SUMMARY), printed);
  });

  test("has colours for names, shapes and numbers", async () => {
    const summary = session.editor.group(SUMMARY);
    const colour = async (text: string): Promise<string> => {
      const words = summary.locator(".view-line span[class^=mtk]", { hasText: text });
      return (await words.first().getAttribute("class")) ?? "";
    };
    const words = ["dense_1", "None", "501,770", "Total params"];
    const colours = await Promise.all(words.map(colour));
    assert.equal(new Set(colours).size, words.length, colours.join(" "));
  });

  test("cannot be changed", async () => {
    const { editor } = session;
    const before = await editor.lines(SUMMARY);
    await editor.group(SUMMARY).locator(".view-line").first().click();
    await editor.page.keyboard.type("x");
    await editor.page.locator(".monaco-editor-overlaymessage", { hasText: "read-only" }).waitFor();
    assert.deepEqual(await editor.lines(SUMMARY), before);
  });
});

/** The lines that `model.summary()` prints when the program is run. */
function whatKerasPrints(program: string): string[] {
  const run = `import runpy; runpy.run_path(${JSON.stringify(program)})["model"].summary()`;
  const environment = { ...process.env, CUDA_VISIBLE_DEVICES: "", PYTHONUTF8: "1" };
  const output = execFileSync(PYTHON, ["-c", run], {
    encoding: "utf8",
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return output.split("\n");
}

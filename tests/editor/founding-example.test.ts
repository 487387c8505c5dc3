/** The founding example, as a user sees it: the numbers, the warning, its reason, the fix. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { FOUNDING_EXAMPLE, openSession, type Session, WITH_TENSORFLOW } from "./session";

const FIRST_DENSE = "model.add(Dense(units=64";
const FLATTEN = "model.add(Flatten(";
const LAST_DENSE = "model.add(Dense(units=10";
/** Where `model` and the first `Dense` stand in the file: line and column. */
const MODEL = [10, 1] as const;
const DENSE = [11, 11] as const;

describe("the founding example", () => {
  let session: Session;

  before(async () => {
    session = await openSession({ settings: WITH_TENSORFLOW });
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(() => session.close());

  test("behind each layer stand its shape and its parameters", async () => {
    const { editor } = session;
    await eventually(() => editor.hint(FIRST_DENSE), "(None, 28, 28, 64) · 128 params");
    await eventually(() => editor.hint(FLATTEN), "(None, 50176)");
    await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 501,770 params");
  });

  test("the first Dense is underlined, and nothing else", async () => {
    const { editor } = session;
    await eventually(() => editor.underlined(), ["Dense"]);
  });

  test("the argument that Keras 3 only warns about has dots, and is not struck through", async () => {
    const { page } = session.editor;
    await eventually(() => page.locator(".squiggly-hint").count(), 1);
    assert.equal(await page.locator(".squiggly-inline-deprecated").count(), 0);
  });

  test("a hover on the layer says its shapes and its weights", async () => {
    const { editor } = session;
    const lines = await editor.hover(...DENSE, "kernel");
    assertShown(lines, [
      "Dense dense",
      "(None, 28, 28, 1) → (None, 28, 28, 64)",
      "kernel (1, 64) = 64",
      "bias (64,) = 64",
      "total 128",
    ]);
    assert.match(lines[0]!, /^Dense works on the last axis only/);
    await editor.dismiss();
  });

  test("a hover on the model shows the table of its layers and the total", async () => {
    const { editor } = session;
    const lines = await editor.hover(...MODEL, "Total");
    assertShown(lines, [
      "dense (Dense)\t(None, 28, 28, 64)\t128",
      "flatten (Flatten)\t(None, 50176)\t0",
      "dense_1 (Dense)\t(None, 10)\t501,770",
      "Total 501,898 params (1.91 MB)",
    ]);
    await editor.dismiss();
  });

  test("the first quick fix puts Flatten where it was meant, and the warning goes", async () => {
    const { editor } = session;
    const titles = await editor.quickFixes(...DENSE);
    assert.equal(
      titles[0],
      "Insert Flatten() before Dense: (None, 784) → (None, 64), 50,240 params",
    );
    await editor.takeFirst();
    await eventually(() => editor.hint(FLATTEN), "(None, 784)");
    await eventually(() => editor.hint(FIRST_DENSE), "(None, 64) · 50,240 params");
    await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 650 params");
    await eventually(() => editor.underlined(), []);
    assert.deepEqual((await editor.lines(FOUNDING_EXAMPLE)).slice(9, 13), [
      "model = Sequential()",
      "model.add(Flatten(input_shape=(28, 28, 1)))",
      "model.add(Dense(units=64, activation='relu'))",
      "model.add(Dense(units=10, activation='softmax'))",
    ]);
  });
});

function assertShown(lines: string[], expected: string[]): void {
  const missing = expected.filter((line) => !lines.includes(line));
  assert.deepEqual(missing, [], `not shown in:\n${lines.join("\n")}`);
}

/** The panel in Chromium while it has no model: what it says, and the buttons that help. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import type { Locator } from "playwright-core";

import type { Trouble } from "../../client/shared/trouble";
import { ComponentPage } from "./component";

const NOT_STARTED = { stage: "starting" };
const NO_MODEL = { version: 1, complete: true, models: [], model: null };
const NO_TENSORFLOW: Trouble = {
  severity: "warning",
  message: "~/project/.venv/bin/python has no TensorFlow.",
  advice: "Install it with `pip install tensorflow`, or make a private environment.",
  actions: [
    { title: "Select Interpreter", command: "kerasLens.selectInterpreter" },
    { title: "Make a Private Environment", command: "kerasLens.makeEnvironment" },
  ],
  others: [{ title: "Show Log", command: "kerasLens.showLog" }],
};

let opened: ComponentPage;

before(async () => {
  opened = await ComponentPage.open("panel.page.ts", { width: 420, height: 600 }, [
    "panel.css",
    "trouble.css",
  ]);
  await opened.page.waitForFunction("window.isThere");
  await opened.page.evaluate(`say({ type: "start", strings: ENGLISH, tab: null })`);
});

after(async () => {
  await opened.close();
  assert.deepEqual(opened.problems, []);
});

beforeEach(() => opened.page.evaluate("told.length = 0"));

function show(content: object): Promise<unknown> {
  return opened.page.evaluate(`showContent(${JSON.stringify(content)})`);
}

function empty(): Locator {
  return opened.page.locator(".view > .empty");
}

async function run(): Promise<unknown> {
  return await opened.page.evaluate(`told.filter(({ type }) => type === "run")`);
}

describe("while it starts", () => {
  test("it says so", async () => {
    await show(NOT_STARTED);
    await empty().filter({ hasText: "Keras Lens is starting…" }).waitFor();
    assert.equal(await empty().locator(".codicon-modifier-spin").count(), 1);
  });

  test("and that TensorFlow is awaited", async () => {
    await show({ answer: { ...NO_MODEL, complete: false } });
    await empty().filter({ hasText: "Waiting for TensorFlow." }).waitFor();
  });
});

describe("where something is wrong", () => {
  for (const [name, content] of Object.entries({
    "no server": NOT_STARTED,
    "a server without Keras": { answer: NO_MODEL },
  })) {
    test(`it says what and what to do, and spins no more (${name})`, async () => {
      await show({ ...content, trouble: NO_TENSORFLOW });
      await empty().filter({ hasText: NO_TENSORFLOW.message }).waitFor();
      assert.equal(await empty().getAttribute("role"), "alert");
      assert.equal(await empty().locator("code").innerText(), "pip install tensorflow");
      assert.equal(await empty().locator(".codicon-warning").count(), 1);
      assert.equal(await empty().locator(".codicon-loading").count(), 0);
    });
  }

  test("its buttons run the commands, with the mouse and with the keyboard", async () => {
    await show({ ...NOT_STARTED, trouble: NO_TENSORFLOW });
    const buttons = empty().locator("vscode-button");
    assert.deepEqual(await buttons.allInnerTexts(), [
      "Select Interpreter",
      "Make a Private Environment",
    ]);
    await buttons.nth(1).click();
    await buttons.first().focus();
    await opened.page.keyboard.press("Enter");
    await empty().getByRole("button", { name: "Show Log" }).focus();
    await opened.page.keyboard.press("Enter");
    assert.deepEqual(await run(), [
      { type: "run", command: "kerasLens.makeEnvironment" },
      { type: "run", command: "kerasLens.selectInterpreter" },
      { type: "run", command: "kerasLens.showLog" },
    ]);
  });

  test("nothing is cut off where there is little room", async () => {
    await show({ ...NOT_STARTED, trouble: NO_TENSORFLOW });
    await opened.page.setViewportSize({ width: 200, height: 600 });
    const [needed, there] = await empty().evaluate((one) => [one.scrollWidth, one.clientWidth]);
    assert.ok(needed <= there, `${String(needed)} > ${String(there)}`);
    await opened.page.setViewportSize({ width: 420, height: 600 });
  });

  test("a file without Keras has no trouble with it", async () => {
    await show({ answer: NO_MODEL });
    await empty().filter({ hasText: "No Keras model was found in model.py." }).waitFor();
  });

  test("a model that is there stays, with a notice above it", async () => {
    await opened.page.evaluate(`show()`);
    await opened.page.locator("keras-table .row").first().waitFor();
    assert.equal(await opened.page.locator(".notice").count(), 0);
    await opened.page.evaluate(`show("model", ${JSON.stringify({ trouble: NO_TENSORFLOW })})`);
    const notice = opened.page.locator(".notice");
    await notice.filter({ hasText: NO_TENSORFLOW.message }).waitFor();
    await notice.getByRole("button", { name: "Select Interpreter" }).click();
    assert.deepEqual(await run(), [{ type: "run", command: "kerasLens.selectInterpreter" }]);
    assert.ok((await opened.page.locator("keras-table .row").count()) > 0);
  });

  test("once it is repaired the model is shown", async () => {
    await show({ ...NOT_STARTED, trouble: NO_TENSORFLOW });
    await empty().filter({ hasText: NO_TENSORFLOW.message }).waitFor();
    await opened.page.evaluate(`show()`);
    await opened.page.locator("keras-table .row").first().waitFor();
    assert.equal(await empty().count(), 0);
  });
});

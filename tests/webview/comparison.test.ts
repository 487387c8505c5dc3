/** The comparison in Chromium: what a user does with mouse and keyboard, and what it tells. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import type { Locator } from "playwright-core";

import { ComponentPage } from "./component";

let opened: ComponentPage;

before(async () => {
  opened = await ComponentPage.open("comparison.page.ts");
});

after(async () => {
  await opened.close();
  assert.deepEqual(opened.problems, []);
});

beforeEach(async () => {
  await opened.page.evaluate(`(async () => {
    comparison.answer = CHANGED;
    comparison.comparedWith = { baseline: true };
    comparison.onlyChanges = false;
    await comparison.updateComplete;
    events.length = 0;
  })()`);
});

function row(id: string): Locator {
  return opened.page.locator(`.pair[data-id="${id}"]`);
}

async function told(): Promise<unknown> {
  return await opened.page.evaluate("events");
}

async function focused(): Promise<string | undefined> {
  return await opened.page.evaluate("document.activeElement?.dataset.id");
}

function line(number: number): object {
  const range = { start: { line: number, character: 0 }, end: { line: number, character: 9 } };
  return { uri: "file:///work/model.py", range };
}

test("marks what differs on both sides", async () => {
  const marked = await row("encoder/dense").locator(".differs").allInnerTexts();
  assert.deepEqual(marked, ["(None, 8)", "40", "(None, 16)", "80"]);
  assert.equal(await row("dropout").locator(".side.left.absent").count(), 1);
  assert.equal(await row("−flatten").locator(".side.right.absent").count(), 1);
  assert.equal(await row("image").locator(".differs").count(), 0);
});

test("is a tree grid that says what has changed", async () => {
  const grid = opened.page.getByRole("treegrid", {
    name: "model (classifier) · now compared with model (classifier) · Last commit",
  });
  assert.equal(await grid.getByRole("row").count(), 8);
  await grid
    .getByRole("row", { name: "encoder (Sequential), changed: parameters from 40 to 80" })
    .waitFor();
  assert.equal(await row("encoder").getAttribute("aria-expanded"), "true");
});

test("has the totals with their differences", async () => {
  const totals = await opened.page.locator(".compared-totals dd").allInnerTexts();
  assert.deepEqual(
    totals.map((text) => text.replace(/\s+/g, " ")),
    ["112 → 152 +40", "112 → 80 −32", "0 → 72 +72", "448 B → 608 B +160 B"],
  );
});

test("a click leads to the line, a double click goes on there", async () => {
  await row("dropout").click();
  assert.deepEqual(await told(), [["open", { place: line(3), takesFocus: false }]]);
  await row("dropout").dblclick();
  assert.deepEqual(((await told()) as unknown[]).at(-1), [
    "open",
    { place: line(3), takesFocus: true },
  ]);
  await opened.page.evaluate("events.length = 0");
  await row("−flatten").click();
  assert.deepEqual(await told(), []);
});

test("keys go from row to row, close, open, and lead to the line", async () => {
  await row("image").click();
  const { keyboard } = opened.page;
  await keyboard.press("ArrowDown");
  assert.equal(await focused(), "encoder");
  await keyboard.press("ArrowLeft");
  await row("encoder/dense").waitFor({ state: "detached" });
  await keyboard.press("ArrowRight");
  await row("encoder/dense").waitFor();
  assert.equal(await focused(), "encoder");
  await keyboard.press("Enter");
  assert.deepEqual(((await told()) as unknown[]).at(-1), [
    "open",
    { place: line(2), takesFocus: true },
  ]);
  await keyboard.press("End");
  assert.equal(await focused(), "head");
});

describe("the choice", () => {
  test("has the earlier version and the other models of open files", async () => {
    await opened.page.locator("vscode-single-select").click();
    const options = await opened.page.getByRole("option").allInnerTexts();
    assert.deepEqual(
      options.map((text) => text.trim()),
      ["Last commit", "encoder (encoder)", "other one.py: net (sequential)"],
    );
    await opened.page.getByRole("option", { name: "encoder (encoder)" }).click();
    assert.deepEqual(await told(), [
      ["compare-with", { uri: "file:///work/model.py", id: "encoder" }],
    ]);
  });

  test("leaves out what is the same", async () => {
    await opened.page.locator("vscode-checkbox").click();
    assert.deepEqual(await told(), [["only-changes", true]]);
    await opened.page.evaluate("comparison.onlyChanges = true");
    await row("image").waitFor({ state: "detached" });
    assert.equal(await opened.page.locator(".pair").count(), 5);
  });
});

describe("without a comparison", () => {
  for (const [what, set, text] of [
    ["nothing is known yet", "answer = null", "Comparing…"],
    [
      "there is no earlier version",
      "answer = { ...CHANGED, earlier: null, comparison: null }",
      "There is no earlier version of model.py to compare with.",
    ],
    [
      "the model is new",
      "answer = { ...CHANGED, comparison: null }",
      "model (classifier) is not in the earlier version of this file.",
    ],
  ] as const) {
    test(`says that ${what}`, async () => {
      await opened.page.evaluate(`comparison.${set}`);
      await opened.page.getByRole("status").getByText(text).waitFor();
    });
  }
});

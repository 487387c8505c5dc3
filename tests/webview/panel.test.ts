/** The panel in Chromium: when it asks the extension to compare. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ComponentPage } from "./component";

let opened: ComponentPage;

before(async () => {
  opened = await ComponentPage.open("panel.page.ts");
  await opened.page.waitForFunction("window.isThere");
  await opened.page.evaluate(`say({ type: "start", strings: ENGLISH, tab: null }); show();`);
});

after(async () => {
  await opened.close();
  assert.deepEqual(opened.problems, []);
});

const FILE = "file:///work/model.py";

/** What was compared since this was asked last. */
async function asked(): Promise<unknown> {
  return await opened.page.evaluate(`(async () => {
    await document.querySelector("keras-panel").updateComplete;
    const found = told.filter(({ type }) => type === "compare").map(({ left }) => left);
    told.length = 0;
    return found;
  })()`);
}

async function choose(name: string): Promise<void> {
  await opened.page.locator(".comparison-head vscode-single-select").click();
  await opened.page.getByRole("option", { name }).click();
}

test("nothing is compared while another tab is in front", async () => {
  await opened.page.locator("keras-table .row").first().waitFor();
  assert.deepEqual(await asked(), []);
});

test("the tab compares with the earlier version", async () => {
  await opened.page.getByRole("tab", { name: "Compare" }).click();
  assert.deepEqual(await asked(), [{ baseline: true }]);
  await opened.page.getByText("Comparing…").waitFor();
  await opened.page.evaluate(`say({ type: "comparison", answer: CHANGED })`);
  await opened.page.locator(".pair").first().waitFor();
  await opened.page.evaluate("show()");
  assert.deepEqual(await asked(), []);
});

test("another model is chosen, and is kept while the user looks at other tabs", async () => {
  await choose("net (sequential)");
  const net = { uri: "file:///work/other%20one.py", id: "net" };
  assert.deepEqual(await asked(), [net]);
  await opened.page.getByRole("tab", { name: "Table" }).click();
  assert.deepEqual(await asked(), [null]);
  await opened.page.getByRole("tab", { name: "Compare" }).click();
  assert.deepEqual(await asked(), [net]);
});

test("a link to what has changed compares with the earlier version again", async () => {
  await opened.page.evaluate(`say({ type: "tab", tab: "compare" })`);
  assert.deepEqual(await asked(), [{ baseline: true }]);
});

test("a model is not compared with itself", async () => {
  await opened.page.evaluate(`say({ type: "comparison", answer: CHANGED })`);
  await choose("encoder (encoder)");
  assert.deepEqual(await asked(), [{ uri: FILE, id: "encoder" }]);
  await opened.page.evaluate(`show("encoder")`);
  assert.deepEqual(await asked(), [{ baseline: true }]);
});

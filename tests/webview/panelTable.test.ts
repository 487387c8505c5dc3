/** The panel in Chromium, under the strict policy of its page: states, updates, what it keeps. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import type { Locator } from "playwright-core";

import { ComponentPage } from "./component";

let opened: ComponentPage;

before(async () => {
  opened = await ComponentPage.open("panelTable.page.ts", { width: 900, height: 600 }, [
    "panel.css",
  ]);
});

after(async () => {
  await opened.close();
  // There is no codicon.css in this page, and the icons of the toolbar ask for it.
  const problems = opened.problems.filter((one) => !one.includes("codicon"));
  assert.deepEqual(problems, []);
});

beforeEach(async () => {
  await opened.page.evaluate("kept.state = undefined; kept.sent.length = 0; makePanel()");
  await start();
});

/** What the extension does when the webview is ready. */
async function start(): Promise<void> {
  await send('{ type: "start", strings, tab: null }');
}

/** Sends a message of the extension, an expression in the page, and waits for what it does. */
async function send(message: string): Promise<void> {
  await opened.page.evaluate(`new Promise((resolve) => {
    const message = ${message};
    dispatchEvent(new MessageEvent("message", { data: message }));
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  })`);
}

/** Shows a model, an expression in the page, in the state that is given besides. */
async function show(model: string, more = "{}", answer = "{}"): Promise<void> {
  await send(`(() => {
    const model = ${model};
    const all = model === null ? [] : [{ id: model.id, key: 1, label: model.label }];
    return {
      type: "content",
      content: {
        stage: "ready",
        uri: "file:///model.py",
        fileName: "model.py",
        answer: { version: 1, complete: true, models: all, model, ...${answer} },
        isPinned: false,
        isStale: false,
        trouble: null,
        ...${more},
      },
    };
  })()`);
}

const rows = (): Locator => opened.page.locator(".row");
const row = (id: string): Locator => opened.page.locator(`.row[data-id="${id}"]`);

async function sent(type: string): Promise<unknown> {
  return await opened.page.evaluate(`kept.sent.filter((one) => one.type === "${type}")`);
}

async function scrollTop(): Promise<number> {
  return await opened.page.evaluate(`document.querySelector("keras-table").scrollTop`);
}

async function scrollTo(top: number): Promise<void> {
  await opened.page.evaluate(`new Promise((resolve) => {
    const table = document.querySelector("keras-table");
    table.addEventListener("scrollend", () => requestAnimationFrame(resolve), { once: true });
    table.scrollTop = ${String(top)};
  })`);
}

describe("without a model", () => {
  const states: [string, string, string, string][] = [
    ["no file", "null", '{ stage: "no-file", uri: null, answer: null }', "states.noFile"],
    ["the server starts", "null", '{ stage: "starting", answer: null }', "states.starting"],
    ["no model", "null", "{}", "states.noModel"],
  ];
  for (const [name, model, more, text] of states) {
    test(`${name}: the panel says so`, async () => {
      await show(model, more);
      assert.match(await opened.page.locator(".empty").innerText(), new RegExp(`^${text}`));
      assert.equal(await rows().count(), 0);
    });
  }

  test("answers are awaited", async () => {
    await show("null", "{}", "{ complete: false }");
    assert.equal(await opened.page.locator(".empty").innerText(), "states.waiting");
    assert.equal(await opened.page.locator(".progress.on").count(), 1);
  });
});

describe("the table", () => {
  test("has a row for each layer, and colours those with a finding", async () => {
    await show("models.founding()");
    assert.deepEqual(await rows().locator(".layer .text").allTextContents(), [
      "dense",
      "flatten",
      "dense_1",
    ]);
    assert.match((await row("dense").getAttribute("class"))!, /has-warning/);
    assert.match((await row("dense").locator(".layer").getAttribute("title"))!, /last axis/);
  });

  test("cuts neither a count nor the heading above it, wherever it stands", async () => {
    try {
      for (const width of [300, 400, 520, 700, 900]) {
        await opened.page.setViewportSize({ width, height: 600 });
        await show(`{
          ...models.founding(),
          layers: models.founding().layers.map((layer) => ({ ...layer, params: 1143667240 })),
        }`);
        await send('{ type: "start", strings: english, tab: null }');
        const cut = await opened.page
          .locator(".cell.params .text")
          .evaluateAll((all: unknown) =>
            (all as { scrollWidth: number; clientWidth: number; textContent: string }[])
              .filter((one) => one.scrollWidth > one.clientWidth)
              .map((one) => one.textContent),
          );
        assert.deepEqual(cut, [], `at ${String(width)} pixels`);
      }
    } finally {
      await opened.page.setViewportSize({ width: 900, height: 600 });
    }
  });

  test("gives the class behind a name what the name leaves", async () => {
    try {
      await opened.page.setViewportSize({ width: 520, height: 600 });
      await show(`{
        ...models.founding(),
        layers: models.founding().layers.map((layer) => ({
          ...layer,
          name: "batch_normalization_12",
          className: "BatchNormalization",
        })),
      }`);
      const widths = await rows().evaluateAll((all: unknown) =>
        (
          all as {
            querySelector(selector: string): { getBoundingClientRect(): { width: number } };
          }[]
        ).map((one) => one.querySelector(".layer .text").getBoundingClientRect().width),
      );
      const needed = await opened.page.evaluate<number>(`(() => {
        const name = document.querySelector(".layer .text").cloneNode(true);
        document.querySelector("keras-table").append(name);
        const { width } = name.getBoundingClientRect();
        name.remove();
        return width;
      })()`);
      assert.ok(Math.min(...widths) >= needed, `${String(widths)} of ${String(needed)}`);
    } finally {
      await opened.page.setViewportSize({ width: 900, height: 600 });
    }
  });

  test("says of nested models only whether they are open", async () => {
    await show("models.nested()");
    const twisties = opened.page.locator(".row .twistie");
    assert.ok((await twisties.count()) > 0);
    const expanded = await rows().evaluateAll((all: unknown) =>
      (all as { getAttribute(name: string): string | null }[]).map((one) =>
        one.getAttribute("aria-expanded"),
      ),
    );
    assert.equal(expanded.filter((one) => one === "false").length, await twisties.count());
    assert.equal(expanded.filter((one) => one !== null && one !== "false").length, 0);
  });

  test("tells where a chosen layer stands", async () => {
    await show("models.founding()");
    await row("flatten").click();
    assert.deepEqual(await sent("reveal"), [
      {
        type: "reveal",
        place: {
          uri: "file:///model.py",
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
        },
        takesFocus: false,
      },
    ]);
  });

  test("keeps elements, selection, focus and scroll when the model changes", async () => {
    await show("models.denseNet()");
    await scrollTo(800);
    await rows().nth(40).click();
    const id = await rows().nth(40).getAttribute("data-id");
    await opened.page.evaluate(`window.before = document.querySelectorAll(".row")[40]`);
    await show(
      "(() => { const model = models.denseNet(); return { ...model, layers: model.layers.slice(0, 100) }; })()",
      "{}",
      "{ version: 2 }",
    );
    assert.equal(await rows().count(), 100);
    assert.equal(await row(id!).getAttribute("aria-selected"), "true");
    assert.equal(
      await opened.page.evaluate(`before.isConnected && document.activeElement === before`),
      true,
    );
    assert.equal(await scrollTop(), 800);
  });

  test("is found again as it was left", async () => {
    await show("models.denseNet()");
    await scrollTo(1100);
    await opened.page.locator(".filter input").fill("conv");
    await opened.page.locator(".heading.params button").click();
    await opened.page.locator(".filter input").fill("");
    await rows().nth(2).click();
    const id = await rows().nth(2).getAttribute("data-id");
    await scrollTo(660);
    await opened.page.evaluate("makePanel()");
    await start();
    await show("models.denseNet()");
    assert.equal(await scrollTop(), 660);
    assert.equal(await row(id!).getAttribute("aria-selected"), "true");
    assert.equal(
      await opened.page.locator(".heading.params").getAttribute("aria-sort"),
      "descending",
    );
  });

  test("one row can be reached by the tab key, the chosen one", async () => {
    await show("models.founding()");
    await row("flatten").click();
    assert.deepEqual(
      await rows().evaluateAll((all: unknown) =>
        (all as { tabIndex: number }[]).map(({ tabIndex }) => tabIndex),
      ),
      [-1, 0, -1],
    );
  });

  test("a model of an earlier version is dimmed", async () => {
    await show("models.founding()", "{ isStale: true }");
    assert.equal(await opened.page.locator(".stale").innerText(), "states.stale");
    assert.equal(await rows().count(), 3);
  });
});

describe("a model that Keras refuses", () => {
  test("has rows in the colours of their findings, a closed model that of what is in it", async () => {
    await show("models.refused()");
    const looks = new Map<string, RegExp>([
      ["lstm", /has-information/],
      ["lstm_1", /unknown has-error/],
      ["head", /unknown has-warning/],
    ]);
    for (const [id, look] of looks) {
      assert.match((await row(id).getAttribute("class"))!, look);
    }
    assert.equal(
      await row("lstm_1").getByRole("img", { name: "LSTM needs a sequence." }).count(),
      1,
    );
    assert.match(
      (await row("lstm_1").locator(".layer").getAttribute("title"))!,
      /needs a sequence/,
    );
    assert.deepEqual(await row("lstm_1").locator(".shape, .params").allInnerTexts(), ["?", "?"]);
  });

  test("says why, and leads to the layer that is the cause", async () => {
    await show("models.refused()");
    const why = opened.page.getByRole("status").getByRole("button");
    assert.equal(await why.innerText(), "problem.refused LSTM needs a sequence.");
    await why.click();
    assert.match((await row("lstm_1").getAttribute("class"))!, /selected/);
    assert.equal(((await sent("reveal")) as unknown[]).length, 1);
    await show('{ ...models.refused(), problem: { text: "Why.", layer: null, isRefusal: false } }');
    assert.equal(await why.count(), 0);
    assert.equal(await opened.page.locator(".problem").innerText(), "problem.unknown Why.");
    await show("models.founding()");
    assert.equal(await opened.page.locator(".problem").count(), 0);
  });

  test("opens the model that the cause is in", async () => {
    await show(`{
      ...models.refused(),
      problem: { text: "It is linear.", layer: "head/dense", isRefusal: true },
    }`);
    await opened.page.locator(".problem button").click();
    assert.match((await row("head/dense").getAttribute("class"))!, /selected/);
  });

  test("has at least so many parameters", async () => {
    await send('{ type: "start", strings: english, tab: null }');
    await show("models.refused()");
    assert.deepEqual(await opened.page.locator(".totals dd").allInnerTexts(), [
      "at least 5,248",
      "at least 5,248",
      "not known",
      "at least 20.50 KB",
    ]);
    await show("{ ...models.refused(), atLeast: null }");
    assert.deepEqual(
      new Set(await opened.page.locator(".totals dd").allInnerTexts()),
      new Set(["not known"]),
    );
  });
});

describe("the toolbar", () => {
  test("copies in a format", async () => {
    await show("models.founding()");
    await opened.page.locator('vscode-toolbar-button[icon="copy"]').click();
    await opened.page.getByText("toolbar.copyAs.latex").click();
    assert.deepEqual(await sent("copy"), [{ type: "copy", format: "latex" }]);
  });

  test("pins, and takes it back", async () => {
    await show("models.founding()");
    await opened.page.locator('vscode-toolbar-button[icon="pin"]').click();
    await show("models.founding()", "{ isPinned: true }");
    await opened.page.locator('vscode-toolbar-button[icon="pinned"]').click();
    assert.deepEqual(await sent("pin"), [
      { type: "pin", isPinned: true },
      { type: "pin", isPinned: false },
    ]);
  });

  test("arrow keys go from tab to tab", async () => {
    await show("models.founding()");
    await opened.page.getByRole("tab", { name: "tabs.table" }).focus();
    await opened.page.keyboard.press("ArrowRight");
    await opened.page.locator("keras-diagram .item").first().waitFor();
    assert.equal(
      await opened.page.getByRole("tab", { name: "tabs.diagram" }).getAttribute("aria-selected"),
      "true",
    );
  });
});

/** The panel in Chromium: how it was left is how it is found again, once VS Code has thrown its page
 * away (it was hidden, moved to another window) or another tab was in front. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import type { Locator } from "playwright-core";

import { ComponentPage } from "./component";

let opened: ComponentPage;

before(async () => {
  const styles = ["panel.css", "comparison/comparison.css"];
  opened = await ComponentPage.open("panelTable.page.ts", { width: 900, height: 400 }, styles);
});

after(async () => {
  await opened.close();
  // There is no codicon.css in this page, and the icons of the toolbar ask for it.
  assert.deepEqual(
    opened.problems.filter((one) => !one.includes("codicon")),
    [],
  );
});

beforeEach(async () => {
  await opened.page.evaluate("kept.state = undefined; kept.sent.length = 0");
});

/** Sends a message of the extension, an expression in the page, and waits for what it does. */
async function send(message: string): Promise<void> {
  await opened.page.evaluate(`new Promise((resolve) => {
    dispatchEvent(new MessageEvent("message", { data: ${message} }));
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  })`);
}

const CURSOR = `{ type: "cursor", uri: "file:///model.py", position: { line: 0, character: 0 } }`;

/** A page that is new, and what the extension says to it. */
async function openPanel(model: string): Promise<void> {
  await opened.page.evaluate("makePanel()");
  await send('{ type: "start", strings: english, tab: null }');
  await send(CURSOR);
  await send(`(() => {
    const model = ${model};
    return {
      type: "content",
      content: {
        stage: "ready",
        uri: "file:///model.py",
        fileName: "model.py",
        answer: { version: 1, complete: true, models: [], model },
        trouble: null,
        isPinned: false,
        isStale: false,
      },
    };
  })()`);
}

const tab = (name: string): Locator => opened.page.getByRole("tab", { name });

async function scrollTop(element: string): Promise<number> {
  return await opened.page.evaluate(`document.querySelector("${element}").scrollTop`);
}

async function scrollTo(element: string, top: number): Promise<void> {
  await opened.page.evaluate(`new Promise((resolve) => {
    const element = document.querySelector("${element}");
    element.addEventListener("scrollend", () => requestAnimationFrame(resolve), { once: true });
    element.scrollTop = ${String(top)};
  })`);
}

async function until(condition: string): Promise<void> {
  while (!(await opened.page.evaluate<boolean>(condition))) {
    await opened.page.waitForTimeout(50);
  }
}

describe("the table", () => {
  test("stays where it was scrolled to, wherever the cursor is", async () => {
    await openPanel("models.denseNet()");
    await scrollTo("keras-table", 1100);
    await openPanel("models.denseNet()");
    assert.equal(await scrollTop("keras-table"), 1100);
    await tab("Diagram").click();
    await tab("Table").click();
    assert.equal(await scrollTop("keras-table"), 1100);
  });

  test("shows the layer at the cursor when it is opened first", async () => {
    await openPanel(`(() => {
      const model = models.denseNet();
      const last = model.layers.at(-1);
      const at = { line: 7, character: 0 };
      const layers = model.layers.map((layer) => ({ ...layer, place: null }));
      const place = { uri: "file:///model.py", range: { start: at, end: at } };
      return { ...model, layers: [...layers.slice(0, -1), { ...last, place }] };
    })()`);
    await send(CURSOR.replace("line: 0", "line: 7"));
    await opened.page.locator("keras-table .row.marked").waitFor();
    assert.notEqual(await scrollTop("keras-table"), 0);
  });

  test("has its filter, and the models that were opened", async () => {
    await openPanel("models.nested()");
    await opened.page.locator(".row .twistie").first().dispatchEvent("click");
    const open = await opened.page.locator("keras-table .row").count();
    await openPanel("models.nested()");
    assert.equal(await opened.page.locator("keras-table .row").count(), open);
    await opened.page.locator(".filter input").fill("dense");
    await openPanel("models.nested()");
    assert.equal(await opened.page.locator(".filter input").inputValue(), "dense");
  });
});

describe("the diagram", () => {
  test("has its search", async () => {
    await openPanel("models.denseNet()");
    await tab("Diagram").click();
    const search = opened.page.locator("keras-diagram .search input");
    await search.fill("concat");
    await opened.page.locator("keras-diagram .item.match").first().waitFor({ state: "attached" });
    await openPanel("models.denseNet()");
    assert.equal(await search.inputValue(), "concat");
    await opened.page.locator("keras-diagram .item.match").first().waitFor({ state: "attached" });
  });

  test("stays where it was moved to", async () => {
    const scene = opened.page.locator("keras-diagram .scene");
    await openPanel("models.denseNet()");
    await tab("Diagram").click();
    await opened.page.locator("keras-diagram .item").first().waitFor({ state: "attached" });
    const before = await scene.getAttribute("transform");
    await opened.page.mouse.move(400, 250);
    await opened.page.mouse.wheel(0, 300);
    await until("Object.values(kept.state.models).some(({ diagram }) => diagram?.place)");
    const moved = await scene.getAttribute("transform");
    assert.notEqual(moved, before);
    await openPanel("models.denseNet()");
    await opened.page.locator("keras-diagram .item").first().waitFor({ state: "attached" });
    assert.equal(await scene.getAttribute("transform"), moved);
  });
});

describe("the comparison", () => {
  /** A comparison with forty more layers. */
  const LONG = `(() => {
    const [first, ...others] = CHANGED.comparison.layers;
    const named = (side, id) => ({ ...side, id, name: id });
    const more = Array.from({ length: 40 }, (_, index) => {
      const id = "image" + index;
      return { ...first, left: named(first.left, id), right: named(first.right, id) };
    });
    const layers = [first, ...others, ...more];
    return { type: "comparison", answer: { ...CHANGED, comparison: { ...CHANGED.comparison, layers } } };
  })()`;
  const pairs = (): Locator => opened.page.locator(".pair");

  async function openComparison(): Promise<void> {
    await openPanel("models.founding()");
    await send(LONG);
    await pairs().first().waitFor();
  }

  test("has its folds, its selection, and its place", async () => {
    await openPanel("models.founding()");
    await tab("Compare").click();
    await send(LONG);
    await opened.page.locator('.pair[data-id="encoder"] .twistie').first().dispatchEvent("click");
    await opened.page.locator('.pair[data-id="dropout"]').click();
    assert.equal(await pairs().count(), 45);
    await scrollTo(".pairs", 330);
    const again = async (): Promise<void> => {
      assert.equal(await pairs().count(), 45);
      assert.equal(await opened.page.locator(".pair.selected").getAttribute("data-id"), "dropout");
      assert.equal(await scrollTop(".pairs"), 330);
    };
    await openComparison();
    await again();
    await tab("Table").click();
    await tab("Compare").click();
    await send(LONG);
    await again();
  });

  test("has what it is compared with, and whether only changes are shown", async () => {
    await openPanel("models.founding()");
    await tab("Compare").click();
    await send(LONG);
    await opened.page.locator("vscode-checkbox").click();
    await opened.page.locator(".comparison-head vscode-single-select").click();
    await opened.page.getByRole("option", { name: "net (sequential)" }).click();
    await opened.page.evaluate("kept.sent.length = 0");
    await openComparison();
    assert.equal(await pairs().count(), 5);
    assert.deepEqual(
      await opened.page.evaluate("kept.sent.find(({ type }) => type === 'compare')"),
      {
        type: "compare",
        left: { uri: "file:///work/other%20one.py", id: "net" },
      },
    );
  });
});

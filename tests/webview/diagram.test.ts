/** The diagram in Chromium: what a user does with mouse and keyboard, and what is to be seen. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Locator } from "playwright-core";

import { ComponentPage } from "./component";

let opened: ComponentPage;

before(async () => {
  opened = await ComponentPage.open("diagram.page.ts");
});

after(async () => {
  await opened.close();
  assert.deepEqual(opened.problems, []);
});

/** Shows a model of `tests/client/diagram/models.ts`, and waits for its picture. */
async function show(model: string): Promise<void> {
  await opened.page.evaluate(`(async () => {
    events.length = 0;
    diagram.selected = diagram.marked = null;
    diagram.view = models.${model}();
    const canvas = diagram.shadowRoot.querySelector("keras-diagram-canvas");
    while (canvas.shownModel?.split("#")[1] !== diagram.view.id) {
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
  })()`);
}

function card(name: string): Locator {
  return opened.page.locator(`.item[data-id="${name}"]`);
}

function button(label: string): Locator {
  return opened.page.locator(`vscode-toolbar-button[label^="${label}"]`);
}

async function scale(): Promise<number> {
  return Number.parseInt(await opened.page.locator(".scale").innerText());
}

/** What the diagram has said last, but for how it is left. */
async function told(): Promise<unknown> {
  return await opened.page.evaluate(`events.filter(([type]) => type !== "keep").at(-1)`);
}

async function focused(): Promise<string | undefined> {
  return await opened.page.evaluate(`
    diagram.shadowRoot.activeElement?.shadowRoot.activeElement?.dataset.id`);
}

describe("the picture", () => {
  test("has a card for each layer with its texts", async () => {
    await show("founding");
    assert.deepEqual(await card("dense").locator(".details text").allTextContents(), [
      "Dense",
      "128 params",
      "dense",
      "(None, 28, 28, 64)",
    ]);
    assert.equal(await opened.page.locator(".item").count(), 3);
  });

  test("stays the same element where the layer stays", async () => {
    await show("founding");
    await opened.page.evaluate(`diagram.shadowRoot.querySelector("keras-diagram-canvas")
      .shadowRoot.querySelector('[data-id="flatten"]').toldApart = true`);
    await opened.page.evaluate(`(async () => {
      const view = models.founding();
      view.layers[0].name = "first";
      diagram.view = view;
    })()`);
    await card("dense").locator("text", { hasText: "first" }).waitFor();
    assert.equal(await card("flatten").evaluate((element) => "toldApart" in element), true);
  });

  test("shows what came last when views come fast", async () => {
    await opened.page.evaluate(`
      diagram.view = models.denseNet();
      diagram.updateComplete.then(() => { diagram.view = models.unet(); })
        .then(() => diagram.updateComplete)
        .then(() => { diagram.view = models.residual(); })`);
    await card("add").waitFor();
    assert.equal(await opened.page.locator(".item").count(), 10);
  });

  test("says everything to a screen reader", async () => {
    await show("founding");
    const tree = await opened.page.locator("keras-diagram-canvas").ariaSnapshot();
    assert.match(tree, /group "Diagram of sequential"/);
    assert.match(tree, /button "Flatten flatten, output shape \(None, 50176\)"/);
    assert.match(tree, /128 params\. Warning: Dense works on the last axis only/);
  });

  test("has a question mark for the shape of what is not known, and says why", async () => {
    await show("refused");
    assert.deepEqual(await card("lstm_1").locator(".details text").allTextContents(), [
      "LSTM",
      "? params",
      "lstm_1",
      "?",
    ]);
    assert.equal(await card("lstm_1").locator(".card-error").count(), 1);
    const tree = await opened.page.locator("keras-diagram-canvas").ariaSnapshot();
    assert.match(tree, /LSTM lstm_1, output shape \?, .*Error: LSTM needs a sequence\./);
  });

  test("is empty without a model", async () => {
    await show("founding");
    await opened.page.evaluate("diagram.view = null");
    await card("dense").waitFor({ state: "detached" });
  });
});

describe("mouse", () => {
  test("a click selects, a double click opens the source", async () => {
    await show("residual");
    await card("conv2d_1").click();
    const events = await opened.page.evaluate(`events.filter(([type]) => type !== "keep")`);
    assert.deepEqual(events, [
      ["select", { id: "conv2d_1" }],
      ["open", { id: "conv2d_1", takesFocus: false }],
    ]);
    assert.match((await card("conv2d_1").getAttribute("class"))!, /selected/);
    await card("add").dblclick();
    assert.deepEqual(await told(), ["open", { id: "add", takesFocus: true }]);
  });

  test("the wheel scrolls, with Ctrl it zooms; dragging moves", async () => {
    await show("unet");
    const { page } = opened;
    const top = async (): Promise<number> => (await card("conv2d").boundingBox())!.y;
    await page.mouse.move(450, 450);
    const start = await top();
    await page.mouse.wheel(0, 100);
    await expectNear(top, start - 100);
    await page.mouse.move(80, 300);
    await page.mouse.down();
    await page.mouse.move(80, 340, { steps: 4 });
    await page.mouse.up();
    await expectNear(top, start - 60);
    const before = await scale();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await expectNear(scale, before * 2 ** 0.33);
  });

  test("the chevron folds and unfolds, and stays where it is", async () => {
    await show("nested");
    const chevron = card("encoder/block").locator(".chevron-down");
    const before = (await chevron.boundingBox())!;
    await chevron.click();
    await card("encoder/block/conv2d").waitFor({ state: "detached" });
    const after = (await card("encoder/block").locator(".chevron-right").boundingBox())!;
    assert.ok(Math.abs(after.y - before.y) < 2 && Math.abs(after.x - before.x) < 2);
    await card("encoder/block").locator(".chevron-right").click();
    await card("encoder/block/conv2d").waitFor();
  });
});

describe("keyboard", () => {
  test("goes on from the card that was clicked", async () => {
    await show("residual");
    await card("conv2d_1").click();
    assert.equal(await focused(), "conv2d_1");
    await opened.page.keyboard.press("ArrowUp");
    assert.equal(await focused(), "conv2d");
  });

  test("arrows walk along the lines, Enter opens, Space folds", async () => {
    await show("inception");
    const { keyboard } = opened.page;
    await card("input_layer").focus();
    await keyboard.press("ArrowDown");
    const next = (await focused())!;
    assert.match(next, /^conv2d/);
    await keyboard.press("ArrowUp");
    assert.equal(await focused(), "input_layer");
    await keyboard.press("End");
    assert.equal(await focused(), "concatenate");
    await keyboard.press("Enter");
    assert.deepEqual(await told(), ["open", { id: "concatenate", takesFocus: true }]);
    await show("nested");
    await card("decoder").focus();
    await keyboard.press("Space");
    await card("decoder/reshape").waitFor({ state: "detached" });
    assert.equal(await focused(), "decoder");
    assert.equal(await card("decoder").getAttribute("aria-expanded"), "false");
  });

  test("the menu of the export opens, is used and closed with keys", async () => {
    await show("founding");
    const { page } = opened;
    const menu = page.locator("vscode-context-menu");
    const openMenu = async (): Promise<void> => {
      await button("Export").locator("button").focus();
      await page.keyboard.press("Enter");
      await menu.locator(".context-menu:focus").waitFor();
    };
    await openMenu();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await openMenu();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await until(async () => ((await told()) as string[] | undefined)?.[0] === "export-diagram");
    assert.equal(await menu.count(), 0);
    await page.keyboard.press("Tab");
    await page.locator("svg.canvas:focus").waitFor();
  });

  test("one card is in the order of Tab, behind the diagram itself", async () => {
    await show("residual");
    const reachable = opened.page.locator('.item[tabindex="0"]');
    assert.equal(await reachable.count(), 1);
    await card("add").focus();
    assert.equal(await reachable.getAttribute("data-id"), "add");
  });

  test("+ and - zoom, 0 fits", async () => {
    await show("unet");
    await card("input_layer").focus();
    const before = await scale();
    await opened.page.keyboard.press("+");
    await expectNear(scale, before * 1.25);
    await opened.page.keyboard.press("-");
    await expectNear(scale, before);
    await opened.page.keyboard.press("0");
    await until(async () => (await scale()) < 50);
    const box = (await opened.page.locator(".scene").boundingBox())!;
    assert.ok(box.y > 30 && box.y + box.height < 900);
  });
});

describe("selection from outside", () => {
  test("moves the picture only if the card is out of view", async () => {
    await show("unet");
    const place = async (): Promise<string | null> =>
      await opened.page.locator(".scene").getAttribute("transform");
    const before = await place();
    await opened.page.evaluate(`diagram.selected = "conv2d_1"`);
    await opened.page.locator('.selected[data-id="conv2d_1"]').waitFor();
    assert.equal(await place(), before);
    await opened.page.evaluate(`diagram.marked = "conv2d_17"`);
    await opened.page.locator('.marked[data-id="conv2d_17"]:not(.off)').waitFor();
    const box = (await card("conv2d_17").boundingBox())!;
    assert.ok(box.y > 30 && box.y + box.height < 900);
  });

  test("of a layer that is folded away marks the card it is in", async () => {
    await show("denseNet");
    await opened.page.evaluate(`diagram.selected = "conv3_block2_1_conv"`);
    await opened.page.locator('.selected[data-id="repeat:conv3_block1_0_bn"]').waitFor();
  });
});

describe("what is kept", () => {
  const kept = async (): Promise<unknown> =>
    await opened.page.evaluate(`events.findLast(([type]) => type === "keep")?.[1]`);

  test("are folds and the place, and a diagram that is new begins with them", async () => {
    await show("nested");
    const { page } = opened;
    await card("encoder/block").locator(".chevron-down").click();
    await card("encoder/block/conv2d").waitFor({ state: "detached" });
    await page.mouse.move(450, 450);
    await page.mouse.wheel(0, 120);
    await until(async () => ((await kept()) as { place?: unknown } | undefined)?.place != null);
    const { folds } = (await kept()) as { folds: Record<string, boolean> };
    assert.equal(folds["encoder/block"], true);
    const place = await page.locator(".scene").getAttribute("transform");
    await page.evaluate(`(() => {
      diagram.kept = events.findLast(([type]) => type === "keep")[1];
      const next = document.createElement("keras-diagram");
      Object.assign(next, { strings: diagram.strings, kept: diagram.kept, view: diagram.view });
      diagram.replaceWith(next);
      [window.first, diagram] = [diagram, next];
    })()`);
    await page.locator(`.scene[transform="${place!}"]`).waitFor();
    await card("encoder/block").waitFor();
    assert.equal(await card("encoder/block/conv2d").count(), 0);
    await page.evaluate(`(() => {
      diagram.replaceWith(first);
      diagram = first;
      diagram.kept = null;
    })()`);
  });
});

describe("search", () => {
  test("marks what it finds, and steps through it, unfolding", async () => {
    await show("denseNet");
    const { page } = opened;
    await card("input_layer").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("conv2_block2");
    await page.locator(".count", { hasText: "? of 7" }).waitFor();
    assert.deepEqual(await page.locator(".item.match").count(), 1);
    await page.keyboard.press("Enter");
    await card("conv2_block2_0_bn").waitFor();
    await page.locator(".count", { hasText: "1 of 7" }).waitFor();
    await page.keyboard.press("Shift+Enter");
    await page.locator(".count", { hasText: "7 of 7" }).waitFor();
    await page.locator('.selected[data-id="conv2_block2_concat"]').waitFor();
    assert.deepEqual(await told(), ["select", { id: "conv2_block2_concat" }]);
    await page.keyboard.press("Escape");
    await page.locator(".item.match").first().waitFor({ state: "detached" });
  });
});

describe("500 layers", () => {
  test("unfold at once, all of them", async () => {
    await show("denseNet");
    await button("Unfold All").click();
    await card("conv5_block16_concat").waitFor({ state: "attached" });
    const layers = await opened.page.locator('.item:not([data-id*=":"])').count();
    assert.equal(layers, await opened.page.evaluate("diagram.view.layers.length"));
    const shown = await opened.page.locator(".item:not(.off)").count();
    assert.ok(shown < 40, String(shown));
  });

  test("far away there are boxes, nearer titles, then everything", async () => {
    await show("denseNet");
    await button("Unfold All").click();
    await card("conv5_block16_concat").waitFor({ state: "attached" });
    await button("Fit").click();
    await opened.page.locator(".canvas.far").waitFor();
    assert.equal(await opened.page.locator(".details:visible").count(), 0);
  });
});

describe("export", () => {
  test("as SVG is a file that stands for itself", async () => {
    await show("twoInputs");
    await opened.page.evaluate(`diagram.exportAs("svg")`);
    const [, { data }] = (await told()) as [string, { data: string }];
    const found = await opened.page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, "image/svg+xml");
      return [document.querySelectorAll("parsererror").length, document.documentElement.tagName];
    }, data);
    assert.deepEqual(found, [0, "svg"]);
    assert.match(data, /fill="rgb\(204, 204, 204\)"/);
    assert.doesNotMatch(data, /var\(/);
  });

  test("as PNG is twice as large", async () => {
    await show("twoInputs");
    await opened.page.evaluate(`diagram.exportAs("png")`);
    const [, { format, data }] = (await told()) as [string, { format: string; data: string }];
    assert.equal(format, "png");
    const bytes = Buffer.from(data, "base64");
    assert.deepEqual(bytes.subarray(1, 4).toString(), "PNG");
    const width = await opened.page.evaluate("Math.ceil(diagram.picture.width * 2)");
    assert.equal(bytes.readUInt32BE(16), width);
  });
});

async function expectNear(look: () => Promise<number>, expected: number): Promise<void> {
  await until(async () => Math.abs((await look()) - expected) <= 2);
}

/** Looks again until it is so. */
async function until(look: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await look())) {
    assert.ok(Date.now() < end, look.toString());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The comparison in Chromium, in much and in little room. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { ComponentPage } from "./component";

let opened: ComponentPage;

before(async () => {
  const styles = ["panel.css", "comparison/comparison.css"];
  opened = await ComponentPage.open("comparison.page.ts", { width: 900, height: 900 }, styles);
  // A layer that has become another one, under the name that Keras makes of its class.
  await opened.page.evaluate(`(async () => {
    document.body.style.fontSize = "13px";
    const [first, ...others] = CHANGED.comparison.layers;
    const left = { ...first.left, id: "max_pooling2d", name: "max_pooling2d", className: "MaxPooling2D" };
    const name = "global_average_pooling2d";
    const right = { ...left, id: name, name, className: "GlobalAveragePooling2D" };
    const pooling = { ...first, state: "changed", changes: ["class"], left, right };
    const layers = [first, pooling, ...others];
    comparison.answer = { ...CHANGED, comparison: { ...CHANGED.comparison, layers } };
    await comparison.updateComplete;
  })()`);
});

after(async () => {
  await opened.close();
  assert.deepEqual(opened.problems, []);
});

interface Seen {
  readonly layout: string;
  readonly cut: readonly string[];
  readonly rows: readonly string[];
}

/** At a width: the layout, the texts that are cut, and what can be read of the pooling layer. */
async function at(width: number): Promise<Seen> {
  await opened.page.setViewportSize({ width, height: 900 });
  return await opened.page.evaluate<Seen>(`new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const isSeen = (element) => element.checkVisibility();
      const texts = [...document.querySelectorAll(".pair .text")].filter(isSeen);
      const sides = [...document.querySelectorAll(".pair[data-id^=global] .side")].filter(isSeen);
      resolve({
        layout: document.querySelector(".pairs").classList[1],
        cut: texts.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
        rows: sides.map((side) => side.querySelector(".names .text").textContent),
      });
    }));
  })`);
}

const POOLING = ["max_pooling2d", "global_average_pooling2d"];

describe("names are never cut", () => {
  for (const [width, layout] of [
    [340, "narrow"],
    [600, "lines"],
    [1000, "sides"],
    [1400, "sides"],
  ] as const) {
    test(`${String(width)} pixels: ${layout}`, async () => {
      assert.deepEqual(await at(width), { layout, cut: [], rows: POOLING });
    });
  }
});

test("one below the other, what is the same stands once", async () => {
  await at(600);
  const same = opened.page.locator('.pair[data-id="image"] .side');
  assert.equal(await same.filter({ visible: true }).count(), 1);
  const gone = opened.page.locator('.pair[data-id="−flatten"] .side');
  assert.equal(await gone.filter({ visible: true }).count(), 1);
});

test("where there is no room for a class that has changed, the name says so", async () => {
  await at(320);
  const marked = await opened.page
    .locator('.pair[data-id^="global"] .names .text.differs')
    .allInnerTexts();
  assert.deepEqual(marked, POOLING);
});

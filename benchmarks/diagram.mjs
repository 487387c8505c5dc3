/** How long the diagram takes: `node --import tsx benchmarks/diagram.mjs`, with Chromium.
 *
 * Large against small in one run says how time grows with the layers, on any machine; a picture of
 * 500 layers is to be there in less than two seconds, and moving it is to take 60 frames a second.
 */

import { ComponentPage } from "../tests/webview/component.ts";

const TURNS = 7;
const SMALL = "models.denseNet([2, 2, 1])";
const LARGE = "models.denseNet([6, 12, 24, 25])";

/** In the page: shows a model, folded or not; the milliseconds until it has been painted. */
const SHOW = `
window.painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
window.show = async (view, isFolded, number) => {
  const start = performance.now();
  const canvas = () => diagram.shadowRoot.querySelector("keras-diagram-canvas");
  const before = diagram.picture;
  diagram.view = { ...view, id: "model" + number };
  await diagram.updateComplete;
  while (diagram.picture === before) {
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (!isFolded && diagram.arranger.canFold) {
    const folded = diagram.picture;
    diagram.foldAll(false);
    while (diagram.picture === folded) {
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  await diagram.updateComplete;
  await canvas().updateComplete;
  await painted();
  return performance.now() - start;
};
window.pan = async (frames) => {
  const times = [];
  let last = performance.now();
  for (let frame = 0; frame < frames; frame += 1) {
    diagram.shadowRoot.querySelector("keras-diagram-canvas").panBy(0, frame % 60 < 30 ? -20 : 20);
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - last);
    last = performance.now();
  }
  return times.sort((a, b) => a - b);
};
`;

const opened = await ComponentPage.open("diagram.page.ts");
try {
  await opened.page.evaluate(SHOW);
  let number = 0;
  const show = (model, isFolded) =>
    opened.page.evaluate(`show(${model}, ${String(isFolded)}, ${String(number++)})`);
  const layers = await opened.page.evaluate(`[${SMALL}, ${LARGE}].map((m) => m.layers.length)`);
  console.log(`first picture, the worker starting: ${ms(await show(LARGE, true))}`);
  const [small, large, folded] = [[], [], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    small.push(await show(SMALL, false));
    large.push(await show(LARGE, false));
    folded.push(await show(LARGE, true));
  }
  console.log(`${String(layers[0])} layers: ${ms(median(small))}`);
  console.log(`${String(layers[1])} layers, repeats folded: ${ms(median(folded))}`);
  console.log(`${String(layers[1])} layers, all unfolded: ${ms(median(large))}`);
  const ratio = median(large) / median(small);
  console.log(`all unfolded against small: ${ratio.toFixed(1)} times the time`);
  await show(LARGE, false);
  for (const [name, key] of [
    ["moving it, near", null],
    ["moving it, whole", "fit"],
  ]) {
    if (key !== null) {
      await opened.page.evaluate(`diagram.${key}()`);
    }
    const times = await opened.page.evaluate("pan(180)");
    console.log(`${name}: ${ms(median(times))} a frame, the slowest 5% ${ms(times.at(-9))}`);
  }
} finally {
  await opened.close();
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function ms(time) {
  return `${time.toFixed(time < 100 ? 1 : 0)} ms`;
}

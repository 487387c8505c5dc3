/** In the page: a comparison, and what it has told. */

import { KerasComparison } from "../../client/webview/comparison/kerasComparison";

import { CHANGED } from "../client/panel/comparisons";
import { ENGLISH } from "../client/panel/english";

const events: [string, unknown][] = [];
const comparison = Object.assign(new KerasComparison(), {
  answer: CHANGED,
  strings: ENGLISH,
  shown: { uri: "file:///work/model.py", id: "model", label: "model (classifier)" },
  comparedWith: { baseline: true },
  onlyChanges: false,
});
comparison.addEventListener("select", (event) => {
  comparison.selected = (event as CustomEvent<string>).detail;
});
comparison.addEventListener("fold", (event) => {
  const { id, isFolded } = (event as CustomEvent<{ id: string; isFolded: boolean }>).detail;
  comparison.folds = { ...comparison.folds, [id]: isFolded };
});
for (const type of ["compare-with", "only-changes", "open"]) {
  comparison.addEventListener(type, (event) => {
    events.push([type, (event as CustomEvent).detail]);
  });
}
document.body.append(comparison);
Object.assign(window, { comparison, events, CHANGED });

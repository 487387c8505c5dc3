/** In the page: a comparison, and what it has told. */

import "../../client/webview/comparison/kerasComparison";

import { CHANGED } from "../client/panel/comparisons";
import { ENGLISH } from "../client/panel/english";

const events: [string, unknown][] = [];
const comparison = Object.assign(document.createElement("keras-comparison"), {
  answer: CHANGED,
  strings: ENGLISH,
  shown: { uri: "file:///work/model.py", id: "model", label: "model (classifier)" },
  comparedWith: { baseline: true },
  onlyChanges: false,
});
for (const type of ["compare-with", "only-changes", "open"]) {
  comparison.addEventListener(type, (event) => {
    events.push([type, (event as CustomEvent).detail]);
  });
}
document.body.append(comparison);
Object.assign(window, { comparison, events, CHANGED });

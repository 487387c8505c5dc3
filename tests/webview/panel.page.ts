/** In the page: the whole panel, and what it tells the extension. */

import type {
  FromWebview,
  PanelContent,
  PanelState,
  ToWebview,
} from "../../client/shared/panelMessages";
import { CHANGED, FILE } from "../client/panel/comparisons";
import { ENGLISH } from "../client/panel/english";
import { NESTED } from "../client/panel/layers";

const told: FromWebview[] = [];
let kept: PanelState | undefined;
const api = {
  postMessage: (message: FromWebview) => told.push(message),
  getState: () => kept,
  setState: (state: PanelState) => {
    kept = state;
  },
};
Object.assign(window, { acquireVsCodeApi: () => api });

function say(message: ToWebview): void {
  window.dispatchEvent(new MessageEvent("message", { data: message }));
}

/** What the extension shows: a model of a file. */
function show(id = "model", given: Partial<PanelContent> = {}): void {
  const model = { ...NESTED, id };
  showContent({ answer: { version: 1, complete: true, models: [], model }, ...given });
}

/** What it shows in any other state. */
function showContent(given: Partial<PanelContent>): void {
  const content: PanelContent = {
    stage: "ready",
    uri: FILE,
    fileName: "model.py",
    answer: null,
    trouble: null,
    isPinned: false,
    isStale: false,
    ...given,
  };
  say({ type: "content", content });
}

void import("../../client/webview/main").then(() => {
  document.body.append(document.createElement("keras-panel"));
  Object.assign(window, { say, show, showContent, told, ENGLISH, CHANGED, isThere: true });
});

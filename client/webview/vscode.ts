/** The webview's side of the extension. */

import type { FromWebview, PanelState } from "../shared/panelMessages";

interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: FromWebview): void {
  api.postMessage(message);
}

const EMPTY: PanelState = { tab: "table", filter: "", sort: null, models: {}, pinned: null };

/** What was kept when the webview was hidden, or VS Code closed. */
export function keptState(): PanelState {
  return { ...EMPTY, ...api.getState() };
}

export function keepState(state: PanelState): void {
  api.setState(state);
}

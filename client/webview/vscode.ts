/** The webview's side of the extension. */

import type { FromWebview, PanelState } from "../shared/panelMessages";
import type { Store } from "./memory";

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

export const store: Store = {
  read: () => api.getState(),
  write: (state) => {
    api.setState(state);
  },
};

/** In the page: the webview's side of VS Code, which keeps what it is told. */

interface Kept {
  state: unknown;
  readonly sent: unknown[];
}

const kept: Kept = { state: undefined, sent: [] };

Object.assign(window, {
  kept,
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => kept.sent.push(message),
    getState: () => kept.state,
    setState: (state: unknown) => {
      kept.state = state;
    },
  }),
});

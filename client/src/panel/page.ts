/** The page that the panel's webview loads. */

import { randomBytes } from "node:crypto";

import * as vscode from "vscode";

const FOLDER = ["dist", "webview"];

/** The folders that the webview may read. */
export function resourceRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, ...FOLDER)];
}

/** Where the webview is shown; its background is that of what is around it. */
export type PagePlace = "editor" | "side-bar";

/** Scripts with the nonce and the extension's own style sheets, nothing from the network. */
export function page(webview: vscode.Webview, extension: vscode.Uri, place: PagePlace): string {
  const nonce = randomBytes(16).toString("base64");
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...FOLDER, name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} blob: data:`,
    "worker-src blob:",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${file("codicon.css")}" id="vscode-codicon-stylesheet" nonce="${nonce}">
  <link rel="stylesheet" href="${file("panel.css")}" nonce="${nonce}">
  <link rel="stylesheet" href="${file("comparison.css")}" nonce="${nonce}">
  <link rel="stylesheet" href="${file("trouble.css")}" nonce="${nonce}">
  <title>Keras Lens</title>
</head>
<body>
  <keras-panel data-place="${place}"></keras-panel>
  <script nonce="${nonce}" src="${file("panel.js")}"></script>
</body>
</html>`;
}

/** A web component in Chromium, under the content security policy of a webview, without VS Code. */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";

import { build } from "esbuild";
import { type Browser, type Page, chromium } from "playwright-core";

const ROOT = path.resolve(__dirname, "../..");
const NONCE = "0123456789";
const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}'`,
  `style-src 'nonce-${NONCE}'`,
  "img-src data:",
  "worker-src blob:",
].join("; ");

/** Some of the variables of the theme Dark Modern. */
const THEME = {
  "--vscode-font-family": "system-ui, sans-serif",
  "--vscode-foreground": "#cccccc",
  "--vscode-descriptionForeground": "#9d9d9d",
  "--vscode-editor-background": "#1f1f1f",
  "--vscode-editorWidget-background": "#202020",
  "--vscode-editorWidget-border": "#313131",
  "--vscode-checkbox-border": "#3c3c3c",
  "--vscode-badge-background": "#616161",
  "--vscode-badge-foreground": "#f8f8f8",
  "--vscode-focusBorder": "#0078d4",
  "--vscode-editorError-foreground": "#f14c4c",
  "--vscode-editorWarning-foreground": "#cca700",
  "--vscode-editorInfo-foreground": "#3794ff",
  "--vscode-charts-lines": "rgba(204, 204, 204, 0.5)",
  "--vscode-charts-red": "#f14c4c",
  "--vscode-charts-blue": "#3794ff",
  "--vscode-charts-yellow": "#cca700",
  "--vscode-charts-orange": "#d18616",
  "--vscode-charts-green": "#89d185",
  "--vscode-charts-purple": "#b180d7",
};

export class ComponentPage {
  /** What went wrong in the page: exceptions, and what the policy refused. */
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: ReturnType<typeof createServer>,
  ) {
    page.on("pageerror", (error) => this.problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") {
        this.problems.push(message.text());
      }
    });
  }

  /** Opens a page that runs a script of this folder, with style sheets of `client/webview`. */
  static async open(
    script: string,
    size = { width: 900, height: 900 },
    styles: readonly string[] = [],
  ): Promise<ComponentPage> {
    const css = styles.map((name) =>
      readFileSync(path.join(ROOT, "client", "webview", name), "utf8"),
    );
    const { webviewOptions } = await import("../../scripts/webview.mjs");
    const { findProgram } = await import("../../scripts/code-server.mjs");
    const entry = path.join(ROOT, "tests", "webview", script);
    const bundle = await build({ ...webviewOptions(), entryPoints: [entry], write: false });
    const code = bundle.outputFiles[0]!.text;
    const server = createServer((request, response) => {
      if (request.url === "/") {
        response.setHeader("content-security-policy", POLICY);
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(document(css.join("\n")));
      } else {
        response.setHeader("content-type", "text/javascript; charset=utf-8");
        response.end(code);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch({
      executablePath: findProgram("chromium"),
      args: ["--no-sandbox", "--disable-gpu"],
    });
    const opened = new ComponentPage(await browser.newPage({ viewport: size }), browser, server);
    await opened.page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    return opened;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}

function document(styles: string): string {
  const variables = Object.entries(THEME).map(([name, value]) => `${name}: ${value};`);
  return `<!doctype html>
<style nonce="${NONCE}">
  :root { ${variables.join(" ")} }
  html, body { margin: 0; height: 100%; background: var(--vscode-editor-background); }
  ${styles}
</style>
<body><script nonce="${NONCE}" src="/script.js"></script></body>`;
}

/** A VS Code with the packaged extension, its files, and a browser that shows it. */

import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { chromium, type Page } from "playwright-core";

import { Editor } from "./editor";

export const root = path.resolve(__dirname, "../..");
export const FOUNDING_EXAMPLE = "mnist_dense_before_flatten.py";

const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const MOST_RELOADS = 20;

/** Nothing on the screen but the files and what Keras Lens adds. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.activityBar.location": "hidden",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "window.commandCenter": false,
  "telemetry.telemetryLevel": "off",
  "editor.minimap.enabled": false,
  "editor.fontSize": 15,
  "editor.cursorBlinking": "solid",
  "files.autoSave": "off",
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
};

export interface Choices {
  /** Settings beside the usual ones. */
  readonly settings?: Record<string, unknown>;
  /** Key bindings of the user, as in `keybindings.json`. */
  readonly keybindings?: readonly object[];
  /** Files in the workspace beside the examples, by name. */
  readonly files?: Record<string, string>;
  /** Folders of unpacked extensions that stand beside Keras Lens. */
  readonly extensions?: string[];
  /** The workspace is `~/project` in a home of its own, and has a `.venv`: with TensorFlow, or
   * without. So what is shown names no folder of the machine. */
  readonly project?: "with-tensorflow" | "bare";
  /** VS Code's display language, if that is not English. */
  readonly language?: "zh-cn";
}

export interface Session {
  readonly editor: Editor;
  readonly workspace: string;
  /** The command lines of all processes that this VS Code has started. */
  processes(): string[];
  close(): Promise<void>;
}

/** Stands for the language pack of the marketplace, which a test cannot install: of VS Code itself
 * only those words are Chinese that stand beside ours in pictures. */
const CHINESE = {
  language: "zh-cn",
  translations: path.join(root, "tests", "editor", "zh-cn.i18n.json"),
};

/** The interpreter that has TensorFlow. */
export const PYTHON = path.join(root, ".venv", "bin", "python");
export const WITH_TENSORFLOW = { "kerasLens.interpreter": PYTHON };

/** Opens VS Code on a copy of the examples. */
export async function openSession(choices: Choices = {}): Promise<Session> {
  const codeServer = await import("../../scripts/code-server.mjs");
  const folder = mkdtempSync(path.join(os.tmpdir(), "keras-lens-workspace-"));
  const home = choices.project === undefined ? undefined : path.join(folder, "home");
  const workspace = home === undefined ? folder : path.join(home, "project");
  fillWorkspace(workspace, choices.files ?? {});
  if (choices.project !== undefined) {
    makeEnvironment(path.join(workspace, ".venv"), choices.project);
  }
  const server = await codeServer.start({
    workspace,
    ...(home !== undefined && { home }),
    settings: { ...SETTINGS, ...choices.settings },
    keybindings: [...(choices.keybindings ?? [])],
    extensions: [...(choices.extensions ?? []), packagedExtension()],
    ...(choices.language !== undefined && { languagePack: CHINESE }),
  });
  const browser = await chromium.launch({
    executablePath: codeServer.findProgram("chromium"),
    args: BROWSER_ARGUMENTS,
  });
  const context = await browser.newContext({
    viewport: { width: 1200, height: 700 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce",
    // Which fonts Chinese is written in depends on it.
    locale: choices.language ?? "en-us",
  });
  const page = await context.newPage();
  await page.goto(server.url);
  if (choices.language !== undefined) {
    await waitForLanguage(page, choices.language);
  }
  await page.locator(".monaco-workbench").waitFor();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  };
  // The test runner's way to end a test that is interrupted.
  process.once("SIGTERM", () => void close().finally(() => process.exit(1)));
  return { editor: new Editor(page), workspace, processes: server.processes, close };
}

/** The server makes the translations when it is first asked for the page, and gives the English page
 * until they are there. */
async function waitForLanguage(page: Page, language: string): Promise<void> {
  for (let reloads = 0; reloads < MOST_RELOADS; reloads += 1) {
    if ((await page.evaluate("globalThis._VSCODE_NLS_LANGUAGE")) === language) {
      return;
    }
    await page.reload();
  }
  throw new Error(`VS Code is not in ${language} after ${String(MOST_RELOADS)} reloads.`);
}

function fillWorkspace(workspace: string, files: Record<string, string>): void {
  mkdirSync(workspace, { recursive: true });
  const examples = path.join(root, "examples");
  for (const name of readdirSync(examples).filter((one) => one.endsWith(".py"))) {
    cpSync(path.join(examples, name), path.join(workspace, name));
  }
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(workspace, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function makeEnvironment(folder: string, kind: "with-tensorflow" | "bare"): void {
  if (kind === "bare") {
    execFileSync(PYTHON, ["-m", "venv", "--without-pip", folder]);
  } else {
    symlinkSync(path.dirname(path.dirname(PYTHON)), folder);
  }
}

/** Where `npm run test:editor` has installed the package, or else the package itself. */
function packagedExtension(): string {
  const installed = process.env.KERAS_LENS_TEST_EXTENSION;
  if (installed !== undefined) {
    return installed;
  }
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  return path.join(root, `${manifest.name}-${manifest.version}.vsix`);
}

/** The first steps: a sample to look at, and what the walkthrough wants to know of it. */

import * as path from "node:path";

import * as vscode from "vscode";

import { isRepaired } from "./repaired";

const SAMPLE = ["examples", "mnist_dense_before_flatten.py"];
const WALKTHROUGH = "getStarted";

/** Opens the walkthrough. */
export async function openWalkthrough(extension: vscode.Extension<unknown>): Promise<void> {
  await vscode.commands.executeCommand(
    "workbench.action.openWalkthrough",
    `${extension.id}#${WALKTHROUGH}`,
    false,
  );
}

/** Opens the sample as a new document, so that nothing can be spoiled. */
export async function openSample(extension: vscode.Extension<unknown>): Promise<void> {
  const file = vscode.Uri.file(path.join(extension.extensionPath, ...SAMPLE));
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const document = await vscode.workspace.openTextDocument({ language: "python", content });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  watch(document);
}

/** Ticks the step of the walkthrough off once the sample is repaired. */
function watch(sample: vscode.TextDocument): void {
  const listeners = [
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === sample && isRepaired(document.getText())) {
        void vscode.commands.executeCommand("setContext", "kerasLens.sampleIsRepaired", true);
        stop();
      }
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document === sample) {
        stop();
      }
    }),
  ];
  const stop = (): void => {
    vscode.Disposable.from(...listeners).dispose();
  };
}

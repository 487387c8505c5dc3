/** The commands of the first steps. */

import * as vscode from "vscode";

import { openSample, openWalkthrough } from "./sample";

export function registerWalkthrough(extension: vscode.Extension<unknown>): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    "kerasLens.openWalkthrough": () => openWalkthrough(extension),
    "kerasLens.openSample": () => openSample(extension),
    "kerasLens.openSettings": () =>
      vscode.commands.executeCommand("workbench.action.openSettings", `@ext:${extension.id}`),
  };
  return Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
}

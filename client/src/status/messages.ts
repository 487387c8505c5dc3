/** The error message about an interpreter: once for each problem, with what can be done. */

import * as vscode from "vscode";

import type { LensServer } from "../server";
import { unusable } from "./presentation";
import { type LensState, wantsEnvironment } from "./state";

interface Trouble {
  readonly message: string;
  readonly wantsEnvironment: boolean;
}

/** Watches the state, and tells what goes wrong until it is right again. */
export function tellOfTrouble(server: LensServer): vscode.Disposable {
  let told: string | undefined;
  return server.onDidChangeState((state) => {
    if (state.kind === "off" || state.kind === "launching") {
      told = undefined;
      return;
    }
    const trouble = troubleOf(state);
    if (trouble !== undefined && trouble.message !== told) {
      told = trouble.message;
      void tell(trouble);
    }
  });
}

function troubleOf(state: LensState): Trouble | undefined {
  if (state.kind === "unusable") {
    const need = vscode.l10n.t("Keras Lens needs Python 3.10 or newer with TensorFlow.");
    return { message: `${unusable(state, vscode.l10n)} ${need}`, wantsEnvironment: false };
  }
  const problem = state.kind === "running" ? state.status?.problem : undefined;
  return problem
    ? { message: problem.message, wantsEnvironment: wantsEnvironment(problem.kind) }
    : undefined;
}

async function tell(trouble: Trouble): Promise<void> {
  const actions = {
    [vscode.l10n.t("Select Interpreter")]: "kerasLens.selectInterpreter",
    ...(trouble.wantsEnvironment
      ? { [vscode.l10n.t("Make a Private Environment")]: "kerasLens.makeEnvironment" }
      : {}),
    [vscode.l10n.t("Open Log")]: "kerasLens.showLog",
  };
  const chosen = await vscode.window.showErrorMessage(trouble.message, ...Object.keys(actions));
  const command = chosen === undefined ? undefined : actions[chosen];
  if (command !== undefined) {
    await vscode.commands.executeCommand(command);
  }
}

/** The error message where no answers come: once for each problem, with what can be done. */

import * as vscode from "vscode";

import type { Trouble } from "../../shared/trouble";
import type { LensServer } from "../server";
import { shown } from "./shown";
import { troubleOf } from "./trouble";

/** Watches the state, and tells what goes wrong until it is right again. */
export function tellOfTrouble(server: LensServer): vscode.Disposable {
  let told: string | undefined;
  return server.onDidChangeState((state) => {
    if (state.kind === "off" || state.kind === "launching") {
      told = undefined;
      return;
    }
    const trouble = troubleOf(state, vscode.l10n);
    if (trouble !== undefined && trouble.message !== told) {
      told = trouble.message;
      void tell(trouble, state.kind !== "running");
    }
  });
}

async function tell(trouble: Trouble, withAdvice: boolean): Promise<void> {
  const actions = [
    ...trouble.actions,
    ...trouble.others.filter(({ command }) => command === "kerasLens.showLog"),
  ];
  const message = withAdvice ? `${trouble.message} ${trouble.advice}` : trouble.message;
  const chosen = await vscode.window.showErrorMessage(
    shown(message),
    ...actions.map(({ title }) => title),
  );
  const action = actions.find(({ title }) => title === chosen);
  if (action !== undefined) {
    await vscode.commands.executeCommand(action.command);
  }
}

/** The menu that the status bar item opens. */

import * as vscode from "vscode";

import type { PrivateEnvironment } from "../environment/privateEnvironment";
import type { LensServer } from "../server";
import { menuItems } from "./menuItems";
import { sentenceOf } from "./presentation";
import { shown } from "./shown";

type Item = vscode.QuickPickItem & { readonly command?: string };

/** Lets the user choose a command and runs it. */
export async function showMenu(server: LensServer, environment: PrivateEnvironment): Promise<void> {
  const items = menuItems(server.state, await environment.exists(), vscode.l10n).map(
    ({ command, description, ...item }): Item =>
      command === undefined
        ? { ...item, kind: vscode.QuickPickItemKind.Separator }
        : { ...item, command, ...(description && { description: shown(description) }) },
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: "Keras Lens",
    placeHolder: shown(sentenceOf(server.state, vscode.l10n)),
  });
  if (picked?.command !== undefined) {
    await vscode.commands.executeCommand(picked.command);
  }
}

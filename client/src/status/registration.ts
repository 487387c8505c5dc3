/** The status bar item, its menu, and the messages about an interpreter. */

import * as vscode from "vscode";

import type { PrivateEnvironment } from "../environment/privateEnvironment";
import type { LensServer } from "../server";
import { showMenu } from "./menu";
import { tellOfTrouble } from "./messages";
import { StatusBar } from "./statusBar";

export function registerStatus(
  server: LensServer,
  environment: PrivateEnvironment,
): { dispose(): unknown }[] {
  return [
    new StatusBar(server),
    tellOfTrouble(server),
    vscode.commands.registerCommand("kerasLens.showMenu", () => showMenu(server, environment)),
  ];
}

/** Small commands: to a place in a file, hints on and off. */

import * as vscode from "vscode";

import { showPlace } from "./places";

/** A place as the server's links name it. */
interface PlaceArgument {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Shows a place in the editor that has its file, or in the one that is used now. */
export function goTo(place: PlaceArgument): Promise<void> {
  const position = new vscode.Position(place.line, place.character);
  return showPlace(vscode.Uri.parse(place.uri, true), new vscode.Range(position, position));
}

/** Turns the hints on or off, where the user has set it: in the workspace, else for all. */
export async function toggleHints(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("kerasLens");
  const isOn = settings.get<boolean>("hints.enabled", true);
  const inWorkspace = settings.inspect<boolean>("hints.enabled")?.workspaceValue !== undefined;
  await settings.update(
    "hints.enabled",
    !isOn,
    inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}

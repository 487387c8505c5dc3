/** The Python extension, an optional companion. */

import { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";

const IDENTIFIER = "ms-python.python";

/** The interpreter that is selected there; undefined without the extension. */
export async function selectedInterpreter(): Promise<string | undefined> {
  const api = await publishedApi();
  if (api === undefined) {
    return undefined;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const active = api.environments.getActiveEnvironmentPath(folder);
  const environment = await api.environments.resolveEnvironment(active);
  return environment?.executable.uri?.fsPath ?? (active.path || undefined);
}

/** Calls `changed` whenever another interpreter is selected there. */
export async function onInterpreterSelected(
  changed: () => void,
): Promise<vscode.Disposable | undefined> {
  const api = await publishedApi();
  return api?.environments.onDidChangeActiveEnvironmentPath(changed);
}

/** Lets the user select one there; false without the extension. */
export async function letUserSelect(): Promise<boolean> {
  if (vscode.extensions.getExtension(IDENTIFIER) === undefined) {
    return false;
  }
  await vscode.commands.executeCommand("python.setInterpreter");
  return true;
}

async function publishedApi(): Promise<PythonExtension | undefined> {
  if (vscode.extensions.getExtension(IDENTIFIER) === undefined) {
    return undefined;
  }
  try {
    return await PythonExtension.api();
  } catch {
    // An old or broken Python extension is as good as none.
    return undefined;
  }
}

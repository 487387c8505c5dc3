/** "What is wrong here?": gathers the report and shows it, ready to be copied. */

import * as os from "node:os";

import * as vscode from "vscode";

import { within } from "../patience";
import type { LensServer } from "../server";
import { type ChangedSetting, composeReport, systemName } from "./composing";

const PATIENCE = 15_000;

interface Manifest {
  readonly version: string;
  readonly bugs: { readonly url: string };
  readonly contributes: { readonly configuration: { readonly properties: object } };
}

export function registerReport(
  server: LensServer,
  extension: vscode.Extension<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand("kerasLens.report", () => showReport(server, extension));
}

/** Opens the report as a document of its own. */
async function showReport(server: LensServer, extension: vscode.Extension<unknown>): Promise<void> {
  const manifest = extension.packageJSON as Manifest;
  const { state } = server;
  const answer = await serverReport(server);
  const usesPrivateEnvironment =
    state.kind === "running" && server.kerasInterpreter !== state.interpreter.path;
  const text = composeReport(
    {
      extension: manifest.version,
      editor: `${vscode.env.appName} ${vscode.version}`,
      system: systemName(os.type(), os.release(), os.arch()),
      language: vscode.env.language,
      remote: vscode.env.remoteName ?? "-",
      isTrusted: vscode.workspace.isTrusted,
      state,
      usesPrivateEnvironment,
      settings: changedSettings(Object.keys(manifest.contributes.configuration.properties)),
      server: answer,
    },
    {
      home: os.homedir(),
      workspace: (vscode.workspace.workspaceFolders ?? []).map((one) => one.uri.fsPath),
    },
    vscode.l10n,
  );
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: text });
  await vscode.window.showTextDocument(document, { preview: false });
  await offerToCopy(text, manifest.bugs.url);
}

/** What the server has to say; nothing where none runs, or where it is stuck. */
async function serverReport(server: LensServer): Promise<string | undefined> {
  const asked = server.running?.sendRequest<{ text: string }>("workspace/executeCommand", {
    command: "kerasLens.server.report",
    arguments: [],
  });
  try {
    return asked && (await within(PATIENCE, asked, "The server does not answer.")).text;
  } catch {
    return undefined;
  }
}

/** Those that someone has set to something else, wherever it was. */
function changedSettings(names: readonly string[]): ChangedSetting[] {
  const settings = vscode.workspace.getConfiguration();
  return names.flatMap((name) => {
    const value: unknown = settings.get(name);
    const original: unknown = settings.inspect(name)?.defaultValue;
    return JSON.stringify(value) === JSON.stringify(original) ? [] : [{ name, value }];
  });
}

async function offerToCopy(text: string, issues: string): Promise<void> {
  const copy = vscode.l10n.t("Copy");
  const report = vscode.l10n.t("Copy and Open Issues");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("The report can be pasted into an issue."),
    copy,
    report,
  );
  if (chosen !== undefined) {
    await vscode.env.clipboard.writeText(text);
  }
  if (chosen === report) {
    await vscode.env.openExternal(vscode.Uri.parse(issues));
  }
}

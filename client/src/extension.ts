/** The extension's start: what is registered, and when the server runs. */

import * as vscode from "vscode";

import { registerPanel } from "./panel/panel";
import { goTo, toggleHints } from "./commands";
import { letUserSelect, onInterpreterSelected } from "./pythonExtension";
import { mentionsKeras } from "./relevance";
import { type Action, LensServer } from "./server";
import { registerSummaryPlaces } from "./summaryPlaces";
import { SCHEME, SummaryDocuments, type SummaryTarget } from "./summaries";

const INTERPRETER_SETTING = "kerasLens.interpreter";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Keras Lens", { log: true });
  const server = new LensServer(context.extensionPath, log, (action) => {
    void act(action, log);
  });
  const summaries = new SummaryDocuments(server);
  context.subscriptions.push(
    log,
    server,
    summaries,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, summaries),
    registerSummaryPlaces(server, summaries),
    ...registerCommands(server, summaries, log),
    ...startWhenNeeded(server),
    ...restartWhenInterpreterChanges(server),
  );
  registerPanel(context, server, log);
  const selection = await onInterpreterSelected(() => {
    restartIfRunning(server);
  });
  if (selection !== undefined) {
    context.subscriptions.push(selection);
  }
}

function registerCommands(
  server: LensServer,
  summaries: SummaryDocuments,
  log: vscode.LogOutputChannel,
): vscode.Disposable[] {
  const commands: Record<string, (...args: never[]) => unknown> = {
    "kerasLens.restartServer": () => server.restart(),
    "kerasLens.showSummary": (target?: SummaryTarget) => summaries.show(target),
    "kerasLens.goTo": goTo,
    "kerasLens.toggleHints": toggleHints,
    "kerasLens.selectInterpreter": () => act("selectInterpreter", log),
    "kerasLens.showLog": () => act("showLog", log),
    "kerasLens.clearCache": () => clearCache(server),
  };
  return Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
}

/** Starts the server with the first Python document that mentions Keras. */
function startWhenNeeded(server: LensServer): vscode.Disposable[] {
  const look = (document: vscode.TextDocument): void => {
    if (server.running === undefined && isRelevant(document)) {
      void server.start();
    }
  };
  vscode.workspace.textDocuments.forEach(look);
  return [
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument((event) => {
      look(event.document);
    }),
  ];
}

function isRelevant(document: vscode.TextDocument): boolean {
  return document.languageId === "python" && mentionsKeras(document.getText());
}

function restartWhenInterpreterChanges(server: LensServer): vscode.Disposable[] {
  return [
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(INTERPRETER_SETTING)) {
        restartIfRunning(server);
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      restartIfRunning(server);
    }),
  ];
}

function restartIfRunning(server: LensServer): void {
  if (vscode.workspace.textDocuments.some(isRelevant)) {
    void server.restart();
  }
}

async function clearCache(server: LensServer): Promise<void> {
  await server.running?.sendRequest("workspace/executeCommand", {
    command: "kerasLens.server.clearCache",
    arguments: [],
  });
  void vscode.window.showInformationMessage(vscode.l10n.t("Keras Lens: the cache is empty."));
}

async function act(action: Action, log: vscode.LogOutputChannel): Promise<void> {
  if (action === "showLog") {
    log.show();
  } else if (!(await letUserSelect())) {
    await askForInterpreter();
  }
}

/** Without the Python extension: a file dialog, kept in the setting. */
async function askForInterpreter(): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Python interpreter with TensorFlow"),
    openLabel: vscode.l10n.t("Use This Interpreter"),
    canSelectMany: false,
  });
  if (files?.[0] !== undefined) {
    await vscode.workspace
      .getConfiguration("kerasLens")
      .update("interpreter", files[0].fsPath, vscode.ConfigurationTarget.Global);
  }
}

/** The extension's start: what is registered, and when the server runs. */

import * as vscode from "vscode";

import { registerPanel } from "./panel/panel";
import { goTo, toggleHints } from "./commands";
import { EnvironmentCommands } from "./environment/commands";
import { PrivateEnvironment } from "./environment/privateEnvironment";
import { letUserSelect, onInterpreterSelected } from "./python/extension";
import { mentionsKeras } from "./relevance";
import { registerReport } from "./report/command";
import { LensServer } from "./server";
import { registerStatus } from "./status/registration";
import { registerSummaryPlaces } from "./summary/places";
import { SCHEME, SummaryDocuments, type SummaryTarget } from "./summary/documents";
import { registerWalkthrough } from "./walkthrough/registration";

const INTERPRETER_SETTING = "kerasLens.interpreter";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Keras Lens", { log: true });
  const environment = new PrivateEnvironment(context.globalStorageUri.fsPath, context.globalState);
  const server = new LensServer(context.extensionPath, log, (chosen) =>
    environment.interpreterFor(chosen),
  );
  const summaries = new SummaryDocuments(server);
  context.subscriptions.push(
    log,
    server,
    summaries,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, summaries),
    registerSummaryPlaces(server, summaries),
    ...registerCommands(server, summaries, log),
    ...registerStatus(server, environment),
    ...registerEnvironment(environment, server, log),
    registerReport(server, context.extension),
    ...registerWalkthrough(context.extension),
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
    "kerasLens.stopServer": () => server.turnOff(),
    "kerasLens.selectInterpreter": selectInterpreter,
    "kerasLens.showLog": () => {
      log.show();
    },
    "kerasLens.clearCache": () => clearCache(server),
  };
  return Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
}

function registerEnvironment(
  environment: PrivateEnvironment,
  server: LensServer,
  log: vscode.LogOutputChannel,
): { dispose(): unknown }[] {
  const commands = new EnvironmentCommands(environment, server, log);
  return [
    commands,
    vscode.commands.registerCommand("kerasLens.makeEnvironment", () => commands.make()),
    vscode.commands.registerCommand("kerasLens.removeEnvironment", () => commands.remove()),
  ];
}

/** Starts the server with the first Python document that mentions Keras. */
function startWhenNeeded(server: LensServer): vscode.Disposable[] {
  const look = (document: vscode.TextDocument): void => {
    if (server.state.kind === "off" && isRelevant(document)) {
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
  const isOff = server.state.kind === "off" && server.state.byUser;
  if (!isOff && vscode.workspace.textDocuments.some(isRelevant)) {
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

async function selectInterpreter(): Promise<void> {
  if (!(await letUserSelect())) {
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

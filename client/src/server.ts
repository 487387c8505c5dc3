/** The language server: started with the chosen interpreter, stopped, restarted. */

import * as path from "node:path";

import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";

import { DOCUMENTS } from "./documents";
import { chooseInterpreter, isSupported, trustedSetting, versionOf } from "./interpreters";
import { selectedInterpreter } from "./pythonExtension";

const SECTION = "kerasLens";
const LAUNCHER = path.join("bundled", "launch.py");

/** Those that links in hovers and tooltips may run. */
const COMMANDS_IN_LINKS = ["kerasLens.goTo", "kerasLens.openPanel", "kerasLens.showSummary"];

/** What the server asks the client to do when the user has chosen it in a message. */
export type Action = "selectInterpreter" | "showLog";

export class LensServer implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private readonly started = new vscode.EventEmitter<LanguageClient>();
  /** The server runs, for the first time or again. */
  readonly onDidStart = this.started.event;
  /** Starts and stops happen one after the other. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly extensionFolder: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly onAction: (action: Action) => void,
  ) {}

  /** The running client; undefined before `start` and where no interpreter can run it. */
  get running(): LanguageClient | undefined {
    return this.client?.isRunning() ? this.client : undefined;
  }

  /** Starts the server unless it is running. */
  start(): Promise<void> {
    return this.enqueue(async () => {
      if (this.client === undefined) {
        await this.launch();
      }
    });
  }

  /** Stops the server and starts it with the interpreter that is chosen now. */
  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stop();
      await this.launch();
    });
  }

  dispose(): void {
    this.started.dispose();
    void this.enqueue(() => this.stop());
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.work = this.work.then(step).catch((error: unknown) => {
      this.log.error(String(error));
    });
    return this.work;
  }

  private async launch(): Promise<void> {
    const settings = vscode.workspace.getConfiguration(SECTION);
    const interpreter = await chooseInterpreter({
      setting: trustedSetting(vscode.workspace.isTrusted, {
        inForce: settings.get<string>("interpreter", ""),
        ofUser: settings.inspect<string>("interpreter")?.globalValue ?? "",
      }),
      selected: selectedInterpreter,
      workspaceFolders: (vscode.workspace.workspaceFolders ?? []).map((one) => one.uri.fsPath),
      platform: process.platform,
    });
    const version = await versionOf(interpreter.path);
    this.log.info(
      `Python ${version?.join(".") ?? "?"} at ${interpreter.path}, ${interpreter.origin}`,
    );
    if (version === undefined || !isSupported(version)) {
      await this.reportUnusable(interpreter.path, version);
      return;
    }
    const client = new LanguageClient(
      "kerasLens",
      "Keras Lens",
      this.serverOptions(interpreter.path),
      this.clientOptions(interpreter.path, settings),
    );
    client.onNotification("kerasLens/action", ({ action }: { action: Action }) => {
      this.onAction(action);
    });
    this.client = client;
    await client.start();
    this.started.fire(client);
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private serverOptions(interpreter: string): ServerOptions {
    return {
      command: interpreter,
      args: ["-B", path.join(this.extensionFolder, LAUNCHER), "--stdio"],
      options: { env: { ...process.env, PYTHONUTF8: "1", PYTHONUNBUFFERED: "1" } },
    };
  }

  private clientOptions(
    interpreter: string,
    settings: vscode.WorkspaceConfiguration,
  ): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      initializationOptions: {
        settings,
        interpreter,
        commandLinks: true,
        trusted: vscode.workspace.isTrusted,
      },
      markdown: { isTrusted: { enabledCommands: COMMANDS_IN_LINKS } },
    };
  }

  private async reportUnusable(
    interpreter: string,
    version: readonly number[] | undefined,
  ): Promise<void> {
    const problem =
      version === undefined
        ? vscode.l10n.t("The Python interpreter {0} cannot be run.", interpreter)
        : vscode.l10n.t("{0} is Python {1}.", interpreter, version.join("."));
    const need = vscode.l10n.t("Keras Lens needs Python 3.10 or newer with TensorFlow.");
    const openLog = vscode.l10n.t("Open Log");
    const chosen = await vscode.window.showErrorMessage(
      `${problem} ${need}`,
      vscode.l10n.t("Select Interpreter"),
      openLog,
    );
    if (chosen !== undefined) {
      this.onAction(chosen === openLog ? "showLog" : "selectInterpreter");
    }
  }
}

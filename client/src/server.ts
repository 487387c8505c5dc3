/** The language server: started with the chosen interpreter, stopped, restarted. */

import * as path from "node:path";

import * as vscode from "vscode";
import type {
  LanguageClient,
  LanguageClientOptions,
  ServerOptions,
} from "vscode-languageclient/node";

import { LensClient } from "./lensClient";
import { within } from "./patience";
import {
  chooseInterpreter,
  type Interpreter,
  isSupported,
  trustedSetting,
  versionOf,
} from "./python/interpreters";
import { selectedInterpreter } from "./python/extension";
import { DOCUMENTS } from "./selector";
import type { LensState, ServerStatus } from "./status/state";

const SECTION = "kerasLens";
/** Milliseconds; it takes one second where the disk is quick. */
const PATIENCE = 60_000;
const LAUNCHER = path.join("bundled", "launch.py");

/** Those that links in hovers and tooltips may run. */
const COMMANDS_IN_LINKS = ["kerasLens.goTo", "kerasLens.openPanel", "kerasLens.showSummary"];

/** The interpreter to ask about Keras where another one was chosen. */
type KerasInterpreter = (chosen: string) => Promise<string>;

export class LensServer implements vscode.Disposable {
  private client: LensClient | undefined;
  private readonly started = new vscode.EventEmitter<LanguageClient>();
  /** The server runs, for the first time or again. */
  readonly onDidStart = this.started.event;
  private readonly changed = new vscode.EventEmitter<LensState>();
  readonly onDidChangeState = this.changed.event;
  private current: LensState = { kind: "off", byUser: false };
  private interpreterOfKeras: string | undefined;
  /** Starts and stops happen one after the other. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly extensionFolder: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly kerasInterpreterFor: KerasInterpreter,
  ) {}

  /** The running client; undefined before `start` and where no interpreter can run it. */
  get running(): LanguageClient | undefined {
    return this.client?.isRunning() ? this.client : undefined;
  }

  get state(): LensState {
    return this.current;
  }

  /** The one that is asked about Keras; undefined before the first start. */
  get kerasInterpreter(): string | undefined {
    return this.interpreterOfKeras;
  }

  /** Starts the server unless that was tried before, or the user has stopped it. */
  start(): Promise<void> {
    return this.enqueue(async () => {
      if (this.current.kind === "off" && !this.current.byUser) {
        await this.launch();
      }
    });
  }

  /** Stops the server until the user starts it again. */
  turnOff(): Promise<void> {
    return this.enqueue(async () => {
      await this.stop();
      this.become({ kind: "off", byUser: true });
    });
  }

  /** Does something while no server runs; starts it again if one did. */
  whileStopped(step: () => Promise<void>): Promise<void> {
    return this.enqueue(async () => {
      const before = this.current;
      await this.stop();
      await step();
      if (before.kind !== "off") {
        await this.launch();
      }
    });
  }

  /** The interpreter that the settings, the Python extension or the workspace name now. */
  chosenInterpreter(): Promise<Interpreter> {
    const settings = vscode.workspace.getConfiguration(SECTION);
    return chooseInterpreter({
      setting: trustedSetting(vscode.workspace.isTrusted, {
        inForce: settings.get<string>("interpreter", ""),
        ofUser: settings.inspect<string>("interpreter")?.globalValue ?? "",
      }),
      selected: selectedInterpreter,
      workspaceFolders: (vscode.workspace.workspaceFolders ?? []).map((one) => one.uri.fsPath),
      platform: process.platform,
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
    this.changed.dispose();
    void this.enqueue(() => this.stop());
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.work = this.work.then(step).catch((error: unknown) => {
      this.log.error(String(error));
    });
    return this.work;
  }

  private async launch(): Promise<void> {
    const interpreter = await this.chosenInterpreter();
    this.become({ kind: "launching", interpreter });
    const numbers = await versionOf(interpreter.path);
    const version = numbers?.join(".");
    this.log.info(`Python ${version ?? "?"} at ${interpreter.path}, ${interpreter.origin}`);
    if (numbers === undefined || !isSupported(numbers)) {
      this.become({
        kind: "unusable",
        interpreter,
        ...(version === undefined ? {} : { version }),
      });
      return;
    }
    this.interpreterOfKeras = await this.kerasInterpreterFor(interpreter.path);
    const client = LensClient.create(
      this.serverOptions(interpreter.path),
      this.clientOptions(this.interpreterOfKeras),
      () => this.client === client,
    );
    this.client = client;
    this.follow(client, interpreter);
    const start = client.start().then(() => {
      if (this.client === client) {
        this.started.fire(client);
      }
    });
    try {
      await within(PATIENCE, start, "The language server did not start in time.");
    } catch (error) {
      this.become({ kind: "crashed", interpreter });
      throw error;
    }
  }

  /** The state is what the client and its server say, also when the server is started again. */
  private follow(client: LensClient, interpreter: Interpreter): void {
    client.onDidChangeServer((kind) => {
      if (this.client === client) {
        this.become({ kind, interpreter });
      }
    });
    client.onNotification("kerasLens/status", (status: ServerStatus) => {
      if (this.client === client) {
        this.become({ kind: "running", interpreter, status });
      }
    });
  }

  private become(state: LensState): void {
    this.current = state;
    this.changed.fire(state);
  }

  /** A server that does not end in time, or never ran, keeps no other from being started. */
  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.log.warn(String(error));
    }
  }

  private serverOptions(interpreter: string): ServerOptions {
    return {
      command: interpreter,
      args: ["-B", path.join(this.extensionFolder, LAUNCHER), "--stdio"],
      options: { env: { ...process.env, PYTHONUTF8: "1", PYTHONUNBUFFERED: "1" } },
    };
  }

  private clientOptions(kerasInterpreter: string): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      initializationOptions: {
        settings: vscode.workspace.getConfiguration(SECTION),
        interpreter: kerasInterpreter,
        commandLinks: true,
        status: true,
        trusted: vscode.workspace.isTrusted,
      },
      markdown: { isTrusted: { enabledCommands: COMMANDS_IN_LINKS } },
    };
  }
}

/** Making and removing the private environment, as the user sees it. */

import * as vscode from "vscode";

import { versionOf } from "../python/interpreters";
import type { LensServer } from "../server";
import { shown } from "../status/shown";
import { MakingCancelled, makeEnvironment } from "./making";
import { canHaveTensorflow, commandLine, NEWEST_PYTHON, type Plan, REQUIREMENTS } from "./plan";
import type { PrivateEnvironment } from "./privateEnvironment";
import { runProcess } from "./processes";

/** Characters of what pip says. */
const LONGEST_MESSAGE = 60;
const LONGEST_REASON = 160;

export class EnvironmentCommands implements vscode.Disposable {
  private isMaking = false;
  private readonly closing = new AbortController();

  constructor(
    private readonly environment: PrivateEnvironment,
    private readonly server: LensServer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    void this.noteWhetherItExists();
  }

  /** What is being made is left off. */
  dispose(): void {
    this.closing.abort();
  }

  /** Shows the commands; once the user agrees, runs them and uses what they made. */
  async make(): Promise<void> {
    if (this.isMaking) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The private environment is being made."),
      );
      return;
    }
    this.isMaking = true;
    try {
      const python = (await this.server.chosenInterpreter()).path;
      const plan = this.environment.plan(python);
      if ((await isUsable(python)) && (await isAgreed(plan))) {
        await this.carryOut(plan, python);
      }
    } finally {
      this.isMaking = false;
    }
  }

  async remove(): Promise<void> {
    const remove = vscode.l10n.t("Remove");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Remove the private environment of Keras Lens?"),
      { modal: true },
      remove,
    );
    if (chosen === remove) {
      await this.server.whileStopped(() => this.environment.remove());
      await this.noteWhetherItExists();
    }
  }

  /** For the `when` clauses of the manifest. */
  private async noteWhetherItExists(): Promise<void> {
    const exists = await this.environment.exists();
    await vscode.commands.executeCommand("setContext", "kerasLens.hasEnvironment", exists);
  }

  private async carryOut(plan: Plan, python: string): Promise<void> {
    try {
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t(
            "Making a private environment ([show log]({0}))",
            "command:kerasLens.showLog",
          ),
          cancellable: true,
        },
        (progress, token) => this.run(plan, progress, token),
      );
    } catch (error) {
      if (!(error instanceof MakingCancelled)) {
        void this.tellOfFailure(error);
      }
      return;
    }
    await this.environment.useFor(python);
    await this.noteWhetherItExists();
    await this.server.restart();
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Keras Lens uses its private environment now."),
    );
  }

  private async run(
    plan: Plan,
    progress: vscode.Progress<{ message?: string }>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const cancel = new AbortController();
    token.onCancellationRequested(() => {
      cancel.abort();
    });
    const signal = AbortSignal.any([cancel.signal, this.closing.signal]);
    const listener = {
      onStep: (number: number, line: string) => {
        this.log.info(`(${String(number)}/${String(plan.steps.length)}) ${line}`);
        const place = vscode.l10n.t("step {0} of {1}", number, plan.steps.length);
        progress.report({ message: place });
      },
      onLine: (line: string) => {
        this.log.info(line);
        progress.report({ message: line.trim().slice(0, LONGEST_MESSAGE) });
      },
    };
    await makeEnvironment(plan, runProcess, listener, signal);
  }

  private async tellOfFailure(error: unknown): Promise<void> {
    const again = vscode.l10n.t("Try Again");
    const showLog = vscode.l10n.t("Show Log");
    const whole = error instanceof Error ? error.message : String(error);
    const reason =
      whole.length > LONGEST_REASON ? `${whole.slice(0, LONGEST_REASON).trimEnd()}…` : whole;
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t("The private environment was not made: {0}", shown(reason)),
      again,
      showLog,
    );
    if (chosen === again) {
      await this.make();
    } else if (chosen === showLog) {
      this.log.show();
    }
  }
}

async function isUsable(python: string): Promise<boolean> {
  const version = await versionOf(python);
  if (version !== undefined && canHaveTensorflow(version)) {
    return true;
  }
  const select = vscode.l10n.t("Select Interpreter");
  const problem =
    version === undefined
      ? vscode.l10n.t("The Python interpreter {0} cannot be run.", python)
      : vscode.l10n.t("{0} is Python {1}.", python, version.join("."));
  const need = vscode.l10n.t("TensorFlow needs Python 3.10 to {0}.", NEWEST_PYTHON.join("."));
  const chosen = await vscode.window.showErrorMessage(shown(`${problem} ${need}`), select);
  if (chosen === select) {
    await vscode.commands.executeCommand("kerasLens.selectInterpreter");
  }
  return false;
}

async function isAgreed(plan: Plan): Promise<boolean> {
  const make = vscode.l10n.t("Make Environment");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Make a private environment with {0}?", REQUIREMENTS.join(", ")),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          "It goes into the storage of Keras Lens and changes none of your own environments. pip downloads some hundred megabytes. These commands are run:",
        ),
        ...plan.steps.map(commandLine).map(shown),
      ].join("\n\n"),
    },
    make,
  );
  return chosen === make;
}

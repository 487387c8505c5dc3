/** The item in the status bar: the state, and a click that opens the menu. */

import * as vscode from "vscode";

import { activeDocument } from "../documents";
import { mentionsKeras } from "../relevance";
import type { LensServer } from "../server";
import { presentationOf } from "./presentation";
import { shown } from "./shown";
import { isReady, type LensState } from "./state";

const SECOND = 1000;
/** An analysis that is over sooner is not shown: nothing is to flicker while one types. */
const MOMENT = 400;
const BACKGROUNDS = {
  warning: "statusBarItem.warningBackground",
  error: "statusBarItem.errorBackground",
};

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "kerasLens.status",
    vscode.StatusBarAlignment.Right,
    100,
  );
  private readonly listeners: vscode.Disposable[];
  private startedAt: number | undefined;
  private ticking: NodeJS.Timeout | undefined;
  private waiting: NodeJS.Timeout | undefined;
  private isBusy = false;

  constructor(private readonly server: LensServer) {
    this.item.name = "Keras Lens";
    this.item.command = "kerasLens.showMenu";
    const show = (): void => {
      this.show();
    };
    this.listeners = [
      server.onDidChangeState((state) => {
        this.follow(state);
      }),
      vscode.window.onDidChangeActiveTextEditor(show),
      vscode.window.onDidChangeActiveNotebookEditor(show),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (server.state.kind === "off" && document === activeDocument()) {
          show();
        }
      }),
    ];
    this.follow(server.state);
  }

  dispose(): void {
    clearInterval(this.ticking);
    clearTimeout(this.waiting);
    vscode.Disposable.from(this.item, ...this.listeners).dispose();
  }

  private follow(state: LensState): void {
    const status = state.kind === "running" ? state.status : undefined;
    this.countSeconds(status?.state === "starting");
    this.noteActivity(status?.analysing === true);
    void vscode.commands.executeCommand("setContext", "kerasLens.isReady", isReady(state));
    void vscode.commands.executeCommand(
      "setContext",
      "kerasLens.isRunning",
      state.kind === "running",
    );
    this.show();
  }

  private countSeconds(isStarting: boolean): void {
    if (isStarting === (this.ticking !== undefined)) {
      return;
    }
    clearInterval(this.ticking);
    this.startedAt = isStarting ? Date.now() : undefined;
    this.ticking = isStarting
      ? setInterval(() => {
          this.show();
        }, SECOND)
      : undefined;
  }

  private noteActivity(isAnalysing: boolean): void {
    if (!isAnalysing) {
      clearTimeout(this.waiting);
      this.waiting = undefined;
      this.isBusy = false;
    } else if (!this.isBusy) {
      this.waiting ??= setTimeout(() => {
        this.isBusy = true;
        this.show();
      }, MOMENT);
    }
  }

  private show(): void {
    const { state } = this.server;
    const seconds =
      this.startedAt === undefined ? 0 : Math.floor((Date.now() - this.startedAt) / SECOND);
    const { text, severity, ...presented } = presentationOf(state, vscode.l10n, {
      seconds,
      isBusy: this.isBusy,
    });
    const tooltip = presented.tooltip.map(shown);
    this.item.text = text;
    this.item.tooltip = tooltip.join("\n");
    this.item.backgroundColor = severity && new vscode.ThemeColor(BACKGROUNDS[severity]);
    this.item.accessibilityInformation = {
      label: `Keras Lens: ${[withoutIcons(text), ...tooltip].join(", ")}`,
      role: "button",
    };
    if (state.kind !== "off" || isRelevant(activeDocument())) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}

function isRelevant(document: vscode.TextDocument | undefined): boolean {
  return document !== undefined && mentionsKeras(document.getText());
}

function withoutIcons(text: string): string {
  return text.replace(/\$\([\w~-]+\) /g, "");
}

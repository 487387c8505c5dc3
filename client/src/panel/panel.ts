/** The model panel: beside the code, and as a view in the side bar. */

import * as vscode from "vscode";

import type { PanelState, Tab } from "../../shared/panelMessages";
import type { LensServer } from "../server";
import { panelActions } from "./actions";
import { watchContext } from "./context";
import { ModelFollower } from "./follower";
import { type PanelActions, PanelHost } from "./host";

const TYPE = "kerasLens.modelPanel";
const VIEW = "kerasLens.modelView";

/** Which model to show, and how; without one the model of the cursor. */
export interface PanelTarget {
  readonly uri?: string;
  /** Its key in the newest version of the document, or its id. */
  readonly model?: number;
  readonly id?: string;
  readonly tab?: Tab;
}

export class ModelPanel implements vscode.WebviewPanelSerializer<PanelState>, vscode.Disposable {
  private readonly follower: ModelFollower;
  private readonly actions: PanelActions;
  private open: { panel: vscode.WebviewPanel; host: PanelHost } | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    server: LensServer,
    log: vscode.LogOutputChannel,
  ) {
    this.follower = new ModelFollower(server);
    this.actions = panelActions(server, this.follower, log);
  }

  dispose(): void {
    this.open?.panel.dispose();
    this.follower.dispose();
  }

  /** Opens the panel beside the code, or brings it to the front. */
  async show(target: PanelTarget = {}): Promise<void> {
    if (this.open === undefined) {
      this.attach(
        vscode.window.createWebviewPanel(
          TYPE,
          vscode.l10n.t("Keras Model"),
          { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
          { enableScripts: true },
        ),
        target.tab ?? null,
      );
    } else {
      this.open.panel.reveal(undefined, true);
      if (target.tab !== undefined) {
        this.open.host.show(target.tab);
      }
    }
    if (target.uri !== undefined) {
      await this.follower.show(target.uri, {
        ...(target.model === undefined ? {} : { key: target.model }),
        ...(target.id === undefined ? {} : { id: target.id }),
      });
    }
  }

  /** VS Code has started again with the panel open. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state?: PanelState): Promise<void> {
    if (state?.pinned) {
      this.follower.pin(true, state.pinned);
    }
    this.attach(panel, null);
    return Promise.resolve();
  }

  /** The view in the side bar. */
  readonly viewProvider: vscode.WebviewViewProvider = {
    resolveWebviewView: (view) => {
      const host = new PanelHost(
        view.webview,
        this.extension,
        this.follower,
        this.actions,
        "side-bar",
        null,
      );
      view.onDidChangeVisibility(() => {
        host.setVisible(view.visible);
      });
      view.onDidDispose(() => {
        host.dispose();
      });
    },
  };

  private attach(panel: vscode.WebviewPanel, tab: Tab | null): void {
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.extension, "client", "icons", "panel-light.svg"),
      dark: vscode.Uri.joinPath(this.extension, "client", "icons", "panel-dark.svg"),
    };
    const host = new PanelHost(
      panel.webview,
      this.extension,
      this.follower,
      this.actions,
      "editor",
      tab,
    );
    this.open = { panel, host };
    panel.onDidChangeViewState(() => {
      host.setVisible(panel.visible);
    });
    panel.onDidDispose(() => {
      host.dispose();
      this.open = undefined;
    });
  }
}

/** Registers the panel, its view and its command. */
export function registerPanel(
  context: vscode.ExtensionContext,
  server: LensServer,
  log: vscode.LogOutputChannel,
): void {
  const panel = new ModelPanel(context.extensionUri, server, log);
  context.subscriptions.push(
    panel,
    vscode.commands.registerCommand("kerasLens.openPanel", (target?: PanelTarget) =>
      panel.show(isTarget(target) ? target : {}),
    ),
    vscode.window.registerWebviewPanelSerializer(TYPE, panel),
    vscode.window.registerWebviewViewProvider(VIEW, panel.viewProvider),
    watchContext(),
  );
}

/** From the editor's title VS Code gives the URI of the file instead. */
function isTarget(target: unknown): target is PanelTarget {
  return typeof target === "object" && target !== null && !(target instanceof vscode.Uri);
}

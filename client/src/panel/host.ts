/** Connects one webview with the model that is followed. */

import * as vscode from "vscode";

import type { ComparisonAnswer } from "../../shared/modelComparison";
import type { FromWebview, Tab, ToWebview } from "../../shared/panelMessages";
import { ModelComparer, type ComparisonQuestion } from "./comparer";
import type { ModelFollower } from "./follower";
import { page, type PagePlace, resourceRoots } from "./page";
import { panelStrings } from "./strings";

/** What the panel's webview can make the extension do. */
export interface PanelActions {
  reveal(message: Extract<FromWebview, { type: "reveal" }>): Promise<void>;
  copy(message: Extract<FromWebview, { type: "copy" }>): Promise<void>;
  save(message: Extract<FromWebview, { type: "export" }>): Promise<void>;
  /** Undefined where it cannot be told just now. */
  compare(question: ComparisonQuestion): Promise<ComparisonAnswer | undefined>;
  log(message: string): void;
}

export class PanelHost implements vscode.Disposable {
  private readonly registrations: vscode.Disposable[];
  private watching: vscode.Disposable | undefined;
  private readonly comparer: ModelComparer;
  private isReady = false;

  constructor(
    private readonly webview: vscode.Webview,
    extension: vscode.Uri,
    private readonly follower: ModelFollower,
    private readonly actions: PanelActions,
    place: PagePlace,
    private tab: Tab | null,
  ) {
    webview.options = { enableScripts: true, localResourceRoots: resourceRoots(extension) };
    this.comparer = new ModelComparer(
      follower,
      (question) => actions.compare(question),
      (answer) => {
        this.post({ type: "comparison", answer });
      },
    );
    this.registrations = [
      webview.onDidReceiveMessage((message: FromWebview) => {
        this.take(message);
      }),
      follower.onDidChange((content) => {
        this.post({ type: "content", content });
      }),
      follower.onDidMoveCursor((cursor) => {
        this.post({ type: "cursor", ...cursor });
      }),
    ];
    webview.html = page(webview, extension, place);
  }

  dispose(): void {
    this.setVisible(false);
    this.comparer.dispose();
    vscode.Disposable.from(...this.registrations).dispose();
  }

  /** Asks for the model while the webview can be seen. */
  setVisible(isVisible: boolean): void {
    if (!isVisible) {
      this.isReady = false;
      this.watching?.dispose();
      this.watching = undefined;
      this.comparer.compareWith(null);
    }
  }

  show(tab: Tab): void {
    this.tab = tab;
    this.post({ type: "tab", tab });
  }

  private post(message: ToWebview): void {
    if (this.isReady) {
      void this.webview.postMessage(message);
    }
  }

  private take(message: FromWebview): void {
    switch (message.type) {
      case "ready":
        this.start();
        break;
      case "choose":
        this.follower.choose(message.id);
        break;
      case "compare":
        this.comparer.compareWith(message.left);
        break;
      case "pin":
        this.follower.pin(message.isPinned);
        break;
      case "reveal":
        void this.actions.reveal(message);
        break;
      case "copy":
        void this.actions.copy(message);
        break;
      case "export":
        void this.actions.save(message);
        break;
      case "run":
        this.run(message.command);
        break;
      case "log":
        this.actions.log(message.message);
        break;
    }
  }

  /** What the webview may run is what it was offered. */
  private run(command: string): void {
    const { trouble } = this.follower.content;
    const offered = trouble === null ? [] : [...trouble.actions, ...trouble.others];
    if (offered.some((one) => one.command === command)) {
      void vscode.commands.executeCommand(command);
    }
  }

  private start(): void {
    this.isReady = true;
    this.post({ type: "start", strings: panelStrings(), tab: this.tab });
    this.tab = null;
    this.watching ??= this.follower.watch();
    // The cursor comes first: a view that was left elsewhere does not go to its layer.
    const { cursor } = this.follower;
    if (cursor !== undefined) {
      this.post({ type: "cursor", ...cursor });
    }
    this.post({ type: "content", content: this.follower.content });
  }
}

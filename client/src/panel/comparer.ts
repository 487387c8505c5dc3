/** Compares the model that a webview shows with what its user has chosen, as long as both change. */

import * as vscode from "vscode";

import type { ComparedWith, ComparisonAnswer } from "../../shared/modelComparison";
import type { ModelFollower } from "./follower";

/** The parameters of `kerasLens/compareModels`. */
export interface ComparisonQuestion {
  readonly left: { readonly baseline: true } | Side;
  readonly right: Side;
}

interface Side {
  readonly textDocument: { readonly uri: string };
  readonly id: string;
}

/** Asks one question at a time, and none while nobody looks. */
export class ModelComparer implements vscode.Disposable {
  private left: ComparedWith | null = null;
  private isAsking = false;
  private mustAskAgain = false;
  private readonly registrations: vscode.Disposable[];

  /** `ask`: undefined where a text has changed meanwhile. */
  constructor(
    private readonly follower: ModelFollower,
    private readonly ask: (question: ComparisonQuestion) => Promise<ComparisonAnswer | undefined>,
    private readonly publish: (answer: ComparisonAnswer) => void,
  ) {
    this.registrations = [
      follower.onDidChange(() => {
        this.update();
      }),
      follower.onDidChangeModels((uri) => {
        if (uri !== follower.content.uri) {
          this.update();
        }
      }),
    ];
  }

  dispose(): void {
    this.left = null;
    vscode.Disposable.from(...this.registrations).dispose();
  }

  /** Null: nobody looks any more. */
  compareWith(left: ComparedWith | null): void {
    this.left = left;
    this.update();
  }

  private update(): void {
    if (this.isAsking) {
      this.mustAskAgain = true;
      return;
    }
    const question = this.question();
    if (question === undefined) {
      return;
    }
    this.isAsking = true;
    void this.ask(question)
      .then((answer) => {
        if (answer !== undefined && !this.mustAskAgain) {
          this.publish(answer);
        }
      })
      .finally(() => {
        this.isAsking = false;
        if (this.mustAskAgain) {
          this.mustAskAgain = false;
          this.update();
        }
      });
  }

  private question(): ComparisonQuestion | undefined {
    const { uri, answer, isStale } = this.follower.content;
    if (this.left === null || uri === null || !answer?.model || isStale) {
      return undefined;
    }
    const { left } = this;
    const { id } = answer.model;
    return {
      left: "baseline" in left ? left : { textDocument: { uri: left.uri }, id: left.id },
      right: { textDocument: { uri }, id },
    };
  }
}

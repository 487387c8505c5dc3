/** What the manifest's `when` clauses can ask: whether there is anything for Keras Lens to show. */

import * as vscode from "vscode";

import { activeTexts } from "../documents";
import { mentionsKeras } from "../relevance";

const RELEVANT = "kerasLens.isRelevant";
const SEEN = "kerasLens.hasSeenKeras";

/** Keeps the contexts up to date with the active editor. */
export function watchContext(): vscode.Disposable {
  let before: boolean | undefined;
  const look = (): void => {
    const isRelevant = activeTexts().some((document) => mentionsKeras(document.getText()));
    if (isRelevant === before) {
      return;
    }
    before = isRelevant;
    void vscode.commands.executeCommand("setContext", RELEVANT, isRelevant);
    if (isRelevant) {
      void vscode.commands.executeCommand("setContext", SEEN, true);
    }
  };
  look();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeActiveNotebookEditor(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (activeTexts().includes(document)) {
        look();
      }
    }),
  );
}

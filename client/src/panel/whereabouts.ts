/** Where the user is: at a place of a Python file, or of a cell of a notebook. */

import * as vscode from "vscode";
import type { Position } from "vscode-languageclient";

import { activeDocument, programUri, selectedDocument } from "../documents";

export interface Move {
  /** At another line or text, and not since the panel has led there. */
  readonly isElsewhere: boolean;
}

/** A cell that is selected is where the user is, though its text has no cursor yet. */
export class Whereabouts implements vscode.Disposable {
  private readonly moved = new vscode.EventEmitter<Move>();
  readonly onDidMove = this.moved.event;
  private readonly registrations: { dispose(): unknown }[];
  document: vscode.TextDocument | undefined;
  position = new vscode.Position(0, 0);
  /** The line to which the panel itself is about to move the cursor. */
  private revealed: { readonly uri: string; readonly line: number } | undefined;

  constructor() {
    const follow = (): void => {
      this.follow(activeDocument());
    };
    this.registrations = [
      this.moved,
      vscode.window.onDidChangeActiveTextEditor(follow),
      vscode.window.onDidChangeActiveNotebookEditor(follow),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.document) {
          this.look();
        }
      }),
      vscode.window.onDidChangeNotebookEditorSelection(({ notebookEditor }) => {
        const selected = selectedDocument(notebookEditor);
        if (notebookEditor === vscode.window.activeNotebookEditor || this.isIn(selected)) {
          this.follow(selected);
        }
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (this.isIn(textEditor.document)) {
          this.go(textEditor.document, selections[0]!.active, this.revealed?.line);
          this.revealed = undefined;
        }
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.registrations).dispose();
  }

  /** The place, as the server and the webview are told. */
  get cursor(): { uri: string; position: Position } | undefined {
    return this.document && { uri: this.document.uri.toString(), position: this.position };
  }

  /** Begins with the text that is in front, or one that can be seen. */
  look(): void {
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
    this.follow(activeDocument() ?? visible.find(({ languageId }) => languageId === "python"));
  }

  /** The user is led to a document. */
  async goTo(uri: string): Promise<void> {
    this.document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  }

  /** The panel moves the cursor to a line. */
  expect(uri: string, line: number): void {
    this.revealed = { uri, line };
  }

  private follow(document: vscode.TextDocument | undefined): void {
    if (document !== undefined) {
      const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
      this.go(document, editor?.selection.active ?? new vscode.Position(0, 0));
    }
  }

  /** `expected`: the line to which the panel leads; any, where it is not known yet. */
  private go(document: vscode.TextDocument, position: vscode.Position, expected?: number): void {
    const isByPanel =
      this.revealed?.uri === document.uri.toString() &&
      (expected === undefined || expected === position.line);
    const isElsewhere = document !== this.document || position.line !== this.position.line;
    this.document = document;
    this.position = position;
    this.moved.fire({ isElsewhere: isElsewhere && !isByPanel });
  }

  /** Whether a text is part of the program that the user is at. */
  private isIn(document: vscode.TextDocument | undefined): boolean {
    return (
      document !== undefined &&
      this.document !== undefined &&
      (document === this.document ||
        (document.languageId === "python" &&
          programUri(document.uri) === programUri(this.document.uri)))
    );
  }
}

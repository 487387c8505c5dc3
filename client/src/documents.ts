/** The documents that the user is at: Python files, and the Python cells of notebooks. */

import * as vscode from "vscode";

import { LANGUAGE } from "./selector";

/** The Python text that the user is at: of the active editor, or of the selected cell of the active
 * notebook; where that is no Python, its nearest cell above that is, or its first. */
export function activeDocument(): vscode.TextDocument | undefined {
  const text = vscode.window.activeTextEditor?.document;
  if (text?.languageId === LANGUAGE) {
    return text;
  }
  const editor = vscode.window.activeNotebookEditor;
  return editor && selectedDocument(editor);
}

/** The text of the selected cell; where that is no Python, as above. */
export function selectedDocument(editor: vscode.NotebookEditor): vscode.TextDocument | undefined {
  const cells = editor.notebook.getCells().filter(isPython);
  const selected = editor.selections[0]?.start ?? 0; // a notebook that opens has no selection yet
  const above = cells.filter((cell) => cell.index <= selected);
  return (above.at(-1) ?? cells[0])?.document;
}

/** The URI of the program that a text is or is part of: of the file, or of the notebook. */
export function programUri(uri: vscode.Uri): string {
  return (cellOf(uri)?.notebook.uri ?? uri).toString();
}

/** The cell that has a text; undefined for a file. */
export function cellOf(uri: vscode.Uri): vscode.NotebookCell | undefined {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const found = notebook
      .getCells()
      .find(({ document }) => document.uri.toString() === uri.toString());
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The texts of the program that the user is at: a Python file, or all Python cells. */
export function activeTexts(): readonly vscode.TextDocument[] {
  const document = activeDocument();
  return document === undefined ? [] : textsAround(document);
}

/** All texts of the program that a text is part of. */
export function textsAround(document: vscode.TextDocument): readonly vscode.TextDocument[] {
  const cells = cellOf(document.uri)?.notebook.getCells().filter(isPython);
  return cells?.map((cell) => cell.document) ?? [document];
}

function isPython(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === LANGUAGE;
}

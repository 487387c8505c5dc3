/** Which documents Keras Lens is about: Python files, and the Python cells of notebooks. */

import * as vscode from "vscode";
import type { DocumentSelector } from "vscode-languageclient/node";

const LANGUAGE = "python";
const SCHEMES = ["file", "untitled"];
/** A notebook in an editor, and VS Code's interactive window. */
const NOTEBOOKS = ["jupyter-notebook", "interactive"];

/** The server is asked about these. Which cells it is told of, it says itself. */
export const DOCUMENTS: DocumentSelector = [
  ...SCHEMES.map((scheme) => ({ language: LANGUAGE, scheme })),
  ...NOTEBOOKS.map((notebook) => ({ language: LANGUAGE, notebook })),
];

/** The Python text that the user is at: of the active editor, or of the selected cell of the active
 * notebook; where that is no Python, its nearest cell above that is, or its first. */
export function activeDocument(): vscode.TextDocument | undefined {
  const text = vscode.window.activeTextEditor?.document;
  if (text?.languageId === LANGUAGE) {
    return text;
  }
  const editor = vscode.window.activeNotebookEditor;
  const cells = editor?.notebook.getCells().filter(isPython) ?? [];
  const selected = editor?.selections[0]?.start ?? 0; // a notebook that opens has no selection yet
  const above = cells.filter((cell) => cell.index <= selected);
  return (above.at(-1) ?? cells[0])?.document;
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
  if (document === undefined) {
    return [];
  }
  const cells = cellOf(document.uri)?.notebook.getCells().filter(isPython);
  return cells?.map((cell) => cell.document) ?? [document];
}

function isPython(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === LANGUAGE;
}

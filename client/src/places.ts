/** Shows places: in a file, or in a cell of a notebook. */

import * as vscode from "vscode";

import { cellOf } from "./documents";

interface Options {
  /** Where it is opened if no editor has it. */
  readonly viewColumn?: vscode.ViewColumn;
  readonly preserveFocus?: boolean;
}

/** Puts the cursor at the start of `range`, in the editor that has the text, else in a new one. */
export async function showPlace(
  uri: vscode.Uri,
  range: vscode.Range,
  options: Options = {},
): Promise<void> {
  const cell = cellOf(uri);
  const editor = cell === undefined ? await showFile(uri, options) : await showCell(cell, options);
  if (editor !== undefined) {
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

async function showFile(uri: vscode.Uri, options: Options): Promise<vscode.TextEditor> {
  const open = visibleEditor(uri);
  const document = open?.document ?? (await vscode.workspace.openTextDocument(uri));
  return vscode.window.showTextDocument(document, {
    ...options,
    ...(open?.viewColumn === undefined ? {} : { viewColumn: open.viewColumn }),
  });
}

/** The editor of the cell's text, if there is one: cells out of view have none. */
async function showCell(
  cell: vscode.NotebookCell,
  options: Options,
): Promise<vscode.TextEditor | undefined> {
  const { notebook, index } = cell;
  const open = vscode.window.visibleNotebookEditors.find((one) => one.notebook === notebook);
  const cells = new vscode.NotebookRange(index, index + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, {
    ...options,
    ...(open?.viewColumn === undefined ? {} : { viewColumn: open.viewColumn }),
    selections: [cells],
  });
  editor.revealRange(cells, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  if (options.preserveFocus !== true) {
    await vscode.commands.executeCommand("notebook.cell.edit");
  }
  return visibleEditor(cell.document.uri);
}

function visibleEditor(uri: vscode.Uri): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
}

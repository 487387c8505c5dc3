/** Model summaries as read-only documents. */

import * as vscode from "vscode";

import { activeDocument } from "../documents";
import type { LensServer } from "../server";

export const SCHEME = "keras-summary";
const LANGUAGE = "keras-summary";

interface Summary {
  readonly title: string;
  /** Of the model, also after an edit of its file. */
  readonly id: string;
  readonly text: string;
}

/** The model that a summary is of. */
export interface SummarySource {
  readonly uri: string;
  readonly id: string;
}

interface Model {
  readonly key: number;
  readonly label: string;
  readonly line: number;
  /** Of a notebook, among those with Python. */
  readonly cell?: number;
}

/** Which model: the one with this key in the document; else the one at the cursor. */
export interface SummaryTarget {
  readonly uri: string;
  readonly model?: number;
}

export class SummaryDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly sources = new Map<string, SummarySource>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: LensServer) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** The model that a summary is of; undefined for another document. */
  sourceOf(summary: vscode.Uri): SummarySource | undefined {
    return this.sources.get(summary.toString());
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Opens the summary of a model beside its source. */
  async show(target: SummaryTarget | undefined): Promise<void> {
    const chosen = target ?? (await chooseTarget(this.server));
    const client = this.server.running;
    if (chosen === undefined || client === undefined) {
      return;
    }
    try {
      const summary = await client.sendRequest<Summary>("kerasLens/summary", {
        textDocument: { uri: chosen.uri },
        ...(chosen.model === undefined ? {} : { model: chosen.model }),
      });
      await this.open(summary, chosen.uri);
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private async open(summary: Summary, source: string): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `${fileName(summary.title)}.keras-summary.txt`,
    });
    this.texts.set(uri.toString(), summary.text);
    this.sources.set(uri.toString(), { uri: source, id: summary.id });
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }
}

/** The model that the command means: the only one, the one of the cursor's line, or the
 * user's choice. */
async function chooseTarget(server: LensServer): Promise<SummaryTarget | undefined> {
  const document = activeDocument();
  const client = server.running;
  if (document === undefined || client === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open a Python file with a Keras model first."),
    );
    return undefined;
  }
  const uri = document.uri.toString();
  const models = await client.sendRequest<Model[]>("kerasLens/models", { textDocument: { uri } });
  if (models.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("No Keras model was found in this file."),
    );
    return undefined;
  }
  if (models.length === 1) {
    return { uri, model: models[0]!.key };
  }
  const picked = await vscode.window.showQuickPick(
    models.map((model) => ({
      label: model.label,
      description: placeOf(model),
      key: model.key,
    })),
    { placeHolder: vscode.l10n.t("Which model?") },
  );
  return picked === undefined ? undefined : { uri, model: picked.key };
}

/** The line, counted as the user does, in a notebook within its cell. */
function placeOf({ cell, line }: Model): string {
  return cell === undefined
    ? vscode.l10n.t("line {0}", line + 1)
    : vscode.l10n.t("cell {0}, line {1}", cell + 1, line + 1);
}

/** `model (sequential)` stays as it is; what no file may have in its name does not. */
function fileName(title: string): string {
  return title.replace(/[^\w.() -]+/g, "_");
}

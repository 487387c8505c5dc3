/** From a row of a summary to where the program makes the layer: Go to Definition, Ctrl+click. */

import * as vscode from "vscode";

import type { ModelViewAnswer } from "../../shared/modelView";
import type { LensServer } from "../server";
import { SCHEME, type SummaryDocuments } from "./documents";
import { layerInRow, layerOfRow } from "./rows";

class SummaryPlaces implements vscode.DefinitionProvider {
  constructor(
    private readonly server: LensServer,
    private readonly summaries: SummaryDocuments,
  ) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[] | undefined> {
    const source = this.summaries.sourceOf(document.uri);
    const row = layerInRow(document.lineAt(position.line).text);
    const client = this.server.running;
    if (source === undefined || row === undefined || client === undefined) {
      return undefined;
    }
    const { model } = await client.sendRequest<ModelViewAnswer>("kerasLens/modelView", {
      textDocument: { uri: source.uri },
      id: source.id,
    });
    const place = layerOfRow(row, model?.layers ?? [])?.place;
    if (place === undefined || place === null) {
      return undefined;
    }
    const name = new vscode.Position(position.line, row.start);
    return [
      {
        originSelectionRange: new vscode.Range(name, name.translate(0, row.name.length)),
        targetUri: vscode.Uri.parse(place.uri, true),
        targetRange: client.protocol2CodeConverter.asRange(place.range),
      },
    ];
  }
}

/** Makes the rows of summaries lead to the program. */
export function registerSummaryPlaces(
  server: LensServer,
  summaries: SummaryDocuments,
): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(
    { scheme: SCHEME },
    new SummaryPlaces(server, summaries),
  );
}

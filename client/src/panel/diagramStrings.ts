/** The diagram's texts in the user's language. */

import * as vscode from "vscode";

import type { DiagramStrings } from "../../shared/diagramStrings";

export function diagramStrings(): DiagramStrings {
  return {
    diagramOf: vscode.l10n.t("Diagram of {0}"),
    toolbar: vscode.l10n.t("Diagram"),
    params: vscode.l10n.t("{0} params"),
    layers: vscode.l10n.t("{0} layers"),
    repeated: vscode.l10n.t("{0} × {1} layers"),
    repeatedLayer: vscode.l10n.t("{0} × {1}"),
    input: vscode.l10n.t("input"),
    output: vscode.l10n.t("output"),
    frozen: vscode.l10n.t("frozen"),
    partlyFrozen: vscode.l10n.t("partly frozen"),
    outputShape: vscode.l10n.t("output shape {0}"),
    notKnown: vscode.l10n.t("not known: {0}"),
    error: vscode.l10n.t("Error"),
    warning: vscode.l10n.t("Warning"),
    information: vscode.l10n.t("Information"),
    fold: vscode.l10n.t("Fold"),
    unfold: vscode.l10n.t("Unfold"),
    foldAll: vscode.l10n.t("Fold All"),
    unfoldAll: vscode.l10n.t("Unfold All"),
    zoomIn: vscode.l10n.t("Zoom In"),
    zoomOut: vscode.l10n.t("Zoom Out"),
    fit: vscode.l10n.t("Fit to Window"),
    search: vscode.l10n.t("Search layers"),
    matches: vscode.l10n.t("{0} of {1}"),
    noMatches: vscode.l10n.t("No results"),
    previousMatch: vscode.l10n.t("Previous Match"),
    nextMatch: vscode.l10n.t("Next Match"),
    exportAs: vscode.l10n.t("Export…"),
    noLayers: vscode.l10n.t("This model has no layers yet."),
    notDrawn: vscode.l10n.t("The diagram could not be drawn: {0}"),
  };
}

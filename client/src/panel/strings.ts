/** The panel's texts in the user's language. */

import * as vscode from "vscode";

import type { PanelStrings } from "../../shared/panelStrings";
import { comparisonStrings } from "./comparisonStrings";
import { diagramStrings } from "./diagramStrings";

export function panelStrings(): PanelStrings {
  return {
    language: vscode.env.language,
    panel: vscode.l10n.t("Keras model"),
    tabs: {
      table: vscode.l10n.t("Table"),
      diagram: vscode.l10n.t("Diagram"),
      compare: vscode.l10n.t("Compare"),
    },
    toolbar: {
      chooseModel: vscode.l10n.t("Model"),
      pin: vscode.l10n.t("Keep Showing This Model"),
      unpin: vscode.l10n.t("Follow the Cursor Again"),
      copy: vscode.l10n.t("Copy Summary"),
      copyAs: {
        text: vscode.l10n.t("Copy as Text"),
        markdown: vscode.l10n.t("Copy as Markdown"),
        csv: vscode.l10n.t("Copy as CSV"),
        latex: vscode.l10n.t("Copy as LaTeX"),
      },
      filter: vscode.l10n.t("Filter layers"),
      expandAll: vscode.l10n.t("Expand All"),
      collapseAll: vscode.l10n.t("Collapse All"),
    },
    table: tableStrings(),
    totals: {
      total: vscode.l10n.t("Total"),
      trainable: vscode.l10n.t("Trainable"),
      nonTrainable: vscode.l10n.t("Non-trainable"),
      memory: vscode.l10n.t("Weights in memory"),
      unknown: vscode.l10n.t("not known"),
      atLeast: vscode.l10n.t("at least {0}"),
    },
    problem: {
      refused: vscode.l10n.t("Refused by Keras."),
      unknown: vscode.l10n.t("Not fully known."),
      show: vscode.l10n.t("Show the layer in the code"),
    },
    states: stateStrings(),
    diagram: diagramStrings(),
    comparison: comparisonStrings(),
  };
}

function tableStrings(): PanelStrings["table"] {
  return {
    layersOf: vscode.l10n.t("Layers of {0}"),
    layer: vscode.l10n.t("Layer"),
    className: vscode.l10n.t("Class"),
    outputShape: vscode.l10n.t("Output shape"),
    parameters: vscode.l10n.t("Parameters"),
    trainable: vscode.l10n.t("Trained"),
    connectedTo: vscode.l10n.t("Connected to"),
    trained: vscode.l10n.t("trained"),
    frozen: vscode.l10n.t("frozen"),
    partlyFrozen: vscode.l10n.t("partly frozen"),
    share: vscode.l10n.t("{0} of all parameters"),
    noMatch: vscode.l10n.t("No layer matches the filter."),
    expand: vscode.l10n.t("Expand"),
    collapse: vscode.l10n.t("Collapse"),
  };
}

function stateStrings(): PanelStrings["states"] {
  return {
    noFile: vscode.l10n.t("No Python file is open."),
    noFileHint: vscode.l10n.t("Open a file that makes a Keras model to see its layers here."),
    starting: vscode.l10n.t("Keras Lens is starting…"),
    waiting: vscode.l10n.t("Waiting for TensorFlow. The first answers take a moment."),
    noModel: vscode.l10n.t("No Keras model was found in {0}."),
    noModelHint: vscode.l10n.t("A model appears here as soon as the file makes one."),
    noLayers: vscode.l10n.t("The model has no layers yet."),
    stale: vscode.l10n.t("The model cannot be found in the text as it is now."),
  };
}

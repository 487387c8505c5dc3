/** The texts of the comparison in the user's language. */

import * as vscode from "vscode";

import type { ComparisonStrings } from "../../shared/comparisonStrings";

export function comparisonStrings(): ComparisonStrings {
  return {
    comparisonOf: vscode.l10n.t("{0} compared with {1}"),
    compareWith: vscode.l10n.t("Compare with"),
    lastCommit: vscode.l10n.t("Last commit"),
    lastSave: vscode.l10n.t("Last save"),
    now: vscode.l10n.t("now"),
    onlyChanges: vscode.l10n.t("Only changes"),
    states: {
      same: vscode.l10n.t("unchanged"),
      changed: vscode.l10n.t("changed"),
      added: vscode.l10n.t("added"),
      removed: vscode.l10n.t("removed"),
      unsure: vscode.l10n.t("not fully known"),
    },
    parts: {
      name: vscode.l10n.t("name"),
      class: vscode.l10n.t("class"),
      shape: vscode.l10n.t("output shape"),
      params: vscode.l10n.t("parameters"),
      trainable: vscode.l10n.t("training"),
      connections: vscode.l10n.t("connected to"),
    },
    fromTo: vscode.l10n.t("{0} from {1} to {2}"),
    nothing: vscode.l10n.t("nothing"),
    changedInside: vscode.l10n.t("changes inside"),
    counts: {
      changed: vscode.l10n.t("{0} changed"),
      added: vscode.l10n.t("{0} added"),
      removed: vscode.l10n.t("{0} removed"),
    },
    noDifferences: vscode.l10n.t("No differences"),
    comparing: vscode.l10n.t("Comparing…"),
    noEarlier: vscode.l10n.t("There is no earlier version of {0} to compare with."),
    noEarlierHint: vscode.l10n.t("Save or commit the file, or choose another model above."),
    notInEarlier: vscode.l10n.t("{0} is not in the earlier version of this file."),
    gone: vscode.l10n.t("The model to compare with is no longer there."),
    chooseHint: vscode.l10n.t("Choose another one above."),
  };
}

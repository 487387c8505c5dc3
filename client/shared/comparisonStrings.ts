/** The texts of the comparison, translated by the extension; `{0}`, `{1}` are placeholders. */

import type { ComparedPart, ComparedState } from "./modelComparison";

export interface ComparisonStrings {
  /** `{0}` and `{1}` are the two models. */
  readonly comparisonOf: string;
  readonly compareWith: string;
  readonly lastCommit: string;
  readonly lastSave: string;
  readonly now: string;
  readonly onlyChanges: string;
  readonly states: Readonly<Record<ComparedState, string>>;
  readonly parts: Readonly<Record<ComparedPart, string>>;
  /** A part, what it was, what it is now. */
  readonly fromTo: string;
  readonly nothing: string;
  readonly changedInside: string;
  /** Each with a number. */
  readonly counts: { readonly changed: string; readonly added: string; readonly removed: string };
  readonly noDifferences: string;
  readonly comparing: string;
  /** `{0}` is the file's name. */
  readonly noEarlier: string;
  readonly noEarlierHint: string;
  /** `{0}` is the model's label. */
  readonly notInEarlier: string;
  readonly gone: string;
  readonly chooseHint: string;
}

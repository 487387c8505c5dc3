/** Two models side by side, as the server compares them (`kerasLens/compareModels`): plain JSON. */

import type { Count, ModelTotals, Place } from "./modelView";

/** What the panel's model is compared with: its own earlier version, or another model. */
export type ComparedWith =
  { readonly baseline: true } | { readonly uri: string; readonly id: string };

/** `unsure`: something of it is known on one side only. */
export type ComparedState = "same" | "changed" | "added" | "removed" | "unsure";

export type ComparedPart = "name" | "class" | "shape" | "params" | "trainable" | "connections";

/** One side of a row. */
export interface LayerSide {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly kind: string;
  readonly outputShapes: readonly string[];
  readonly params: Count;
  readonly trainable: "all" | "none" | "partly" | "unknown";
  /** The names of the layers that it is connected to. */
  readonly inputs: readonly string[];
  /** Null in an earlier version, and for a layer that no line makes. */
  readonly place: Place | null;
}

export interface ComparedLayer {
  readonly state: ComparedState;
  readonly changes: readonly ComparedPart[];
  readonly unsure: readonly ComparedPart[];
  readonly left: LayerSide | null;
  readonly right: LayerSide | null;
  /** Those of a nested model. */
  readonly layers: readonly ComparedLayer[];
}

export interface ComparedTotal {
  readonly left: Count;
  readonly right: Count;
  /** Null where it cannot be told. */
  readonly difference: number | null;
}

export interface ComparedModel {
  readonly id: string;
  readonly label: string;
  readonly className: string;
}

export interface ModelComparison {
  readonly left: ComparedModel;
  readonly right: ComparedModel;
  readonly counts: Readonly<Record<ComparedState, number>>;
  readonly totals: Readonly<Record<keyof ModelTotals, ComparedTotal>>;
  readonly layers: readonly ComparedLayer[];
}

export interface OtherModel {
  readonly uri: string;
  readonly id: string;
  readonly label: string;
  /** It is in the same document. */
  readonly isHere: boolean;
}

export interface ComparisonAnswer {
  /** False while Keras's answers are awaited. */
  readonly complete: boolean;
  /** Which earlier version of the document there is. */
  readonly earlier: "commit" | "save" | null;
  /** The other models of all open documents. */
  readonly models: readonly OtherModel[];
  /** Null where one of the two is not there. */
  readonly comparison: ModelComparison | null;
}

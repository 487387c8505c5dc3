/** A model as the server describes it to the panel (`kerasLens/modelView`): plain JSON.
 *
 * Shapes are texts as hints show them: `(None, 28, 28, 1)`. A count is a number, a text where it
 * depends on sizes that the program leaves open (`64·units + 64`), null where it is not known.
 */

import type { Range } from "vscode-languageclient";

export type Count = number | string | null;

/** Where something stands in the user's files. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

export interface ModelTotals {
  readonly params: Count;
  readonly trainable: Count;
  readonly nonTrainable: Count;
  /** Memory of the weights. */
  readonly bytes: Count;
}

/** Why a model is not shown as a whole. */
export interface ModelProblem {
  readonly text: string;
  /** The id of the layer that is the cause; null where it is the model as such. */
  readonly layer: string | null;
  /** Whether Keras refuses the model; else it is not known. */
  readonly isRefusal: boolean;
}

/** One tensor that flows into a layer. */
export interface Edge {
  /** The id of the layer that gives it; a model's input is a layer too (`InputLayer`). */
  readonly from: string;
  readonly shape: string;
}

export interface LayerFinding {
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly rule: string;
  readonly message: string;
}

export interface LayerView {
  /** Unique in its model view, and the same after an edit elsewhere: names from the outermost model
   * to the layer, joined with "/". */
  readonly id: string;
  readonly name: string;
  readonly className: string;
  /** What kind of layer it is, for its colour: `convolution`, `pooling`, `core`, `recurrent`,
   * `attention`, `normalization`, `regularization`, `activation`, `reshaping`, `merging`, `input`,
   * `preprocessing`, `model`, `operation`, `other`. */
  readonly kind: string;
  readonly inputShapes: readonly string[];
  readonly outputShapes: readonly string[];
  readonly params: Count;
  readonly trainable: "all" | "none" | "partly" | "unknown";
  readonly dtype: string | null;
  /** Where the program adds or calls it; null for a layer inside of a ready-made model. */
  readonly place: Place | null;
  readonly inputs: readonly Edge[];
  readonly findings: readonly LayerFinding[];
  /** Why nothing is known of it; null where something is. */
  readonly unknown: string | null;
  /** The layers of a nested model, empty for a layer. */
  readonly layers: readonly LayerView[];
}

export interface ModelView {
  /** Identifies the model in its file, also after an edit elsewhere. */
  readonly id: string;
  /** The key that the requests of the server take; only valid for this version of the file. */
  readonly key: number;
  readonly label: string;
  readonly name: string;
  readonly className: string;
  readonly place: Place;
  readonly outputShapes: readonly string[];
  /** The ids of the layers that give the outputs. */
  readonly outputs: readonly string[];
  readonly totals: ModelTotals;
  /** The totals of what is known of it where not all is, and the totals are null; else null. */
  readonly atLeast: ModelTotals | null;
  /** Null where all is known, or Keras has not answered yet. */
  readonly problem: ModelProblem | null;
  readonly layers: readonly LayerView[];
}

/** What `kerasLens/modelView` answers for a place in a document. */
export interface ModelViewAnswer {
  readonly version: number | null;
  /** False while Keras's answers are awaited. */
  readonly complete: boolean;
  /** All models of the document, in the order of its text. */
  readonly models: readonly { readonly id: string; readonly key: number; readonly label: string }[];
  /** The model at the place (or the one asked for by id); null where there is none. */
  readonly model: ModelView | null;
}

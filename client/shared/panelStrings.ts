/** The texts of the panel, translated by the extension; `{0}`, `{1}` are placeholders. */

import type { ComparisonStrings } from "./comparisonStrings";
import type { DiagramStrings } from "./diagramStrings";

export interface PanelStrings {
  /** The language, for numbers. */
  readonly language: string;
  readonly panel: string;
  readonly tabs: {
    readonly table: string;
    readonly diagram: string;
    readonly compare: string;
  };
  readonly toolbar: {
    readonly chooseModel: string;
    readonly pin: string;
    readonly unpin: string;
    readonly copy: string;
    readonly copyAs: {
      readonly text: string;
      readonly markdown: string;
      readonly csv: string;
      readonly latex: string;
    };
    readonly filter: string;
    readonly expandAll: string;
    readonly collapseAll: string;
  };
  readonly table: {
    /** `{0}` is the model's label. */
    readonly layersOf: string;
    readonly layer: string;
    readonly className: string;
    readonly outputShape: string;
    readonly parameters: string;
    readonly trainable: string;
    readonly connectedTo: string;
    readonly trained: string;
    readonly frozen: string;
    readonly partlyFrozen: string;
    /** `{0}` is a percentage. */
    readonly share: string;
    readonly noMatch: string;
    readonly expand: string;
    readonly collapse: string;
  };
  readonly totals: {
    readonly total: string;
    readonly trainable: string;
    readonly nonTrainable: string;
    readonly memory: string;
    readonly unknown: string;
    /** `{0}` is a count. */
    readonly atLeast: string;
  };
  readonly problem: {
    readonly refused: string;
    readonly unknown: string;
    /** What a click on it does. */
    readonly show: string;
  };
  readonly states: {
    readonly noFile: string;
    readonly noFileHint: string;
    readonly starting: string;
    readonly waiting: string;
    /** `{0}` is the file's name. */
    readonly noModel: string;
    readonly noModelHint: string;
    readonly noLayers: string;
    readonly stale: string;
  };
  readonly diagram: DiagramStrings;
  readonly comparison: ComparisonStrings;
}

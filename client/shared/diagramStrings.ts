/** The texts of the diagram, translated by the extension; `{0}`, `{1}` are placeholders. */

export interface DiagramStrings {
  /** `{0}` is the model's name. */
  readonly diagramOf: string;
  readonly toolbar: string;
  readonly params: string;
  /** A card of `{0}` layers. */
  readonly layers: string;
  /** `{0}` times the same `{1}` layers. */
  readonly repeated: string;
  /** `{0}` times the same layer of class `{1}`. */
  readonly repeatedLayer: string;
  readonly input: string;
  readonly output: string;
  readonly frozen: string;
  readonly partlyFrozen: string;
  /** `{0}` is a shape. */
  readonly outputShape: string;
  /** `{0}` is the reason. */
  readonly notKnown: string;
  readonly error: string;
  readonly warning: string;
  readonly information: string;
  readonly fold: string;
  readonly unfold: string;
  readonly foldAll: string;
  readonly unfoldAll: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly search: string;
  /** Match `{0}` of `{1}`. */
  readonly matches: string;
  readonly noMatches: string;
  readonly previousMatch: string;
  readonly nextMatch: string;
  readonly exportAs: string;
  readonly noLayers: string;
  /** `{0}` says why. */
  readonly notDrawn: string;
}

/** Puts values into the placeholders of a text. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? whole : String(value);
  });
}

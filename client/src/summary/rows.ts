/** The rows of a table that `model.summary()` prints. */

/** The layer that a row begins with, and the column where its name stands. */
export interface LayerRow {
  readonly name: string;
  /** Only the beginning of the name is there. */
  readonly isCut: boolean;
  readonly start: number;
}

/** `│ dense_1 (Dense) │ (None, 10) │`, where the class may stand in the next line. */
const ROW = /^(\s*[│|]\s*(?:└\s*)?)([\w./-]+)(…)?(?:\s+\([^│|]*)?\s*[│|]/u;

/** The layer in a row; undefined where the row names none. */
export function layerInRow(text: string): LayerRow | undefined {
  const [, before, name, cut] = ROW.exec(text) ?? [];
  return before === undefined || name === undefined
    ? undefined
    : { name, isCut: cut !== undefined, start: before.length };
}

/** A layer, and those inside of it. */
interface Named<Layer> {
  readonly name: string;
  readonly layers: readonly Layer[];
}

/** The layer that a row is about; undefined where several may be meant. */
export function layerOfRow<Layer extends Named<Layer>>(
  row: LayerRow,
  layers: readonly Layer[],
): Layer | undefined {
  const isMeant = ({ name }: Layer): boolean =>
    row.isCut ? name.startsWith(row.name) : name === row.name;
  const outermost = layers.filter(isMeant);
  const found = outermost.length > 0 ? outermost : all(layers).filter(isMeant);
  return found.length === 1 ? found[0] : undefined;
}

function all<Layer extends Named<Layer>>(layers: readonly Layer[]): Layer[] {
  return layers.flatMap((layer) => [layer, ...all(layer.layers)]);
}

/** Finding layers: by their ids, and by places in the text. */

import type { Position, Range } from "vscode-languageclient";

import type { LayerView } from "../shared/modelView";

/** The layer whose call is the smallest around the cursor; else one on its line. Of layers that one
 * line makes in a loop, the selected one. */
export function layerAt(
  layers: readonly LayerView[],
  uri: string,
  cursor: Position,
  selected: string | null = null,
): LayerView | undefined {
  const here = flat(layers).filter(({ place }) => place?.uri === uri);
  const around = here.filter(({ place }) => contains(place!.range, cursor));
  const smallest = around.sort((a, b) => compareSizes(a.place!.range, b.place!.range))[0];
  const found = smallest ?? here.find(({ place }) => isOnLine(place!.range, cursor.line));
  const chosen = here.find(({ id }) => id === selected);
  return found && chosen && isSame(found.place!.range, chosen.place!.range) ? chosen : found;
}

/** The same, or the model that it is in where that is closed. */
export function shownLayerAt(
  layers: readonly LayerView[],
  cursor: { readonly uri: string; readonly position: Position },
  open: readonly string[],
  selected: string | null = null,
): LayerView | undefined {
  const found = layerAt(layers, cursor.uri, cursor.position, selected);
  const closed = found && around(layers, found.id)?.find((id) => !open.includes(id));
  return closed === undefined ? found : layerWithId(layers, closed);
}

/** The layers that a layer is inside of, the outermost first; undefined where there is no such layer. */
export function around(layers: readonly LayerView[], id: string): readonly string[] | undefined {
  for (const layer of layers) {
    if (layer.id === id) {
      return [];
    }
    const inside = around(layer.layers, id);
    if (inside !== undefined) {
      return [layer.id, ...inside];
    }
  }
  return undefined;
}

export function layerWithId(layers: readonly LayerView[], id: string): LayerView | undefined {
  return flat(layers).find((one) => one.id === id);
}

function flat(layers: readonly LayerView[]): LayerView[] {
  return layers.flatMap((layer) => [layer, ...flat(layer.layers)]);
}

function isSame(a: Range, b: Range): boolean {
  return contains(a, b.start) && contains(a, b.end) && contains(b, a.start) && contains(b, a.end);
}

function isOnLine({ start, end }: Range, line: number): boolean {
  return start.line <= line && line <= end.line;
}

function contains({ start, end }: Range, place: Position): boolean {
  return !isBefore(place, start) && !isBefore(end, place);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function compareSizes(a: Range, b: Range): number {
  const lines = (range: Range): number => range.end.line - range.start.line;
  const characters = (range: Range): number => range.end.character - range.start.character;
  return lines(a) - lines(b) || characters(a) - characters(b);
}

/** Which layer stands at a place of the text. */

import type { Position, Range } from "vscode-languageclient";

import type { LayerView } from "../shared/modelView";

/** The layer whose call is the smallest around the cursor; else one on its line. */
export function layerAt(
  layers: readonly LayerView[],
  uri: string,
  cursor: Position,
): LayerView | undefined {
  const here = flat(layers).filter(({ place }) => place?.uri === uri);
  const around = here.filter(({ place }) => contains(place!.range, cursor));
  const smallest = around.sort((a, b) => compareSizes(a.place!.range, b.place!.range))[0];
  return smallest ?? here.find(({ place }) => isOnLine(place!.range, cursor.line));
}

function flat(layers: readonly LayerView[]): LayerView[] {
  return layers.flatMap((layer) => [layer, ...flat(layer.layers)]);
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

/** The rows of the table: a model's layers, opened, sorted and filtered. */

import type { Count, LayerView, ModelView } from "../../shared/modelView";

export type Column = "layer" | "class" | "shape" | "params" | "trainable" | "connected";

export interface Sort {
  readonly column: Column;
  readonly isAscending: boolean;
}

export interface Row {
  readonly layer: LayerView;
  /** From 1. */
  readonly level: number;
  /** Undefined where it has no layers inside. */
  readonly isOpen: boolean | undefined;
  /** How many stand beside it, and which of them it is, from 1. */
  readonly setSize: number;
  readonly position: number;
  readonly parent: string | null;
  /** What it is connected to: names, and the shapes where they are several. */
  readonly connections: readonly string[];
}

export interface RowOptions {
  readonly open: ReadonlySet<string>;
  readonly sort: Sort | null;
  readonly filter: string;
}

/** While a filter is on, everything that has a match inside is open. */
export function rowsOf(view: ModelView, options: RowOptions): readonly Row[] {
  const wanted = options.filter.trim().toLowerCase();
  const rows: Row[] = [];
  const add = (layers: readonly LayerView[], level: number, parent: string | null): void => {
    const names = new Map(layers.map(({ id, name }) => [id, name]));
    const shown = wanted === "" ? layers : layers.filter((layer) => hasMatch(layer, wanted));
    const sorted = options.sort === null ? shown : sortedBy(shown, options.sort, names);
    sorted.forEach((layer, index) => {
      const isOpen = layer.layers.length === 0 ? undefined : isOpened(layer, options, wanted);
      rows.push({
        layer,
        level,
        isOpen,
        setSize: sorted.length,
        position: index + 1,
        parent,
        connections: connectionsOf(layer, names),
      });
      if (isOpen === true) {
        add(layer.layers, level + 1, layer.id);
      }
    });
  };
  add(view.layers, 1, null);
  return rows;
}

function isOpened(layer: LayerView, { open }: RowOptions, wanted: string): boolean {
  return open.has(layer.id) || (wanted !== "" && layer.layers.some((one) => hasMatch(one, wanted)));
}

function hasMatch(layer: LayerView, wanted: string): boolean {
  return (
    layer.name.toLowerCase().includes(wanted) ||
    layer.className.toLowerCase().includes(wanted) ||
    layer.outputShapes.some((shape) => shape.toLowerCase().includes(wanted)) ||
    layer.layers.some((inner) => hasMatch(inner, wanted))
  );
}

function connectionsOf(layer: LayerView, names: ReadonlyMap<string, string>): readonly string[] {
  return layer.inputs.map(({ from }) => names.get(from) ?? from);
}

function sortedBy(
  layers: readonly LayerView[],
  { column, isAscending }: Sort,
  names: ReadonlyMap<string, string>,
): readonly LayerView[] {
  const sign = isAscending ? 1 : -1;
  return [...layers].sort((a, b) => sign * compare(a, b, column, names));
}

function compare(
  a: LayerView,
  b: LayerView,
  column: Column,
  names: ReadonlyMap<string, string>,
): number {
  if (column === "params") {
    return numberOf(a.params) - numberOf(b.params);
  }
  const text = (layer: LayerView): string => {
    switch (column) {
      case "layer":
        return layer.name;
      case "class":
        return layer.className;
      case "shape":
        return layer.outputShapes.join();
      case "trainable":
        return hasWeights(layer) ? layer.trainable : "~";
      case "connected":
        return connectionsOf(layer, names).join();
    }
  };
  return text(a).localeCompare(text(b), undefined, { numeric: true });
}

/** What is not known stands below what is. */
function numberOf(count: Count): number {
  return typeof count === "number" ? count : -1;
}

/** Whether there is anything in it that could be trained. */
export function hasWeights({ params }: LayerView): boolean {
  return params !== 0 && params !== null;
}

/** All nested models. */
export function allOpenable(layers: readonly LayerView[]): readonly string[] {
  return layers.flatMap((layer) =>
    layer.layers.length === 0 ? [] : [layer.id, ...allOpenable(layer.layers)],
  );
}

/** The rows of a comparison: its layers, opened, and with or without those that stay the same. */

import type { ComparedLayer } from "../../shared/modelComparison";
import type { TreeRow } from "../table/keys";

export interface ComparedRow extends TreeRow {
  readonly layer: { readonly id: string };
  readonly compared: ComparedLayer;
  /** From 1. */
  readonly level: number;
  readonly setSize: number;
  /** From 1. */
  readonly position: number;
}

export interface ComparedRowOptions {
  /** What the user has closed (true) or opened, by the id of a row. */
  readonly folds: Readonly<Record<string, boolean>>;
  readonly onlyChanges: boolean;
}

/** A nested model is open at first where something in it has changed. */
export function comparedRows(
  layers: readonly ComparedLayer[],
  options: ComparedRowOptions,
): readonly ComparedRow[] {
  const rows: ComparedRow[] = [];
  const add = (inner: readonly ComparedLayer[], level: number, parent: string | null): void => {
    const shown = options.onlyChanges ? inner.filter(({ state }) => state !== "same") : inner;
    shown.forEach((compared, index) => {
      const id = rowId(compared);
      const isFolded = options.folds[id] ?? !isOpenAtFirst(compared);
      const isOpen = compared.layers.length === 0 ? undefined : !isFolded;
      rows.push({
        layer: { id },
        compared,
        level,
        isOpen,
        parent,
        setSize: shown.length,
        position: index + 1,
      });
      if (isOpen === true) {
        add(compared.layers, level + 1, id);
      }
    });
  };
  add(layers, 1, null);
  return rows;
}

/** Of what is on the right, it is the same when the left one is another. */
export function rowId({ left, right }: ComparedLayer): string {
  return right?.id ?? `−${left?.id ?? ""}`;
}

/** What is new or gone as a whole stays closed. */
function isOpenAtFirst({ left, right, layers }: ComparedLayer): boolean {
  return left !== null && right !== null && layers.some(({ state }) => state !== "same");
}

/** What the keys do in the table (ARIA Authoring Practices, "Treegrid", focus on rows). */

/** What of a row the keys go by. */
export interface TreeRow {
  readonly layer: { readonly id: string };
  /** Undefined where it has no layers inside. */
  readonly isOpen: boolean | undefined;
  readonly parent: string | null;
}

export type KeyAction =
  | { readonly do: "go"; readonly to: number }
  | { readonly do: "fold" | "unfold" }
  | { readonly do: "open"; readonly takesFocus: boolean };

/** What a key does on row `at`; undefined where it does nothing. */
export function keyAction(
  key: string,
  rows: readonly TreeRow[],
  at: number,
  page: number,
): KeyAction | undefined {
  const row = rows[at];
  if (row === undefined) {
    return undefined;
  }
  const go = (to: number): KeyAction => ({
    do: "go",
    to: Math.min(Math.max(to, 0), rows.length - 1),
  });
  switch (key) {
    case "ArrowDown":
      return go(at + 1);
    case "ArrowUp":
      return go(at - 1);
    case "PageDown":
      return go(at + page);
    case "PageUp":
      return go(at - page);
    case "Home":
      return go(0);
    case "End":
      return go(rows.length - 1);
    case "ArrowRight":
      return row.isOpen === true ? go(at + 1) : row.isOpen === false ? { do: "unfold" } : undefined;
    case "ArrowLeft": {
      if (row.isOpen === true) {
        return { do: "fold" };
      }
      const parent = rows.findIndex(({ layer }) => layer.id === row.parent);
      return parent < 0 ? undefined : go(parent);
    }
    case "Enter":
      return { do: "open", takesFocus: true };
    case " ":
      return { do: "open", takesFocus: false };
    default:
      return undefined;
  }
}

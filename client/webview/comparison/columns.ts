/** How wide the columns of a comparison have to be, so that no text in them is cut, and which
 * layout has room for them. */

import type { ComparedLayer, LayerSide } from "../../shared/modelComparison";
import type { PanelStrings } from "../../shared/panelStrings";
import type { Measure } from "../diagram/sizes";
import { partText } from "./words";

const WEIGHT = 400;
/** Pixels, as in the style sheet: beside a text; beside a marked number; before a name; one step in. */
const AROUND = 10;
const AROUND_NUMBER = 14;
const AROUND_CONNECTED = 22;
const BEFORE_NAME = 48;
const STEP = 12;
const ICON = 20;
const AROUND_ICONS = 6;

type Column = "name" | "shape" | "params" | "icons" | "connected";
/** In pixels. */
export type Widths = Readonly<Record<Column, number>>;

export const NO_WIDTHS: Widths = { name: 0, shape: 0, params: 0, icons: 0, connected: 0 };

/** Of all layers, whether they are in view or not: the columns stay while the user opens models. */
export function columnWidths(
  layers: readonly ComparedLayer[],
  strings: PanelStrings,
  measure: Measure,
  fontSize: number,
): Widths {
  const widths: Record<Column, number> = { ...NO_WIDTHS };
  const widen = (column: Column, width: number): void => {
    widths[column] = Math.max(widths[column], Math.ceil(width));
  };
  const width = (text: string): number => measure(text, { size: fontSize, weight: WEIGHT });
  const look = (inner: readonly ComparedLayer[], level: number): void => {
    for (const compared of inner) {
      for (const side of [compared.left, compared.right]) {
        if (side !== null) {
          widen("name", BEFORE_NAME + level * STEP + width(side.name) + AROUND);
          widen("shape", width(firstShape(side)) + AROUND);
          widen("params", width(partText(side, "params", strings)) + AROUND_NUMBER);
          widen("icons", iconsWidth(compared, side));
          widen("connected", width(side.inputs.join(", ")) + AROUND_CONNECTED);
        }
      }
      look(compared.layers, level + 1);
    }
  };
  look(layers, 0);
  return widths;
}

/** Of several outputs the first is enough: that there are more can be seen. */
function firstShape({ outputShapes: [first = "?", ...others] }: LayerSide): string {
  return others.length === 0 ? first : `${first}, …`;
}

/** Of a lock, or what stands for it, and of the sign of other connections. */
function iconsWidth(compared: ComparedLayer, side: LayerSide): number {
  const differing = [...compared.changes, ...compared.unsure];
  const count = Number(showsTraining(compared, side)) + Number(differing.includes("connections"));
  return count === 0 ? 0 : count * ICON + AROUND_ICONS;
}

/** Frozen layers have a lock; where that has changed both sides show it. */
export function showsTraining({ changes, unsure }: ComparedLayer, side: LayerSide): boolean {
  const hasWeights = side.params !== 0 && side.params !== null;
  return (
    [...changes, ...unsure].includes("trainable") ||
    (hasWeights && side.trainable !== "all" && side.trainable !== "unknown")
  );
}

/** `sides`: beside each other. `lines`: one below the other, as VS Code's diff editor has it where
 * there is little room. `narrow`: shapes stand below the names, too. */
export type Layout = "sides" | "lines" | "narrow";

const SCROLLBAR = 14;
/** Very long names do not keep the sides from standing beside each other, nor do short ones put
 * them there where everything else is too narrow. */
const LEAST_FOR_SIDES = 700;
const ENOUGH_FOR_SIDES = 1200;
const ENOUGH_FOR_LINES = 560;
const MOST_CONNECTED = 180;

export function layoutFor(
  available: number,
  { name, shape, params, icons, connected }: Widths,
): { layout: Layout; showsConnections: boolean } {
  const room = available - SCROLLBAR;
  const row = name + shape + params + icons;
  const forSides = Math.min(Math.max(2 * row, LEAST_FOR_SIDES), ENOUGH_FOR_SIDES);
  const hasSides = room >= forSides;
  const side = hasSides ? room / 2 : room;
  return {
    layout: hasSides ? "sides" : room >= Math.min(row, ENOUGH_FOR_LINES) ? "lines" : "narrow",
    showsConnections: side >= row + Math.min(connected, MOST_CONNECTED),
  };
}

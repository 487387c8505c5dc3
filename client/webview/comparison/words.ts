/** What a comparison says in words: for screen readers, and where the pointer rests. */

import type { ComparisonStrings } from "../../shared/comparisonStrings";
import { filled } from "../../shared/diagramStrings";
import type {
  ComparedLayer,
  ComparedPart,
  LayerSide,
  ModelComparison,
} from "../../shared/modelComparison";
import type { PanelStrings } from "../../shared/panelStrings";
import { bytesText, countText } from "../table/numbers";

/** `dense (Dense), changed: output shape from (None, 64) to (None, 32)`. */
export function rowLabel(compared: ComparedLayer, strings: PanelStrings): string {
  const { left, right, state, changes, unsure } = compared;
  const shown = (right ?? left)!;
  const texts = strings.comparison;
  const name = `${shown.name} (${shown.className}), ${texts.states[state]}`;
  if (left === null || right === null) {
    return `${name}: ${partText(shown, "shape", strings)}, ${texts.parts.params} ${partText(shown, "params", strings)}`;
  }
  const parts = [...changes, ...unsure].map((part) => changeText(compared, part, strings));
  const isInside = parts.length === 0 && state !== "same" && compared.layers.length > 0;
  const all = isInside ? [texts.changedInside] : parts;
  return all.length === 0 ? name : `${name}: ${all.join("; ")}`;
}

/** `output shape from (None, 64) to (None, 32)`; empty where it is the same. */
export function changeText(
  { left, right, changes, unsure }: ComparedLayer,
  part: ComparedPart,
  strings: PanelStrings,
): string {
  if (left === null || right === null || ![...changes, ...unsure].includes(part)) {
    return "";
  }
  const { fromTo, parts } = strings.comparison;
  const [was, is] = [left, right].map((side) => partText(side, part, strings));
  return filled(fromTo, parts[part], was!, is!);
}

export function partText(side: LayerSide, part: ComparedPart, strings: PanelStrings): string {
  const { table, comparison, language } = strings;
  switch (part) {
    case "name":
      return side.name;
    case "class":
      return side.className;
    case "shape":
      return side.outputShapes.join(", ") || "?";
    case "params":
      return countText(side.params, language);
    case "trainable":
      return { all: table.trained, none: table.frozen, partly: table.partlyFrozen, unknown: "?" }[
        side.trainable
      ];
    case "connections":
      return side.inputs.join(", ") || comparison.nothing;
  }
}

/** `1 added, 2 changed`. */
export function countsText({ counts }: ModelComparison, strings: ComparisonStrings): string {
  const kinds = ["changed", "added", "removed"] as const;
  const parts = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => filled(strings.counts[kind], String(counts[kind])));
  return parts.join(", ") || strings.noDifferences;
}

/** `+10`, `−451,008`; empty where there is none. */
export function differenceText(
  difference: number | null,
  language: string,
  isBytes = false,
): string {
  if (difference === null || difference === 0) {
    return "";
  }
  const size = Math.abs(difference);
  const text = isBytes ? bytesText(size) : countText(size, language);
  return `${difference > 0 ? "+" : "−"}${text}`;
}

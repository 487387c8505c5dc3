/** How counts and sizes are written. */

import type { Count } from "../../shared/modelView";

const MOST_OF_A_FORMULA = 14;

/** `1,234`; a formula as it is; `?` where it is not known. */
export function countText(count: Count, language: string): string {
  return typeof count === "number" ? count.toLocaleString(language) : (count ?? "?");
}

/** How many characters of counts are written, so that none is cut but a long formula. Layers inside
 * of these have no more parameters than they. */
export function charactersOf(counts: readonly Count[], language: string): number {
  const numbers = counts.filter((count) => typeof count === "number");
  const formulas = counts.filter((count) => typeof count === "string");
  const longestFormula = Math.max(0, ...formulas.map((text) => text.length));
  const ofNumbers = countText(Math.max(0, ...numbers), language).length;
  return Math.max(ofNumbers, Math.min(longestFormula, MOST_OF_A_FORMULA));
}

/** In the units that Keras prints: 1 KB is 1024 bytes. */
export function bytesText(bytes: Count): string {
  if (typeof bytes !== "number") {
    return bytes ?? "?";
  }
  let value = bytes;
  for (const unit of ["B", "KB", "MB", "GB"]) {
    if (value < 1024) {
      return unit === "B" ? `${String(value)} B` : `${value.toFixed(2)} ${unit}`;
    }
    value /= 1024;
  }
  return `${value.toFixed(2)} TB`;
}

/** A part of the whole, from 0 to 1; undefined where one is not a number. */
export function share(part: Count, whole: Count): number | undefined {
  return typeof part === "number" && typeof whole === "number" && whole > 0
    ? Math.min(part / whole, 1)
    : undefined;
}

export function percentText(part: number, language: string): string {
  return part.toLocaleString(language, { style: "percent", maximumFractionDigits: 1 });
}

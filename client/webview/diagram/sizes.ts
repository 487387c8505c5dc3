/** How large cards, frames and labels are, and what of a text has room in them. */

import type { Item } from "./items";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A text's width in the editor's font. */
export type Measure = (text: string, font: { size: number; weight: number }) => number;

export const TITLE = { size: 13, weight: 600 };
export const TEXT = { size: 12, weight: 400 };
export const LABEL = { size: 11, weight: 400 };
/** The title when the diagram is small. */
export const BRIEF = { size: 26, weight: 600 };

/** The words on a badge. */
export const BADGE = { size: 10, weight: 400 };

export const PADDING = 12;
export const ICON = 16;
export const ICON_GAP = 4;
export const GAP = 12;
const BADGE_PADDING = 6;
const NARROWEST = 168;
const WIDEST = 336;
/** Widths are multiples of this: a digit more does not move everything. */
const STEP = 8;
const CARD_HEIGHT = 50;
const LABEL_HEIGHT = 16;
const LABEL_PADDING = 5;

export class Sizes {
  readonly card: Size;

  /** All cards are as wide as the widest needs to be. */
  constructor(
    items: readonly Item[],
    readonly measure: Measure,
    private readonly badges: { readonly input: string; readonly output: string },
  ) {
    const widest = Math.max(NARROWEST, ...items.map((item) => this.cardWidth(item)));
    const width = Math.min(WIDEST, Math.ceil(widest / STEP) * STEP);
    this.card = { width, height: CARD_HEIGHT };
  }

  label(text: string): Size {
    const width = Math.ceil(this.measure(text, LABEL)) + 2 * LABEL_PADDING;
    return { width, height: LABEL_HEIGHT };
  }

  /** The text, or its beginning if the whole has no room. */
  shortened(text: string, font: { size: number; weight: number }, width: number): string {
    if (this.measure(text, font) <= width) {
      return text;
    }
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = Math.floor((fits + tooLong) / 2);
      if (this.measure(`${text.slice(0, middle)}…`, font) <= width) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits === 0 ? "" : `${text.slice(0, fits).trimEnd()}…`;
  }

  /** What stands on badges behind the title. */
  badgesOf({ isInput, isOutput }: Item): readonly string[] {
    const { input, output } = this.badges;
    return [...(isInput ? [input] : []), ...(isOutput ? [output] : [])];
  }

  badgeWidth(text: string): number {
    return Math.ceil(this.measure(text, BADGE)) + 2 * BADGE_PADDING;
  }

  /** What icons and badges take. */
  extrasWidth(item: Item): number {
    const badges = this.badgesOf(item).map((text) => this.badgeWidth(text) + BADGE_PADDING);
    return badges.reduce((sum, width) => sum + width, iconsOf(item).length * (ICON + ICON_GAP));
  }

  private cardWidth(item: Item): number {
    const { measure } = this;
    const first = this.extrasWidth(item) + measure(item.title, TITLE) + measure(item.params, TEXT);
    const second = measure(item.name, TEXT) + measure(secondText(item), TEXT);
    return 2 * PADDING + GAP + Math.max(first, second);
  }
}

/** What stands behind the name: the shape. */
export function secondText(item: Item): string {
  return item.shape === "" && item.unknown !== null ? "?" : item.shape;
}

/** The icons beside a title: folding, the worst finding, frozen. */
export function iconsOf(item: Item): readonly ("chevron" | "lock" | Severity)[] {
  const severity = worstSeverity(item);
  const isFrozen = item.trainable === "none" || item.trainable === "partly";
  return [
    ...(item.members.length > 0 ? (["chevron"] as const) : []),
    ...(severity === undefined ? [] : [severity]),
    ...(isFrozen ? (["lock"] as const) : []),
  ];
}

export type Severity = "error" | "warning" | "info";

export function worstSeverity({ findings }: Item): Severity | undefined {
  const severities = new Set(findings.map(({ severity }) => severity));
  if (severities.has("error")) {
    return "error";
  }
  if (severities.has("warning")) {
    return "warning";
  }
  return severities.size > 0 ? "info" : undefined;
}

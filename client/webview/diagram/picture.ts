/** What is drawn, as plain shapes with roles: the webview draws them, and the export writes them. */

import type { Item } from "./items";
import type { Role } from "./palette";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type IconName = "error" | "warning" | "info" | "lock" | "chevron-right" | "chevron-down";

export type Shape =
  | ({ readonly tag: "rect"; readonly role: Role; readonly radius: number } & Box)
  | { readonly tag: "path"; readonly role: Role; readonly d: string }
  | {
      readonly tag: "icon";
      readonly role: Role;
      readonly icon: IconName;
      /** What a click on it does. */
      readonly tooltip?: string;
      readonly x: number;
      readonly y: number;
    }
  | {
      readonly tag: "text";
      readonly role: Role;
      readonly x: number;
      readonly y: number;
      readonly anchor: "start" | "middle" | "end";
      readonly text: string;
    };

/** A card, or the frame of an unfolded item. Its shapes are relative to its box. */
export interface Card {
  readonly item: Item;
  readonly box: Box;
  readonly isFrame: boolean;
  /** What a screen reader says. */
  readonly label: string;
  readonly tooltip: string;
  /** Under the lines: what a frame encloses. */
  readonly ground: readonly Shape[];
  /** Always shown. */
  readonly base: readonly Shape[];
  /** Shown when the diagram is too small for a text. */
  readonly far: readonly Shape[];
  /** Shown when the diagram is small. */
  readonly brief: readonly Shape[];
  /** Shown when it is large enough to be read. */
  readonly details: readonly Shape[];
}

export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly box: Box;
  readonly base: readonly Shape[];
  /** The label. */
  readonly details: readonly Shape[];
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** A frame comes before what is in it. */
  readonly cards: readonly Card[];
}

export const NOTHING: Picture = { width: 0, height: 0, lines: [], cards: [] };

export function cardIn(picture: Picture, id: string | null): Card | undefined {
  return picture.cards.find(({ item }) => item.id === id);
}

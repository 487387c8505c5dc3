/** What the keys do in the diagram. */

import type { Picture } from "./picture";
import { type Direction, neighbour } from "./walking";

export type KeyAction =
  | { readonly do: "zoom"; readonly factor: number }
  | { readonly do: "go"; readonly direction: Direction }
  | { readonly do: "fit" | "open" | "toggle" | "find" | "first" | "last" };

export type CanvasEvent = "card-select" | "card-show" | "card-open" | "card-toggle" | "find";

/** What the keys act on. */
export interface KeyTarget {
  readonly picture: Picture;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  fit(): void;
  focusCard(id: string): void;
  tell(type: CanvasEvent, card: string | null): void;
}

const STEP = 1.25;
const PAN_STEP = 60;

const ACTIONS: Readonly<Record<string, KeyAction>> = {
  "+": { do: "zoom", factor: STEP },
  "=": { do: "zoom", factor: STEP },
  "-": { do: "zoom", factor: 1 / STEP },
  "0": { do: "fit" },
  ArrowUp: { do: "go", direction: "up" },
  ArrowDown: { do: "go", direction: "down" },
  ArrowLeft: { do: "go", direction: "left" },
  ArrowRight: { do: "go", direction: "right" },
  Enter: { do: "open" },
  " ": { do: "toggle" },
  Home: { do: "first" },
  End: { do: "last" },
  "/": { do: "find" },
};

/** What of a `KeyboardEvent` matters. */
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Keys with Ctrl, Alt or Meta belong to VS Code, but for the one that finds. */
export function keyAction({ key, ctrlKey, altKey, metaKey }: Key): KeyAction | undefined {
  if (ctrlKey || metaKey) {
    return key === "f" ? { do: "find" } : undefined;
  }
  return altKey ? undefined : ACTIONS[key];
}

/** Does what a key says; `card` is the one that has the focus. */
export function perform(action: KeyAction, card: string | null, target: KeyTarget): void {
  const { cards } = target.picture;
  switch (action.do) {
    case "zoom":
      target.zoomBy(action.factor);
      break;
    case "fit":
      target.fit();
      break;
    case "go":
      go(action.direction, card, target);
      break;
    case "first":
      choose(cards[0]?.item.id, target);
      break;
    case "last":
      choose(cards.at(-1)?.item.id, target);
      break;
    case "find":
      target.tell("find", card);
      break;
    case "open":
    case "toggle":
      if (card !== null) {
        target.tell(`card-${action.do}`, card);
      }
      break;
  }
}

function choose(card: string | undefined, target: KeyTarget): void {
  if (card !== undefined) {
    target.focusCard(card);
    target.tell("card-select", card);
  }
}

/** To the next card; without one that has the focus, the picture moves. */
function go(direction: Direction, card: string | null, target: KeyTarget): void {
  if (card !== null) {
    choose(neighbour(target.picture, card, direction), target);
    return;
  }
  const x = { left: 1, right: -1, up: 0, down: 0 }[direction];
  const y = { left: 0, right: 0, up: 1, down: -1 }[direction];
  target.panBy(x * PAN_STEP, y * PAN_STEP);
}

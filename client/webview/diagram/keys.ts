/** What the keys do in the diagram. */

import type { Direction } from "./walking";

export type KeyAction =
  | { readonly do: "zoom"; readonly factor: number }
  | { readonly do: "go"; readonly direction: Direction }
  | { readonly do: "fit" | "open" | "toggle" | "find" | "first" | "last" };

const STEP = 1.25;

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

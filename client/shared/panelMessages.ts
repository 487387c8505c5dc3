/** What the extension and the panel's webview say to each other. */

import type { Position } from "vscode-languageclient";

import type { ComparedWith, ComparisonAnswer } from "./modelComparison";
import type { ModelViewAnswer, Place } from "./modelView";
import type { PanelStrings } from "./panelStrings";
import type { Trouble } from "./trouble";

export type Tab = "table" | "diagram" | "compare";

/** The forms in which a summary can be copied. */
export type CopyFormat = "text" | "markdown" | "csv" | "latex";

/** What the panel shows. */
export interface PanelContent {
  /** `no-file`: no Python file is open; `starting`: the server is not there yet; `ready`. */
  readonly stage: "no-file" | "starting" | "ready";
  /** The file or the notebook that is followed, and its name for people. */
  readonly uri: string | null;
  readonly fileName: string;
  readonly answer: ModelViewAnswer | null;
  /** What keeps answers away. A model can be there all the same, of what Keras answered before. */
  readonly trouble: Trouble | null;
  /** The model is kept, wherever the cursor goes. */
  readonly isPinned: boolean;
  /** The model is one of an earlier version; in the text as it is now it cannot be found. */
  readonly isStale: boolean;
}

export type ToWebview =
  | { readonly type: "start"; readonly strings: PanelStrings; readonly tab: Tab | null }
  | { readonly type: "content"; readonly content: PanelContent }
  /** Where the cursor is in the followed document. */
  | { readonly type: "cursor"; readonly uri: string; readonly position: Position }
  | { readonly type: "comparison"; readonly answer: ComparisonAnswer }
  | { readonly type: "tab"; readonly tab: Tab };

export type FromWebview =
  | { readonly type: "ready" }
  /** Show a place in the text; `takesFocus`: the user goes on there. */
  | { readonly type: "reveal"; readonly place: Place; readonly takesFocus: boolean }
  /** Another model of the document was chosen. */
  | { readonly type: "choose"; readonly id: string }
  | { readonly type: "pin"; readonly isPinned: boolean }
  /** What the model is to be compared with; null once nobody looks. */
  | { readonly type: "compare"; readonly left: ComparedWith | null }
  | { readonly type: "copy"; readonly format: CopyFormat }
  /** A picture of the diagram; PNG in base 64. */
  | {
      readonly type: "export";
      readonly format: "svg" | "png";
      readonly data: string;
      readonly name: string;
    }
  /** One of the actions of the trouble that is shown. */
  | { readonly type: "run"; readonly command: string }
  | { readonly type: "log"; readonly message: string };

/** What the webview keeps while it is hidden, and when VS Code starts again. */
export interface PanelState {
  readonly tab: Tab;
  readonly filter: string;
  readonly sort: { readonly column: string; readonly isAscending: boolean } | null;
  /** By model: `uri#id`. */
  readonly models: Readonly<Record<string, ModelState>>;
  readonly pinned: PinnedModel | null;
  readonly comparedWith: ComparedWith;
  readonly onlyChanges: boolean;
  /** What is looked for in diagrams. */
  readonly search: string;
}

export interface PinnedModel {
  readonly uri: string;
  readonly id: string;
}

export interface ModelState {
  readonly selected: string | null;
  /** The nested models that are open. */
  readonly open: readonly string[];
  /** How far down the table is scrolled. */
  readonly scroll: number;
  readonly diagram?: DiagramState;
  readonly comparison?: ComparisonState;
}

/** How the comparison of a model was left. */
export interface ComparisonState {
  /** What the user has closed (true) or opened, by the id of a row. */
  readonly folds: Readonly<Record<string, boolean>>;
  /** How far down it is scrolled. */
  readonly scroll: number;
}

/** How the diagram of a model was left. */
export interface DiagramState {
  /** What the user has folded (true) or unfolded, by the id of a card. */
  readonly folds: Readonly<Record<string, boolean>>;
  /** Where it was moved to; null where it stands at its beginning. */
  readonly place: DiagramPlace | null;
}

export interface DiagramPlace {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

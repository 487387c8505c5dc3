/** What the panel keeps: how the user left the views of each model. */

import type {
  ComparisonState,
  DiagramState,
  ModelState,
  PanelState,
} from "../shared/panelMessages";

const MOST_MODELS = 30;
export const NEW: ModelState = { selected: null, open: [], scroll: 0 };
const NEW_COMPARISON: ComparisonState = { folds: {}, scroll: 0 };
const EMPTY: PanelState = {
  tab: "table",
  filter: "",
  sort: null,
  models: {},
  pinned: null,
  comparedWith: { baseline: true },
  onlyChanges: false,
  search: "",
};

/** The state in which a hidden webview is found again (`setState`). */
export interface Store {
  read(): Partial<PanelState> | undefined;
  write(state: PanelState): void;
}

export class PanelMemory {
  private kept: PanelState;

  /** `draw`: shows what has changed. */
  constructor(
    private readonly store: Store,
    private readonly draw: () => void,
  ) {
    this.kept = { ...EMPTY, ...store.read() };
  }

  get state(): PanelState {
    return this.kept;
  }

  /** How a model was left; `key` is made by `modelKey`. */
  model(key: string): ModelState {
    return this.kept.models[key] ?? NEW;
  }

  /** Whether the user has been at a model before. */
  knows(key: string): boolean {
    return key in this.kept.models;
  }

  comparison(key: string): ComparisonState {
    return this.model(key).comparison ?? NEW_COMPARISON;
  }

  keep(change: Partial<PanelState>): void {
    this.set({ ...this.kept, ...change });
    this.draw();
  }

  keepModel(key: string, change: Partial<ModelState>): void {
    this.set(this.withModel(key, change));
    this.draw();
  }

  /** Nothing is drawn anew: the table is there already. */
  keepScroll(key: string, scroll: number): void {
    this.set(this.withModel(key, { scroll }));
  }

  keepFold(key: string, row: string, isFolded: boolean): void {
    const { folds, scroll } = this.comparison(key);
    this.keepModel(key, { comparison: { folds: { ...folds, [row]: isFolded }, scroll } });
  }

  /** Nothing is drawn anew: the comparison is there already. */
  keepComparisonScroll(key: string, scroll: number): void {
    this.set(this.withModel(key, { comparison: { ...this.comparison(key), scroll } }));
  }

  /** Nothing is drawn anew: the diagram is as it says. */
  keepDiagram(key: string, diagram: DiagramState): void {
    this.set(this.withModel(key, { diagram }));
  }

  private set(state: PanelState): void {
    this.kept = state;
    this.store.write(state);
  }

  /** Only the newest models are kept. */
  private withModel(key: string, change: Partial<ModelState>): PanelState {
    const others = Object.entries(this.kept.models).filter(([other]) => other !== key);
    const changed: [string, ModelState] = [key, { ...this.model(key), ...change }];
    const newest = others.slice(1 - MOST_MODELS);
    return { ...this.kept, models: Object.fromEntries([...newest, changed]) };
  }
}

export function modelKey(uri: string, id: string): string {
  return `${uri}#${id}`;
}

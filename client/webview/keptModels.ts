/** What is kept of each model that was shown: the newest ones only. */

import type { ModelState, PanelState } from "../shared/panelMessages";

const MOST = 30;
export const NEW: ModelState = { selected: null, open: [], scroll: 0 };

export function modelKey(uri: string, id: string): string {
  return `${uri}#${id}`;
}

export function modelState({ models }: PanelState, key: string): ModelState {
  return models[key] ?? NEW;
}

/** The state with a change of one model's. */
export function withModel(state: PanelState, key: string, change: Partial<ModelState>): PanelState {
  const others = Object.entries(state.models).filter(([other]) => other !== key);
  const newest = others.slice(-(MOST - 1));
  const changed = { ...modelState(state, key), ...change };
  return { ...state, models: Object.fromEntries([...newest, [key, changed]]) };
}

/** What the tabs show of a model. */

import "./diagram/kerasDiagram";
import "./table/kerasTable";

import { html, type TemplateResult } from "lit";

import type { ModelView } from "../shared/modelView";
import type { DiagramState, ModelState, PanelState } from "../shared/panelMessages";
import type { PanelStrings } from "../shared/panelStrings";
import type { Column, Sort } from "./table/rows";

export interface ViewState {
  readonly strings: PanelStrings;
  readonly model: ModelView;
  /** How the user left the panel, and this model in it. */
  readonly panel: PanelState;
  readonly kept: ModelState;
  /** The layer at the cursor, or the closed model that it is in. */
  readonly marked: string | null;
  /** The layer itself: the diagram folds models on its own. */
  readonly atCursor: string | null;
  readonly comparison: () => TemplateResult;
}

export interface ViewActions {
  select(id: string): void;
  reveal(id: string, takesFocus: boolean): void;
  toggle(id: string): void;
  keepPanel(change: Partial<PanelState>): void;
  keepScroll(top: number): void;
  keepDiagram(state: DiagramState): void;
  exportDiagram(format: "svg" | "png", data: string): void;
}

type LayerEvent = CustomEvent<{ readonly id: string }>;
type OpenEvent = CustomEvent<{ readonly id: string; readonly takesFocus: boolean }>;

export function viewTemplate(state: ViewState, actions: ViewActions): TemplateResult {
  switch (state.panel.tab) {
    case "table":
      return tableTemplate(state, actions);
    case "diagram":
      return diagramTemplate(state, actions);
    case "compare":
      return state.comparison();
  }
}

function tableTemplate(
  { model, strings, panel, kept, marked }: ViewState,
  actions: ViewActions,
): TemplateResult {
  const { sort } = panel;
  return html`<keras-table
    .view=${model}
    .strings=${strings}
    .selected=${kept.selected}
    .marked=${marked}
    .open=${new Set(kept.open)}
    .sort=${sort === null ? null : { ...sort, column: sort.column as Column }}
    .filter=${panel.filter}
    @select=${({ detail: { id } }: LayerEvent) => {
      actions.select(id);
    }}
    @open=${({ detail: { id, takesFocus } }: OpenEvent) => {
      actions.reveal(id, takesFocus);
    }}
    @toggle=${({ detail: { id } }: LayerEvent) => {
      actions.toggle(id);
    }}
    @sort=${({ detail }: CustomEvent<Sort | null>) => {
      actions.keepPanel({ sort: detail });
    }}
    @scrollend=${(event: Event) => {
      actions.keepScroll((event.currentTarget as HTMLElement).scrollTop);
    }}
  ></keras-table>`;
}

function diagramTemplate(
  { model, strings, panel, kept, atCursor }: ViewState,
  actions: ViewActions,
): TemplateResult {
  return html`<keras-diagram
    .view=${model}
    .selected=${kept.selected}
    .marked=${atCursor}
    .kept=${kept.diagram ?? null}
    .searched=${panel.search}
    .strings=${strings.diagram}
    @select=${({ detail: { id } }: LayerEvent) => {
      actions.select(id);
    }}
    @open=${({ detail: { id, takesFocus } }: OpenEvent) => {
      actions.reveal(id, takesFocus);
    }}
    @look-for=${({ detail }: CustomEvent<string>) => {
      actions.keepPanel({ search: detail });
    }}
    @keep=${({ detail }: CustomEvent<DiagramState>) => {
      actions.keepDiagram(detail);
    }}
    @export-diagram=${({ detail }: CustomEvent<{ format: "svg" | "png"; data: string }>) => {
      actions.exportDiagram(detail.format, detail.data);
    }}
  ></keras-diagram>`;
}

/** The two sides of a comparison: headings, and a row for each layer. */

import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { filled } from "../../shared/diagramStrings";
import type { PanelStrings } from "../../shared/panelStrings";
import { cssVariables } from "../cssVariables";
import { layoutFor, type Widths } from "./columns";
import type { ComparedRow } from "./rows";
import { comparedRowTemplate } from "./rowTemplate";

export interface GridState {
  readonly strings: PanelStrings;
  readonly titles: readonly [string, string];
  readonly rows: readonly ComparedRow[];
  readonly selected: string | null;
  readonly widths: Widths;
  /** How wide the comparison is. */
  readonly room: number;
}

export interface GridActions {
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onClick: (event: Event) => void;
  readonly onDoubleClick: (event: Event) => void;
  readonly onScroll: (event: Event) => void;
}

export function gridTemplate(state: GridState, actions: GridActions): TemplateResult {
  const { strings, rows, selected, widths } = state;
  const [left, right] = state.titles;
  const { layout, showsConnections } = layoutFor(state.room, widths);
  const pixels = Object.entries(widths).map(([column, width]) => [
    `--${column}`,
    `${String(width)}px`,
  ]);
  const isThere = rows.some(({ layer }) => layer.id === selected);
  const reachable = isThere ? selected : rows[0]?.layer.id;
  return html`<div
    class="pairs ${layout} ${showsConnections ? "shows-connections" : ""}"
    role="treegrid"
    aria-label=${filled(strings.comparison.comparisonOf, right, left)}
    aria-rowcount=${rows.length + 1}
    @keydown=${actions.onKey}
    @click=${actions.onClick}
    @dblclick=${actions.onDoubleClick}
    @scrollend=${actions.onScroll}
    ${cssVariables(Object.fromEntries(pixels) as Record<string, string>)}
  >
    <div class="pair-headings" role="row">${heading(left, "left")}${heading(right, "right")}</div>
    <div role="rowgroup">
      ${repeat(
        rows,
        ({ layer }) => layer.id,
        (row, index) =>
          comparedRowTemplate(row, index, {
            strings,
            isSelected: row.layer.id === selected,
            isReachable: row.layer.id === reachable,
          }),
      )}
    </div>
    ${rows.length === 0 ? html`<p class="no-match">${strings.comparison.noDifferences}</p>` : ""}
  </div>`;
}

function heading(title: string, side: "left" | "right"): TemplateResult {
  return html`<div class="heading ${side}" role="columnheader" title=${title}>
    <span class="text">${title}</span>
  </div>`;
}

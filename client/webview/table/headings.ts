/** The head of the table: a click sorts. */

import { html, type TemplateResult } from "lit";

import type { Column, Sort } from "./rows";

export interface Heading {
  readonly column: Column;
  readonly text: string;
}

export function headingsTemplate(
  headings: readonly Heading[],
  sort: Sort | null,
  onSort: (column: Column) => void,
): TemplateResult {
  return html`
    <div class="headings" role="row">
      ${headings.map(({ column, text }) => {
        const sorted = sort?.column === column ? sort : null;
        return html`<div
          class="cell heading ${column}"
          role="columnheader"
          aria-sort=${sorted === null ? "none" : sorted.isAscending ? "ascending" : "descending"}
        >
          <button
            type="button"
            title=${text}
            @click=${() => {
              onSort(column);
            }}
          >
            <span class="text">${text}</span>${
              sorted === null
                ? ""
                : html`<span
                    class="codicon codicon-${sorted.isAscending ? "arrow-up" : "arrow-down"}"
                  ></span>`
            }
          </button>
        </div>`;
      })}
    </div>
  `;
}

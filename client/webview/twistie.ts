/** The arrow that opens and closes a model in a row. */

import { html, type TemplateResult } from "lit";

import type { PanelStrings } from "../shared/panelStrings";

/** isOpen: undefined for what cannot be opened; its name stands where the others' do. */
export function twistie(isOpen: boolean | undefined, { table }: PanelStrings): TemplateResult {
  if (isOpen === undefined) {
    return html`<span class="twistie-place"></span>`;
  }
  return html`<span
    class="twistie codicon codicon-${isOpen ? "chevron-down" : "chevron-right"}"
    title=${isOpen ? table.collapse : table.expand}
  ></span>`;
}

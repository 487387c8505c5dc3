/** The line above a model that Keras refuses, or of which not all is known: why. */

import { html, type TemplateResult } from "lit";

import type { ModelProblem } from "../shared/modelView";
import type { PanelStrings } from "../shared/panelStrings";

export function problemTemplate(
  { text, layer, isRefusal }: ModelProblem,
  { problem }: PanelStrings,
  show: (layer: string) => void,
): TemplateResult {
  const words = html`<span
      class="codicon codicon-${isRefusal ? "error" : "question"}"
      aria-hidden="true"
    ></span
    ><span class="words" title=${text}
      ><strong>${isRefusal ? problem.refused : problem.unknown}</strong> ${text}</span
    >`;
  return html`<div class="problem ${isRefusal ? "refused" : ""}" role="status">
    ${
      layer === null
        ? html`<div class="why">${words}</div>`
        : html`<button
            class="why"
            type="button"
            aria-description=${problem.show}
            @click=${() => {
              show(layer);
            }}
          >
            ${words}
          </button>`
    }
  </div>`;
}

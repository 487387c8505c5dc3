/** What the panel says while it has no model to show. */

import { html, type TemplateResult } from "lit";

import type { PanelContent } from "../shared/panelMessages";
import { filled } from "../shared/diagramStrings";
import type { PanelStrings } from "../shared/panelStrings";
import { troubleTemplate } from "./trouble";

/** Undefined where there is a model. */
export function emptyTemplate(
  content: PanelContent,
  { states }: PanelStrings,
  run: (command: string) => void,
): TemplateResult | undefined {
  const { answer, trouble } = content;
  if (content.stage === "no-file") {
    return message("file-code", states.noFile, states.noFileHint);
  }
  if (trouble !== null && !answer?.model) {
    return troubleTemplate(trouble, run);
  }
  if (content.stage === "starting") {
    return message("loading", states.starting, "");
  }
  if (answer === null || (answer.model === null && !answer.complete)) {
    return message("loading", states.waiting, "");
  }
  if (answer.model === null) {
    return message("layers", filled(states.noModel, content.fileName), states.noModelHint);
  }
  return answer.model.layers.length === 0 ? message("layers", states.noLayers, "") : undefined;
}

function message(icon: string, text: string, hint: string): TemplateResult {
  const spins = icon === "loading" ? "codicon-modifier-spin" : "";
  return html`<div class="empty" role="status">
    <span class="codicon codicon-${icon} ${spins}" aria-hidden="true"></span>
    <p>${text}</p>
    ${hint === "" ? "" : html`<p class="hint">${hint}</p>`}
  </div>`;
}

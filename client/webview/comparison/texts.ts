/** What a comparison says of the two models, and where there is nothing to compare. */

import { html, type TemplateResult } from "lit";

import { filled } from "../../shared/diagramStrings";
import type { ComparedWith, ComparisonAnswer, ModelComparison } from "../../shared/modelComparison";
import type { PanelStrings } from "../../shared/panelStrings";
import { fileName } from "./head";

export interface Compared {
  readonly answer: ComparisonAnswer | null;
  readonly comparedWith: ComparedWith;
  readonly shown: { readonly uri: string; readonly label: string };
  readonly strings: PanelStrings;
}

/** The headings of the two sides. */
export function titlesOf(
  { answer, comparedWith, strings }: Compared,
  { left, right }: ModelComparison,
): [string, string] {
  const { lastCommit, lastSave, now } = strings.comparison;
  if (!("baseline" in comparedWith)) {
    const { uri, id } = comparedWith;
    const isHere = answer?.models.some((one) => one.uri === uri && one.id === id && one.isHere);
    const file = isHere ? "" : ` · ${fileName(uri)}`;
    return [`${left.label}${file}`, right.label];
  }
  const earlier = answer?.earlier === "save" ? lastSave : lastCommit;
  return [`${left.label} · ${earlier}`, `${right.label} · ${now}`];
}

export function whyEmpty({ answer, comparedWith, shown, strings }: Compared): TemplateResult {
  const texts = strings.comparison;
  if (!answer?.complete) {
    return message("loading codicon-modifier-spin", texts.comparing, "");
  }
  if (!("baseline" in comparedWith)) {
    return message("git-compare", texts.gone, texts.chooseHint);
  }
  if (answer.earlier === null) {
    const text = filled(texts.noEarlier, fileName(shown.uri));
    return message("git-compare", text, texts.noEarlierHint);
  }
  return message("git-compare", filled(texts.notInEarlier, shown.label), texts.chooseHint);
}

function message(icon: string, text: string, hint: string): TemplateResult {
  return html`<div class="empty" role="status">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <p>${text}</p>
    ${hint === "" ? "" : html`<p class="hint">${hint}</p>`}
  </div>`;
}

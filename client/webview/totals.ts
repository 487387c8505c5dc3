/** The foot of the panel: the model's totals. */

import { html, type TemplateResult } from "lit";

import type { Count, ModelTotals } from "../shared/modelView";
import type { PanelStrings } from "../shared/panelStrings";
import { bytesText, countText } from "./table/numbers";

export function totalsTemplate(
  totals: ModelTotals,
  { totals: texts, language }: PanelStrings,
): TemplateResult {
  const count = (value: Count): string =>
    value === null ? texts.unknown : countText(value, language);
  return html`<dl class="totals">
    ${entry(texts.total, count(totals.params), "strong")}
    ${entry(texts.trainable, count(totals.trainable))}
    ${entry(texts.nonTrainable, count(totals.nonTrainable))}
    ${entry(texts.memory, totals.bytes === null ? texts.unknown : bytesText(totals.bytes))}
  </dl>`;
}

function entry(name: string, value: string, look = ""): TemplateResult {
  return html`<div class=${look}>
    <dt>${name}</dt>
    <dd title=${value}>${value}</dd>
  </div>`;
}

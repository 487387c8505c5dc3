/** The foot of the panel: the model's totals. */

import { html, type TemplateResult } from "lit";

import { filled } from "../shared/diagramStrings";
import type { Count, ModelView } from "../shared/modelView";
import type { PanelStrings } from "../shared/panelStrings";
import { bytesText, countText } from "./table/numbers";

/** Where not all is known, how much it is at least: of nothing, that says nothing. */
export function totalsTemplate(
  { totals, atLeast }: ModelView,
  { totals: texts, language }: PanelStrings,
): TemplateResult {
  const written = (
    value: Count,
    known: Count | undefined,
    text: (count: Count) => string,
  ): string => {
    if (value !== null) {
      return text(value);
    }
    return known ? filled(texts.atLeast, text(known)) : texts.unknown;
  };
  const count = (value: Count): string => countText(value, language);
  return html`<dl class="totals">
    ${entry(texts.total, written(totals.params, atLeast?.params, count), "strong")}
    ${entry(texts.trainable, written(totals.trainable, atLeast?.trainable, count))}
    ${entry(texts.nonTrainable, written(totals.nonTrainable, atLeast?.nonTrainable, count))}
    ${entry(texts.memory, written(totals.bytes, atLeast?.bytes, bytesText))}
  </dl>`;
}

function entry(name: string, value: string, look = ""): TemplateResult {
  return html`<div class=${look}>
    <dt>${name}</dt>
    <dd title=${value}>${value}</dd>
  </div>`;
}

/** Below a comparison: the totals of both models, and how they differ. */

import { html, type TemplateResult } from "lit";

import type { ComparedTotal, ModelComparison } from "../../shared/modelComparison";
import type { Count } from "../../shared/modelView";
import type { PanelStrings } from "../../shared/panelStrings";
import { bytesText, countText } from "../table/numbers";
import { differenceText } from "./words";

export function comparedTotalsTemplate(
  { totals }: ModelComparison,
  { totals: texts, language }: PanelStrings,
): TemplateResult {
  const known = (text: (count: Count) => string) => (count: Count) =>
    count === null ? texts.unknown : text(count);
  const count = known((one) => countText(one, language));
  const memory = known(bytesText);
  const entry = (
    name: string,
    total: ComparedTotal,
    text: (count: Count) => string,
    isBytes = false,
  ): TemplateResult => {
    const difference = differenceText(total.difference, language, isBytes);
    const was = text(total.left);
    const is = text(total.right);
    return html`<div>
      <dt>${name}</dt>
      <dd>
        ${was === is ? is : html`${was} <span class="arrow">→</span> ${is}`}
        ${
          difference === ""
            ? ""
            : html`<span class="difference ${total.difference! > 0 ? "more" : "less"}"
                >${difference}</span
              >`
        }
      </dd>
    </div>`;
  };
  return html`<dl class="totals compared-totals">
    ${entry(texts.total, totals.params, count)} ${entry(texts.trainable, totals.trainable, count)}
    ${entry(texts.nonTrainable, totals.nonTrainable, count)}
    ${entry(texts.memory, totals.bytes, memory, true)}
  </dl>`;
}

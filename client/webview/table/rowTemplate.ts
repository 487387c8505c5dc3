/** One row of the table. */

import { html, nothing, type TemplateResult } from "lit";

import type { Count, LayerFinding, LayerView } from "../../shared/modelView";
import { filled } from "../../shared/diagramStrings";
import type { PanelStrings } from "../../shared/panelStrings";
import { cssVariables } from "../cssVariables";
import { kindColour } from "../diagram/palette";
import { countText, percentText, share } from "./numbers";
import { hasWeights, type Row } from "./rows";
import { twistie } from "../twistie";

export interface RowLook {
  readonly strings: PanelStrings;
  /** The parameters of the whole model, and of the layer that has the most. */
  readonly total: Count;
  readonly largest: Count;
  readonly isSelected: boolean;
  readonly isMarked: boolean;
  readonly isReachable: boolean;
}

const SEVERITIES = ["error", "warning", "information", "hint"] as const;
const ICONS = { error: "error", warning: "warning", information: "info", hint: "lightbulb" };

export function rowTemplate(row: Row, index: number, look: RowLook): TemplateResult {
  const { layer } = row;
  const { strings } = look;
  const findings = findingsIn(layer);
  const worst = worstOf(findings);
  const classes = [
    "row",
    look.isSelected ? "selected" : "",
    look.isMarked ? "marked" : "",
    layer.unknown === null ? "" : "unknown",
    worst === undefined ? "" : `has-${worst}`,
  ];
  const shapes = layer.outputShapes.join(", ") || "?";
  const connections = row.connections.join(", ");
  return html`<div
    class=${classes.join(" ")}
    role="row"
    data-id=${layer.id}
    tabindex=${look.isReachable ? 0 : -1}
    aria-rowindex=${index + 2}
    aria-level=${row.level}
    aria-setsize=${row.setSize}
    aria-posinset=${row.position}
    aria-selected=${look.isSelected}
    aria-expanded=${row.isOpen ?? nothing}
  >
    <div
      class="cell layer"
      role="gridcell"
      ${cssVariables({ "--level": String(row.level - 1) })}
      title=${tooltip(layer)}
    >
      ${twistie(row.isOpen, strings)}<span
        class="kind"
        ${cssVariables({ "--kind": kindColour(layer.kind) })}
      ></span
      ><span class="text">${layer.name}</span><span class="class-behind">${layer.className}</span>${
        worst === undefined
          ? ""
          : html`<span
              class="finding codicon codicon-${ICONS[worst]}"
              role="img"
              aria-label=${findings.map(({ message }) => message).join(" ")}
            ></span>`
      }
    </div>
    <div class="cell class" role="gridcell"><span class="text">${layer.className}</span></div>
    <div class="cell shape" role="gridcell" title=${layer.unknown ?? shapes}>
      <span class="text">${shapes}</span>
    </div>
    ${params(layer, look)}
    <div class="cell trainable" role="gridcell">${trainable(layer, strings)}</div>
    <div class="cell connected" role="gridcell" title=${connections}>
      <span class="text">${connections}</span>
    </div>
  </div>`;
}

function params(layer: LayerView, { strings, total, largest }: RowLook): TemplateResult {
  const part = share(layer.params, total);
  const percent = part === undefined ? "" : percentText(part, strings.language);
  const length = part === undefined || part === 0 ? 0 : (share(layer.params, largest) ?? 0);
  const text = layer.params === 0 ? "0" : countText(layer.params, strings.language);
  const title = part === undefined || part === 0 ? text : filled(strings.table.share, percent);
  return html`<div class="cell params" role="gridcell" title=${title}>
    <span class="text ${layer.params === 0 ? "nothing" : ""}">${text}</span
    ><span class="bar"
      >${
        length === 0
          ? ""
          : html`<span class="part" ${cssVariables({ width: `${String(length * 100)}%` })}></span>`
      }</span
    >
  </div>`;
}

function trainable(layer: LayerView, { table }: PanelStrings): TemplateResult | string {
  if (!hasWeights(layer)) {
    return "";
  }
  const looks = {
    all: ["check", table.trained],
    none: ["lock", table.frozen],
    partly: ["unlock", table.partlyFrozen],
    unknown: ["question", "?"],
  } as const;
  const [icon, text] = looks[layer.trainable];
  return html`<span
    class="codicon codicon-${icon}"
    role="img"
    aria-label=${text}
    title=${text}
  ></span>`;
}

/** Those of a layer and of the layers in it: while a model is closed, it stands for them. */
function findingsIn({ findings, layers }: LayerView): readonly LayerFinding[] {
  return [...findings, ...layers.flatMap(findingsIn)];
}

function worstOf(findings: readonly LayerFinding[]): (typeof SEVERITIES)[number] | undefined {
  return SEVERITIES.find((severity) => findings.some((one) => one.severity === severity));
}

function tooltip(layer: LayerView): string {
  const parts = [`${layer.name} (${layer.className})`, layer.dtype ?? "", layer.unknown ?? ""];
  const findings = findingsIn(layer).map(({ rule, message }) => `${message} (${rule})`);
  return [...parts, ...findings].filter((part) => part !== "").join("\n");
}

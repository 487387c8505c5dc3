/** One row of a comparison: a layer as it was on the left, as it is on the right. */

import { html, type TemplateResult } from "lit";

import type { ComparedPart, LayerSide } from "../../shared/modelComparison";
import type { PanelStrings } from "../../shared/panelStrings";
import { cssVariables } from "../cssVariables";
import { kindColour } from "../diagram/palette";
import { twistie } from "../twistie";
import { showsTraining } from "./columns";
import type { ComparedRow } from "./rows";
import { changeText, partText, rowLabel } from "./words";

export interface ComparedRowLook {
  readonly strings: PanelStrings;
  readonly isSelected: boolean;
  readonly isReachable: boolean;
}

export function comparedRowTemplate(
  row: ComparedRow,
  index: number,
  look: ComparedRowLook,
): TemplateResult {
  const { compared } = row;
  const isMarked = compared.changes.length > 0 || compared.left === null || compared.right === null;
  const classes = [
    "pair",
    `is-${compared.state}`,
    isMarked ? "is-marked" : "",
    look.isSelected ? "selected" : "",
  ];
  return html`<div
    class=${classes.join(" ")}
    role="row"
    data-id=${row.layer.id}
    tabindex=${look.isReachable ? 0 : -1}
    aria-label=${rowLabel(compared, look.strings)}
    aria-rowindex=${index + 2}
    aria-level=${row.level}
    aria-setsize=${row.setSize}
    aria-posinset=${row.position}
    aria-selected=${look.isSelected}
    aria-expanded=${row.isOpen ?? "undefined"}
    ${cssVariables({ "--level": String(row.level - 1) })}
  >
    ${sideTemplate(row, compared.left, "left", isMarked, look)}
    ${sideTemplate(row, compared.right, "right", isMarked, look)}
  </div>`;
}

function sideTemplate(
  row: ComparedRow,
  side: LayerSide | null,
  name: "left" | "right",
  isMarked: boolean,
  { strings }: ComparedRowLook,
): TemplateResult {
  if (side === null) {
    return html`<div class="side ${name} absent">
      <div class="cell" role="gridcell"></div>
    </div>`;
  }
  const look = (part: ComparedPart): string => partLook(row, part);
  const title = (part: ComparedPart): string =>
    changeText(row.compared, part, strings) || partText(side, part, strings);
  return html`<div class="side ${name}">
    <div class="cell layer" role="gridcell" title=${[title("name"), title("class")].join("\n")}>
      <span class="sign codicon ${sign(row, name, isMarked)}" aria-hidden="true"></span
      ><span class="indent"></span>${twistie(row.isOpen, strings)}<span
        class="kind"
        ${cssVariables({ "--kind": kindColour(side.kind) })}
      ></span
      ><span class="names ${keepsClass(row) ? "keeps-class" : ""}"
        ><span class="text ${nameLook(row)}">${side.name}</span
        ><span class="of-class"><span class=${look("class")}>${side.className}</span></span></span
      >
    </div>
    <div class="cell shape" role="gridcell" title=${title("shape")}>
      <span class="text ${look("shape")}">${partText(side, "shape", strings)}</span>
    </div>
    <div class="cell params" role="gridcell" title=${title("params")}>
      <span class="text ${look("params")} ${side.params === 0 ? "nothing" : ""}"
        >${partText(side, "params", strings)}</span
      >
    </div>
    <div class="cell icons" role="gridcell">
      ${trainableIcon(row, side, title("trainable"))}${connectionIcon(row, title("connections"))}
    </div>
    <div class="cell connected" role="gridcell" title=${title("connections")}>
      <span class="text ${look("connections")}">${side.inputs.join(", ")}</span>
    </div>
  </div>`;
}

function partLook({ compared }: ComparedRow, part: ComparedPart): string {
  return compared.changes.includes(part)
    ? "differs"
    : compared.unsure.includes(part)
      ? "unsure"
      : "";
}

/** A name that Keras makes of the class says what has changed of it; so the class may go where there
 * is no room for both. */
function nameLook(row: ComparedRow): string {
  const isClass = row.compared.changes.includes("class") && !keepsClass(row);
  return partLook(row, isClass ? "class" : "name");
}

/** Under the same name it has another class. */
function keepsClass({ compared: { left, right, changes } }: ComparedRow): boolean {
  return changes.includes("class") && left?.name === right?.name;
}

/** As in VS Code's diff editor; a dot where the changes are inside of the layer. */
function sign({ compared }: ComparedRow, side: "left" | "right", isMarked: boolean): string {
  if (isMarked) {
    return side === "left" ? "codicon-remove" : "codicon-add";
  }
  return compared.state === "changed" ? "codicon-circle-small-filled" : "";
}

/** A lock on what is frozen; on both sides where that has changed. */
function trainableIcon(row: ComparedRow, side: LayerSide, title: string): TemplateResult | string {
  const look = partLook(row, "trainable");
  if (!showsTraining(row.compared, side)) {
    return "";
  }
  const icon = { all: "check", none: "lock", partly: "unlock", unknown: "question" }[
    side.trainable
  ];
  return html`<span
    class="codicon codicon-${icon} ${look}"
    role="img"
    aria-label=${title}
    title=${title}
  ></span>`;
}

/** Stands for the column of connections where there is no room for it. */
function connectionIcon(row: ComparedRow, title: string): TemplateResult | string {
  const look = partLook(row, "connections");
  return look === ""
    ? ""
    : html`<span
        class="connection codicon codicon-link ${look}"
        role="img"
        aria-label=${title}
        title=${title}
      ></span>`;
}

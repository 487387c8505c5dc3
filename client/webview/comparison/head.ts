/** Above a comparison: what is compared with what, and how much differs. */

import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";

import { html, type TemplateResult } from "lit";

import type { ComparedWith, ComparisonAnswer } from "../../shared/modelComparison";
import type { PanelStrings } from "../../shared/panelStrings";
import { countsText } from "./words";

const EARLIER = "";

export interface HeadState {
  readonly answer: ComparisonAnswer | null;
  readonly strings: PanelStrings;
  readonly comparedWith: ComparedWith;
  readonly onlyChanges: boolean;
}

export interface HeadActions {
  compareWith(left: ComparedWith): void;
  showOnlyChanges(isOn: boolean): void;
}

export function headTemplate(state: HeadState, actions: HeadActions): TemplateResult {
  const { answer, onlyChanges } = state;
  const strings = state.strings.comparison;
  return html`<div class="comparison-head">
    <span class="name" aria-hidden="true">${strings.compareWith}</span>
    ${choice(state, actions)}
    <span class="space"></span>
    <span class="counts" role="status"
      >${answer?.comparison ? countsText(answer.comparison, strings) : ""}</span
    >
    <vscode-checkbox
      label=${strings.onlyChanges}
      toggle
      .checked=${onlyChanges}
      @change=${(event: Event) => {
        actions.showOnlyChanges((event.currentTarget as HTMLInputElement).checked);
      }}
    ></vscode-checkbox>
  </div>`;
}

function choice(state: HeadState, actions: HeadActions): TemplateResult {
  const chosen = keyOf(state.comparedWith);
  const options = choices(state);
  return html`<vscode-single-select
    label=${state.strings.comparison.compareWith}
    .value=${chosen}
    @change=${(event: Event) => {
      const { value } = event.currentTarget as HTMLSelectElement;
      const other = options.find(({ left }) => keyOf(left) === value);
      actions.compareWith(other?.left ?? { baseline: true });
    }}
  >
    ${options.map(
      ({ left, text }) =>
        html`<vscode-option value=${keyOf(left)} ?selected=${keyOf(left) === chosen}
          >${text}</vscode-option
        >`,
    )}
  </vscode-single-select>`;
}

function choices({ answer, strings }: HeadState): { left: ComparedWith; text: string }[] {
  const { lastCommit, lastSave } = strings.comparison;
  const earlier = answer?.earlier === "save" ? lastSave : lastCommit;
  return [
    { left: { baseline: true }, text: earlier },
    ...(answer?.models ?? []).map(({ uri, id, label, isHere }) => ({
      left: { uri, id },
      text: isHere ? label : `${fileName(uri)}: ${label}`,
    })),
  ];
}

function keyOf(left: ComparedWith): string {
  return "baseline" in left ? EARLIER : `${left.uri}#${left.id}`;
}

/** The last part of a URI, for people. */
export function fileName(uri: string): string {
  return decodeURIComponent(uri.split("/").at(-1) ?? "");
}

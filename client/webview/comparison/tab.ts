/** The panel's tab with a comparison: what is compared, and when the extension is asked to. */

import "./kerasComparison";

import { html, type TemplateResult } from "lit";

import type { ComparedWith, ComparisonAnswer } from "../../shared/modelComparison";
import type { Place } from "../../shared/modelView";
import type { PanelStrings } from "../../shared/panelStrings";
import { modelKey, type PanelMemory } from "../memory";
import { post } from "../vscode";

/** The model that the panel shows. */
export interface ShownModel {
  readonly uri: string;
  readonly id: string;
  readonly label: string;
}

export class ComparisonTab {
  private answer: ComparisonAnswer | null = null;
  /** What the extension was last told to compare. */
  private asked = question(null, null);

  /** `draw`: shows what has changed. */
  constructor(
    private readonly memory: PanelMemory,
    private readonly draw: () => void,
  ) {}

  take(answer: ComparisonAnswer): void {
    this.answer = answer;
    this.draw();
  }

  /** Says what is to be compared, when that is something else than before; null: nothing is. */
  askFor(shown: ShownModel | null): void {
    const left = shown === null ? null : this.comparedWith(shown);
    const asked = question(left, shown);
    if (asked !== this.asked) {
      this.asked = asked;
      this.answer = null;
      this.draw();
      post({ type: "compare", left });
    }
  }

  template(shown: ShownModel, strings: PanelStrings): TemplateResult {
    const { memory } = this;
    const key = modelKey(shown.uri, shown.id);
    const { folds, scroll } = memory.comparison(key);
    return html`<keras-comparison
      .answer=${this.answer}
      .strings=${strings}
      .shown=${shown}
      .comparedWith=${this.comparedWith(shown)}
      .onlyChanges=${memory.state.onlyChanges}
      .selected=${memory.model(key).selected}
      .folds=${folds}
      .scrolled=${scroll}
      @compare-with=${(event: CustomEvent<ComparedWith>) => {
        memory.keep({ comparedWith: event.detail });
      }}
      @only-changes=${(event: CustomEvent<boolean>) => {
        memory.keep({ onlyChanges: event.detail });
      }}
      @select=${({ detail }: CustomEvent<string>) => {
        memory.keepModel(key, { selected: detail });
      }}
      @fold=${({ detail: { id, isFolded } }: CustomEvent<{ id: string; isFolded: boolean }>) => {
        memory.keepFold(key, id, isFolded);
      }}
      @scrolled=${({ detail }: CustomEvent<number>) => {
        memory.keepComparisonScroll(key, detail);
      }}
      @open=${(event: CustomEvent<{ place: Place; takesFocus: boolean }>) => {
        post({ type: "reveal", ...event.detail });
      }}
    ></keras-comparison>`;
  }

  /** A model is not compared with itself. */
  private comparedWith(shown: ShownModel): ComparedWith {
    const { comparedWith } = this.memory.state;
    const isItself =
      "id" in comparedWith && comparedWith.uri === shown.uri && comparedWith.id === shown.id;
    return isItself ? { baseline: true } : comparedWith;
  }
}

function question(left: ComparedWith | null, shown: ShownModel | null): string {
  return JSON.stringify([left, shown && modelKey(shown.uri, shown.id)]);
}

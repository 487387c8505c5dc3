/** `<keras-comparison>`: two models side by side, as VS Code shows two texts.
 *
 * Events: `compare-with` (a `ComparedWith` was chosen), `only-changes` (a boolean), `open` (a
 * `Place` is wanted, with `takesFocus`).
 */

import { html, LitElement, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { filled } from "../../shared/diagramStrings";
import type {
  ComparedLayer,
  ComparedWith,
  ComparisonAnswer,
  ModelComparison,
} from "../../shared/modelComparison";
import type { Place } from "../../shared/modelView";
import type { PanelStrings } from "../../shared/panelStrings";
import { keyAction } from "../table/keys";
import { fileName, type HeadActions, headTemplate } from "./head";
import { type ComparedRow, comparedRows } from "./rows";
import { comparedRowTemplate } from "./rowTemplate";
import { comparedTotalsTemplate } from "./totals";

const ROW_HEIGHT = 22;

export class KerasComparison extends LitElement implements HeadActions {
  static override properties = {
    answer: { attribute: false },
    strings: { attribute: false },
    shown: { attribute: false },
    comparedWith: { attribute: false },
    onlyChanges: { attribute: false },
    selected: { state: true },
    toggled: { state: true },
  };

  declare answer: ComparisonAnswer | null;
  declare strings: PanelStrings;
  /** The model on the right. */
  declare shown: { readonly uri: string; readonly id: string; readonly label: string };
  declare comparedWith: ComparedWith;
  declare onlyChanges: boolean;
  declare private selected: string | null;
  declare private toggled: ReadonlySet<string>;

  private rows: readonly ComparedRow[] = [];
  private focusNext: string | null = null;

  constructor() {
    super();
    this.selected = null;
    this.toggled = new Set();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.rows = comparedRows(this.answer?.comparison?.layers ?? [], {
      toggled: this.toggled,
      onlyChanges: this.onlyChanges,
    });
  }

  protected override render(): TemplateResult {
    const comparison = this.answer?.comparison;
    return html`
      ${headTemplate(this, this)} ${comparison ? this.grid(comparison) : this.whyEmpty()}
      ${comparison ? comparedTotalsTemplate(comparison, this.strings) : ""}
    `;
  }

  private grid(comparison: ModelComparison): TemplateResult {
    const { strings } = this;
    const reachable = this.rows.some(({ layer }) => layer.id === this.selected)
      ? this.selected
      : this.rows[0]?.layer.id;
    const [left, right] = this.titles(comparison);
    return html`<div
      class="pairs"
      role="treegrid"
      aria-label=${filled(strings.comparison.comparisonOf, right, left)}
      aria-rowcount=${this.rows.length + 1}
      @keydown=${this.onKey}
      @click=${this.onClick}
      @dblclick=${this.onDoubleClick}
    >
      <div class="pair-headings" role="row">
        ${[left, right].map(
          (title) =>
            html`<div class="heading" role="columnheader" title=${title}>
              <span class="text">${title}</span>
            </div>`,
        )}
      </div>
      <div role="rowgroup">
        ${repeat(
          this.rows,
          ({ layer }) => layer.id,
          (row, index) =>
            comparedRowTemplate(row, index, {
              strings,
              isSelected: row.layer.id === this.selected,
              isReachable: row.layer.id === reachable,
            }),
        )}
      </div>
      ${
        this.rows.length === 0
          ? html`<p class="no-match">${strings.comparison.noDifferences}</p>`
          : ""
      }
    </div>`;
  }

  private titles({ left, right }: ModelComparison): [string, string] {
    const { lastCommit, lastSave, now } = this.strings.comparison;
    if (!("baseline" in this.comparedWith)) {
      const { uri, id } = this.comparedWith;
      const isHere = this.answer?.models.some(
        (one) => one.uri === uri && one.id === id && one.isHere,
      );
      const file = isHere ? "" : ` · ${fileName(uri)}`;
      return [`${left.label}${file}`, right.label];
    }
    const earlier = this.answer?.earlier === "save" ? lastSave : lastCommit;
    return [`${left.label} · ${earlier}`, `${right.label} · ${now}`];
  }

  private whyEmpty(): TemplateResult {
    const { answer, comparedWith, shown } = this;
    const strings = this.strings.comparison;
    if (!answer?.complete) {
      return message("loading codicon-modifier-spin", strings.comparing, "");
    }
    if (!("baseline" in comparedWith)) {
      return message("git-compare", strings.gone, strings.chooseHint);
    }
    if (answer.earlier === null) {
      const text = filled(strings.noEarlier, fileName(shown.uri));
      return message("git-compare", text, strings.noEarlierHint);
    }
    return message("git-compare", filled(strings.notInEarlier, shown.label), strings.chooseHint);
  }

  protected override updated(): void {
    if (this.focusNext !== null) {
      const row = `.pair[data-id="${CSS.escape(this.focusNext)}"]`;
      this.renderRoot.querySelector<HTMLElement>(row)?.focus();
      this.focusNext = null;
    }
  }

  // --- what the user does --------------------------------------------------------------

  compareWith(left: ComparedWith): void {
    this.tell("compare-with", left);
  }

  showOnlyChanges(isOn: boolean): void {
    this.tell("only-changes", isOn);
  }

  private readonly onClick = (event: Event): void => {
    const row = this.rowAt(event);
    if (row === undefined) {
      return;
    }
    this.focusNext = row.layer.id;
    if ((event.target as Element).closest(".twistie") === null) {
      this.selected = row.layer.id;
      const { left, right } = row.compared;
      const place = placeAt(event, row.compared);
      // What is in another file does not come to the front at once.
      this.reveal(place?.uri === this.shown.uri ? place : (right ?? left)!.place, false);
    } else {
      this.toggle(row.layer.id);
    }
    this.requestUpdate();
  };

  private readonly onDoubleClick = (event: Event): void => {
    const row = this.rowAt(event);
    if (row !== undefined) {
      this.reveal(placeAt(event, row.compared), true);
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const row = this.rowAt(event);
    const page = Math.max(Math.floor(this.clientHeight / ROW_HEIGHT) - 4, 1);
    const action =
      row === undefined || event.ctrlKey || event.metaKey || event.altKey
        ? undefined
        : keyAction(event.key, this.rows, this.rows.indexOf(row), page);
    if (row === undefined || action === undefined) {
      return;
    }
    event.preventDefault();
    switch (action.do) {
      case "go":
        this.selected = this.focusNext = this.rows[action.to]!.layer.id;
        break;
      case "fold":
      case "unfold":
        this.focusNext = row.layer.id;
        this.toggle(row.layer.id);
        break;
      case "open":
        this.reveal(placeAt(event, row.compared), action.takesFocus);
        break;
    }
  };

  private rowAt(event: Event): ComparedRow | undefined {
    const id = (event.target as Element).closest<HTMLElement>(".pair")?.dataset.id;
    return this.rows.find(({ layer }) => layer.id === id);
  }

  private toggle(id: string): void {
    const toggled = new Set(this.toggled);
    if (!toggled.delete(id)) {
      toggled.add(id);
    }
    this.toggled = toggled;
  }

  private reveal(place: Place | null, takesFocus: boolean): void {
    if (place !== null) {
      this.tell("open", { place, takesFocus });
    }
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Of the half that an event is on, else of the other one. */
function placeAt(event: Event, { left, right }: ComparedLayer): Place | null {
  const isLeft = (event.target as Element).closest(".side.left") !== null;
  const [first, second] = isLeft ? [left, right] : [right, left];
  return first?.place ?? second?.place ?? null;
}

function message(icon: string, text: string, hint: string): TemplateResult {
  return html`<div class="empty" role="status">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <p>${text}</p>
    ${hint === "" ? "" : html`<p class="hint">${hint}</p>`}
  </div>`;
}

customElements.define("keras-comparison", KerasComparison);

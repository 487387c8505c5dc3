/** `<keras-comparison>`: two models side by side, as VS Code shows two texts.
 *
 * Events: `compare-with` (a `ComparedWith` was chosen), `only-changes` (a boolean), `select` (the
 * id of a row), `fold` (one is closed or opened), `scrolled` (so far down), `open` (a `Place` is
 * wanted, with `takesFocus`).
 */

import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";

import type {
  ComparedLayer,
  ComparedWith,
  ComparisonAnswer,
  ModelComparison,
} from "../../shared/modelComparison";
import type { Place } from "../../shared/modelView";
import type { PanelStrings } from "../../shared/panelStrings";
import { measureIn } from "../diagram/measuring";
import { keyAction } from "../table/keys";
import { columnWidths, NO_WIDTHS, type Widths } from "./columns";
import { type GridActions, gridTemplate } from "./grid";
import { type HeadActions, headTemplate } from "./head";
import { type ComparedRow, comparedRows } from "./rows";
import { titlesOf, whyEmpty } from "./texts";
import { comparedTotalsTemplate } from "./totals";

const ROW_HEIGHT = 22;

export class KerasComparison extends LitElement implements HeadActions, GridActions {
  static override properties = {
    answer: { attribute: false },
    strings: { attribute: false },
    shown: { attribute: false },
    comparedWith: { attribute: false },
    onlyChanges: { attribute: false },
    selected: { attribute: false },
    folds: { attribute: false },
    scrolled: { attribute: false },
    room: { state: true },
  };

  declare answer: ComparisonAnswer | null;
  declare strings: PanelStrings;
  /** The model on the right. */
  declare shown: { readonly uri: string; readonly id: string; readonly label: string };
  declare comparedWith: ComparedWith;
  declare onlyChanges: boolean;
  declare selected: string | null;
  /** What the user has closed (true) or opened, by the id of a row. */
  declare folds: Readonly<Record<string, boolean>>;
  /** How far down it was left. */
  declare scrolled: number;
  /** How wide it is. */
  declare private room: number;

  private rows: readonly ComparedRow[] = [];
  private widths: Widths = NO_WIDTHS;
  private focusNext: string | null = null;
  /** What scrolls; it is new with each comparison. */
  private pairs: Element | null = null;
  private readonly resizes = new ResizeObserver(() => {
    this.room = this.clientWidth;
  });

  constructor() {
    super();
    this.selected = null;
    this.folds = {};
    this.scrolled = 0;
    this.room = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes.disconnect();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const layers = this.answer?.comparison?.layers ?? [];
    this.rows = comparedRows(layers, { folds: this.folds, onlyChanges: this.onlyChanges });
    if (changed.has("answer") || changed.has("strings")) {
      const fontSize = parseFloat(getComputedStyle(this).fontSize);
      this.widths = columnWidths(layers, this.strings, measureIn(this), fontSize);
    }
  }

  protected override render(): TemplateResult {
    const comparison = this.answer?.comparison;
    return html`
      ${headTemplate(this, this)} ${comparison ? this.grid(comparison) : whyEmpty(this)}
      ${comparison ? comparedTotalsTemplate(comparison, this.strings) : ""}
    `;
  }

  private grid(comparison: ModelComparison): TemplateResult {
    const { strings, rows, selected, widths, room } = this;
    const titles = titlesOf(this, comparison);
    return gridTemplate({ strings, titles, rows, selected, widths, room }, this);
  }

  protected override updated(): void {
    const pairs = this.renderRoot.querySelector(".pairs");
    if (pairs !== this.pairs) {
      this.pairs = pairs;
      pairs?.scrollTo({ top: this.scrolled });
    }
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

  readonly onClick = (event: Event): void => {
    const row = this.rowAt(event);
    if (row === undefined) {
      return;
    }
    this.focusNext = row.layer.id;
    if ((event.target as Element).closest(".twistie") === null) {
      this.select(row.layer.id);
      const { left, right } = row.compared;
      const place = placeAt(event, row.compared);
      // What is in another file does not come to the front at once.
      this.reveal(place?.uri === this.shown.uri ? place : (right ?? left)!.place, false);
    } else {
      this.toggle(row);
    }
    this.requestUpdate();
  };

  readonly onDoubleClick = (event: Event): void => {
    const row = this.rowAt(event);
    if (row !== undefined) {
      this.reveal(placeAt(event, row.compared), true);
    }
  };

  readonly onKey = (event: KeyboardEvent): void => {
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
        this.focusNext = this.rows[action.to]!.layer.id;
        this.select(this.focusNext);
        this.requestUpdate();
        break;
      case "fold":
      case "unfold":
        this.focusNext = row.layer.id;
        this.toggle(row);
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

  private select(id: string): void {
    this.tell("select", id);
  }

  private toggle({ layer: { id }, isOpen }: ComparedRow): void {
    this.tell("fold", { id, isFolded: isOpen === true });
  }

  readonly onScroll = (event: Event): void => {
    this.tell("scrolled", (event.currentTarget as HTMLElement).scrollTop);
  };

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

customElements.define("keras-comparison", KerasComparison);

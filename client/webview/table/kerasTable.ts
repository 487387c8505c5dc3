/** `<keras-table>`: the layers of a model as a tree in a table.
 *
 * Events, each with `detail.id`: `select` (a row was chosen), `open` (its line is wanted, with
 * `detail.takesFocus`), `toggle` (a nested model is opened or closed); `sort` with a `Sort` or null.
 */

import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { ModelView } from "../../shared/modelView";
import { filled } from "../../shared/diagramStrings";
import type { PanelStrings } from "../../shared/panelStrings";
import { cssVariables } from "../cssVariables";
import { type Heading, headingsTemplate } from "./headings";
import { keyAction } from "./keys";
import { charactersOf } from "./numbers";
import { rowTemplate } from "./rowTemplate";
import { type Column, type Row, rowsOf, type Sort } from "./rows";

const ROW_HEIGHT = 22;

export class KerasTable extends LitElement {
  static override properties = {
    view: { attribute: false },
    strings: { attribute: false },
    selected: { attribute: false },
    marked: { attribute: false },
    open: { attribute: false },
    sort: { attribute: false },
    filter: { attribute: false },
  };

  declare view: ModelView;
  declare strings: PanelStrings;
  declare selected: string | null;
  /** The layer at the cursor in the text. */
  declare marked: string | null;
  declare open: ReadonlySet<string>;
  declare sort: Sort | null;
  declare filter: string;

  private rows: readonly Row[] = [];
  /** Where the focus goes once the table is drawn anew. */
  private focusNext: string | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.rows = rowsOf(this.view, this);
  }

  protected override render(): TemplateResult {
    const { strings, view } = this;
    const headings: readonly Heading[] = [
      { column: "layer", text: strings.table.layer },
      { column: "class", text: strings.table.className },
      { column: "shape", text: strings.table.outputShape },
      { column: "params", text: strings.table.parameters },
      { column: "trainable", text: strings.table.trainable },
      { column: "connected", text: strings.table.connectedTo },
    ];
    const { reachable } = this;
    const largest = Math.max(
      ...view.layers.map(({ params }) => (typeof params === "number" ? params : 0)),
    );
    return html`
      <div
        class="grid"
        role="treegrid"
        aria-label=${filled(strings.table.layersOf, view.label)}
        aria-rowcount=${this.rows.length + 1}
        @keydown=${this.onKey}
        @click=${this.onClick}
        @dblclick=${this.onDoubleClick}
        ${cssVariables({ "--count-length": String(this.countLength) })}
      >
        ${headingsTemplate(headings, this.sort, this.onSort)}
        <div class="rows" role="rowgroup">
          ${repeat(
            this.rows,
            ({ layer }) => layer.id,
            (row, index) =>
              rowTemplate(row, index, {
                strings,
                total: view.totals.params,
                largest,
                isSelected: row.layer.id === this.selected,
                isMarked: row.layer.id === this.marked,
                isReachable: row.layer.id === reachable,
              }),
          )}
        </div>
        ${
          this.rows.length === 0 && this.filter !== ""
            ? html`<p class="no-match" role="status">${strings.table.noMatch}</p>`
            : ""
        }
      </div>
    `;
  }

  /** How many characters the column of parameters has room for, its heading among them. */
  private get countLength(): number {
    const { table, language } = this.strings;
    const counts = this.view.layers.map(({ params }) => params);
    return Math.max(table.parameters.length, charactersOf(counts, language));
  }

  protected override updated(changed: PropertyValues): void {
    if (this.hasMoved(changed, "marked")) {
      this.bringIntoView(this.marked);
    } else if (this.hasMoved(changed, "selected")) {
      this.bringIntoView(this.selected);
    }
    if (this.focusNext !== null) {
      this.rowElement(this.focusNext)?.focus();
      this.focusNext = null;
    }
  }

  bringIntoView(id: string | null): void {
    this.rowElement(id)?.scrollIntoView({ block: "nearest" });
  }

  /** A table that is new stays where it was left. */
  private hasMoved(changed: PropertyValues, which: "marked" | "selected"): boolean {
    return changed.has(which) && changed.get(which) !== undefined && this[which] !== null;
  }

  /** The row that the tab key leads to. */
  private get reachable(): string | undefined {
    const isThere = this.rows.some(({ layer }) => layer.id === this.selected);
    return isThere ? this.selected! : this.rows[0]?.layer.id;
  }

  private rowElement(id: string | null): HTMLElement | null {
    return id === null
      ? null
      : this.renderRoot.querySelector<HTMLElement>(`.row[data-id="${CSS.escape(id)}"]`);
  }

  private readonly onSort = (column: Column): void => {
    const before = this.sort?.column === column ? this.sort : undefined;
    const descendsFirst = column === "params";
    const next =
      before === undefined
        ? { column, isAscending: !descendsFirst }
        : before.isAscending === descendsFirst
          ? null
          : { column, isAscending: descendsFirst };
    this.tell("sort", next);
  };

  private readonly onClick = (event: Event): void => {
    const id = rowAt(event);
    if (id === undefined) {
      return;
    }
    if ((event.target as Element).closest(".twistie") !== null) {
      this.tell("toggle", { id });
      return;
    }
    this.focusNext = id;
    this.tell("select", { id });
    this.tell("open", { id, takesFocus: false });
    this.requestUpdate();
  };

  private readonly onDoubleClick = (event: Event): void => {
    const id = rowAt(event);
    if (id !== undefined) {
      this.tell("open", { id, takesFocus: true });
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const id = rowAt(event);
    const at = this.rows.findIndex(({ layer }) => layer.id === id);
    const page = Math.max(Math.floor(this.clientHeight / ROW_HEIGHT) - 2, 1);
    const action =
      event.ctrlKey || event.metaKey || event.altKey
        ? undefined
        : keyAction(event.key, this.rows, at, page);
    if (id === undefined || action === undefined) {
      return;
    }
    event.preventDefault();
    switch (action.do) {
      case "go":
        this.focusNext = this.rows[action.to]!.layer.id;
        this.tell("select", { id: this.focusNext });
        this.requestUpdate();
        break;
      case "fold":
      case "unfold":
        this.focusNext = id;
        this.tell("toggle", { id });
        break;
      case "open":
        this.tell("open", { id, takesFocus: action.takesFocus });
        break;
    }
  };

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** The row that an event is on. */
function rowAt(event: Event): string | undefined {
  return (event.target as Element).closest<HTMLElement>(".row")?.dataset.id;
}

customElements.define("keras-table", KerasTable);

declare global {
  interface HTMLElementTagNameMap {
    "keras-table": KerasTable;
  }
}

/** `<keras-panel>`: the whole panel, and what it keeps. */

import "./diagram/kerasDiagram";
import "./table/kerasTable";

import { html, LitElement, type TemplateResult } from "lit";
import { cache } from "lit/directives/cache.js";

import type { LayerView, ModelView } from "../shared/modelView";
import type {
  CopyFormat,
  ModelState,
  PanelContent,
  PanelState,
  Tab,
  ToWebview,
} from "../shared/panelMessages";
import type { PanelStrings } from "../shared/panelStrings";
import { emptyTemplate } from "./emptyStates";
import { modelKey, modelState, withModel } from "./keptModels";
import { layerAt } from "./places";
import { allOpenable, around, type Column, type Sort } from "./table/rows";
import { type ToolbarActions, toolbarTemplate } from "./toolbar";
import { totalsTemplate } from "./totals";
import { keepState, keptState, post } from "./vscode";

type Cursor = Extract<ToWebview, { type: "cursor" }>;

export class KerasPanel extends LitElement implements ToolbarActions {
  static override properties = {
    strings: { state: true },
    content: { state: true },
    cursor: { state: true },
    kept: { state: true },
    isMenuOpen: { state: true },
  };

  declare private strings: PanelStrings | null;
  declare private content: PanelContent | null;
  declare private cursor: Cursor | null;
  declare private kept: PanelState;
  declare private isMenuOpen: boolean;
  /** The model whose scroll position is the table's. */
  private scrolled: string | undefined;

  constructor() {
    super();
    this.strings = null;
    this.content = null;
    this.cursor = null;
    this.kept = keptState();
    this.isMenuOpen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", (event: MessageEvent<ToWebview>) => {
      this.take(event.data);
    });
    post({ type: "ready" });
  }

  private take(message: ToWebview): void {
    switch (message.type) {
      case "start":
        this.strings = message.strings;
        if (message.tab !== null) {
          this.show(message.tab);
        }
        break;
      case "content":
        this.takeContent(message.content);
        break;
      case "cursor":
        this.cursor = message;
        break;
      case "tab":
        this.show(message.tab);
        break;
    }
  }

  private takeContent(content: PanelContent): void {
    this.content = content;
    const { uri, answer } = content;
    const model = answer?.model;
    this.keep({ pinned: content.isPinned && model && uri ? { uri, id: model.id } : null });
  }

  protected override render(): TemplateResult {
    const { strings, content } = this;
    if (strings === null || content === null) {
      return html``;
    }
    const { tab } = this.kept;
    const { model } = this;
    return html`
      ${toolbarTemplate(
        {
          content,
          strings,
          tab,
          filter: this.kept.filter,
          canOpen: model?.layers.some(({ layers }) => layers.length > 0) ?? false,
          isMenuOpen: this.isMenuOpen,
        },
        this,
      )}
      <div class="progress ${content.answer?.complete === false ? "on" : ""}"></div>
      ${content.isStale ? html`<p class="stale" role="status">${strings.states.stale}</p>` : ""}
      <main
        class="view ${content.isStale ? "is-stale" : ""}"
        role="tabpanel"
        id="view-${tab}"
        aria-labelledby="tab-${tab}"
      >
        ${emptyTemplate(content, strings) ?? (model === null ? "" : cache(this.viewTemplate(model, strings)))}
      </main>
      ${model === null || tab !== "table" ? "" : totalsTemplate(model.totals, strings)}
    `;
  }

  private viewTemplate(model: ModelView, strings: PanelStrings): TemplateResult {
    const state = this.modelState;
    if (this.kept.tab === "diagram") {
      return html`<keras-diagram
        .view=${model}
        .selected=${state.selected}
        .marked=${this.marked?.id ?? null}
        .strings=${strings.diagram}
        @select=${this.onSelect}
        @open=${this.onOpen}
        @export-diagram=${this.onExport}
      ></keras-diagram>`;
    }
    return html`<keras-table
      .view=${model}
      .strings=${strings}
      .selected=${state.selected}
      .marked=${this.marked?.id ?? null}
      .open=${new Set(state.open)}
      .sort=${this.sort}
      .filter=${this.kept.filter}
      @select=${this.onSelect}
      @open=${this.onOpen}
      @toggle=${this.onToggle}
      @sort=${(event: CustomEvent<Sort | null>) => {
        this.keep({ sort: event.detail });
      }}
      @scrollend=${this.onScroll}
    ></keras-table>`;
  }

  protected override updated(): void {
    const table = this.querySelector("keras-table");
    if (table === null) {
      this.scrolled = undefined;
    } else if (this.scrolled !== this.key) {
      this.scrolled = this.key;
      const { scroll } = this.modelState;
      void table.updateComplete.then(() => {
        table.scrollTop = scroll;
      });
    }
  }

  // --- what is shown -------------------------------------------------------------------

  private get model(): ModelView | null {
    return this.content?.answer?.model ?? null;
  }

  private get key(): string {
    return modelKey(this.content?.uri ?? "", this.model?.id ?? "");
  }

  private get modelState(): ModelState {
    return modelState(this.kept, this.key);
  }

  private get sort(): Sort | null {
    const { sort } = this.kept;
    return sort === null ? null : { ...sort, column: sort.column as Column };
  }

  /** The layer at the cursor, or the closed model that it is in. */
  private get marked(): LayerView | undefined {
    if (this.cursor === null || this.model === null) {
      return undefined;
    }
    const { layers } = this.model;
    const found = layerAt(layers, this.cursor.uri, this.cursor.position);
    const { open } = this.modelState;
    const closed = found && around(layers, found.id)?.find((id) => !open.includes(id));
    return closed === undefined ? found : this.layer(closed);
  }

  private layer(id: string): LayerView | undefined {
    let layers = this.model?.layers ?? [];
    for (const outer of around(layers, id) ?? []) {
      layers = layers.find((one) => one.id === outer)!.layers;
    }
    return layers.find((one) => one.id === id);
  }

  // --- what the user does --------------------------------------------------------------

  show(tab: Tab): void {
    this.keep({ tab });
  }

  choose(id: string): void {
    post({ type: "choose", id });
  }

  pin(isPinned: boolean): void {
    post({ type: "pin", isPinned });
  }

  filterBy(filter: string): void {
    this.keep({ filter });
  }

  openAll(isOpen: boolean): void {
    this.keepModel({ open: isOpen ? allOpenable(this.model?.layers ?? []) : [] });
  }

  showMenu(isOpen: boolean): void {
    this.isMenuOpen = isOpen;
  }

  copy(format: CopyFormat): void {
    this.isMenuOpen = false;
    post({ type: "copy", format });
  }

  private readonly onSelect = ({ detail }: CustomEvent<{ id: string }>): void => {
    this.keepModel({ selected: detail.id });
  };

  private readonly onOpen = (event: CustomEvent<{ id: string; takesFocus?: boolean }>): void => {
    const { id, takesFocus } = event.detail;
    const place = this.layer(id)?.place;
    if (place) {
      post({ type: "reveal", place, takesFocus: takesFocus ?? true });
    }
  };

  private readonly onToggle = ({ detail: { id } }: CustomEvent<{ id: string }>): void => {
    const { open } = this.modelState;
    this.keepModel({
      open: open.includes(id) ? open.filter((one) => one !== id) : [...open, id],
    });
  };

  private readonly onScroll = (event: Event): void => {
    const { scrollTop } = event.currentTarget as HTMLElement;
    this.kept = withModel(this.kept, this.key, { scroll: scrollTop });
    keepState(this.kept);
  };

  private readonly onExport = (
    event: CustomEvent<{ format: "svg" | "png"; data: string }>,
  ): void => {
    const { format, data } = event.detail;
    post({ type: "export", format, data, name: this.model?.name ?? "model" });
  };

  private keep(change: Partial<PanelState>): void {
    this.kept = { ...this.kept, ...change };
    keepState(this.kept);
  }

  private keepModel(change: Partial<ModelState>): void {
    this.kept = withModel(this.kept, this.key, change);
    keepState(this.kept);
  }
}

customElements.define("keras-panel", KerasPanel);

window.addEventListener("error", ({ message }) => {
  post({ type: "log", message });
});

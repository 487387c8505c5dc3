/** `<keras-panel>`: the whole panel, and what it keeps. */

import { html, LitElement, type TemplateResult } from "lit";
import { cache } from "lit/directives/cache.js";

import type { LayerView, ModelView } from "../shared/modelView";
import type {
  CopyFormat,
  DiagramState,
  ModelState,
  PanelContent,
  PanelState,
  Tab,
  ToWebview,
} from "../shared/panelMessages";
import type { PanelStrings } from "../shared/panelStrings";
import { ComparisonTab, type ShownModel } from "./comparison/tab";
import { emptyTemplate } from "./emptyStates";
import { around, layerAt, layerWithId, shownLayerAt } from "./layers";
import { modelKey, PanelMemory } from "./memory";
import { problemTemplate } from "./problem";
import { allOpenable } from "./table/rows";
import { type ToolbarActions, toolbarTemplate } from "./toolbar";
import { totalsTemplate } from "./totals";
import { noticeTemplate } from "./trouble";
import { type ViewActions, type ViewState, viewTemplate } from "./views";
import { post, store } from "./vscode";

type Cursor = Extract<ToWebview, { type: "cursor" }>;

export class KerasPanel extends LitElement implements ToolbarActions, ViewActions {
  static override properties = {
    strings: { state: true },
    content: { state: true },
    cursor: { state: true },
    isMenuOpen: { state: true },
  };

  declare private strings: PanelStrings | null;
  declare private content: PanelContent | null;
  declare private cursor: Cursor | null;
  declare private isMenuOpen: boolean;
  private readonly memory = new PanelMemory(store, () => {
    this.requestUpdate();
  });
  private readonly comparison = new ComparisonTab(this.memory, () => {
    this.requestUpdate();
  });
  /** The model whose scroll position is the table's. */
  private scrolled: string | undefined;

  constructor() {
    super();
    this.strings = null;
    this.content = null;
    this.cursor = null;
    this.isMenuOpen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.onMessage);
    post({ type: "ready" });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("message", this.onMessage);
  }

  private readonly onMessage = (event: MessageEvent<ToWebview>): void => {
    this.take(event.data);
  };

  private take(message: ToWebview): void {
    switch (message.type) {
      case "start":
        this.strings = message.strings;
        if (message.tab !== null) {
          this.showAnew(message.tab);
        }
        break;
      case "content":
        this.takeContent(message.content);
        break;
      case "cursor":
        this.cursor = message;
        break;
      case "comparison":
        this.comparison.take(message.answer);
        break;
      case "tab":
        this.showAnew(message.tab);
        break;
    }
  }

  private takeContent(content: PanelContent): void {
    this.content = content;
    const { uri, answer } = content;
    const model = answer?.model;
    this.memory.keep({ pinned: content.isPinned && model && uri ? { uri, id: model.id } : null });
  }

  protected override render(): TemplateResult {
    const { strings, content } = this;
    if (strings === null || content === null) {
      return html``;
    }
    const { tab } = this.memory.state;
    const { model } = this;
    return html`
      ${toolbarTemplate(
        {
          content,
          strings,
          tab,
          filter: this.memory.state.filter,
          canOpen: model?.layers.some(({ layers }) => layers.length > 0) ?? false,
          isMenuOpen: this.isMenuOpen,
        },
        this,
      )}
      <div class="progress ${content.answer?.complete === false ? "on" : ""}"></div>
      ${content.trouble !== null && model !== null ? noticeTemplate(content.trouble, this.run) : ""}
      ${content.isStale ? html`<p class="stale" role="status">${strings.states.stale}</p>` : ""}
      ${
        model?.problem && tab !== "compare"
          ? problemTemplate(model.problem, strings, this.onProblem)
          : ""
      }
      <div
        class="view ${content.isStale ? "is-stale" : ""}"
        role="tabpanel"
        id="view-${tab}"
        aria-labelledby="tab-${tab}"
      >
        ${emptyTemplate(content, strings, this.run) ?? (model === null ? "" : cache(viewTemplate(this.viewState(model, strings), this)))}
      </div>
      ${model === null || tab !== "table" ? "" : totalsTemplate(model, strings)}
    `;
  }

  protected override updated(): void {
    const isCompared = this.strings !== null && this.memory.state.tab === "compare";
    this.comparison.askFor(isCompared && this.model !== null ? this.shown(this.model) : null);
    const table = this.querySelector("keras-table");
    if (table === null) {
      this.scrolled = undefined;
    } else if (this.scrolled !== this.key) {
      const isNew = this.scrolled === undefined;
      const isKnown = this.memory.knows(this.key);
      this.scrolled = this.key;
      const { scroll } = this.modelState;
      void table.updateComplete.then(() => {
        table.scrollTop = scroll;
        if (!isNew || !isKnown) {
          table.bringIntoView(table.marked);
        }
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

  private shown({ id, label }: ModelView): ShownModel {
    return { uri: this.content?.uri ?? "", id, label };
  }

  private get modelState(): ModelState {
    return this.memory.model(this.key);
  }

  private viewState(model: ModelView, strings: PanelStrings): ViewState {
    return {
      strings,
      model,
      panel: this.memory.state,
      kept: this.modelState,
      marked: this.marked?.id ?? null,
      atCursor: this.layerAtCursor?.id ?? null,
      comparison: () => this.comparison.template(this.shown(model), strings),
    };
  }

  /** The layer at the cursor: the diagram folds models on its own. */
  private get layerAtCursor(): LayerView | undefined {
    const { model, cursor } = this;
    return cursor && model
      ? layerAt(model.layers, cursor.uri, cursor.position, this.modelState.selected)
      : undefined;
  }

  /** The layer at the cursor, or the closed model that it is in. */
  private get marked(): LayerView | undefined {
    if (this.cursor === null || this.model === null) {
      return undefined;
    }
    const { open, selected } = this.modelState;
    return shownLayerAt(this.model.layers, this.cursor, open, selected);
  }

  // --- what the user does --------------------------------------------------------------

  show(tab: Tab): void {
    this.memory.keep({ tab });
  }

  /** Something outside of the panel leads there: a change since the last commit, say. */
  private showAnew(tab: Tab): void {
    this.memory.keep(tab === "compare" ? { tab, comparedWith: { baseline: true } } : { tab });
  }

  choose(id: string): void {
    post({ type: "choose", id });
  }

  pin(isPinned: boolean): void {
    post({ type: "pin", isPinned });
  }

  filterBy(filter: string): void {
    this.memory.keep({ filter });
  }

  openAll(isOpen: boolean): void {
    this.memory.keepModel(this.key, { open: isOpen ? allOpenable(this.model?.layers ?? []) : [] });
  }

  showMenu(isOpen: boolean): void {
    this.isMenuOpen = isOpen;
  }

  copy(format: CopyFormat): void {
    this.isMenuOpen = false;
    post({ type: "copy", format });
  }

  select(id: string): void {
    this.memory.keepModel(this.key, { selected: id });
  }

  reveal(id: string, takesFocus: boolean): void {
    const place = layerWithId(this.model?.layers ?? [], id)?.place;
    if (place) {
      post({ type: "reveal", place, takesFocus });
    }
  }

  /** Shows the layer that is the cause, also where the model that it is in is closed. */
  private readonly onProblem = (id: string): void => {
    const outer = around(this.model?.layers ?? [], id) ?? [];
    this.memory.keepModel(this.key, { open: [...new Set([...this.modelState.open, ...outer])] });
    this.select(id);
    this.reveal(id, true);
  };

  toggle(id: string): void {
    const { open } = this.modelState;
    this.memory.keepModel(this.key, {
      open: open.includes(id) ? open.filter((one) => one !== id) : [...open, id],
    });
  }

  keepPanel(change: Partial<PanelState>): void {
    this.memory.keep(change);
  }

  keepScroll(top: number): void {
    this.memory.keepScroll(this.key, top);
  }

  keepDiagram(state: DiagramState): void {
    this.memory.keepDiagram(this.key, state);
  }

  private readonly run = (command: string): void => {
    post({ type: "run", command });
  };

  exportDiagram(format: "svg" | "png", data: string): void {
    post({ type: "export", format, data, name: this.model?.name ?? "model" });
  }
}

customElements.define("keras-panel", KerasPanel);

window.addEventListener("error", ({ message }) => {
  post({ type: "log", message });
});

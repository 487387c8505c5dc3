/** `<keras-panel>`: the whole panel, and what it keeps. */

import { html, LitElement, type TemplateResult } from "lit";
import { cache } from "lit/directives/cache.js";

import type { ComparedWith, ComparisonAnswer } from "../shared/modelComparison";
import type { LayerView, ModelView, Place } from "../shared/modelView";
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
import { emptyTemplate } from "./emptyStates";
import { layerWithId, shownLayerAt } from "./layers";
import { modelKey, PanelMemory } from "./memory";
import { allOpenable } from "./table/rows";
import { type ToolbarActions, toolbarTemplate } from "./toolbar";
import { totalsTemplate } from "./totals";
import { type ViewActions, type ViewState, viewTemplate } from "./views";
import { post, store } from "./vscode";

type Cursor = Extract<ToWebview, { type: "cursor" }>;

export class KerasPanel extends LitElement implements ToolbarActions, ViewActions {
  static override properties = {
    strings: { state: true },
    content: { state: true },
    cursor: { state: true },
    comparison: { state: true },
    isMenuOpen: { state: true },
  };

  declare private strings: PanelStrings | null;
  declare private content: PanelContent | null;
  declare private cursor: Cursor | null;
  declare private comparison: ComparisonAnswer | null;
  declare private isMenuOpen: boolean;
  /** What the extension was last told to compare with. */
  private asked = JSON.stringify(null);
  private readonly memory = new PanelMemory(store, () => {
    this.requestUpdate();
  });
  /** The model whose scroll position is the table's. */
  private scrolled: string | undefined;

  constructor() {
    super();
    this.strings = null;
    this.content = null;
    this.cursor = null;
    this.comparison = null;
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
        this.comparison = message.answer;
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
      ${content.isStale ? html`<p class="stale" role="status">${strings.states.stale}</p>` : ""}
      <main
        class="view ${content.isStale ? "is-stale" : ""}"
        role="tabpanel"
        id="view-${tab}"
        aria-labelledby="tab-${tab}"
      >
        ${emptyTemplate(content, strings) ?? (model === null ? "" : cache(viewTemplate(this.viewState(model, strings), this)))}
      </main>
      ${model === null || tab !== "table" ? "" : totalsTemplate(model.totals, strings)}
    `;
  }

  protected override updated(): void {
    this.askForComparison();
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

  /** Says what is to be compared, when that is another model than before. */
  private askForComparison(): void {
    if (this.strings === null) {
      return;
    }
    const isShown = this.memory.state.tab === "compare" && this.model !== null;
    const left = isShown ? this.comparedWith : null;
    const asked = JSON.stringify([left, isShown ? this.key : null]);
    if (asked !== this.asked) {
      this.asked = asked;
      this.comparison = null;
      post({ type: "compare", left });
    }
  }

  // --- what is shown -------------------------------------------------------------------

  private get model(): ModelView | null {
    return this.content?.answer?.model ?? null;
  }

  private get key(): string {
    return modelKey(this.content?.uri ?? "", this.model?.id ?? "");
  }

  /** A model is not compared with itself. */
  private get comparedWith(): ComparedWith {
    const { comparedWith } = this.memory.state;
    const isItself =
      "id" in comparedWith && modelKey(comparedWith.uri, comparedWith.id) === this.key;
    return isItself ? { baseline: true } : comparedWith;
  }

  private get modelState(): ModelState {
    return this.memory.model(this.key);
  }

  private viewState(model: ModelView, strings: PanelStrings): ViewState {
    return {
      strings,
      uri: this.content?.uri ?? "",
      model,
      panel: this.memory.state,
      kept: this.modelState,
      marked: this.marked?.id ?? null,
      comparison: this.comparison,
      comparedWith: this.comparedWith,
    };
  }

  /** The layer at the cursor, or the closed model that it is in. */
  private get marked(): LayerView | undefined {
    if (this.cursor === null || this.model === null) {
      return undefined;
    }
    return shownLayerAt(this.model.layers, this.cursor, this.modelState.open);
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
      this.revealPlace(place, takesFocus);
    }
  }

  revealPlace(place: Place, takesFocus: boolean): void {
    post({ type: "reveal", place, takesFocus });
  }

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

  exportDiagram(format: "svg" | "png", data: string): void {
    post({ type: "export", format, data, name: this.model?.name ?? "model" });
  }
}

customElements.define("keras-panel", KerasPanel);

window.addEventListener("error", ({ message }) => {
  post({ type: "log", message });
});

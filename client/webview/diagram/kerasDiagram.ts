/** `<keras-diagram>`: a model as a graph of cards.
 *
 * Events: `select` and `open` with the id of a layer, `export-diagram` with an `ExportedDiagram`.
 */

import workerSource from "elkjs/lib/elk-worker.min.js";
import { LitElement, type PropertyValues, type TemplateResult, html } from "lit";

import "./diagramCanvas";
import { type DiagramStrings, filled } from "../../shared/diagramStrings";
import type { ModelView } from "../../shared/modelView";
import { Arrangement } from "./arrangement";
import type { DiagramCanvas } from "./diagramCanvas";
import { type ExportFormat, exported } from "./export";
import { allFoldable } from "./folding";
import { type Item, layerOf } from "./items";
import { LayoutWorker } from "./layout";
import { measureIn } from "./measuring";
import { NOTHING, type Picture, cardIn } from "./picture";
import { matches, step } from "./search";
import { diagramStyles } from "./styles";
import { type ToolbarActions, toolbarTemplate } from "./toolbar";

const NO_ITEMS: readonly Item[] = [];

type CardEvent = CustomEvent<{ readonly id: string }>;

export class KerasDiagram extends LitElement implements ToolbarActions {
  static override styles = diagramStyles;
  static override properties = {
    view: { attribute: false },
    selected: { attribute: false },
    strings: { attribute: false },
    picture: { state: true },
    searched: { state: true },
    match: { state: true },
    isMenuOpen: { state: true },
    problem: { state: true },
  };

  declare view: ModelView | null;
  /** The id of a layer. */
  declare selected: string | null;
  declare strings: DiagramStrings;
  declare private picture: Picture;
  declare private searched: string;
  /** The layer that the search has led to. */
  declare private match: string | null;
  declare private isMenuOpen: boolean;
  declare private problem: string;

  private readonly choices = new Map<string, boolean>();
  private worker: LayoutWorker | undefined;
  private arrangement: Arrangement | undefined;

  constructor() {
    super();
    this.view = null;
    this.selected = null;
    this.picture = NOTHING;
    this.searched = "";
    this.match = null;
    this.isMenuOpen = false;
    this.problem = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      void this.arrange();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.worker?.dispose();
    this.worker = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("view") || changed.has("strings")) {
      void this.arrange();
    }
  }

  protected override render(): TemplateResult {
    const { strings, view, picture, arrangement } = this;
    const found = this.found();
    const state = {
      strings,
      scale: this.canvas?.scale ?? 1,
      canFold: allFoldable(arrangement?.items ?? NO_ITEMS).length > 0,
      searched: this.searched,
      matchCount: found.length,
      matchIndex: this.match === null ? -1 : found.indexOf(this.match),
      isMenuOpen: this.isMenuOpen,
    };
    const isEmpty = view?.layers.length === 0;
    const selected = this.selected === null ? null : (arrangement?.cardOf(this.selected) ?? null);
    return html`
      ${toolbarTemplate(state, this)}
      <keras-diagram-canvas
        .picture=${picture}
        .modelId=${view?.id}
        .selected=${selected}
        .matched=${new Set(found.map((id) => arrangement!.cardOf(id)))}
        .label=${filled(strings.diagramOf, view?.label ?? "")}
        @card-select=${(event: CardEvent) => {
          this.choose("select", event.detail.id);
        }}
        @card-open=${(event: CardEvent) => {
          this.choose("open", event.detail.id);
        }}
        @card-toggle=${(event: CardEvent) => {
          this.toggle(event.detail.id);
        }}
        @zoomed=${() => {
          this.requestUpdate();
        }}
        @find=${() => {
          this.searchField.focus();
        }}
      ></keras-diagram-canvas>
      ${this.problem === "" ? "" : html`<p class="message" role="alert">${this.problem}</p>`}
      ${isEmpty ? html`<p class="message">${strings.noLayers}</p>` : ""}
    `;
  }

  /** Lays the view out; the old picture stays until the new one is there. */
  private async arrange(): Promise<void> {
    const { view } = this;
    if (view === null) {
      this.arrangement = undefined;
      this.picture = NOTHING;
      return;
    }
    const arrangement = new Arrangement(view, this.choices, this.strings, measureIn(this));
    this.worker ??= new LayoutWorker(workerSource);
    try {
      const layout = await this.worker.layout(arrangement.graph, arrangement.key);
      if (layout !== undefined) {
        this.arrangement = arrangement;
        this.picture = arrangement.picture(layout);
        this.problem = "";
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.problem = filled(this.strings.notDrawn, reason);
    }
  }

  /** Says that the user wants to see a layer, here or in the source. */
  private choose(type: "select" | "open", card: string): void {
    const item = cardIn(this.picture, card)?.item;
    if (item !== undefined) {
      this.say(type, layerOf(item).id);
    }
  }

  private say(type: "select" | "open", id: string): void {
    this.selected = id;
    this.dispatchEvent(new CustomEvent(type, { detail: { id } }));
  }

  private toggle(id: string): void {
    const card = cardIn(this.picture, id);
    if (card !== undefined && card.item.members.length > 0) {
      this.choices.set(id, card.isFrame);
      void this.arrange();
    }
  }

  foldAll(isFolded: boolean): void {
    for (const { id } of allFoldable(this.arrangement?.items ?? NO_ITEMS)) {
      this.choices.set(id, isFolded);
    }
    this.canvas!.restart();
    void this.arrange();
  }

  zoomBy(factor: number): void {
    this.canvas!.zoomBy(factor);
  }

  fit(): void {
    this.canvas!.fit();
  }

  private found(): readonly string[] {
    return matches(this.arrangement?.items ?? NO_ITEMS, this.searched);
  }

  search(text: string): void {
    this.searched = text;
    this.match = null;
  }

  /** Shows the next match, unfolding what it is in. */
  stepMatch(by: 1 | -1): void {
    this.match = step(this.found(), this.match, by);
    if (this.match === null) {
      return;
    }
    const { around, folded } = this.arrangement!;
    const hiding = (around.get(this.match) ?? []).filter(({ id }) => folded.has(id));
    hiding.forEach(({ id }) => this.choices.set(id, false));
    this.say("select", this.match);
    if (hiding.length > 0) {
      void this.arrange();
    }
  }

  leaveSearch(): void {
    this.search("");
    this.canvas!.focus();
  }

  openMenu(): void {
    this.isMenuOpen = true;
  }

  closeMenu(): void {
    this.isMenuOpen = false;
  }

  async exportAs(format: ExportFormat): Promise<void> {
    this.closeMenu();
    const detail = await exported(format, this.picture, this.view?.label ?? "", this);
    this.dispatchEvent(new CustomEvent("export-diagram", { detail }));
  }

  private get canvas(): DiagramCanvas | null {
    return this.renderRoot.querySelector<DiagramCanvas>("keras-diagram-canvas");
  }

  private get searchField(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>(".search")!;
  }
}

customElements.define("keras-diagram", KerasDiagram);

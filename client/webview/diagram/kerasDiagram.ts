/** `<keras-diagram>`: a model as a graph of cards.
 *
 * Events: `select` with the id of a layer, `open` with it and whether the user goes on in the
 * source, `keep` with a `DiagramState`, `look-for` with a text, `export-diagram` with an
 * `ExportedDiagram`.
 */

import { LitElement, type PropertyValues, type TemplateResult, html } from "lit";

import "./diagramCanvas";
import { type DiagramStrings, filled } from "../../shared/diagramStrings";
import type { ModelView } from "../../shared/modelView";
import type { DiagramPlace, DiagramState } from "../../shared/panelMessages";
import { Arranger, modelKey } from "./arranger";
import type { Moved } from "./camera";
import type { DiagramCanvas } from "./diagramCanvas";
import { type ExportFormat, exported } from "./export";
import { layerOf } from "./items";
import { measureIn } from "./measuring";
import { NOTHING, type Picture, cardIn } from "./picture";
import { Search } from "./search";
import { diagramStyles } from "./styles";
import { type ToolbarActions, toolbarTemplate } from "./toolbar";

/** Milliseconds without a movement. */
const REST = 300;

type CardEvent = CustomEvent<{ readonly id: string }>;

export class KerasDiagram extends LitElement implements ToolbarActions {
  static override styles = diagramStyles;
  static override properties = {
    view: { attribute: false },
    selected: { attribute: false },
    marked: { attribute: false },
    kept: { attribute: false },
    searched: { attribute: false },
    strings: { attribute: false },
    picture: { state: true },
    searching: { state: true },
    percent: { state: true },
    isMenuOpen: { state: true },
    problem: { state: true },
  };

  declare view: ModelView | null;
  /** The id of the layer that was chosen here or in the table. */
  declare selected: string | null;
  /** The id of the layer at the cursor. */
  declare marked: string | null;
  /** How the user has left the diagram of this model. */
  declare kept: DiagramState | null;
  /** What was looked for when it was left. */
  declare searched: string;
  declare strings: DiagramStrings;
  declare private picture: Picture;
  declare private searching: Search;
  declare private percent: number;
  declare private isMenuOpen: boolean;
  declare private problem: string;

  /** The ids of the cards that the search finds. */
  private matched: ReadonlySet<string> = new Set();
  private rest: ReturnType<typeof setTimeout> | undefined;
  private readonly arranger = new Arranger();

  constructor() {
    super();
    this.view = null;
    this.selected = null;
    this.marked = null;
    this.kept = null;
    this.searched = "";
    this.picture = NOTHING;
    this.searching = Search.NOTHING;
    this.percent = 100;
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
    this.arranger.pause();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("picture") || changed.has("searched")) {
      this.searching = this.searching.in(this.arranger.items, this.searched);
    }
    if (changed.has("picture") || changed.has("searching")) {
      this.matched = new Set(this.searching.found.map((id) => this.arranger.cardOf(id)!));
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("view") || changed.has("strings")) {
      void this.arrange();
    }
  }

  protected override render(): TemplateResult {
    const { strings, view, picture, arranger } = this;
    const state = {
      strings,
      percent: this.percent,
      canFold: arranger.canFold,
      search: this.searching,
      isMenuOpen: this.isMenuOpen,
    };
    return html`
      ${toolbarTemplate(state, this)}
      <keras-diagram-canvas
        .picture=${picture}
        .modelKey=${arranger.shownModel}
        .place=${this.kept?.place ?? null}
        .selected=${arranger.cardOf(this.selected)}
        .marked=${arranger.cardOf(this.marked)}
        .matched=${this.matched}
        .label=${filled(strings.diagramOf, view?.label ?? "")}
        @card-select=${(event: CardEvent) => {
          this.choose(event.detail.id);
        }}
        @card-show=${(event: CardEvent) => {
          this.say("open", { id: this.layerAt(event.detail.id), takesFocus: false });
        }}
        @card-open=${(event: CardEvent) => {
          this.say("open", { id: this.layerAt(event.detail.id), takesFocus: true });
        }}
        @card-toggle=${(event: CardEvent) => {
          this.toggle(event.detail.id);
        }}
        @moved=${({ detail }: CustomEvent<Moved>) => {
          this.percent = Math.round(detail.scale * 100);
          this.keep(detail.place);
        }}
        @find=${() => {
          this.renderRoot.querySelector<HTMLElement>(".search")!.focus();
        }}
      ></keras-diagram-canvas>
      ${this.problem === "" ? "" : html`<p class="message" role="alert">${this.problem}</p>`}
      ${view?.layers.length === 0 ? html`<p class="message">${strings.noLayers}</p>` : ""}
    `;
  }

  /** Lays the view out; the old picture stays until the new one is there. */
  private async arrange(): Promise<void> {
    const { view, strings } = this;
    if (view === null) {
      this.picture = NOTHING;
      return;
    }
    try {
      const { arranger, kept } = this;
      const picture = await arranger.picture(view, strings, measureIn(this), kept?.folds);
      this.picture = picture ?? this.picture;
      this.problem = "";
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.problem = filled(strings.notDrawn, reason);
    }
  }

  /** Says how the diagram is left, when it has come to rest. */
  private keep(place: DiagramPlace | null): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (this.view !== null && modelKey(this.view) === this.arranger.shownModel) {
        this.say("keep", { folds: this.arranger.kept, place });
      }
    }, REST);
  }

  private choose(card: string): void {
    const id = this.layerAt(card);
    this.selected = id;
    this.say("select", { id });
  }

  /** The layer that a card stands for. */
  private layerAt(card: string): string {
    return layerOf(cardIn(this.picture, card)!.item).id;
  }

  private say(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private toggle(id: string): void {
    const card = cardIn(this.picture, id);
    if (card !== undefined && card.item.members.length > 0) {
      this.arranger.fold(id, card.isFrame);
      void this.arrange();
    }
  }

  foldAll(isFolded: boolean): void {
    this.arranger.foldAll(isFolded);
    this.canvas!.restart();
    void this.arrange();
  }

  zoomBy(factor: number): void {
    this.canvas!.zoomBy(factor);
  }

  fit(): void {
    this.canvas!.fit();
  }

  search(text: string): void {
    this.searching = this.searching.in(this.arranger.items, text);
    this.searched = text;
    this.say("look-for", text);
  }

  /** Shows the next match, unfolding what it is in. */
  stepMatch(by: 1 | -1): void {
    this.searching = this.searching.stepped(by);
    const { match } = this.searching;
    if (match === null) {
      return;
    }
    this.selected = match;
    this.say("select", { id: match });
    if (this.arranger.uncover(match)) {
      void this.arrange();
    }
  }

  leaveSearch(): void {
    this.search("");
    this.canvas!.focus();
  }

  showMenu(isOpen: boolean): void {
    this.isMenuOpen = isOpen;
  }

  async exportAs(format: ExportFormat): Promise<void> {
    this.showMenu(false);
    const title = this.view?.label ?? "";
    this.say("export-diagram", await exported(format, this.picture, title, this));
  }

  private get canvas(): DiagramCanvas | null {
    return this.renderRoot.querySelector<DiagramCanvas>("keras-diagram-canvas");
  }
}

customElements.define("keras-diagram", KerasDiagram);

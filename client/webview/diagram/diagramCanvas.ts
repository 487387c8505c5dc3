/** `<keras-diagram-canvas>`: shows a picture; moves, zooms, and leads the keys through it.
 *
 * Events: `card-select`, `card-show` (in the source), `card-open` (and go on there), `card-toggle`
 * with the id of a card, `moved` (`Moved`), `find`.
 */

import { LitElement, type PropertyValues, type TemplateResult, html } from "lit";
import { guard } from "lit/directives/guard.js";

import type { DiagramPlace } from "../../shared/panelMessages";
import { Camera, type Moved } from "./camera";
import { type CanvasEvent, type KeyTarget, keyAction, perform } from "./keys";
import { cardAt, Marks } from "./marks";
import { NOTHING, type Picture, cardIn } from "./picture";
import { pictureTemplate } from "./shapes";
import { canvasStyles } from "./styles";

export class DiagramCanvas extends LitElement implements KeyTarget {
  static override styles = canvasStyles;
  static override properties = {
    picture: { attribute: false },
    modelKey: { attribute: false },
    place: { attribute: false },
    selected: { attribute: false },
    marked: { attribute: false },
    matched: { attribute: false },
    label: { attribute: false },
  };

  declare picture: Picture;
  /** Another model is shown from its beginning, the same one stays where it is. */
  declare modelKey: string;
  /** Where a model that is new is shown; null for its beginning. */
  declare place: DiagramPlace | null;
  /** The ids of cards. */
  declare selected: string | null;
  declare marked: string | null;
  declare matched: ReadonlySet<string>;
  declare label: string;

  private readonly marks = new Marks();
  private camera: Camera | undefined;
  private shownModel: string | undefined;
  /** The card that keeps its place in the window when the next picture comes. */
  private anchor: string | null = null;
  /** The card that Tab leads to. */
  private reachable: string | null = null;
  private mustFocus = false;
  /** The card to move into view, as soon as it is there. */
  private wanted: string | null = null;

  constructor() {
    super();
    this.picture = NOTHING;
    this.modelKey = "";
    this.place = null;
    this.selected = null;
    this.marked = null;
    this.matched = new Set();
    this.label = "";
  }

  zoomBy(factor: number): void {
    this.camera?.zoomBy(factor);
  }

  fit(): void {
    this.camera?.fit();
  }

  panBy(x: number, y: number): void {
    this.camera?.panBy(x, y);
  }

  focusCard(id: string): void {
    this.marks.card(id)?.focus({ preventScroll: true });
  }

  /** Tells those who listen what the user wants with a card. */
  tell(type: CanvasEvent, id: string | null): void {
    this.anchor = id;
    this.dispatchEvent(new CustomEvent(type, { detail: { id } }));
  }

  /** Shows the next picture from its beginning. */
  restart(): void {
    this.shownModel = undefined;
    this.place = null;
  }

  override focus(): void {
    this.canvas.focus();
  }

  protected override render(): TemplateResult {
    const { picture } = this;
    return html`
      <svg
        class="canvas"
        role="group"
        tabindex="0"
        aria-label=${this.label}
        @click=${this.onClick}
        @dblclick=${this.onDoubleClick}
        @focusin=${this.onFocus}
        @keydown=${this.onKey}
      >
        <g class="scene">${guard([picture], () => pictureTemplate(picture))}</g>
      </svg>
    `;
  }

  protected override firstUpdated(): void {
    this.camera = new Camera(this.canvas, (moved) => {
      this.move(moved);
    });
    new ResizeObserver(() => {
      this.camera!.resized();
      this.showFromStart();
      this.marks.follow(this.camera!, this.canvas);
    }).observe(this);
  }

  protected override willUpdate(): void {
    this.mustFocus = this.shadowRoot?.activeElement?.matches(".item") ?? false;
  }

  protected override updated(changed: PropertyValues): void {
    const isNew = changed.has("picture");
    const isFoundAgain = this.shownModel === undefined && this.place !== null;
    if (isNew) {
      this.marks.attach(this.picture, this.canvas);
      this.placePicture((changed.get("picture") as Picture | undefined) ?? NOTHING);
      this.keepFocus();
    }
    if (isNew || changed.has("matched")) {
      this.marks.match(this.matched);
    }
    if (isNew || changed.has("selected") || changed.has("marked")) {
      this.marks.select(this.selected, this.marked);
    }
    if (!isFoundAgain && (changed.has("selected") || changed.has("marked"))) {
      this.wanted = changed.has("selected") ? this.selected : this.marked;
    }
    this.revealWanted();
  }

  private placePicture(before: Picture): void {
    const { picture } = this;
    const camera = this.camera!;
    camera.setContent(picture.width, picture.height);
    if (this.modelKey !== this.shownModel) {
      this.showFromStart();
    } else {
      const id = this.anchor ?? this.marked ?? this.selected ?? this.reachable;
      const [old, now] = [cardIn(before, id), cardIn(picture, id)];
      if (old !== undefined && now !== undefined) {
        camera.keep(old.box, now.box);
      }
    }
    this.anchor = null;
    this.marks.follow(camera, this.canvas);
  }

  /** Shows a model that is new from its beginning, as soon as there is room for it. */
  private showFromStart(): void {
    const camera = this.camera!;
    const isNew = this.modelKey !== this.shownModel && this.picture.cards.length > 0;
    if (isNew && camera.hasSize) {
      this.shownModel = this.modelKey;
      if (this.place === null) {
        this.wanted ??= this.marked ?? this.selected;
        camera.start();
      } else {
        camera.go(this.place);
      }
    }
  }

  private keepFocus(): void {
    const isThere = cardIn(this.picture, this.reachable) !== undefined;
    this.makeReachable(isThere ? this.reachable : (this.picture.cards[0]?.item.id ?? null));
    if (this.mustFocus && this.reachable !== null) {
      this.focusCard(this.reachable);
    }
  }

  private revealWanted(): void {
    const card = cardIn(this.picture, this.wanted);
    if (card !== undefined) {
      this.wanted = null;
      this.makeReachable(card.item.id);
      this.camera!.reveal(card.box);
    }
  }

  private makeReachable(id: string | null): void {
    this.reachable = id;
    this.marks.makeReachable(id);
  }

  private move(detail: Moved): void {
    this.canvas.firstElementChild!.setAttribute("transform", detail.transform);
    this.marks.follow(this.camera!, this.canvas);
    this.dispatchEvent(new CustomEvent("moved", { detail }));
  }

  private get canvas(): SVGSVGElement {
    return this.renderRoot.querySelector<SVGSVGElement>(".canvas")!;
  }

  private readonly onClick = (event: Event): void => {
    const card = cardAt(event);
    if (card === null) {
      return;
    }
    if ((event.target as Element).closest(".chevron-right, .chevron-down") !== null) {
      this.tell("card-toggle", card);
    } else {
      this.tell("card-select", card);
      this.tell("card-show", card);
    }
  };

  private readonly onDoubleClick = (event: Event): void => {
    const card = cardAt(event);
    if (card !== null) {
      this.tell("card-open", card);
    }
  };

  private readonly onFocus = (event: Event): void => {
    const card = cardIn(this.picture, cardAt(event));
    if (card !== undefined) {
      this.makeReachable(card.item.id);
      this.camera!.reveal(card.box);
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const action = keyAction(event);
    if (action !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      perform(action, cardAt(event), this);
    }
  };
}

customElements.define("keras-diagram-canvas", DiagramCanvas);

/** `<keras-diagram-canvas>`: shows a picture; moves, zooms, and leads the keys through it.
 *
 * Events: `card-select`, `card-open`, `card-toggle` with the id of a card, `zoomed`, `find`.
 */

import { LitElement, type PropertyValues, type TemplateResult, html } from "lit";
import { guard } from "lit/directives/guard.js";

import { Camera } from "./camera";
import { type KeyAction, keyAction } from "./keys";
import { Marks } from "./marks";
import { NOTHING, type Picture, cardIn } from "./picture";
import { pictureTemplate } from "./shapes";
import { canvasStyles } from "./styles";
import { type Direction, neighbour } from "./walking";

const PAN_STEP = 60;

export class DiagramCanvas extends LitElement {
  static override styles = canvasStyles;
  static override properties = {
    picture: { attribute: false },
    modelId: { attribute: false },
    selected: { attribute: false },
    matched: { attribute: false },
    label: { attribute: false },
  };

  declare picture: Picture;
  /** Another model is shown from its beginning, the same one stays where it is. */
  declare modelId: string | undefined;
  /** The ids of cards. */
  declare selected: string | null;
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
  private mustReveal = false;
  private isMoving = false;

  constructor() {
    super();
    this.picture = NOTHING;
    this.modelId = undefined;
    this.selected = null;
    this.matched = new Set();
    this.label = "";
  }

  get scale(): number {
    return this.camera?.transform.k ?? 1;
  }

  zoomBy(factor: number): void {
    this.camera?.zoomBy(factor);
  }

  fit(): void {
    this.camera?.fit();
  }

  /** Shows the next picture from its beginning. */
  restart(): void {
    this.shownModel = undefined;
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
    this.camera = new Camera(this.canvas, () => {
      this.move();
    });
    new ResizeObserver(() => {
      this.camera!.setContent(this.picture.width, this.picture.height);
      this.move();
    }).observe(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("picture")) {
      this.mustFocus ||= this.shadowRoot?.activeElement?.matches(".item") ?? false;
    }
  }

  protected override updated(changed: PropertyValues): void {
    this.mustReveal ||= changed.has("selected") && this.selected !== null;
    const isNew = changed.has("picture");
    if (isNew) {
      this.marks.attach(this.picture, this.canvas);
      this.placePicture((changed.get("picture") as Picture | undefined) ?? NOTHING);
      this.keepFocus();
    }
    if (isNew || changed.has("matched")) {
      this.marks.match(this.matched);
    }
    if (isNew || changed.has("selected")) {
      this.marks.select(this.selected);
      this.revealSelected();
    }
  }

  private placePicture(before: Picture): void {
    const { picture } = this;
    const camera = this.camera!;
    camera.setContent(picture.width, picture.height);
    if (this.modelId !== this.shownModel && picture.cards.length > 0) {
      this.shownModel = this.modelId;
      this.mustReveal = this.selected !== null;
      camera.start();
    } else {
      const id = this.anchor ?? this.selected ?? this.reachable;
      const [old, now] = [cardIn(before, id), cardIn(picture, id)];
      if (old !== undefined && now !== undefined) {
        camera.keep(old.box, now.box);
      }
    }
    this.anchor = null;
    this.marks.follow(camera, this.canvas);
  }

  private keepFocus(): void {
    const isThere = cardIn(this.picture, this.reachable) !== undefined;
    this.makeReachable(isThere ? this.reachable : (this.picture.cards[0]?.item.id ?? null));
    if (this.mustFocus) {
      this.mustFocus = false;
      this.focusCard(this.reachable);
    }
  }

  private revealSelected(): void {
    const card = cardIn(this.picture, this.selected);
    if (this.mustReveal && card !== undefined) {
      this.mustReveal = false;
      this.makeReachable(card.item.id);
      this.camera!.reveal(card.box);
    }
  }

  private makeReachable(id: string | null): void {
    this.reachable = id;
    this.marks.makeReachable(id);
  }

  private focusCard(id: string | null | undefined): void {
    if (id !== null && id !== undefined) {
      this.marks.card(id)?.focus({ preventScroll: true });
    }
  }

  /** Follows the camera, once a frame. */
  private move(): void {
    if (this.isMoving) {
      return;
    }
    this.isMoving = true;
    requestAnimationFrame(() => {
      this.isMoving = false;
      this.scene.setAttribute("transform", this.camera!.transform.toString());
      this.marks.follow(this.camera!, this.canvas);
      this.dispatchEvent(new Event("zoomed"));
    });
  }

  private get canvas(): SVGSVGElement {
    return this.renderRoot.querySelector<SVGSVGElement>(".canvas")!;
  }

  private get scene(): SVGGElement {
    return this.renderRoot.querySelector<SVGGElement>(".scene")!;
  }

  private readonly onClick = (event: Event): void => {
    const isChevron = (event.target as Element).matches(".chevron-right, .chevron-down");
    this.tell(isChevron ? "card-toggle" : "card-select", cardAt(event));
  };

  private readonly onDoubleClick = (event: Event): void => {
    this.tell("card-open", cardAt(event));
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
      this.act(action, cardAt(event));
    }
  };

  private act(action: KeyAction, card: string | null): void {
    switch (action.do) {
      case "zoom":
        this.zoomBy(action.factor);
        break;
      case "fit":
        this.fit();
        break;
      case "go":
        this.go(card, action.direction);
        break;
      case "first":
        this.focusCard(this.picture.cards[0]?.item.id);
        break;
      case "last":
        this.focusCard(this.picture.cards.at(-1)?.item.id);
        break;
      case "find":
        this.dispatchEvent(new Event("find"));
        break;
      case "open":
      case "toggle":
        this.tell(`card-${action.do}`, card);
        break;
    }
  }

  private go(from: string | null, direction: Direction): void {
    if (from !== null) {
      this.focusCard(neighbour(this.picture, from, direction));
      return;
    }
    const x = { left: 1, right: -1, up: 0, down: 0 }[direction];
    const y = { left: 0, right: 0, up: 1, down: -1 }[direction];
    this.camera!.panBy(x * PAN_STEP, y * PAN_STEP);
  }

  private tell(type: "card-select" | "card-open" | "card-toggle", id: string | null): void {
    if (id !== null) {
      this.anchor = id;
      this.dispatchEvent(new CustomEvent(type, { detail: { id } }));
    }
  }
}

/** The card that an event is on. */
function cardAt(event: Event): string | null {
  return (event.target as Element).closest<SVGElement>(".item")?.dataset.id ?? null;
}

customElements.define("keras-diagram-canvas", DiagramCanvas);

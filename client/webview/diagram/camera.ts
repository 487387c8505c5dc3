/** Zooming and panning, as in VS Code's editors: the wheel scrolls, with Ctrl it zooms. */

import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";

import type { DiagramPlace } from "../../shared/panelMessages";
import type { Box } from "./picture";

const SMALLEST = 0.02;
const LARGEST = 3;
/** No smaller than this at first: cards can be read. */
const LEGIBLE = 0.8;
const MARGIN = 16;
const LINE_OF_WHEEL = 16;
/** The scale doubles with each 1: by a pinch with its size, by a notch of a wheel the most. */
const WHEEL = 0.02;
const MOST_BY_WHEEL = 0.33;

export interface Moved {
  /** As SVG writes it. */
  readonly transform: string;
  readonly scale: number;
  /** Null where the picture stands at its beginning. */
  readonly place: DiagramPlace | null;
}

export class Camera {
  private readonly svg;
  private readonly behavior;
  private content = { width: 0, height: 0 };
  transform: ZoomTransform = zoomIdentity;
  /** Nobody has moved the picture since it was shown from its beginning. */
  private isAtStart = false;

  private isMoving = false;

  /** Calls `moved` after changes, once a frame. */
  constructor(
    private readonly element: SVGSVGElement,
    private readonly moved: (to: Moved) => void,
  ) {
    this.svg = select(element);
    this.behavior = zoom<SVGSVGElement, unknown>()
      .scaleExtent([SMALLEST, LARGEST])
      .clickDistance(4)
      .wheelDelta(({ deltaY }: WheelEvent) =>
        Math.max(-MOST_BY_WHEEL, Math.min(MOST_BY_WHEEL, -deltaY * WHEEL)),
      )
      .filter((event: MouseEvent) =>
        event.type === "wheel" ? event.ctrlKey || event.metaKey : event.button <= 1,
      )
      .extent(() => [
        [0, 0],
        [this.view.width, this.view.height],
      ])
      .on("zoom", ({ transform }: { transform: ZoomTransform }) => {
        this.transform = transform;
        this.isAtStart = false;
        this.announce();
      });
    this.svg.call(this.behavior).on("dblclick.zoom", null);
    element.addEventListener("wheel", this.scroll, { passive: false });
  }

  /** Without a size there is nothing to show it in. */
  get hasSize(): boolean {
    return this.view.width > 0 && this.view.height > 0;
  }

  /** After the window got another size. */
  resized(): void {
    this.setContent(this.content.width, this.content.height);
    if (this.isAtStart) {
      this.start();
    }
  }

  /** The size of the window onto the picture. */
  get view(): { width: number; height: number } {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** What of the picture is in view. */
  get visible(): Box {
    const [x, y] = this.transform.invert([0, 0]);
    const { k } = this.transform;
    return { x, y, width: this.view.width / k, height: this.view.height / k };
  }

  /** How large the picture is; it can be moved so far that some of it stays in view. */
  setContent(width: number, height: number): void {
    this.content = { width, height };
    const { width: w, height: h } = this.view;
    this.behavior.translateExtent([
      [-w * 2, -h * 2],
      [width + w * 2, height + h * 2],
    ]);
  }

  /** The whole picture in the middle. */
  fit(): void {
    this.show(this.wholeScale());
  }

  /** The whole picture if it can be read so; else its beginning. */
  start(): void {
    this.show(Math.max(this.wholeScale(), LEGIBLE));
    this.isAtStart = true;
  }

  /** Where the picture was moved to; null where it stands at its beginning. */
  get place(): DiagramPlace | null {
    const { x, y, k } = this.transform;
    return this.isAtStart ? null : { x, y, scale: k };
  }

  go({ x, y, scale }: DiagramPlace): void {
    this.behavior.transform(this.svg, zoomIdentity.translate(x, y).scale(scale));
  }

  zoomBy(factor: number): void {
    this.behavior.scaleBy(this.svg, factor);
  }

  panBy(x: number, y: number): void {
    const { k } = this.transform;
    this.behavior.translateBy(this.svg, x / k, y / k);
  }

  /** Centres a box that is not in view, and makes it large enough to be read. */
  reveal(box: Box): void {
    const { x, y, width, height } = this.visible;
    const isInside =
      box.x >= x &&
      box.y >= y &&
      box.x + Math.min(box.width, width) <= x + width &&
      box.y + Math.min(box.height, height) <= y + height;
    if (!isInside) {
      this.centre(box);
    }
  }

  centre(box: Box): void {
    const middle = [box.x + box.width / 2, box.y + Math.min(box.height, this.visible.height) / 2];
    this.behavior.translateTo(this.svg, middle[0]!, middle[1]!);
  }

  /** Moves the picture so that what was at `before` is seen where it was, now that it is at
   * `after`. */
  keep(before: Box, after: Box): void {
    const { k } = this.transform;
    this.panBy((before.x - after.x) * k, (before.y - after.y) * k);
  }

  private announce(): void {
    if (this.isMoving) {
      return;
    }
    this.isMoving = true;
    requestAnimationFrame(() => {
      this.isMoving = false;
      const { transform, place } = this;
      this.moved({ transform: transform.toString(), scale: transform.k, place });
    });
  }

  private wholeScale(): number {
    const { width, height } = this.view;
    const [across, down] = [
      (width - 2 * MARGIN) / this.content.width,
      (height - 2 * MARGIN) / this.content.height,
    ];
    return Math.max(SMALLEST, Math.min(1, across, down));
  }

  private show(scale: number): void {
    const { width, height } = this.view;
    const x = (width - this.content.width * scale) / 2;
    const y = Math.max(0, (height - this.content.height * scale) / 2);
    this.behavior.transform(this.svg, zoomIdentity.translate(x, y).scale(scale));
  }

  private readonly scroll = (event: WheelEvent): void => {
    if (event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_OF_WHEEL;
    const [x, y] =
      event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    this.panBy(-x * unit, -y * unit);
  };
}

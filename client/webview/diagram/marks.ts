/** What changes on the cards without drawing them anew: classes. */

import type { Camera } from "./camera";
import type { Box, Picture } from "./picture";

/** Smaller than this, only boxes; smaller than the second, only titles. */
const FAR = 0.28;
const BRIEF = 0.45;

interface Part {
  readonly element: SVGElement;
  readonly box: Box;
  isOff: boolean;
}

/** The card that an event is on. */
export function cardAt(event: Event): string | null {
  return (event.target as Element).closest<SVGElement>(".item")?.dataset.id ?? null;
}

export class Marks {
  private parts: readonly Part[] = [];
  private cards = new Map<string, SVGElement>();
  private lines: readonly SVGElement[] = [];

  /** After the picture was drawn. */
  attach(picture: Picture, scene: Element): void {
    const items = [...scene.querySelectorAll<SVGElement>(".item")];
    this.cards = new Map(items.map((element) => [element.dataset.id!, element]));
    this.lines = [...scene.querySelectorAll<SVGElement>(".connection")];
    this.parts = [
      ...items.map((element, index) => part(element, picture.cards[index]!.box)),
      ...this.lines.map((element, index) => part(element, picture.lines[index]!.box)),
    ];
  }

  card(id: string): SVGElement | undefined {
    return this.cards.get(id);
  }

  /** Shows what is in view only, and as much of it as can be read. */
  follow(camera: Camera, canvas: Element): void {
    const { k } = camera.transform;
    canvas.classList.toggle("far", k < FAR);
    canvas.classList.toggle("brief-level", FAR <= k && k < BRIEF);
    const view = camera.visible;
    for (const part of this.parts) {
      const isOff = !overlap(part.box, view);
      if (isOff !== part.isOff) {
        part.isOff = isOff;
        part.element.classList.toggle("off", isOff);
      }
    }
  }

  /** Marks cards that a search found. */
  match(ids: ReadonlySet<string>): void {
    this.cards.forEach((element, id) => element.classList.toggle("match", ids.has(id)));
  }

  /** Marks the selected card and the one at the cursor, and the lines at the former. */
  select(selected: string | null, marked: string | null): void {
    this.cards.forEach((element, id) => {
      element.classList.toggle("selected", id === selected);
      element.classList.toggle("marked", id === marked);
      if (id === selected) {
        element.setAttribute("aria-current", "true");
      } else {
        element.removeAttribute("aria-current");
      }
    });
    const chosen = selected ?? marked;
    for (const { dataset, classList } of this.lines) {
      const isNear = chosen !== null && [dataset.from, dataset.to].includes(chosen);
      classList.toggle("near", isNear);
    }
  }

  /** One card is reached with Tab, the others from it with the arrow keys. */
  makeReachable(reachable: string | null): void {
    this.cards.forEach((element, id) => {
      element.setAttribute("tabindex", id === reachable ? "0" : "-1");
    });
  }
}

function part(element: SVGElement, box: Box): Part {
  return { element, box, isOff: element.classList.contains("off") };
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x <= b.x + b.width && a.x + a.width >= b.x && a.y <= b.y + b.height && a.y + a.height >= b.y
  );
}

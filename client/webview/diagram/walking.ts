/** Where the arrow keys lead from a card. */

import type { Box, Card, Picture } from "./picture";

export type Direction = "up" | "down" | "left" | "right";

/** Down and up follow a line, the most straight one; left and right go to the next card at about
 * the same height. A frame leads to what is in it. */
export function neighbour(picture: Picture, id: string, direction: Direction): string | undefined {
  const cards = new Map(picture.cards.map((card) => [card.item.id, card]));
  const from = cards.get(id);
  if (from === undefined) {
    return undefined;
  }
  const ends =
    direction === "down"
      ? picture.lines.filter((line) => line.from === id).map((line) => line.to)
      : direction === "up"
        ? picture.lines.filter((line) => line.to === id).map((line) => line.from)
        : [];
  const others =
    direction === "down" || direction === "up"
      ? found(cards, ends.length > 0 ? ends : enclosed(from, direction))
      : picture.cards.filter((card) => !card.isFrame && isBeside(from.box, card.box, direction));
  return nearest(
    from,
    others.filter(({ item }) => item.id !== id),
  );
}

function found(cards: ReadonlyMap<string, Card>, ids: readonly string[]): readonly Card[] {
  return ids.map((id) => cards.get(id)).filter((card) => card !== undefined);
}

/** From a frame without lines down into it. */
function enclosed({ item, isFrame }: Card, direction: Direction): readonly string[] {
  return isFrame && direction === "down" ? item.members.slice(0, 1).map(({ id }) => id) : [];
}

function isBeside(from: Box, to: Box, direction: Direction): boolean {
  const isInReach = Math.abs(middle(from).y - middle(to).y) < from.height + to.height;
  return isInReach && (direction === "left" ? to.x < from.x : to.x > from.x);
}

function nearest(from: Card, cards: readonly Card[]): string | undefined {
  const [start, ...others] = [from, ...cards].map((card) => middle(card.box));
  const distances = others.map(({ x, y }) => Math.hypot(x - start!.x, y - start!.y));
  return cards[distances.indexOf(Math.min(...distances))]?.item.id;
}

function middle({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

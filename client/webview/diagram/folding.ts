/** Which nested models and repeats are folded into one card.
 *
 * What the user has folded or unfolded stays so. Else repeats are folded, and as many models
 * are unfolded as leave the diagram easy to overlook: the small ones first.
 */

import { type Item, MANY_LAYERS } from "./items";

/** What the user has chosen: true for folded. */
export type Choices = ReadonlyMap<string, boolean>;

/** The ids of the items that are folded. */
export function foldedItems(items: readonly Item[], choices: Choices): ReadonlySet<string> {
  const folded = new Set(allFoldable(items).map(({ id }) => id));
  let cards = items.length;
  let waiting = foldable(items);
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.members.length - b.members.length);
    const item = waiting.shift()!;
    const isLarge = item.isRepeat || cards + item.members.length > MANY_LAYERS;
    if (!(choices.get(item.id) ?? isLarge)) {
      folded.delete(item.id);
      cards += choices.has(item.id) ? 0 : item.members.length;
      waiting = [...waiting, ...foldable(item.members)];
    }
  }
  return folded;
}

/** Every item that can be folded, also those inside of others. */
export function allFoldable(items: readonly Item[]): readonly Item[] {
  return foldable(items).flatMap((item) => [item, ...allFoldable(item.members)]);
}

function foldable(items: readonly Item[]): Item[] {
  return items.filter(({ members }) => members.length > 0);
}

/** Where each item is: the items that it is inside of, the outermost first. */
export function ancestors(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, readonly Item[]>();
  const visit = (members: readonly Item[], around: readonly Item[]): void => {
    for (const item of members) {
      found.set(item.id, around);
      visit(item.members, [...around, item]);
    }
  };
  visit(items, []);
  return found;
}

/** The card that stands for an item: its own, or that of the outermost folded item around it. */
export function cardOf(
  id: string,
  around: ReadonlyMap<string, readonly Item[]>,
  folded: ReadonlySet<string>,
): string {
  return around.get(id)?.find((item) => folded.has(item.id))?.id ?? id;
}

/** Finds items by what their cards say. */

import type { Item } from "./items";

/** The ids of the items with the text in them, from the top to the bottom, folded ones too. */
export function matches(items: readonly Item[], text: string): readonly string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") {
    return [];
  }
  const find = (members: readonly Item[]): string[] =>
    members.flatMap((item) => {
      const isMatch = !item.isRepeat && says(item).includes(wanted);
      return [...(isMatch ? [item.id] : []), ...find(item.members)];
    });
  return find(items);
}

function says({ title, name, shape }: Item): string {
  return `${title} ${name} ${shape}`.toLowerCase();
}

/** The match after (or before) the current one, round and round. */
export function step(found: readonly string[], current: string | null, by: 1 | -1): string | null {
  if (found.length === 0) {
    return null;
  }
  const index = current === null ? -1 : found.indexOf(current);
  if (index < 0) {
    return found[by === 1 ? 0 : found.length - 1]!;
  }
  return found[(index + by + found.length) % found.length]!;
}

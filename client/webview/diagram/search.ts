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

/** A search, and the match that it has led to. */
export class Search {
  private constructor(
    readonly text: string,
    readonly found: readonly string[],
    readonly match: string | null,
  ) {}

  static readonly NOTHING = new Search("", [], null);

  /** The same search in other items, or another one. */
  in(items: readonly Item[], text = this.text): Search {
    return new Search(text, matches(items, text), text === this.text ? this.match : null);
  }

  /** At the match after (or before) this one, round and round. */
  stepped(by: 1 | -1): Search {
    const { found } = this;
    const start = this.index < 0 && by === -1 ? 0 : this.index;
    const match = found[(start + by + found.length) % found.length] ?? null;
    return new Search(this.text, found, match);
  }

  /** Which match it is, from 0; -1 for none. */
  get index(): number {
    return this.match === null ? -1 : this.found.indexOf(this.match);
  }
}

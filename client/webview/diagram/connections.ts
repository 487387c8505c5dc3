/** The lines between the cards that are shown. */

import { ancestors, cardOf } from "./folding";
import type { Item } from "./items";

export interface Connection {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly shape: string;
}

/** One line a tensor from card to card; none for what flows inside of a folded item.
 *
 * A line to an unfolded model goes on to the layer that takes it there, one from it begins at the
 * layer that gives it, where it is clear which layer this is.
 */
export function connectionsOf(
  items: readonly Item[],
  folded: ReadonlySet<string>,
): readonly Connection[] {
  return new Connections(items, folded).found();
}

class Connections {
  private readonly around: ReadonlyMap<string, readonly Item[]>;
  private readonly known = new Map<string, Item>();
  private readonly read = new Set<string>();

  constructor(
    private readonly items: readonly Item[],
    private readonly folded: ReadonlySet<string>,
  ) {
    this.around = ancestors(items);
    for (const item of everyItem(items)) {
      this.known.set(item.id, item);
      item.inputs.forEach(({ from }) => this.read.add(from));
    }
  }

  found(): readonly Connection[] {
    const found = new Map<string, Connection>();
    for (const item of this.known.values()) {
      item.inputs.forEach((edge, index) => {
        if (!this.known.has(edge.from)) {
          return;
        }
        const from = cardOf(this.source(edge.from), this.around, this.folded);
        const to = cardOf(this.target(item, index), this.around, this.folded);
        const isInside = from === to && (this.folded.has(to) || edge.from !== item.id);
        const id = [from, to, edge.shape].join("\n");
        if (!isInside && !this.isAround(to, from) && !this.isAround(from, to)) {
          found.set(id, { id, from, to, shape: edge.shape });
        }
      });
    }
    return [...found.values()];
  }

  private isAround(outer: string, inner: string): boolean {
    return this.around.get(inner)?.some(({ id }) => id === outer) ?? false;
  }

  private isUnfolded(item: Item): boolean {
    return item.members.length > 0 && !this.folded.has(item.id);
  }

  /** The layer in an unfolded model that takes its input with this index. */
  private target(item: Item, index: number): string {
    if (!this.isUnfolded(item)) {
      return item.id;
    }
    const entries = layersOf(item).filter(
      ({ inputs }) => !inputs.some(({ from }) => this.isAround(item.id, from)),
    );
    if (entries.length === 1) {
      return this.target(entries[0]!, index);
    }
    return entries.length === item.inputs.length ? this.target(entries[index]!, 0) : item.id;
  }

  /** The layer in an unfolded model that gives its output. */
  private source(id: string): string {
    const item = this.known.get(id)!;
    if (!this.isUnfolded(item)) {
      return id;
    }
    const exits = layersOf(item).filter((layer) => !this.read.has(layer.id));
    return exits.length === 1 ? this.source(exits[0]!.id) : id;
  }
}

function everyItem(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...everyItem(item.members)]);
}

/** The layers of a model, those in its repeats too. */
function layersOf(item: Item): readonly Item[] {
  return item.members.flatMap((member) => (member.isRepeat ? layersOf(member) : [member]));
}

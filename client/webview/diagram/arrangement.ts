/** What of a model is shown, and the graph to lay out for it. */

import type { ElkNode } from "elkjs/lib/elk-api";

import type { DiagramStrings } from "../../shared/diagramStrings";
import type { ModelView } from "../../shared/modelView";
import { CardDrawing } from "./cards";
import { type Connection, connectionsOf } from "./connections";
import { drawn } from "./drawing";
import { elkGraph } from "./elkGraph";
import { type Choices, ancestors, cardOf, foldedItems } from "./folding";
import { type Item, itemsOf } from "./items";
import type { Picture } from "./picture";
import { type Measure, Sizes } from "./sizes";

export class Arrangement {
  readonly items: readonly Item[];
  readonly folded: ReadonlySet<string>;
  readonly around: ReadonlyMap<string, readonly Item[]>;
  readonly graph: ElkNode;
  /** Two arrangements with the same key have the same layout. */
  readonly key: string;
  private readonly connections: readonly Connection[];
  private readonly sizes: Sizes;

  constructor(
    view: ModelView,
    choices: Choices,
    private readonly strings: DiagramStrings,
    measure: Measure,
  ) {
    this.items = itemsOf(view, strings);
    this.around = ancestors(this.items);
    this.folded = foldedItems(this.items, choices);
    this.connections = connectionsOf(this.items, this.folded);
    this.sizes = new Sizes(this.shown(this.items), measure, strings);
    this.graph = elkGraph(this.items, this.connections, this.folded, this.sizes);
    this.key = JSON.stringify(this.graph);
  }

  /** The card that stands for a layer, which may be folded away. */
  cardOf(id: string): string {
    return cardOf(id, this.around, this.folded);
  }

  picture(layout: ElkNode): Picture {
    return drawn(layout, this.items, this.connections, new CardDrawing(this.sizes, this.strings));
  }

  private shown(items: readonly Item[]): readonly Item[] {
    return items.flatMap((item) =>
      item.members.length === 0 || this.folded.has(item.id) ? [item] : this.shown(item.members),
    );
  }
}

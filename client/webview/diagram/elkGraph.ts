/** The graph that elkjs lays out.
 *
 * Options: https://eclipse.dev/elk/reference/options.html
 */

import type { ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api";

import type { Connection } from "./connections";
import type { Item } from "./items";
import type { Sizes } from "./sizes";

export const ROOT = "(root)";

/** From here on, lines have no room for their labels of their own: it takes too long. */
const MANY_CONNECTIONS = 1000;

const OPTIONS: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.json.edgeCoords": "ROOT",
  "elk.json.shapeCoords": "ROOT",
  "elk.padding": "[top=24,left=24,bottom=24,right=24]",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.mergeEdges": "true",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.layered.spacing.nodeNodeBetweenLayers": "20",
  "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  "elk.spacing.nodeNode": "28",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "14",
};

const FRAME_OPTIONS: LayoutOptions = {
  "elk.layered.mergeEdges": "true",
  "elk.padding": "[top=56,left=20,bottom=20,right=20]",
};

/** The same graph gives the same layout: compared as JSON, it says whether one is needed. */
export function elkGraph(
  items: readonly Item[],
  connections: readonly Connection[],
  folded: ReadonlySet<string>,
  sizes: Sizes,
): ElkNode {
  const node = (item: Item): ElkNode =>
    item.members.length === 0 || folded.has(item.id)
      ? { id: item.id, ...sizes.card }
      : {
          id: item.id,
          layoutOptions: FRAME_OPTIONS,
          children: item.members.map(node),
        };
  const hasLabels = connections.length < MANY_CONNECTIONS;
  return {
    id: ROOT,
    layoutOptions: OPTIONS,
    children: items.map(node),
    edges: connections.map((connection) => edge(connection, hasLabels ? sizes : undefined)),
  };
}

function edge({ id, from, to, shape }: Connection, sizes: Sizes | undefined): ElkExtendedEdge {
  const ends = { id, sources: [from], targets: [to] };
  if (sizes === undefined || shape === "") {
    return ends;
  }
  const layoutOptions = { "elk.edgeLabels.inline": "true" };
  return { ...ends, labels: [{ text: shape, ...sizes.label(shape), layoutOptions }] };
}

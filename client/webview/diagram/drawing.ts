/** Makes the picture out of a layout. */

import type { ElkExtendedEdge, ElkNode, ElkPoint } from "elkjs/lib/elk-api";

import type { CardDrawing } from "./cards";
import type { Connection } from "./connections";
import type { Item } from "./items";
import type { Box, Card, Line, Picture, Shape } from "./picture";

const CORNER = 6;
const ARROW = { length: 7, width: 6 };
/** Above the middle of a label's box, the text's base line. */
const LABEL_BASE = 12;

/** Puts items and connections where `layout` has them. */
export function drawn(
  layout: ElkNode,
  items: readonly Item[],
  connections: readonly Connection[],
  drawing: CardDrawing,
): Picture {
  const cards: Card[] = [];
  const place = (nodes: readonly ElkNode[], siblings: readonly Item[]): void => {
    const byId = new Map(siblings.map((item) => [item.id, item]));
    for (const node of nodes) {
      const item = byId.get(node.id)!;
      if (node.children === undefined) {
        cards.push(drawing.card(item, boxOf(node)));
      } else {
        cards.push(drawing.frame(item, boxOf(node)));
        place(node.children, item.members);
      }
    }
  };
  place(layout.children ?? [], items);
  const edges = new Map((layout.edges ?? []).map((edge) => [edge.id, edge]));
  const lines = connections.flatMap((connection) => line(connection, edges.get(connection.id)));
  return { width: layout.width ?? 0, height: layout.height ?? 0, lines, cards };
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x, y, width, height };
}

function line({ id, from, to }: Connection, edge: ElkExtendedEdge | undefined): Line[] {
  const section = edge?.sections?.[0];
  if (section === undefined) {
    return [];
  }
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  const [end, before] = [points.at(-1)!, points.at(-2)!];
  const isDown = end.y >= before.y;
  const tip = { x: end.x, y: isDown ? end.y - ARROW.length : end.y + ARROW.length };
  const path: Shape = { tag: "path", role: "line", d: rounded([...points.slice(0, -1), tip]) };
  const arrow: Shape = { tag: "path", role: "arrow", d: arrowAt(end, tip) };
  const label = edge?.labels?.[0];
  return [
    {
      id,
      from,
      to,
      box: around(points),
      base: [path, arrow],
      details: label === undefined ? [] : labelShapes(boxOf(label), label.text ?? ""),
    },
  ];
}

function labelShapes(box: Box, text: string): readonly Shape[] {
  const middle = { x: box.x + box.width / 2, y: box.y + LABEL_BASE };
  return [
    { tag: "rect", role: "ground", radius: 2, ...box },
    { tag: "text", role: "label", anchor: "middle", text, ...middle },
  ];
}

function around(points: readonly ElkPoint[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function arrowAt(end: ElkPoint, base: ElkPoint): string {
  const half = ARROW.width / 2;
  return `M${at(end)}L${at({ x: base.x - half, y: base.y })}L${at({ x: base.x + half, y: base.y })}Z`;
}

/** A path through the points, its corners rounded. */
function rounded(points: readonly ElkPoint[]): string {
  const corners = points.slice(1, -1).map((point, index) => {
    const [before, after] = [points[index]!, points[index + 2]!];
    const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
    return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`;
  });
  return `M${at(points[0]!)}${corners.join("")}L${at(points.at(-1)!)}`;
}

function towards(from: ElkPoint, to: ElkPoint, by: number): ElkPoint {
  const share = by / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: ElkPoint, b: ElkPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function at({ x, y }: ElkPoint): string {
  return `${String(Math.round(x * 100) / 100)} ${String(Math.round(y * 100) / 100)}`;
}

/** The picture as SVG in the page. Built once; what changes while moving are classes. */

import { type TemplateResult, nothing, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { ICON_PATHS } from "./icons";
import type { Card, Line, Picture, Shape } from "./picture";

/** How much of a frame can be clicked. */
const FRAME_HEADING = 50;

export function pictureTemplate(picture: Picture): TemplateResult {
  const frames = picture.cards.filter(({ isFrame }) => isFrame);
  return svg`
    <g aria-hidden="true">${repeat(frames, ({ item }) => item.id, groundTemplate)}</g>
    <g aria-hidden="true">${repeat(picture.lines, ({ id }) => id, lineTemplate)}</g>
    <g>${repeat(picture.cards, ({ item }) => item.id, cardTemplate)}</g>`;
}

function groundTemplate({ box, ground }: Card): TemplateResult {
  return svg`<g transform=${translation(box)}>${ground.map(shapeTemplate)}</g>`;
}

function cardTemplate(card: Card): TemplateResult {
  const { item, box, isFrame, label, tooltip } = card;
  const expanded = item.members.length > 0 ? String(isFrame) : nothing;
  return svg`
    <g class="item" data-id=${item.id} transform=${translation(box)}
      role="button" tabindex="-1" aria-label=${label}
      aria-expanded=${expanded}>
      <title>${tooltip}</title>
      <rect class="hit" width=${box.width} height=${isFrame ? FRAME_HEADING : box.height} />
      ${card.base.map(shapeTemplate)}
      <g class="far-part">${card.far.map(shapeTemplate)}</g>
      <g class="brief-part">${card.brief.map(shapeTemplate)}</g>
      <g class="details">${card.details.map(shapeTemplate)}</g>
      <rect class="ring" x="-3" y="-3" rx="6" width=${box.width + 6} height=${box.height + 6} />
    </g>`;
}

function lineTemplate(line: Line): TemplateResult {
  return svg`
    <g class="connection" data-from=${line.from} data-to=${line.to}>
      ${line.base.map(shapeTemplate)}
      <g class="details">${line.details.map(shapeTemplate)}</g>
    </g>`;
}

function shapeTemplate(shape: Shape): TemplateResult {
  switch (shape.tag) {
    case "rect":
      return svg`<rect class=${shape.role} x=${shape.x} y=${shape.y} width=${shape.width}
        height=${shape.height} rx=${shape.radius} />`;
    case "path":
      return svg`<path class=${shape.role} d=${shape.d} />`;
    case "icon":
      return svg`<g class=${`${shape.role} ${shape.icon}`} transform=${translation(shape)}>
        ${shape.tooltip === undefined ? nothing : svg`<title>${shape.tooltip}</title>`}
        <rect class="hit" x="-4" y="-4" width="24" height="24" />
        <path d=${ICON_PATHS[shape.icon]} />
      </g>`;
    case "text":
      return svg`<text class=${shape.role} x=${shape.x} y=${shape.y}
        text-anchor=${shape.anchor}>${shape.text}</text>`;
  }
}

function translation({ x, y }: { readonly x: number; readonly y: number }): string {
  return `translate(${String(x)} ${String(y)})`;
}

/** A picture as an SVG file that needs nothing else: no style sheet, no font, no link. */

import { type Colour, look } from "./palette";
import type { Box, Card, IconName, Line, Picture, Shape } from "./picture";

export interface Theme {
  readonly colours: Readonly<Record<Colour, string>>;
  readonly fontFamily: string;
}

export type IconPaths = Readonly<Record<IconName, string>>;

export function svgText(picture: Picture, title: string, theme: Theme, icons: IconPaths): string {
  const writer = new Writer(theme, icons);
  const [width, height] = [Math.ceil(picture.width), Math.ceil(picture.height)].map(String);
  return [
    `<svg${attributes({
      xmlns: "http://www.w3.org/2000/svg",
      width: width!,
      height: height!,
      viewBox: `0 0 ${width!} ${height!}`,
      "font-family": theme.fontFamily,
    })}>`,
    `<title>${escaped(title)}</title>`,
    `<rect${attributes({ width: "100%", height: "100%", fill: theme.colours.background })}/>`,
    ...picture.cards.filter(({ isFrame }) => isFrame).map((frame) => writer.ground(frame)),
    ...picture.lines.map((line) => writer.line(line)),
    ...picture.cards.map((card) => writer.card(card)),
    "</svg>\n",
  ].join("\n");
}

class Writer {
  constructor(
    private readonly theme: Theme,
    private readonly icons: IconPaths,
  ) {}

  ground({ box, ground }: Card): string {
    return `<g${placed(box)}>${this.shapes(ground)}</g>`;
  }

  line({ base, details }: Line): string {
    return `<g>${this.shapes([...base, ...details])}</g>`;
  }

  card({ box, base, details, tooltip }: Card): string {
    const title = `<title>${escaped(tooltip)}</title>`;
    return `<g${placed(box)}>${title}${this.shapes([...base, ...details])}</g>`;
  }

  private shapes(shapes: readonly Shape[]): string {
    return shapes.map((shape) => this.shape(shape)).join("");
  }

  private shape(shape: Shape): string {
    const looks = this.looks(shape);
    switch (shape.tag) {
      case "rect": {
        const { x, y, width, height, radius } = shape;
        return `<rect${attributes({ x, y, width, height, rx: radius, ...looks })}/>`;
      }
      case "path":
        return `<path${attributes({ d: shape.d, ...looks })}/>`;
      case "icon": {
        const transform = `translate(${String(shape.x)} ${String(shape.y)})`;
        return `<path${attributes({ d: this.icons[shape.icon], transform, ...looks })}/>`;
      }
      case "text": {
        const { x, y, anchor, text } = shape;
        const place = attributes({ x, y, "text-anchor": anchor, ...looks });
        return `<text${place}>${escaped(text)}</text>`;
      }
    }
  }

  private looks({ role }: Shape): Record<string, string | number> {
    const { fill, stroke, width, dash, size, weight } = look(role);
    const { colours } = this.theme;
    return {
      ...(fill === undefined ? { fill: "none" } : paint("fill", colours[fill])),
      ...(stroke === undefined ? {} : paint("stroke", colours[stroke])),
      ...(width === undefined ? {} : { "stroke-width": width }),
      ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
      ...(size === undefined ? {} : { "font-size": size }),
      ...(weight === undefined ? {} : { "font-weight": weight }),
    };
  }
}

/** A colour as all programs read it: SVG 1.1 has opacity as an attribute of its own. */
function paint(name: "fill" | "stroke", colour: string): Record<string, string> {
  const [, solid, opacity] = /^rgba\((.*), ([\d.]+)\)$/.exec(colour) ?? [];
  return solid === undefined || opacity === undefined
    ? { [name]: colour }
    : { [name]: `rgb(${solid})`, [`${name}-opacity`]: opacity };
}

function placed({ x, y }: Box): string {
  return attributes({ transform: `translate(${String(x)} ${String(y)})` });
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

/** Text for XML; characters that XML does not have are left out. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
  );
}

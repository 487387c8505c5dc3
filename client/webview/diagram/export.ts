/** The picture as a file: SVG text, or PNG at twice the size. */

import { COLOURS, type Colour, variable } from "./palette";
import type { Picture } from "./picture";
import { type Theme, svgText } from "./svgText";
import { ICON_PATHS } from "./icons";

const PNG_SCALE = 2;
/** Chromium draws no canvas with longer sides. */
const LONGEST_SIDE = 16_384;

export type ExportFormat = "svg" | "png";

/** What a saved file has in it: text for SVG, base64 for PNG. */
export interface ExportedDiagram {
  readonly format: ExportFormat;
  readonly data: string;
}

/** Throws if the browser cannot draw it. */
export async function exported(
  format: ExportFormat,
  picture: Picture,
  title: string,
  host: HTMLElement,
): Promise<ExportedDiagram> {
  const text = svgText(picture, title, themeOf(host), ICON_PATHS);
  return { format, data: format === "svg" ? text : await png(text, picture) };
}

async function png(text: string, picture: Picture): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const longest = Math.max(picture.width, picture.height, 1);
  const scale = Math.min(PNG_SCALE, LONGEST_SIDE / longest);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(picture.width * scale);
  canvas.height = Math.ceil(picture.height * scale);
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1]!;
}

/** The theme's colours as they are now. */
function themeOf(host: HTMLElement): Theme {
  const probe = document.createElement("span");
  host.shadowRoot!.append(probe);
  const style = getComputedStyle(probe);
  const resolved = (colour: Colour): string => {
    probe.style.color = variable(colour);
    return style.color;
  };
  const names = Object.keys(COLOURS) as Colour[];
  const colours = Object.fromEntries(names.map((name) => [name, resolved(name)]));
  const fontFamily = `${style.fontFamily}, sans-serif`;
  probe.remove();
  return { colours: colours as Record<Colour, string>, fontFamily };
}

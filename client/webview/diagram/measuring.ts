/** How wide texts are in the font of the page. */

import type { Measure } from "./sizes";

export function measureIn(element: Element): Measure {
  const context = document.createElement("canvas").getContext("2d")!;
  const family = getComputedStyle(element).fontFamily;
  const known = new Map<string, number>();
  return (text, { size, weight }) => {
    const font = `${String(weight)} ${String(size)}px ${family}`;
    const key = `${font}\n${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
}

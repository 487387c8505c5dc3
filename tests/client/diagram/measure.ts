/** Texts without a browser: each character is as wide as another. */

import type { Measure } from "../../../client/webview/diagram/sizes";

export const measure: Measure = (text, { size }) => (text.length * size) / 2;

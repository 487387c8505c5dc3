/** The icons of cards as paths, so that a picture needs no font: VS Code's codicons. */

import chevronDown from "@vscode/codicons/src/icons/chevron-down.svg";
import chevronRight from "@vscode/codicons/src/icons/chevron-right.svg";
import error from "@vscode/codicons/src/icons/error.svg";
import info from "@vscode/codicons/src/icons/info.svg";
import lock from "@vscode/codicons/src/icons/lock.svg";
import warning from "@vscode/codicons/src/icons/warning.svg";

import type { IconName } from "./picture";

export const ICON_PATHS: Readonly<Record<IconName, string>> = {
  "chevron-down": pathOf(chevronDown),
  "chevron-right": pathOf(chevronRight),
  error: pathOf(error),
  info: pathOf(info),
  lock: pathOf(lock),
  warning: pathOf(warning),
};

/** All paths of an icon, one after the other. */
function pathOf(svg: string): string {
  return [...svg.matchAll(/ d="([^"]+)"/g)].map(([, d]) => d).join("");
}

/** Paths as VS Code shows them. */

import * as os from "node:os";

import { withoutHome } from "../homeFolder";

/** A text for the user: `~` in place of the home folder, where that is the custom. */
export function shown(text: string): string {
  return process.platform === "win32" ? text : withoutHome(text, os.homedir());
}

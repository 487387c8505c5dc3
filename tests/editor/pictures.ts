/** Pictures of the editor, for the documentation.
 *
 * They go into the folder KERAS_LENS_TEST_IMAGES, else into a temporary one.
 */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, statSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import type { Locator } from "playwright-core";

import type { Editor } from "./editor";
import { WITH_TENSORFLOW } from "./session";

const LARGEST = 300 * 1024;
export const WIDTH = 1040;
/** Hovers are at most a quarter as high as the editor is. */
export const HEIGHT = 1600;

export const THEMES = { dark: "Default Dark Modern", light: "Default Light Modern" };

/** Nothing but the text and its tab. */
const BARE_SETTINGS = {
  "workbench.statusBar.visible": false,
  "workbench.editor.editorActionsLocation": "hidden",
  "breadcrumbs.enabled": false,
  "editor.hover.above": false,
  "editor.occurrencesHighlight": "off",
  "editor.selectionHighlight": false,
  "editor.matchBrackets": "never",
  "editor.renderLineHighlight": "none",
  "editor.lightbulb.enabled": "off",
  "editor.overviewRulerBorder": false,
  "editor.hideCursorInOverviewRuler": true,
  "editor.scrollBeyondLastLine": false,
  "editor.scrollbar.vertical": "hidden",
  "editor.scrollbar.horizontal": "hidden",
};

export const SETTINGS = { ...BARE_SETTINGS, ...WITH_TENSORFLOW };

/** The same, with the workspace's own interpreter (`project` in a session), and a status bar. */
export const PROJECT_SETTINGS = { ...BARE_SETTINGS, "workbench.statusBar.visible": true };

export const imagesFolder =
  process.env.KERAS_LENS_TEST_IMAGES ?? mkdtempSync(path.join(os.tmpdir(), "keras-lens-images-"));
mkdirSync(imagesFolder, { recursive: true });

/** Takes a part of what is shown of the editors, the upper one where `top` is not given. */
export async function takePicture(
  { page }: Editor,
  name: string,
  {
    top = 0,
    height,
    of = page.locator(".part.editor"),
    messages = 0,
  }: {
    top?: number;
    height: number;
    of?: Locator;
    /** How many messages are meant to be seen. */
    messages?: number;
  },
): Promise<void> {
  assert.equal(await page.locator(".notification-toast").count(), messages);
  const box = await of.boundingBox();
  assert.ok(box !== null);
  const file = path.join(imagesFolder, `${name}.png`);
  await page.screenshot({
    path: file,
    clip: { ...box, y: box.y + top, height },
    animations: "disabled",
  });
  const { size } = statSync(file);
  assert.ok(size < LARGEST, `${file} has ${String(size)} bytes`);
}

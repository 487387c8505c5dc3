/** A private environment: offered, shown, cancelled, refused, made, used, removed. venv and pip are
 * the real ones; the packages come from an index of our own. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import type { Locator, Page } from "playwright-core";

import { type Editor, eventually } from "./editor";
import { notification, press } from "./notifications";
import { PROJECT_SETTINGS, takePicture, THEMES } from "./pictures";
import { type PackageIndex, startPackageIndex } from "./packageIndex";
import { FOUNDING_EXAMPLE, openSession, type Session } from "./session";
import { openMenu, statusBecomes, statusItem, take } from "./statusBar";

const FLATTEN = "model.add(Flatten())";
const FLATTEN_HINT = "(None, 50176)";
const COMMAND = "Keras Lens: Make a Private Environment";
const IN_STORAGE = /\S*globalStorage\/keras-lens\.keras-lens\/environment/;

/** The command lines of what runs in the storage. */
function running(): string[] {
  return execFileSync("ps", ["-eo", "args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => IN_STORAGE.test(line));
}

/** The modal message: what it asks, and the commands that it shows. */
async function dialogText(page: Page): Promise<string> {
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.waitFor();
  return (await dialog.innerText()).replaceAll("\u00a0", " ");
}

async function answer(page: Page, title: string): Promise<void> {
  await page.locator(".monaco-dialog-box .monaco-button", { hasText: title }).click();
}

function openBare(theme: string): Promise<Session> {
  return openSession({
    project: "bare",
    settings: { ...PROJECT_SETTINGS, "workbench.colorTheme": theme },
  });
}

async function takeDialog(editor: Editor, theme: string): Promise<void> {
  const of = editor.page.locator(".monaco-dialog-box");
  const height = (await of.boundingBox())?.height ?? 0;
  await takePicture(editor, `environment-dialog-${theme}`, { of, height, messages: 0 });
}

async function takeMessage(editor: Editor, message: Locator, name: string): Promise<void> {
  await editor.page.mouse.move(0, 0);
  const height = (await message.boundingBox())?.height ?? 0;
  const messages = await editor.page.locator(".notification-toast").count();
  await takePicture(editor, name, { of: message, height, messages });
}

describe("a private environment", () => {
  let session: Session;
  let index: PackageIndex;
  let folder = "";

  before(async () => {
    index = await startPackageIndex();
    session = await openBare(THEMES.dark);
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(async () => {
    await session.close();
    index.close();
  });

  const isGone = (): Promise<void> => eventually(() => Promise.resolve(existsSync(folder)), false);

  test("is offered where there is no TensorFlow, and its commands are shown first", async () => {
    const { page } = session.editor;
    const message = await notification(page, "has no TensorFlow");
    await press(message, "Make a Private Environment");
    const text = await dialogText(page);
    assert.match(text, /Make a private environment with tensorflow==[\d.]+, keras==[\d.]+\?/);
    assert.match(text, /~\/project\/\.venv\/bin\/python -m venv ~\/\S+\/environment$/m);
    assert.match(text, /bin\/python -m pip install .*tensorflow==[\d.]+ keras==[\d.]+/);
    await takeDialog(session.editor, "dark");
    await answer(page, "Cancel");
    assert.deepEqual(running(), []);
  });

  test("that is cancelled leaves neither processes nor files", async () => {
    const { editor } = session;
    index.behaviour = "hold";
    await editor.command(COMMAND);
    await dialogText(editor.page);
    await answer(editor.page, "Make Environment");
    const progress = await notification(editor.page, "Making a private environment");
    await index.asked();
    const [pip = ""] = running();
    folder = IN_STORAGE.exec(pip)?.[0] ?? "";
    assert.ok(existsSync(path.join(folder, "pyvenv.cfg")), folder);
    await takeMessage(session.editor, progress, "environment-progress-dark");
    await press(progress, "Cancel");
    await progress.waitFor({ state: "detached" });
    await eventually(() => Promise.resolve(running()), []);
    await isGone();
    await statusBecomes(editor.page, "No TensorFlow");
  });

  test("that fails leaves nothing, and says why", async () => {
    const { editor } = session;
    index.behaviour = "refuse";
    await editor.command(COMMAND);
    await dialogText(editor.page);
    await answer(editor.page, "Make Environment");
    const message = await notification(editor.page, "The private environment was not made");
    assert.match(await message.innerText(), /404/);
    assert.ok((await message.innerText()).length < 300);
    assert.equal(existsSync(folder), false);
  });

  test("is made at the next attempt, and used from then on", async () => {
    const { editor } = session;
    index.behaviour = "give";
    const message = await notification(editor.page, "The private environment was not made");
    await press(message, "Try Again");
    await dialogText(editor.page);
    await answer(editor.page, "Make Environment");
    const made = await notification(editor.page, "Keras Lens uses its private environment now.");
    await takeMessage(editor, made, "environment-made-dark");
    await statusItem(editor.page)
      .filter({ hasText: /Keras \d/ })
      .waitFor();
    await eventually(() => editor.hint(FLATTEN), FLATTEN_HINT);
    assert.equal(existsSync(path.join(folder, "keras-lens.json")), true);
  });

  test("serves after a restart too", async () => {
    const { editor } = session;
    await editor.command("Keras Lens: Restart Server");
    await statusItem(editor.page)
      .filter({ hasText: /Keras \d/ })
      .waitFor();
    await eventually(() => editor.hint(FLATTEN), FLATTEN_HINT);
  });

  test("can be removed", async () => {
    const { page } = session.editor;
    await take(await openMenu(page), "Remove the Private Environment");
    assert.match(await dialogText(page), /Remove the private environment of Keras Lens\?/);
    await answer(page, "Remove");
    await statusBecomes(page, "No TensorFlow");
    await isGone();
  });
});

describe("a private environment in the light theme", () => {
  let session: Session;
  let index: PackageIndex;

  before(async () => {
    index = await startPackageIndex();
    index.behaviour = "hold";
    session = await openBare(THEMES.light);
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(async () => {
    await session.close();
    index.close();
  });

  test("pictures of what is asked and of the progress", async () => {
    const { editor } = session;
    await press(await notification(editor.page, "has no TensorFlow"), "Make a Private Environment");
    await dialogText(editor.page);
    await takeDialog(editor, "light");
    await answer(editor.page, "Make Environment");
    const progress = await notification(editor.page, "Making a private environment");
    await index.asked();
    await takeMessage(editor, progress, "environment-progress-light");
    await press(progress, "Cancel");
    await progress.waitFor({ state: "detached" });
  });
});

/** What a user does in VS Code and sees there. */

import assert from "node:assert/strict";

import type { Locator, Page } from "playwright-core";

/** The first question may have to import TensorFlow, on a machine that is busy. */
const PATIENCE = 120_000;
const PAUSE_BETWEEN_LOOKS = 100;

/** Looks again until what is seen is what is expected; then, or at last, asserts it. */
export async function eventually<Seen>(look: () => Promise<Seen>, expected: Seen): Promise<void> {
  const end = Date.now() + PATIENCE;
  let seen = await look();
  while (JSON.stringify(seen) !== JSON.stringify(expected) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_BETWEEN_LOOKS));
    seen = await look();
  }
  assert.deepEqual(seen, expected);
}

/** Monaco writes spaces that do not break. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

export class Editor {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(PATIENCE);
  }

  /** Opens a file of the workspace. */
  async open(name: string): Promise<void> {
    await this.page.keyboard.press("Control+P");
    await this.pick(name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".monaco-editor.focused .view-line").first().waitFor();
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.pick(title);
  }

  /** Puts the cursor at a line and column, counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+G");
    await this.pick(`${String(line)}:${String(column)}`);
    const position = `Ln ${String(line)}, Col ${String(column)}`;
    await this.page.locator(".statusbar-item", { hasText: position }).waitFor();
  }

  /** The text of a line as it is shown, hint included, by what it begins with. */
  line(text: string): Locator {
    return this.page.locator(".view-lines > .view-line", { hasText: text });
  }

  /** The hint behind a line; empty without one. */
  async hint(text: string): Promise<string> {
    const parts = await this.line(text).locator("[class*=dyn-rule]").allTextContents();
    return plain(parts.join("")).trim();
  }

  /** The lines of the active editor that are in view, without hints, as they stand in the file. */
  async lines(): Promise<string[]> {
    const lines = await this.page.locator(".view-lines > .view-line").all();
    const placed = await Promise.all(
      lines.map(async (line) => {
        const [box, whole, hints] = await Promise.all([
          line.boundingBox(),
          line.textContent(),
          line.locator("[class*=dyn-rule]").allTextContents(),
        ]);
        const text = whole ?? "";
        return { top: box?.y ?? 0, text: text.slice(0, text.length - hints.join("").length) };
      }),
    );
    return placed.sort((a, b) => a.top - b.top).map(({ text }) => plain(text));
  }

  /** Shows the hover at a place; its text. */
  async hover(line: number, column: number): Promise<string> {
    await this.goTo(line, column);
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    const hover = this.page.locator(".monaco-hover:not(.hidden) .monaco-hover-content");
    await hover.locator(".rendered-markdown").first().waitFor();
    return plain(await hover.innerText());
  }

  /** Opens the menu of quick fixes at a place; their titles. */
  async quickFixes(line: number, column: number): Promise<string[]> {
    await this.goTo(line, column);
    await this.page.keyboard.press("Control+.");
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map((text) => plain(text).trim());
  }

  async pick(text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    await this.page.keyboard.type(text);
    const row = this.page.locator(".quick-input-list .monaco-list-row.focused");
    await row.filter({ hasText: text }).waitFor();
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }
}

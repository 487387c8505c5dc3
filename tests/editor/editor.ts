/** What a user does in VS Code and sees there. */

import assert from "node:assert/strict";

import type { Locator, Page } from "playwright-core";

/** The first question may have to import TensorFlow, on a machine that is busy. */
const PATIENCE = 120_000;
const PAUSE_BETWEEN_LOOKS = 100;
/** When an answer that has not come may be asked for again. */
const ANSWER = 5_000;

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

/** In the browser: the words whose middle is in the box of a mark, for each mark. */
const UNDERLINED = `(() => {
  const marks = [...document.querySelectorAll(".squiggly-warning, .squiggly-error")];
  const words = [...document.querySelectorAll(".view-line > span > span")];
  const isAt = (word, mark) => {
    const x = (word.left + word.right) / 2;
    const y = (word.top + word.bottom) / 2;
    return mark.left <= x && x <= mark.right && mark.top <= y && y <= mark.bottom;
  };
  return marks.map((mark) => words
    .filter((word) => isAt(word.getBoundingClientRect(), mark.getBoundingClientRect()))
    .map((word) => word.textContent)
    .join(""));
})()`;

/** Monaco writes spaces that do not break. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}

export class Editor {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(PATIENCE);
  }

  /** Takes a file of the workspace from the list of all, whatever it opens in. */
  async pick(name: string): Promise<void> {
    await this.page.keyboard.press("Control+P");
    await this.choose(name);
  }

  /** Opens a text file of the workspace. */
  async open(name: string): Promise<void> {
    await this.pick(name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".monaco-editor.focused .view-line").first().waitFor();
  }

  /** Closes the file that is in front, which is `name`. */
  async close(name: string): Promise<void> {
    await this.command("View: Close Editor");
    const tab = this.page.locator(`.tab[data-resource-name="${name}"]`);
    await tab.waitFor({ state: "detached" });
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.choose(title);
  }

  /** Waits until the palette has the command: those of an extension come a while after the window,
   * and a palette that is open already does not get them. */
  async untilListed(title: string): Promise<void> {
    const end = Date.now() + PATIENCE;
    const box = this.page.locator(".quick-input-widget");
    const row = box.locator(".monaco-list-row .label-name").filter({ hasText: exactly(title) });
    let isThere = false;
    while (!isThere && Date.now() < end) {
      await this.page.keyboard.press("F1");
      await box.locator("input[type=text]:focus").waitFor();
      await this.page.keyboard.type(title);
      isThere = await row
        .first()
        .waitFor({ timeout: ANSWER })
        .then(
          () => true,
          () => false,
        );
      await this.page.keyboard.press("Escape");
      await box.locator("input[type=text]").waitFor({ state: "hidden" });
    }
  }

  /** Puts the cursor at a line and column, counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+G");
    await this.choose(`${String(line)}:${String(column)}`, new RegExp(`line ${String(line)}\\b`));
    const position = `Ln ${String(line)}, Col ${String(column)}`;
    await this.page
      .locator(".statusbar-item", { hasText: position })
      .waitFor({ state: "attached" });
    await this.page.locator(".monaco-editor.focused").waitFor();
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

  /** Waits for the line above a model; it comes later than the hints. */
  async lens(text: string): Promise<void> {
    await this.page.locator(".codelens-decoration", { hasText: text }).waitFor();
  }

  /** What is underlined as a warning or an error. */
  underlined(): Promise<string[]> {
    return this.page.evaluate<string[]>(UNDERLINED);
  }

  /** The part of the window that shows a file. */
  group(name: string): Locator {
    const tab = this.page.locator(`.tab.active[data-resource-name="${name}"]`);
    return this.page.locator(".editor-group-container").filter({ has: tab });
  }

  /** The lines of a file that are in view, without hints, as they stand in the file. */
  async lines(name: string): Promise<string[]> {
    return (await this.shown(name)).map(({ text }) => text);
  }

  /** The hints behind the lines of a file that are in view; empty where there is none. */
  async hints(name: string): Promise<string[]> {
    return (await this.shown(name)).map(({ hint }) => hint);
  }

  private async shown(name: string): Promise<{ text: string; hint: string }[]> {
    const lines = await this.group(name).locator(".view-lines > .view-line").all();
    const placed = await Promise.all(
      lines.map(async (line) => {
        const [box, whole, hints] = await Promise.all([
          line.boundingBox(),
          line.textContent(),
          line.locator("[class*=dyn-rule]").allTextContents(),
        ]);
        const [text, hint] = [plain(whole ?? ""), plain(hints.join(""))];
        const end = text.length - hint.length;
        return { top: box?.y ?? 0, text: text.slice(0, end), hint: hint.trim() };
      }),
    );
    return placed.sort((a, b) => a.top - b.top);
  }

  /** Shows the hover at a place, and waits until it has that text in it; its lines. */
  async hover(line: number, column: number, text: string): Promise<string[]> {
    await this.goTo(line, column);
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    const hover = this.page.locator(".monaco-resizable-hover .monaco-hover-content");
    await hover.filter({ hasText: text }).waitFor();
    return plain(await hover.innerText()).split("\n");
  }

  /** Takes away a hover or menu. */
  async dismiss(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.locator(".monaco-hover:visible, .action-widget").waitFor({ state: "hidden" });
  }

  /** Opens the menu of quick fixes at a place; their titles. */
  async quickFixes(line: number, column: number): Promise<string[]> {
    await this.goTo(line, column);
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    await this.askFor(rows.first());
    return (await rows.allInnerTexts()).map((text) => plain(text).trim());
  }

  /** Takes the first row of the open menu. */
  async takeFirst(): Promise<void> {
    await this.page.keyboard.press("Enter");
    await this.page.locator(".action-widget").waitFor({ state: "hidden" });
  }

  /** Asks for the menu of quick fixes until it is there. Shortly after the cursor has moved VS Code
   * asks by itself what can be done, and forgets the answer that the user is waiting for. */
  private async askFor(row: Locator): Promise<void> {
    const end = Date.now() + PATIENCE;
    do {
      await this.page.keyboard.press("Control+.");
      const isThere = row.waitFor({ timeout: ANSWER }).then(
        () => true,
        () => false,
      );
      if (await isThere) {
        return;
      }
    } while (Date.now() < end);
    await row.waitFor();
  }

  /** Types into the box at the top and takes the row that it leads to.
   *
   * The list follows what is typed a little later, and the row in front may be another one: so
   * the row itself is clicked.
   */
  private async choose(typed: string, row = exactly(typed)): Promise<void> {
    const box = this.page.locator(".quick-input-widget");
    const input = box.locator("input[type=text]");
    await box.locator("input[type=text]:focus").waitFor();
    await this.page.keyboard.type(typed);
    await box.locator(".monaco-list-row .label-name").filter({ hasText: row }).first().click();
    await input.waitFor({ state: "hidden" });
    // Where it is, it would have the hover of what it points at.
    await this.page.mouse.move(0, 0);
  }
}

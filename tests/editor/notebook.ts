/** What a user does in VS Code's notebook editor and sees there. */

import type { Locator } from "playwright-core";

import type { Editor } from "./editor";

const MARK = ".squiggly-warning";

export interface Cell {
  readonly kind: "code" | "markdown";
  readonly text: string;
}

/** The text of an `.ipynb` file, as Jupyter writes it. */
export function notebookOf(cells: readonly Cell[]): string {
  const content = {
    cells: cells.map(({ kind, text }) => ({
      cell_type: kind,
      ...(kind === "code" ? { execution_count: null, outputs: [] } : {}),
      metadata: {},
      source: text.split(/(?<=\n)/),
    })),
    metadata: { language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

export class NotebookEditor {
  constructor(private readonly editor: Editor) {}

  /** Opens a notebook of the workspace. */
  async open(name: string): Promise<void> {
    const { page } = this.editor;
    await this.editor.pick(name);
    await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.cells().first().waitFor();
  }

  /** The code cells that are in view. */
  cells(): Locator {
    return this.editor.page.locator(".notebookOverlay .code-cell-row");
  }

  /** Their texts, hints included, in the order of the notebook. */
  async texts(): Promise<string[]> {
    const placed = await Promise.all(
      (await this.cells().all()).map(async (cell) => ({
        top: (await cell.boundingBox())?.y ?? 0,
        text: (await cell.locator(".view-lines").innerText()).replaceAll("\u00a0", " "),
      })),
    );
    return placed.sort((a, b) => a.top - b.top).map(({ text }) => text);
  }

  /** What the selected cell begins with: two words at most. */
  async selected(): Promise<string[]> {
    const cells = this.editor.page.locator(".notebookOverlay .code-cell-row.focused .view-lines");
    const texts = await cells.allInnerTexts();
    return texts.map((text) => /^\S+( = \w+)?/.exec(text.replaceAll("\u00a0", " "))?.[0] ?? "");
  }

  /** Puts the cursor at the end of a line, by what is in it. */
  async goToEndOf(text: string): Promise<void> {
    const line = this.editor.line(text);
    await line.click();
    await this.focused().filter({ has: line }).waitFor();
    await this.editor.page.keyboard.press("End");
  }

  /** Selects the cell that has a line, without editing it. */
  async select(text: string): Promise<void> {
    await this.goToEndOf(text);
    await this.editor.page.keyboard.press("Escape");
    await this.focused().waitFor({ state: "detached" });
  }

  /** Opens the menu of quick fixes at what is underlined; their titles. */
  async quickFixes(): Promise<string[]> {
    const { page } = this.editor;
    const box = await page.locator(MARK).first().boundingBox();
    if (box === null) {
      throw new Error("nothing is underlined");
    }
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.focused()
      .filter({ has: page.locator(MARK) })
      .waitFor();
    await page.keyboard.press("Control+.");
    const rows = page.locator(".action-widget .monaco-list-row.action");
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map((text) => text.replaceAll("\u00a0", " ").trim());
  }

  /** The text of the cell that is edited. */
  private focused(): Locator {
    return this.editor.page.locator(".code-cell-row .monaco-editor.focused");
  }
}

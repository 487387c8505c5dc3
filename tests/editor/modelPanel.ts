/** The model panel as a user sees it: a webview in two frames. */

import type { FrameLocator, Locator } from "playwright-core";

import type { Editor } from "./editor";

/** A notebook has webviews of its own. */
const WEBVIEW = 'iframe.webview.ready[src*="extensionId=keras-lens"]';

/** What is asked of elements in the webview; the tests are compiled without a browser's types. */
interface Part {
  readonly textContent: string | null;
}

interface Element extends Part {
  readonly dataset: { readonly id: string };
  readonly children: Iterable<Part>;
  querySelectorAll(selector: string): Iterable<Part>;
}

const texts = (rows: unknown): string[] =>
  (rows as Element[]).map((row) =>
    Array.from(row.querySelectorAll(".cell > .text"), (cell) => cell.textContent).join(" | "),
  );
const ids = (rows: unknown): string[] => (rows as Element[]).map((row) => row.dataset.id);
const parts = (entries: unknown): string[] =>
  (entries as Element[]).map((entry) =>
    Array.from(entry.children, (part) => part.textContent).join(" "),
  );

export class ModelPanel {
  readonly frame: FrameLocator;

  constructor(readonly editor: Editor) {
    this.frame = editor.page.frameLocator(WEBVIEW).frameLocator("#active-frame");
  }

  /** Opens the panel beside the code, and waits until it has layers. */
  static async open(editor: Editor): Promise<ModelPanel> {
    await editor.command("Keras Lens: Open Model Panel");
    const panel = new ModelPanel(editor);
    await panel.rows.first().waitFor();
    return panel;
  }

  /** Opens the panel beside the code, where it has no layers to show. */
  static async openEmpty(editor: Editor): Promise<ModelPanel> {
    await editor.command("Keras Lens: Open Model Panel");
    const panel = new ModelPanel(editor);
    await panel.empty.waitFor();
    return panel;
  }

  /** What it says in place of a model. */
  get empty(): Locator {
    return this.frame.locator(".view > .empty");
  }

  /** The titles of the buttons there, the less important ones too. */
  async remedies(): Promise<string[]> {
    const titles = await this.empty.locator("vscode-button, .link").allInnerTexts();
    return titles.map((title) => title.trim());
  }

  /** Presses one of them. */
  async remedy(title: string): Promise<void> {
    await this.empty.locator("vscode-button, .link", { hasText: title }).click();
  }

  /** Why not all of the model is shown. */
  get problem(): Locator {
    return this.frame.locator(".problem");
  }

  get rows(): Locator {
    return this.frame.locator("keras-table .row");
  }

  /** The row of a layer, by its id. */
  row(id: string): Locator {
    return this.frame.locator(`keras-table .row[data-id="${id}"]`);
  }

  /** The rows as they are read: of each the cells that have a text. */
  texts(): Promise<string[]> {
    return this.rows.evaluateAll(texts);
  }

  /** The ids of the rows, in their order. */
  ids(): Promise<string[]> {
    return this.rows.evaluateAll(ids);
  }

  /** The ids of the rows that are selected, or that the cursor marks. */
  with(look: "selected" | "marked"): Promise<string[]> {
    return this.frame.locator(`keras-table .row.${look}`).evaluateAll(ids);
  }

  async params(id: string): Promise<string> {
    return (await this.row(id).locator(".params .text").textContent()) ?? "";
  }

  button(title: string): Locator {
    return this.frame.locator(`vscode-toolbar-button[label="${title}"]`);
  }

  tab(name: string): Locator {
    return this.frame.getByRole("tab", { name });
  }

  get filter(): Locator {
    return this.frame.locator(".filter input");
  }

  /** The totals as they stand below the table. */
  totals(): Promise<string[]> {
    return this.frame.locator(".totals div").evaluateAll(parts);
  }
}

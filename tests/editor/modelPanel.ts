/** The model panel as a user sees it: a webview in two frames. */

import type { FrameLocator, Locator } from "playwright-core";

import type { Editor } from "./editor";

/** In the webview. */
const TEXTS = `rows => rows.map(row =>
  [...row.querySelectorAll(".cell > .text")].map(cell => cell.textContent).join(" | "))`;
const IDS = `rows => rows.map(row => row.dataset.id)`;
const PARTS = `entries => entries.map(entry =>
  [...entry.children].map(part => part.textContent).join(" "))`;

export class ModelPanel {
  readonly frame: FrameLocator;

  constructor(readonly editor: Editor) {
    this.frame = editor.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  /** Opens the panel beside the code, and waits until it has layers. */
  static async open(editor: Editor): Promise<ModelPanel> {
    await editor.command("Keras Lens: Open Model Panel");
    const panel = new ModelPanel(editor);
    await panel.rows.first().waitFor();
    return panel;
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
    return this.rows.evaluateAll<string[], undefined>(TEXTS, undefined);
  }

  /** The ids of the rows, in their order. */
  ids(): Promise<string[]> {
    return this.rows.evaluateAll<string[], undefined>(IDS, undefined);
  }

  /** The ids of the rows that are selected, or that the cursor marks. */
  with(look: "selected" | "marked"): Promise<string[]> {
    return this.frame
      .locator(`keras-table .row.${look}`)
      .evaluateAll<string[], undefined>(IDS, undefined);
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
    return this.frame.locator(".totals div").evaluateAll<string[], undefined>(PARTS, undefined);
  }
}

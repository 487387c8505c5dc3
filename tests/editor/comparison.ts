/** The comparison of two models as a user sees it. */

import { ModelPanel } from "./modelPanel";

/** What is asked of elements in the webview; the tests are compiled without a browser's types. */
interface Element {
  readonly textContent: string;
  readonly className: string;
  readonly dataset: { readonly id: string };
  querySelectorAll(selector: string): Iterable<Element>;
}

/** Of each row its id, what has become of it, and its parameters where they differ. */
const pairs = (rows: unknown): string[] =>
  (rows as Element[]).map((row) => {
    const marks = { "is-same": "=", "is-changed": "~", "is-added": "+", "is-removed": "−" };
    const params = [...row.querySelectorAll(".cell.params .text")];
    const differs = params.length === 1 || params.some((one) => one.className.includes("differs"));
    const mark = Object.entries(marks).find(([name]) => row.className.includes(name))?.[1] ?? "";
    const counts = differs ? params.map((one) => one.textContent.trim()) : [];
    return `${row.dataset.id} ${mark} ${counts.join(" → ")}`;
  });

/** The panel's tab with a comparison. */
export class Comparison extends ModelPanel {
  pair(id: string): ReturnType<ModelPanel["row"]> {
    return this.frame.locator(`keras-comparison .pair[data-id="${id}"]`);
  }

  pairs(): Promise<string[]> {
    return this.frame.locator("keras-comparison .pair").evaluateAll(pairs);
  }

  /** The headings: of the left, and of the right. */
  async headings(): Promise<string[]> {
    return (await this.frame.locator(".pair-headings").innerText()).split("\n");
  }

  /** Chooses what to compare with, by its words. */
  async compareWith(name: string): Promise<void> {
    await this.frame.locator(".comparison-head vscode-single-select").click();
    await this.frame.getByRole("option", { name }).click();
  }

  async total(): Promise<string> {
    const text = await this.frame.locator(".compared-totals div").first().innerText();
    return text.replace(/\s+/g, " ");
  }
}

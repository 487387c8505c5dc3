/** What the panel shows, and how long a model stays that is gone from the text. Knows nothing of VS
 * Code. */

import type { ModelViewAnswer } from "../../shared/modelView";
import type { PanelContent } from "../../shared/panelMessages";
import { NOTHING } from "./contents";

/** Milliseconds. */
const PATIENCE = 3000;

export class ShownContent {
  content: PanelContent = NOTHING;
  private forgetting: NodeJS.Timeout | undefined;

  constructor(private readonly tell: (content: PanelContent) => void) {}

  dispose(): void {
    clearTimeout(this.forgetting);
  }

  publish(content: PanelContent): void {
    clearTimeout(this.forgetting);
    this.content = content;
    this.tell(content);
  }

  /** While a line is being typed its model may be gone for a moment: the last one stays a while, a
   * pinned one until it is there again. */
  take(content: PanelContent & { readonly answer: ModelViewAnswer }): void {
    const { answer, uri, isPinned } = content;
    const before = uri === this.content.uri ? this.content.answer?.model : undefined;
    if (answer.model !== null || !before) {
      this.publish(content);
      return;
    }
    this.publish({ ...content, answer: { ...answer, model: before }, isStale: true });
    if (!isPinned && answer.complete) {
      this.forgetting = setTimeout(() => {
        this.publish(content);
      }, PATIENCE);
    }
  }
}

/** Arranges the views that come one after the other, and remembers what the user has folded. */

import workerSource from "elkjs/lib/elk-worker.min.js";

import type { DiagramStrings } from "../../shared/diagramStrings";
import type { ModelView } from "../../shared/modelView";
import { Arrangement } from "./arrangement";
import { allFoldable } from "./folding";
import type { Item } from "./items";
import { LayoutWorker } from "./layout";
import type { Picture } from "./picture";
import type { Measure } from "./sizes";

/** Names a model among those of all files. */
export function modelKey({ place, id }: ModelView): string {
  return `${place.uri}#${id}`;
}

export class Arranger {
  /** What is folded, by model. */
  private readonly choices = new Map<string, Map<string, boolean>>();
  private model = "";
  /** The model of the last picture. */
  shownModel = "";
  private readonly worker = new LayoutWorker(workerSource);
  private current: Arrangement | undefined;

  /** What the last picture shows, folded or not. */
  get items(): readonly Item[] {
    return this.current?.items ?? [];
  }

  get canFold(): boolean {
    return allFoldable(this.items).length > 0;
  }

  /** What the user has folded and unfolded, of the model that is shown. */
  get kept(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(this.folds);
  }

  /** The picture of a view, folded as it was `kept`; undefined if a newer one was asked for meanwhile. Throws what elkjs
   * throws. */
  async picture(
    view: ModelView,
    strings: DiagramStrings,
    measure: Measure,
    kept: Readonly<Record<string, boolean>> = {},
  ): Promise<Picture | undefined> {
    this.model = modelKey(view);
    if (!this.choices.has(this.model)) {
      this.choices.set(this.model, new Map(Object.entries(kept)));
    }
    const arrangement = new Arrangement(view, this.folds, strings, measure);
    const layout = await this.worker.layout(arrangement.graph, arrangement.key);
    if (layout === undefined) {
      return undefined;
    }
    this.current = arrangement;
    this.shownModel = modelKey(view);
    return arrangement.picture(layout);
  }

  /** The card that stands for a layer, which may be folded away. */
  cardOf(id: string | null): string | null {
    return id === null ? null : (this.current?.cardOf(id) ?? null);
  }

  fold(id: string, isFolded: boolean): void {
    this.folds.set(id, isFolded);
  }

  foldAll(isFolded: boolean): void {
    for (const { id } of allFoldable(this.items)) {
      this.folds.set(id, isFolded);
    }
  }

  /** Unfolds what a layer is folded away in; false where it is not. */
  uncover(id: string): boolean {
    const around = this.current?.around.get(id) ?? [];
    const hiding = around.filter((item) => this.current!.folded.has(item.id));
    hiding.forEach((item) => this.folds.set(item.id, false));
    return hiding.length > 0;
  }

  private get folds(): Map<string, boolean> {
    const folds = this.choices.get(this.model) ?? new Map<string, boolean>();
    this.choices.set(this.model, folds);
    return folds;
  }

  /** Ends the worker until the next picture. */
  pause(): void {
    this.worker.pause();
  }
}

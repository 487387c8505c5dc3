/** Lays graphs out in a worker, so that the panel never stands still. */

import ELK, { type ElkNode } from "elkjs/lib/elk-api";

/** The newest graph wins: one that waits is left out when a newer one comes. */
export class LayoutWorker {
  private elk: InstanceType<typeof ELK> | undefined;
  private newest = 0;
  private busy: Promise<unknown> = Promise.resolve();
  private last: { readonly key: string; readonly placed: ElkNode } | undefined;

  /** `source` is the script of elkjs's worker; a webview may start one from a blob only. */
  constructor(private readonly source: string) {}

  /** The graph with places: those of the last one if its key was the same. Undefined if a newer
   * one has been asked for meanwhile. Throws what elkjs throws. */
  async layout(graph: ElkNode, key: string): Promise<ElkNode | undefined> {
    const number = ++this.newest;
    if (this.last?.key !== key) {
      await this.busy;
      if (number !== this.newest) {
        return undefined;
      }
      this.elk ??= this.start();
      const working = this.elk.layout(graph);
      this.busy = working.catch(() => undefined);
      this.last = { key, placed: await working };
    }
    return number === this.newest ? this.last.placed : undefined;
  }

  /** Ends the worker, and what it is at; the next graph starts one again. */
  pause(): void {
    this.newest += 1;
    this.busy = Promise.resolve();
    this.elk?.terminateWorker();
    this.elk = undefined;
  }

  private start(): InstanceType<typeof ELK> {
    const script = URL.createObjectURL(new Blob([this.source], { type: "text/javascript" }));
    return new ELK({ workerUrl: script, workerFactory: (url) => new Worker(url!) });
  }
}

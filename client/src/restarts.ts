/** Whether a server that ended by itself is started again. Knows nothing of VS Code. */

/** So many times in so many milliseconds. */
const MOST = 4;
const PERIOD = 3 * 60 * 1000;

export class Restarts {
  private ends: number[] = [];
  private isRunning = false;
  /** It has ended, and comes again. */
  isUnderWay = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** It runs. */
  begun(): void {
    this.isRunning = true;
    this.isUnderWay = false;
  }

  /** It has ended: whether to start it again. One that does not come up would not the next time. */
  ended(): boolean {
    const now = this.now();
    this.ends = [...this.ends.filter((end) => now - end < PERIOD), now];
    this.isUnderWay = this.isRunning && this.ends.length <= MOST;
    this.isRunning = false;
    return this.isUnderWay;
  }
}

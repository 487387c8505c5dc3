/** Work that is done again whenever something has changed, but never twice at once. */

export class OneAtATime {
  private isRunning = false;
  private isWanted = false;

  constructor(private readonly work: () => Promise<void>) {}

  /** Does it now; if it is being done, once more after that. */
  request(): void {
    this.isWanted = true;
    if (!this.isRunning) {
      this.isRunning = true;
      void this.run();
    }
  }

  private async run(): Promise<void> {
    try {
      while (this.isWanted) {
        this.isWanted = false;
        await this.work();
      }
    } finally {
      this.isRunning = false;
    }
  }
}

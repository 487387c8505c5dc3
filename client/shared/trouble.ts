/** What keeps answers away, and what the user can do. */

export interface Trouble {
  readonly severity: "info" | "warning" | "error";
  /** What has happened. */
  readonly message: string;
  /** What to do, with code in backquotes; may be empty. */
  readonly advice: string;
  /** What repairs it, the best first. */
  readonly actions: readonly Action[];
  /** What helps to find out more. */
  readonly others: readonly Action[];
}

export interface Action {
  readonly title: string;
  readonly command: string;
}

/** What Keras Lens is doing, as the client knows it. Knows nothing of VS Code. */

import type { Interpreter } from "../python/interpreters";

/** Why the interpreter gives no answers; `Problem` in the server. */
export type ProblemKind =
  | "unusable-interpreter"
  | "old-python"
  | "no-tensorflow"
  | "no-keras"
  | "old-keras"
  | "tensorflow-fails"
  | "does-not-start";

export interface Versions {
  readonly python: string;
  readonly keras: string;
  readonly tensorflow: string;
  readonly backend: string;
}

/** `kerasLens/status`, as the server tells it. */
export interface ServerStatus {
  readonly state: "stopped" | "starting" | "ready" | "failed";
  readonly analysing: boolean;
  /** The one that has Keras. */
  readonly interpreter: string;
  readonly environment: Versions | null;
  readonly problem: Problem | null;
}

export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
  /** What to do, with code in backquotes. */
  readonly advice: string;
}

export type LensState =
  /** Not started; or stopped, by the user. */
  | { readonly kind: "off"; readonly byUser: boolean }
  | { readonly kind: "launching"; readonly interpreter: Interpreter }
  /** It cannot run the server: it does not start, or it is too old. */
  | { readonly kind: "unusable"; readonly interpreter: Interpreter; readonly version?: string }
  | { readonly kind: "running"; readonly interpreter: Interpreter; readonly status?: ServerStatus }
  /** The server ended, and is not started again by itself. */
  | { readonly kind: "crashed"; readonly interpreter: Interpreter };

/** Whether answers come: from Keras, or from what it answered before. */
export function isReady(state: LensState): boolean {
  const status = state.kind === "running" ? state.status : undefined;
  return status?.problem === null && status.state !== "starting" && status.environment !== null;
}

/** Whether the environment lacks what a private one has. */
export function wantsEnvironment(kind: ProblemKind): boolean {
  return ["no-tensorflow", "no-keras", "old-keras", "tensorflow-fails"].includes(kind);
}

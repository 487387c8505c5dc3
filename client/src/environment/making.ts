/** Makes the private environment: whole, or not at all. Knows nothing of VS Code. */

import * as fs from "node:fs/promises";
import * as path from "node:path";

import { commandLine, type Plan, REQUIREMENTS } from "./plan";
import type { Run } from "./processes";

/** Written when all is done: an environment without it is a half-made one. */
const STAMP = "keras-lens.json";
/** How many of the last lines are looked through for the reason of a failure. */
const LAST_LINES = 40;

export class MakingCancelled extends Error {}

/** A command failed; the message is its own last word. */
export class MakingFailed extends Error {}

export interface Listener {
  /** A command begins, the first is 1. */
  readonly onStep: (number: number, line: string) => void;
  /** What it prints. */
  readonly onLine: (line: string) => void;
}

/** Removes what an earlier attempt has left, and makes the environment. After a failure or an
 * abort nothing is left. Throws MakingCancelled, MakingFailed. */
export async function makeEnvironment(
  plan: Plan,
  run: Run,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  await removeEnvironment(plan.folder);
  await fs.mkdir(path.dirname(plan.folder), { recursive: true });
  try {
    for (const [index, step] of plan.steps.entries()) {
      const lines: string[] = [];
      listener.onStep(index + 1, commandLine(step));
      const code = await run(
        step,
        (line) => {
          lines.push(line);
          lines.splice(0, lines.length - LAST_LINES);
          listener.onLine(line);
        },
        signal,
      );
      if (signal.aborted) {
        throw new MakingCancelled();
      }
      if (code !== 0) {
        throw new MakingFailed(reason(lines));
      }
    }
    const made = { requirements: REQUIREMENTS };
    await fs.writeFile(path.join(plan.folder, STAMP), JSON.stringify(made));
  } catch (error) {
    await removeEnvironment(plan.folder);
    if (signal.aborted) {
      throw new MakingCancelled();
    }
    throw error instanceof MakingFailed ? error : new MakingFailed(String(error));
  }
}

/** Whether an environment was made to its end. */
export async function isComplete(folder: string): Promise<boolean> {
  return fs.access(path.join(folder, STAMP)).then(
    () => true,
    () => false,
  );
}

export async function removeEnvironment(folder: string): Promise<void> {
  await fs.rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** pip's first error; else the last line. */
function reason(lines: readonly string[]): string {
  const said = lines.filter((line) => line.trim() !== "");
  return (
    said
      .find((line) => line.startsWith("ERROR:"))
      ?.slice("ERROR:".length)
      .trim() ??
    said.at(-1) ??
    "?"
  );
}

/** Running the commands that make an environment, so that nothing of them is left when they are
 * cancelled. */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

import type { Step } from "./plan";

/** Runs a step to its end; its exit code. Rejects where the program cannot be started. */
export type Run = (
  step: Step,
  onLine: (line: string) => void,
  signal: AbortSignal,
) => Promise<number>;

const isWindows = process.platform === "win32";

/** The real one. An abort ends the process with all that it has started. */
export const runProcess: Run = (step, onLine, signal) =>
  new Promise((resolve, reject) => {
    const child = spawn(step.program, step.arguments, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: !isWindows, // a group of its own, that can be ended as a whole
      windowsHide: true,
      env: { ...process.env, PYTHONUNBUFFERED: "1", PYTHONIOENCODING: "utf-8" },
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", onLine);
    }
    const end = (): void => {
      endTree(child);
    };
    if (signal.aborted) {
      end();
    }
    signal.addEventListener("abort", end);
    child.on("error", reject);
    child.on("close", (code) => {
      signal.removeEventListener("abort", end);
      resolve(code ?? 1);
    });
  });

function endTree({ pid }: ChildProcess): void {
  if (pid === undefined) {
    return;
  }
  if (isWindows) {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-pid, "SIGKILL"); // what it has written is removed anyway
  } catch {
    // It has ended by itself.
  }
}

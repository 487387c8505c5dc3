/** Commands that make an environment: what they print, how they end. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { runProcess } from "../../../client/src/environment/processes";

const never = new AbortController().signal;

function node(program: string): { program: string; arguments: string[] } {
  return { program: process.execPath, arguments: ["-e", program] };
}

test("lines of both streams arrive, and the exit code", async () => {
  const lines: string[] = [];
  const step = node("console.log('one'); console.error('two'); process.exitCode = 3");
  assert.equal(await runProcess(step, (line) => lines.push(line), never), 3);
  assert.deepEqual(lines.sort(), ["one", "two"]);
});

test("a program that is not there is an error", async () => {
  const step = { program: "/no/such/program", arguments: [] };
  await assert.rejects(
    runProcess(step, () => undefined, never),
    /ENOENT/,
  );
});

test("an abort ends the process and what it has started", async () => {
  const abort = new AbortController();
  const pids: number[] = [];
  // Both would wait for an hour.
  const wait = "setTimeout(() => {}, 3600000)";
  const step = node(
    `const child = require("node:child_process").spawn(process.execPath, ["-e", "${wait}"],` +
      ` { stdio: "ignore" }); console.log(child.pid); console.log(process.pid); ${wait}`,
  );
  const code = await runProcess(
    step,
    (line) => {
      pids.push(Number(line));
      if (pids.length === 2) {
        abort.abort();
      }
    },
    abort.signal,
  );
  assert.notEqual(code, 0);
  for (const pid of pids) {
    await ended(pid);
  }
});

/** A process that was killed may be there a little longer, until its parent takes note. */
async function ended(pid: number): Promise<void> {
  const isThere = (): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  while (isThere() && !(await isZombie(pid))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function isZombie(pid: number): Promise<boolean> {
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(`/proc/${String(pid)}/stat`, "utf8").catch(() => ") Z");
  return text.slice(text.lastIndexOf(")") + 2).startsWith("Z");
}

test("what was aborted before does not run", async () => {
  const abort = new AbortController();
  abort.abort();
  const code = await runProcess(node("setTimeout(() => {}, 3600000)"), () => 0, abort.signal);
  assert.notEqual(code, 0);
});

/** What all scripts share: running commands as named steps, and finding Python.
 *
 * Node's own modules only: `npm start` runs before anything is installed.
 */

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(fileURLToPath(import.meta.url), "../..");
const isWindows = process.platform === "win32";

/** The interpreter of the repository's own environment. */
export const python = isWindows
  ? path.join(root, ".venv", "Scripts", "python.exe")
  : path.join(root, ".venv", "bin", "python");

/** A command that failed; its output has been shown. */
export class StepFailed extends Error {}

/** Runs a command in the repository's root; its output is shown where it fails, or with
 * `show` as it comes. Throws StepFailed. */
export function run(title, command, args, { show = false, env = {}, cwd = root } = {}) {
  if (!show) {
    process.stdout.write(`${title} … `);
  } else {
    console.log(`\n${title}`);
  }
  const started = Date.now();
  const done = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    shell: isWindows && !path.isAbsolute(command),
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.error !== undefined || done.status !== 0) {
    console.log(show ? "" : "failed");
    console.log(done.stdout ?? "");
    console.error(done.stderr ?? "");
    const reason = done.error?.message ?? `exit code ${done.status}`;
    throw new StepFailed(`"${title}" failed (${reason}): ${command} ${args.join(" ")}`);
  }
  if (!show) {
    console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  return done.stdout ?? "";
}

/** Runs a tool from node_modules. */
export function runTool(title, tool, args, options) {
  return run(title, toolPath(tool), args, options);
}

/** The path of a tool from node_modules. */
export function toolPath(tool) {
  return path.join(root, "node_modules", ".bin", isWindows ? `${tool}.cmd` : tool);
}

/** Runs rows of steps (`[title, command, args]`) at the same time, those of a row one after the
 * other. What failed shows its output once all are done. Throws StepFailed. */
export async function runBeside(...rows) {
  const failed = (await Promise.all(rows.map(runRow))).filter((one) => one !== undefined);
  for (const { output } of failed) {
    console.error(output);
  }
  if (failed.length > 0) {
    throw new StepFailed(failed.map(({ reason }) => reason).join("\n"));
  }
}

/** What the first step that fails has printed, and why it failed. */
async function runRow(steps) {
  for (const [title, command, args] of steps) {
    const started = Date.now();
    const { output, reason } = await ended(command, args);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${title} … ${reason === undefined ? `${seconds} s` : "failed"}`);
    if (reason !== undefined) {
      return { output, reason: `"${title}" failed (${reason}): ${command} ${args.join(" ")}` };
    }
  }
  return undefined;
}

function ended(command, args) {
  return new Promise((resolve) => {
    const shell = isWindows && !path.isAbsolute(command);
    const child = spawn(command, args, { cwd: root, shell, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.on("error", ({ message }) => resolve({ output, reason: message }));
    child.on("close", (code) =>
      resolve({ output, reason: code === 0 ? undefined : `exit code ${String(code)}` }),
    );
  });
}

/** Does `work` unless it was done before with the same `inputs` (files, below the root). */
export function once(name, inputs, isThere, work) {
  const stamp = path.join(root, ".cache", "stamps", name);
  const digest = createHash("sha256");
  for (const input of inputs) {
    digest.update(readFileSync(path.join(root, input)));
  }
  const current = digest.digest("hex");
  if (isThere() && existsSync(stamp) && readFileSync(stamp, "utf8") === current) {
    return false;
  }
  work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
  return true;
}

/** A Python that can make the environment. Throws StepFailed. */
export function findPython() {
  const check = "import sys, venv; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))";
  const names = ["python3", "python", "python3.13", "python3.12", "python3.11", "python3.10"];
  for (const name of names) {
    if (spawnSync(name, ["-c", check], { stdio: "ignore", shell: isWindows }).status === 0) {
      return name;
    }
  }
  throw new StepFailed(
    "No Python 3.10 to 3.13 was found on the PATH. Install one (python.org) and try again.",
  );
}

/** Ends a script that failed with one line, and the right exit code. */
export function main(work) {
  Promise.resolve()
    .then(work)
    .catch((error) => {
      console.error(error instanceof StepFailed ? `\n${error.message}` : error);
      process.exitCode = 1;
    });
}

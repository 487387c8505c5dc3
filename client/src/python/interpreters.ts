/** Which Python interpreter is used, and why. Knows nothing of VS Code. */

import { execFile } from "node:child_process";
import * as fs from "node:fs/promises";
import * as path from "node:path";

export const OLDEST_PYTHON = [3, 10] as const;

/** An interpreter and where its name came from, in words for the user. */
export interface Interpreter {
  readonly path: string;
  readonly origin: string;
}

/** Where interpreters are looked for, the first that is named wins. */
export interface Sources {
  /** `kerasLens.interpreter`, empty if not set (or not to be trusted). */
  readonly setting: string;
  /** What the Python extension has selected, if it is there. */
  readonly selected: () => Promise<string | undefined>;
  readonly workspaceFolders: readonly string[];
  readonly platform: NodeJS.Platform;
}

/** `kerasLens.interpreter`: with the workspace's settings, and what the user set for all. */
export interface InterpreterSetting {
  readonly inForce: string;
  readonly ofUser: string;
}

/** In an untrusted workspace only what the user set for all is used: a workspace must not
 * choose the program that is run. */
export function trustedSetting(isTrusted: boolean, setting: InterpreterSetting): string {
  return isTrusted ? setting.inForce : setting.ofUser;
}

/** The interpreter to use. The last resort is a name that is looked up on the PATH. */
export async function chooseInterpreter(sources: Sources): Promise<Interpreter> {
  if (sources.setting) {
    return {
      path: inFolder(sources.setting, sources.workspaceFolders[0]),
      origin: "the setting kerasLens.interpreter",
    };
  }
  const selected = await sources.selected();
  if (selected) {
    return { path: selected, origin: "the Python extension" };
  }
  for (const folder of sources.workspaceFolders) {
    for (const environment of [".venv", "venv"]) {
      const candidate = path.join(folder, environment, ...executable(sources.platform));
      if (await exists(candidate)) {
        return { path: candidate, origin: `${environment} in the workspace` };
      }
    }
  }
  for (const name of ["python3", "python"]) {
    if (await isRecentEnough(name)) {
      return { path: name, origin: "the PATH" };
    }
  }
  return { path: "python3", origin: "the PATH" };
}

/** The version of an interpreter as numbers; undefined if it cannot be run. */
export function versionOf(interpreter: string): Promise<readonly number[] | undefined> {
  const program = "import sys; print(*sys.version_info[:2])";
  return new Promise((resolve) => {
    execFile(interpreter, ["-c", program], { timeout: 20_000 }, (error, output) => {
      resolve(error ? undefined : output.trim().split(" ").map(Number));
    });
  });
}

/** Whether a version can run the server. */
export function isSupported(version: readonly number[]): boolean {
  const [major = 0, minor = 0] = version;
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

async function isRecentEnough(interpreter: string): Promise<boolean> {
  const version = await versionOf(interpreter);
  return version !== undefined && isSupported(version);
}

function executable(platform: NodeJS.Platform): string[] {
  return platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
}

/** A relative path with a folder in it is one below the workspace; a bare name is not. */
function inFolder(interpreter: string, folder: string | undefined): string {
  const isBareName = path.basename(interpreter) === interpreter;
  return folder === undefined || isBareName ? interpreter : path.resolve(folder, interpreter);
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}

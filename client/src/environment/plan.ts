/** The private environment: what is in it, and by which commands it is made. Knows nothing of VS
 * Code. */

import * as path from "node:path";

import { isSupported } from "../python/interpreters";

/** The versions with which this version of Keras Lens is tested. */
export const REQUIREMENTS = ["tensorflow==2.21.0", "keras==3.15.1"] as const;
/** The newest Python that they are made for: the classifiers of `tensorflow` 2.21. */
export const NEWEST_PYTHON = [3, 13] as const;

export interface Step {
  readonly program: string;
  readonly arguments: readonly string[];
}

export interface Plan {
  readonly folder: string;
  /** The environment's own interpreter. */
  readonly interpreter: string;
  readonly steps: readonly Step[];
}

/** How `python` makes the environment in `folder`, which must not exist. */
export function planOf(folder: string, python: string, platform: NodeJS.Platform): Plan {
  const interpreter = interpreterIn(folder, platform);
  const install = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check"];
  return {
    folder,
    interpreter,
    steps: [
      { program: python, arguments: ["-m", "venv", folder] },
      { program: interpreter, arguments: [...install, ...REQUIREMENTS] },
    ],
  };
}

export function interpreterIn(folder: string, platform: NodeJS.Platform): string {
  return platform === "win32"
    ? path.join(folder, "Scripts", "python.exe")
    : path.join(folder, "bin", "python");
}

/** Whether there is a TensorFlow for this version of Python. */
export function canHaveTensorflow(version: readonly number[]): boolean {
  const [major = 0, minor = 0] = version;
  return isSupported(version) && major === NEWEST_PYTHON[0] && minor <= NEWEST_PYTHON[1];
}

/** A step as one would type it. */
export function commandLine(step: Step): string {
  return [step.program, ...step.arguments].map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}

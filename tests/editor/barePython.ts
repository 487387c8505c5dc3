/** A Python without TensorFlow. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { PYTHON } from "./session";

export interface BarePython {
  readonly path: string;
  remove(): void;
}

export function makeBarePython(): BarePython {
  const folder = mkdtempSync(path.join(os.tmpdir(), "keras-lens-bare-"));
  execFileSync(PYTHON, ["-m", "venv", "--without-pip", folder]);
  return {
    path: path.join(folder, "bin", "python"),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

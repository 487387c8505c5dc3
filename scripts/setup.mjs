/** Makes everything that the other scripts need: node packages, `.venv`, the extension. */

import { existsSync } from "node:fs";
import path from "node:path";

import { findPython, once, python, root, run } from "./steps.mjs";

/** Installs the node packages and the Python environment; what is there already is kept. */
export function setUpDependencies() {
  once(
    "node-packages",
    ["package.json", "package-lock.json"],
    () => existsSync(path.join(root, "node_modules", ".package-lock.json")),
    () => run("Installing node packages", "npm", ["ci", "--no-audit", "--no-fund"]),
  );
  once(
    "python-environment",
    ["pyproject.toml"],
    () => existsSync(python),
    () => {
      if (!existsSync(python)) {
        run("Making .venv", findPython(), ["-m", "venv", ".venv"]);
      }
      run("Installing the server and TensorFlow into .venv (some minutes the first time)", python, [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--editable",
        ".[dev,tensorflow]",
      ]);
    },
  );
}

/** Everything, the extension's build too. */
export function setUp() {
  setUpDependencies();
  run("Building the extension", process.execPath, ["scripts/build.mjs"]);
}

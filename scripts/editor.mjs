/** `npm run editor`: VS Code with the extension and the examples, in a browser if need be. */

import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { install, start } from "./code-server.mjs";
import { makePackage } from "./package.mjs";
import { setUp } from "./setup.mjs";
import { main, python, root, run } from "./steps.mjs";

const examples = path.join(root, "examples");
const settings = {
  "kerasLens.interpreter": python,
  "workbench.startupEditor": "none",
};

main(async () => {
  if (isVisualStudioCodeThere()) {
    setUp();
    openVisualStudioCode();
  } else {
    await serve();
  }
});

function isVisualStudioCodeThere() {
  return code(["--version"]).status === 0;
}

function code(args) {
  return spawnSync("code", args, { stdio: "ignore", shell: process.platform === "win32" });
}

/** A window of its own, in which the extension runs from this folder; nothing is installed. */
function openVisualStudioCode() {
  const workspace = path.join(root, ".cache", "examples.code-workspace");
  mkdirSync(path.dirname(workspace), { recursive: true });
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: examples }], settings }, null, 2));
  const args = ["--disable-workspace-trust", `--extensionDevelopmentPath=${root}`, workspace];
  run("Opening VS Code on the examples", "code", args);
}

/** Serves VS Code to a browser until the user presses Ctrl+C. */
async function serve() {
  const extension = makePackage();
  install();
  const server = await start({ workspace: examples, settings, extensions: [extension] });
  console.log(`
VS Code with Keras Lens:  ${server.url}
Open mnist_dense_before_flatten.py there. Ctrl+C ends it.`);
  await interrupted();
  await server.stop();
}

async function interrupted() {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}

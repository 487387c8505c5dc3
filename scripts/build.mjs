/** Builds the extension into `dist/` and its Python libraries into `bundled/`.
 *
 *     node scripts/build.mjs [--production]
 */

import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";

import { main, once, python, root, run } from "./steps.mjs";
import { webviewOptions } from "./webview.mjs";

const REQUIREMENTS = "server/bundled-requirements.txt";
const WEBVIEW = "dist/webview";
const libraries = path.join(root, "bundled", "libs");
/** Parts of the package that the server does without. */
const NOT_BUNDLED = new Set(["cli", "__main__.py", "__pycache__"]);

main(async () => {
  const isProduction = process.argv.includes("--production");
  const esbuild = await import("esbuild");
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["client/src/extension.ts"],
    bundle: true,
    outfile: "dist/extension.js",
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    minify: isProduction,
    sourcemap: !isProduction,
    legalComments: "none",
  });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { panel: "client/webview/main.ts" },
    outdir: WEBVIEW,
    sourcemap: isProduction ? false : "inline",
    ...webviewOptions({ isProduction }),
  });
  copyStyles();
  if (isProduction) {
    rmSync(path.join(root, "dist", "extension.js.map"), { force: true });
  }
  once("bundled-libraries", [REQUIREMENTS], () => existsSync(libraries), installLibraries);
  copyServer();
});

/** Pure Python wheels, the very files that the hashes name. */
function installLibraries() {
  rmSync(libraries, { recursive: true, force: true });
  run("Installing the server's libraries into bundled/libs", python, [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    "--no-deps",
    "--only-binary=:all:",
    "--no-compile",
    "--target",
    libraries,
    "--requirement",
    REQUIREMENTS,
  ]);
}

/** The panel's style sheet, and the icons that VS Code has. */
function copyStyles() {
  const codicons = "node_modules/@vscode/codicons/dist";
  const files = [
    "client/webview/panel.css",
    "client/webview/comparison/comparison.css",
    "client/webview/trouble.css",
    `${codicons}/codicon.css`,
    `${codicons}/codicon.ttf`,
  ];
  for (const file of files) {
    cpSync(path.join(root, file), path.join(root, WEBVIEW, path.basename(file)));
  }
}

function copyServer() {
  const source = path.join(root, "server", "keras_lens");
  const target = path.join(libraries, "keras_lens");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(libraries, { recursive: true });
  cpSync(source, target, {
    recursive: true,
    filter: (file) =>
      !NOT_BUNDLED.has(path.relative(source, file)) && !file.endsWith("__pycache__"),
  });
  cpSync(path.join(root, "server", "launch.py"), path.join(root, "bundled", "launch.py"));
}

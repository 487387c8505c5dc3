/** Makes the `.vsix`: `npm run package`. */

import { readFileSync, statSync } from "node:fs";
import path from "node:path";

import { setUpDependencies } from "./setup.mjs";
import { main, root, runTool } from "./steps.mjs";

/** Packages the extension; the path of the file. */
export function makePackage() {
  setUpDependencies();
  const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const file = path.join(root, `${name}-${version}.vsix`);
  runTool("Packaging the extension", "vsce", ["package", "--no-dependencies", "--out", file]);
  console.log(`${path.relative(root, file)}, ${(statSync(file).size / 1024).toFixed(0)} KB`);
  return file;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  main(makePackage);
}

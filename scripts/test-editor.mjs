/** `npm run test:editor`: the packaged extension in a real VS Code, seen through Chromium. */

import { readdirSync } from "node:fs";
import path from "node:path";

import { findProgram, install } from "./code-server.mjs";
import { makePackage } from "./package.mjs";
import { main, root, run } from "./steps.mjs";

const TESTS = "tests/editor";

main(() => {
  // What is missing on the machine is said before the long steps.
  findProgram("chromium");
  findProgram("rg", "ripgrep");
  makePackage();
  install();
  const files = readdirSync(path.join(root, TESTS)).filter((name) => name.endsWith(".test.ts"));
  const options = ["--test", "--test-reporter=spec", "--test-concurrency=1", "--import", "tsx"];
  run(
    "Tests in the editor",
    process.execPath,
    [...options, ...files.map((name) => `${TESTS}/${name}`)],
    { show: true },
  );
});

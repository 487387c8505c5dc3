/** `npm run test:editor`: the packaged extension in a real VS Code, seen through Chromium.
 *
 *     npm run test:editor -- --update-images      # the screenshots go into docs/images, too
 *     npm run test:editor -- summary rules        # only tests whose file's name has one of these
 */

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { findProgram, install, unpack } from "./code-server.mjs";
import { makePackage } from "./package.mjs";
import { main, root, run } from "./steps.mjs";

const TESTS = "tests/editor";
/** Editors at the same time: while one waits for TensorFlow, another can be clicked at. */
const EDITORS = 2;
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const images = process.argv.includes("--update-images")
  ? path.join(root, "docs", "images")
  : mkdtempSync(path.join(os.tmpdir(), "keras-lens-images-"));

main(() => {
  // What is missing on the machine is said before the long steps.
  findProgram("chromium");
  findProgram("rg", "ripgrep");
  if (wanted.length === 0) {
    run("Webviews in Chromium", "npm", ["run", "--silent", "test:webview"]);
  }
  const extension = makePackage();
  install();
  runTests(extension);
  console.log(`\nScreenshots: ${images}`);
});

/** The cache of Keras's answers is empty at the start, as it is for a new user. */
function runTests(extension) {
  const answers = mkdtempSync(path.join(os.tmpdir(), "keras-lens-answers-"));
  const installed = mkdtempSync(path.join(os.tmpdir(), "keras-lens-installed-"));
  const files = readdirSync(path.join(root, TESTS))
    .filter((name) => name.endsWith(".test.ts"))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  const concurrency = `--test-concurrency=${String(EDITORS)}`;
  const options = ["--test", "--test-reporter=spec", concurrency, "--import", "tsx"];
  try {
    run(
      "Tests in the editor",
      process.execPath,
      [...options, ...files.map((name) => `${TESTS}/${name}`)],
      {
        show: true,
        env: {
          KERAS_LENS_CACHE_DIR: answers,
          KERAS_LENS_TEST_EXTENSION: unpack(extension, installed),
          KERAS_LENS_TEST_IMAGES: images,
        },
      },
    );
  } finally {
    rmSync(answers, { recursive: true, force: true });
    rmSync(installed, { recursive: true, force: true });
  }
}

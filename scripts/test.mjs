/** `npm test`: the set-up if need be, then everything but the tests in the editor. */

import { setUp } from "./setup.mjs";
import { main, python, run, runBeside, toolPath } from "./steps.mjs";

const IMPORTS = "from importlinter.cli import lint_imports_command as run; run()";

/** A process of pytest may have Keras beside it, which takes a gigabyte: four at most. Their order is that
 * of the folders: `conformance`, which takes longest, comes early, and `unit`, whose files are quick, last. */
const IN_PROCESSES = [
  ...["--numprocesses", "auto", "--maxprocesses", "4"],
  ...["--dist", "loadgroup", "--no-loadscope-reorder"],
];

main(async () => {
  setUp();
  await runBeside(
    [
      ["Python: lint (ruff)", python, ["-m", "ruff", "check", "."]],
      ["Python: format (ruff)", python, ["-m", "ruff", "format", "--check", "."]],
      ["Python: types (mypy)", python, ["-m", "mypy"]],
      ["Python: who may import whom (import-linter)", python, ["-c", IMPORTS]],
      ["Grammar of summaries", "npm", ["run", "--silent", "test:grammar"]],
      ["Format (prettier)", toolPath("prettier"), ["--check", "."]],
    ],
    [
      ["TypeScript: types (tsc)", "npm", ["run", "--silent", "types"]],
      ["TypeScript: lint (eslint)", toolPath("eslint"), ["."]],
    ],
  );
  run("Client", "npm", ["run", "--silent", "test:client"], { show: true });
  run("Server, command line, conformance", python, ["-m", "pytest", "-q", ...IN_PROCESSES], {
    show: true,
  });
});

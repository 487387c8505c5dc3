/** `npm test`: the set-up if need be, then everything but the tests in the editor. */

import { setUp } from "./setup.mjs";
import { main, python, run, runTool } from "./steps.mjs";

main(() => {
  setUp();
  run("Python: lint (ruff)", python, ["-m", "ruff", "check", "."]);
  run("Python: format (ruff)", python, ["-m", "ruff", "format", "--check", "."]);
  run("Python: types (mypy)", python, ["-m", "mypy"]);
  run("Python: who may import whom (import-linter)", python, [
    "-c",
    "from importlinter.cli import lint_imports_command as run; run()",
  ]);
  run("TypeScript: types (tsc)", "npm", ["run", "--silent", "types"]);
  runTool("TypeScript: lint (eslint)", "eslint", ["."]);
  runTool("Format (prettier)", "prettier", ["--check", "."]);
  run("Grammar of summaries", "npm", ["run", "--silent", "test:grammar"]);
  run("Client", "npm", ["run", "--silent", "test:client"], { show: true });
  run("Server, command line, conformance", python, ["-m", "pytest", "-q"], { show: true });
});

/** Which documents the server is asked about. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { DOCUMENTS } from "../../client/src/selector";

interface Document {
  readonly scheme: string;
  readonly language?: string;
  /** The type of the notebook that it is a cell of. */
  readonly notebook?: string;
}

/** As VS Code reads a selector: all that a filter names has to be so. */
function isSelected({ scheme, language = "python", notebook }: Document): boolean {
  const document: Record<string, string | undefined> = { scheme, language, notebook };
  return DOCUMENTS.some(
    (filter) =>
      typeof filter === "object" &&
      Object.entries(filter).every(([name, value]) => document[name] === value),
  );
}

const CELL = { scheme: "vscode-notebook-cell" };

for (const [what, document, expected] of [
  ["a Python file", { scheme: "file" }, true],
  ["one that was never saved", { scheme: "untitled" }, true],
  ["a cell of a notebook", { ...CELL, notebook: "jupyter-notebook" }, true],
  ["a cell of the interactive window", { ...CELL, notebook: "interactive" }, true],
  ["the box below these", { scheme: "vscode-interactive-input" }, false],
  ["a cell in another language", { ...CELL, language: "r", notebook: "jupyter-notebook" }, false],
  ["a notebook as a text", { scheme: "file", language: "json" }, false],
  ["an earlier version, as the view of changes shows it", { scheme: "git" }, false],
  ["a cell of another kind of notebook", { ...CELL, notebook: "polyglot-notebook" }, false],
] as const satisfies readonly (readonly [string, Document, boolean])[]) {
  test(`${what}: ${expected ? "yes" : "no"}`, () => {
    assert.equal(isSelected(document), expected);
  });
}

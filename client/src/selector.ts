/** Which documents Keras Lens is about: Python files, and the Python cells of notebooks. */

import type { DocumentSelector } from "vscode-languageclient";

export const LANGUAGE = "python";
const SCHEMES = ["file", "untitled"];
/** A notebook in an editor, and VS Code's interactive window. */
const NOTEBOOKS = ["jupyter-notebook", "interactive"];

/** The server is asked about these. Which cells it is told of, it says itself.
 *
 * The box of the interactive window in which the next input is typed is a text of its own
 * (`vscode-interactive-input`), in no notebook: it would be judged without the names of the cells
 * above it. So it is left alone until it is run, which makes it a cell.
 */
export const DOCUMENTS: DocumentSelector = [
  ...SCHEMES.map((scheme) => ({ language: LANGUAGE, scheme })),
  ...NOTEBOOKS.map((notebook) => ({ language: LANGUAGE, notebook })),
];

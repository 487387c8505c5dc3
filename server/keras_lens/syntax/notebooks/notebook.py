"""A notebook as a file: its program, and what edits of that make of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from keras_lens.syntax.notebooks.code_cells import CodeCells
from keras_lens.syntax.notebooks.positions import Value, positions_in
from keras_lens.syntax.notebooks.rewriting import source_edits
from keras_lens.syntax.spans import TextEdit


class NotebookError(Exception):
    """The text is no notebook that can be read; the message says why."""


class Notebook(CodeCells):
    """The text of an `.ipynb` file, without a byte order mark, and the program in it."""

    def __init__(self, text: str, codes: Sequence[str]) -> None:
        super().__init__(codes)
        self.text = text
        self._has_carriage_returns = ["\r" in code for code in codes]

    def line_in_file(self, cell: int, line: int) -> int:
        """The line (from 0) of the `.ipynb` file that holds a line of a cell."""
        sources = self._sources
        if cell >= len(sources):
            return 0
        source, at = sources[cell], 0
        for element in source.elements:
            at += str(element.content).count("\n")
            if line < at:
                return self.text.count("\n", 0, element.start)
        last = source.elements[-1] if source.elements else source
        return self.text.count("\n", 0, last.start)

    def after(self, edits: Sequence[TextEdit]) -> str | None:
        """The text of the `.ipynb` file after edits of the program that do not overlap; all but
        the changed lines of the cells stays as it is. None where they touch what is no Python."""
        in_cells = self.in_cells(edits)
        if in_cells is None:
            return None
        replaced: list[tuple[int, int, str]] = []
        for cell in {edit.cell for edit in in_cells}:
            code = self.code_after(cell, [edit for edit in in_cells if edit.cell == cell])
            if self._has_carriage_returns[cell]:
                code = code.replace("\n", "\r\n")
            replaced.extend(source_edits(self.text, self._sources[cell], code))
        text = self.text
        for start, end, new_text in sorted(replaced, reverse=True):
            text = text[:start] + new_text + text[end:]
        return text

    @cached_property
    def _sources(self) -> list[Value]:
        """Where the sources of the code cells are in the text."""
        cells = positions_in(self.text).member("cells")
        found = []
        for cell in cells.elements if cells else ():
            kind, source = cell.member("cell_type"), cell.member("source")
            if kind and kind.content == "code" and source:
                found.append(source)
        return found


def read_notebook(text: str) -> Notebook:
    """Reads the text of an `.ipynb` file. Raises NotebookError."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NotebookError(f"not a notebook: it is not JSON: {problem}") from problem
    if not isinstance(content, dict):
        raise NotebookError("not a notebook: it holds no cells")
    version = content.get("nbformat")
    if isinstance(version, int) and version < 4:
        raise NotebookError(
            f"a notebook of the old format {version}: open it in Jupyter and save it again"
        )
    cells = content.get("cells")
    if not isinstance(cells, list):
        raise NotebookError("not a notebook: it holds no cells")
    language = _language(content)
    if language not in (None, "python"):
        return Notebook(text, [])
    return Notebook(text, list(_codes(cells)))


def _codes(cells: Sequence[object]) -> Iterator[str]:
    for number, cell in enumerate(cells):
        if not isinstance(cell, dict):
            raise NotebookError(f"not a notebook: its cell {number + 1} is no object")
        if cell.get("cell_type") != "code":
            continue
        source = cell.get("source")
        if isinstance(source, list) and all(isinstance(part, str) for part in source):
            yield "".join(source)
        elif isinstance(source, str):
            yield source
        else:
            raise NotebookError(f"not a notebook: its cell {number + 1} has no source")


def _language(content: Mapping[str, object]) -> str | None:
    """The language of the kernel, where the notebook says it."""
    metadata = content.get("metadata")
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        table = metadata.get(key) if isinstance(metadata, dict) else None
        language = table.get(name) if isinstance(table, dict) else None
        if isinstance(language, str):
            return language.lower()
    return None

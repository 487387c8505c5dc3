"""Where the cells of a script begin: `# %%`, as VS Code and Jupytext have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keras_lens.syntax.notebooks.magics import without_magics

_MARKER = re.compile(r"#\s*(%%|<codecell>|In\[(\d*| )\])")
"""The default of VS Code's setting `jupyter.interactiveWindow.cellMarker.codeRegex`."""


def is_marker(line: str) -> bool:
    """Whether a line begins a cell."""
    return _MARKER.match(line) is not None


def cell_starts(lines: Sequence[str]) -> list[int]:
    """The lines at which the text can be cut into cells, the first line always; just 0 where it
    has no cells.

    A marker with an indented line below it stands in the middle of a block.
    """
    markers = [number for number, line in enumerate(lines) if is_marker(line)]
    starts = [number for number in markers if not _is_in_block(lines, number)]
    return [0, *(number for number in starts if number > 0)]


def python_of(lines: Sequence[str]) -> list[str]:
    """The lines of a cell in which what only IPython understands is replaced, line by line."""
    head = 1 if lines and is_marker(lines[0]) else 0
    python, _ = without_magics("\n".join(lines[head:]))
    return [*lines[:head], *python.split("\n")]


def _is_in_block(lines: Sequence[str], marker: int) -> bool:
    for line in lines[marker + 1 :]:
        code = line.lstrip()
        if code and not code.startswith("#"):
            return line[0] in " \t"
    return False

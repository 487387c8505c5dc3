"""What notebooks allow in a cell besides Python: `%magic`, `!command`, `name?`.

Taken out line by line, so that every line of Python keeps its number and columns. The forms are
those of IPython's `IPython.core.inputtransformer2`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PYTHON_CELLS = frozenset(("time", "timeit", "capture", "prun", "memit", "mprun", "debug"))
"""Cell magics whose cell is Python all the same."""

_CELL_MAGIC = re.compile(r"\s*%%([\w.]*)")
_LINE_MAGIC = re.compile(r"(?P<indentation>[ \t]*)(?:[%!]|\?{1,2}\S)")
_TIMED = re.compile(
    r"(?P<before>[ \t]*)(?P<magic>%time(?:it(?:[ \t]+-[a-z]+(?:[ \t]*\d+)?)*)?)[ \t]+(?=[^\s-])"
)
_COMPOUND = re.compile(r"(?:async|class|def|for|if|match|try|while|with)\b")
"""Statements that cannot stand behind another one on a line."""
_ASSIGNED = re.compile(r"(?P<target>[ \t]*[\w.,\[\] \t'\"*()]+?[ \t]*=[ \t]*)[%!](?![=\s])")
_HELP = re.compile(r"(?P<indentation>[ \t]*)[%\w.*]+\?{1,2}[ \t]*(?=\n|\Z)")
_TOKEN = re.compile(
    r"#[^\n]*"
    r"|\"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)|'''(?:\\.|[^\\])*?(?:'''|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?"
    r"|\\\n|[^#\"'\\\n()\[\]{}]+|.|\n",
    re.DOTALL,
)


@lru_cache(maxsize=1000)  # an edit of one cell leaves the others as they were
def without_magics(code: str) -> tuple[str, frozenset[int]]:
    """The Python of a cell, and which of its lines (from 0) were changed.

    A line that is no Python becomes `pass` with its indentation, or empty where the whole cell
    is in another language. `%time x = f()` and `%timeit -n 3 f()` keep their Python. Line ends
    are line feeds.
    """
    cell = _CELL_MAGIC.match(code)
    if cell and cell[1] not in _PYTHON_CELLS:
        count = code.count("\n")
        return "\n" * count, frozenset(range(count + 1))
    parts: list[str] = []
    changed: set[int] = set()
    at, line, depth, is_start = 0, 0, 0, True
    while at < len(code):
        if is_start and depth <= 0:
            replaced = _replaced(code, at)
            if replaced is not None:
                new_text, end = replaced
                lines = code.count("\n", at, end)
                changed.update(range(line, line + lines + 1))
                parts.append(new_text + "\n" * lines)
                at, line, is_start, depth = end, line + lines, False, 0
                continue
        token = _TOKEN.match(code, at)
        text = token[0] if token else code[at]
        parts.append(text)
        depth += (text in "([{") - (text in ")]}") if len(text) == 1 else 0
        at += len(text)
        line += text.count("\n")
        is_start = text == "\n"
    return "".join(parts), frozenset(changed)


def _replaced(code: str, start: int) -> tuple[str, int] | None:
    """What goes for the code from the line start `start` on, and up to where; None where it is
    Python."""
    timed = _TIMED.match(code, start)
    if timed and _COMPOUND.match(code, timed.end()):
        # A form feed begins the indentation anew, so the statement keeps its columns.
        return f"\f{timed['before']}".rjust(timed.end() - start), timed.end()
    if timed:
        passed = "pass;".ljust(len(timed["magic"]))
        return timed["before"] + passed, timed.end("magic")
    assigned = _ASSIGNED.match(code, start)
    if assigned:
        return f"{assigned['target']}get_ipython().getoutput('')", _end(code, start)
    magic = _LINE_MAGIC.match(code, start) or _HELP.match(code, start)
    if magic:
        return f"{magic['indentation']}pass", _end(code, start)
    return None


def _end(code: str, start: int) -> int:
    """Where a line ends that a backslash continues."""
    end = code.find("\n", start)
    while end > 0 and code[end - 1] == "\\":
        end = code.find("\n", end + 1)
    return len(code) if end < 0 else end

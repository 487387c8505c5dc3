"""Physical lines, as Python and the language server protocol count them."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> list[int]:
    """The index (code points) at which each line of `text` starts; a text has at least one.

    A line ends at a line feed, a carriage return or both together, and nowhere else: form
    feeds and Unicode's separators are characters like any other.
    """
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def lines_of(text: str) -> list[str]:
    """The lines of `text` without their ends."""
    return _LINE_END.split(text)

"""The indentation of a line, as Python measures it, and the code behind it."""

from __future__ import annotations

_TAB_SIZE = 8


def indentation_of(line: str) -> int:
    """The width of a line's indentation as Python's tokenizer measures it."""
    width = 0
    for character in line:
        if character == " ":
            width += 1
        elif character == "\t":
            width = (width // _TAB_SIZE + 1) * _TAB_SIZE
        elif character == "\f":
            width = 0
        else:
            break
    return width


def code_of(line: str) -> str:
    """A line without its indentation."""
    return line.lstrip(" \t\f")


def is_blank(line: str) -> bool:
    """Whether a line has no code: nothing, or a comment."""
    return code_of(line)[:1] in ("", "#")

"""Columns in the units of the language server protocol's position encodings.

A character is one code point everywhere in this project; the protocol counts UTF-16 code
units unless client and server agree on bytes of UTF-8 or on code points (`utf-32`).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]


def width(text: str, encoding: Encoding) -> int:
    """How many units of `encoding` the characters of `text` take. Lone surrogates take the
    room of what an editor shows in their place."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def column_of_character(line: str, character: int, encoding: Encoding) -> int:
    """The column, in units of `encoding`, before the character with index `character`.

    Past the line's end it is the column of the end.
    """
    return width(line[: max(character, 0)], encoding)


def character_of_column(line: str, column: int, encoding: Encoding) -> int:
    """The index of the character at `column`, which counts units of `encoding`.

    A column inside a character means the character's start, one past the line its end.
    """
    if encoding == "utf-32" or line.isascii():
        return min(max(column, 0), len(line))
    units = 0
    for index, character in enumerate(line):
        units += width(character, encoding)
        if units > column:
            return index
    return len(line)

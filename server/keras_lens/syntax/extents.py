"""How far a statement of a text goes that is not Python as a whole.

Parso's tokenizer, which takes any text, tells the brackets and strings; so one that is not closed
does not swallow what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parso.python.token import PythonTokenTypes
from parso.python.tokenize import PythonToken, tokenize_lines
from parso.utils import parse_version_string

from keras_lens.syntax.indentation import indentation_of, is_blank

_NEWEST_PYTHON = parse_version_string("3.14")
_DEEPEST_NESTING = 200
"""As in CPython's tokenizer."""

_OPENING = {"(": ")", "[": "]", "{": "}"}
_NEVER_IN_BRACKETS = frozenset(
    (
        "assert",
        "break",
        "class",
        "continue",
        "def",
        "del",
        "except",
        "finally",
        "global",
        "import",
        "nonlocal",
        "pass",
        "raise",
        "return",
        "try",
        "while",
        "with",
    )
)
"""Keywords that start a statement wherever they start a line."""
_VIRTUAL = frozenset(
    (PythonTokenTypes.INDENT, PythonTokenTypes.DEDENT, PythonTokenTypes.ERROR_DEDENT)
)
_COMMENT = re.compile(r"#[^'\"]*$")


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines `first` to `last` (both included); the last token ends at `end` in line `last`.

    separators: columns of the semicolons outside brackets, in statements of one line.
    """

    first: int
    last: int
    end: int
    last_token: str
    separators: tuple[int, ...] = ()


def extents_of(lines: list[str], first: int, lookahead: int) -> list[Extent]:
    """How far the statement that starts in line `first` may go: the shortest extent first.

    It may end at a line that looks like the next statement; brackets are followed for `lookahead`
    lines more.
    """
    indentation = indentation_of(lines[first])
    shortest: Extent | None = None
    extent = Extent(first, first, len(lines[first].rstrip()), "")
    is_empty = True
    brackets: list[str] = []
    separators: list[int] = []

    for token in _tokens(lines, first):
        line, column = token.start_pos[0] - 1, token.start_pos[1]
        if token.type in _VIRTUAL:
            continue
        if token.type is PythonTokenTypes.ENDMARKER:
            break
        if token.type is PythonTokenTypes.NEWLINE:
            if not brackets and not is_empty:
                break
            continue
        if line > extent.last and not is_empty:
            if not brackets and "\\\n" not in token.prefix:
                break
            if _may_start_statement(lines[line], indentation):
                shortest = shortest or extent
                if token.string in _NEVER_IN_BRACKETS:
                    return [shortest]
            if shortest and line > shortest.last + lookahead:
                return [shortest]
        if token.type is PythonTokenTypes.ERRORTOKEN and "\n" in token.string:
            return [shortest or _extent_of_open_string(lines, first, line, indentation)]

        if token.string in _OPENING:
            brackets.append(_OPENING[token.string])
            if len(brackets) > _DEEPEST_NESTING:
                return [shortest or extent]
        elif token.string in brackets:
            while brackets.pop() != token.string:
                pass
        elif token.string == ";" and not brackets:
            separators.append(column)
        last, end = _end_of(token)
        extent = Extent(first, last, end, token.string, tuple(separators) if last == first else ())
        is_empty = False
    return [shortest, extent] if shortest else [extent]


def _end_of(token: PythonToken) -> tuple[int, int]:
    """Line and column behind a token, from 0."""
    line, column = token.start_pos[0] - 1, token.start_pos[1]
    breaks = token.string.count("\n")
    if not breaks:
        return line, column + len(token.string)
    return line + breaks, len(token.string) - token.string.rfind("\n") - 1


def _tokens(lines: list[str], first: int) -> Iterator[PythonToken]:
    """The tokens from line `first` on; their lines count from 1, as parso has it."""
    following = (lines[index] + "\n" for index in range(first, len(lines)))
    yield from tokenize_lines(
        following, version_info=_NEWEST_PYTHON, start_pos=(first + 1, 0), is_first_token=False
    )


def _extent_of_open_string(lines: list[str], first: int, line: int, indentation: int) -> Extent:
    """The extent of a statement with a string that starts in `line` and is not closed."""
    last = line
    for index in range(line + 1, len(lines)):
        if is_blank(lines[index]):
            continue
        if _may_start_statement(lines[index], indentation):
            break
        last = index
    return Extent(first, last, len(lines[last].rstrip()), "")


def _may_start_statement(line: str, indentation: int) -> bool:
    if indentation_of(line) > indentation:
        return False
    code = _COMMENT.sub("", line).strip()
    return code[:1] not in (")", "]", "}") and not code.endswith(",")

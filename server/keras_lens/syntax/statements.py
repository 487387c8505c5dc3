"""The statements of a text that is not Python as a whole, found one by one.

A statement here is what Python calls a logical line: a simple statement, or the header of a
compound one. Its extent comes from parso's error-tolerant tokenizer, whether it is right
from the compiler's own parser: so an unclosed bracket does not swallow what follows, and
nothing is refused that the running Python understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parso.python.token import PythonTokenTypes
from parso.python.tokenize import PythonToken, tokenize_lines
from parso.utils import parse_version_string

from keras_lens.syntax.compiling import RejectedError, parse_module

_NEWEST_PYTHON = parse_version_string("3.14")
_TAB_SIZE = 8
_LOOKAHEAD = 1000
"""How many lines a statement may go on after a line that looks like the next statement."""
_PATIENCE = 50
"""After so many broken statements there is no lookahead: the text is hardly Python."""
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
_FIRST_WORD = re.compile(r"(?:async\s+(?=def\b|for\b|with\b))?([^\W\d]\w*|@)")

_COMMENT = re.compile(r"#[^'\"]*$")

COMPOUND = frozenset(("if", "for", "while", "with", "def", "class", "try", "match"))
CLAUSES = frozenset(("elif", "else", "except", "finally", "case"))
_SOFT = frozenset(("match", "case"))


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


@dataclass(frozen=True, slots=True)
class Statement:
    """A logical line.

    indentation: its width, tabs counted as Python does.
    keyword: the word that makes it a header (`async` left out), `@` for a decorator, else "".
    opens_block: an indented block has to follow.
    missing_colon: it is right but for the colon at its end.
    gaps: it is right but for these parts (columns, semicolon included) of its only line.
    problem: what is wrong with it, None where nothing is.
    """

    extent: Extent
    indentation: int
    keyword: str
    opens_block: bool
    missing_colon: bool = False
    gaps: tuple[tuple[int, int], ...] = ()
    problem: str | None = None

    @property
    def is_usable(self) -> bool:
        """Whether it can stay, mended if need be."""
        return self.problem is None or self.missing_colon or bool(self.gaps)


def statements_of(lines: list[str]) -> list[Statement]:
    """The statements of a text, in order; comments and blank lines belong to none.

    A broken statement ends before the first line that looks like the start of another: one
    that is not indented deeper and neither closes a bracket nor ends as an element of a list.
    """
    statements: list[Statement] = []
    broken = 0
    line = 0
    while line < len(lines):
        if _is_blank(lines[line]):
            line += 1
            continue
        lookahead = _LOOKAHEAD if broken < _PATIENCE else 0
        statement = _read_statement(lines, line, lookahead)
        broken += statement.problem is not None
        statements.append(statement)
        line = statement.extent.last + 1
    return statements


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


def is_right(code: str) -> bool:
    """Whether `code`, which is not indented, parses on its own."""
    return _problem_of(code) is None


def _read_statement(lines: list[str], first: int, lookahead: int) -> Statement:
    line = lines[first]
    code = code_of(line)
    if is_right(code):
        keyword = _keyword_of(code)
        extent = Extent(first, first, len(line.rstrip()), "")
        return Statement(extent, indentation_of(line), "" if keyword in _SOFT else keyword, False)
    candidates = _extents(lines, first, lookahead)
    statements = [_judge(lines, extent) for extent in candidates]
    return next((each for each in statements if each.problem is None), statements[0])


def _judge(lines: list[str], extent: Extent) -> Statement:
    code = "\n".join((code_of(lines[extent.first]), *lines[extent.first + 1 : extent.last + 1]))
    indentation = indentation_of(lines[extent.first])
    keyword = _keyword_of(code)
    is_header = keyword not in ("", "@") and extent.last_token == ":"

    if keyword in _SOFT:
        as_name = _problem_of(code)
        if as_name is None:
            return Statement(extent, indentation, "", False)
        if keyword == "match" and not is_header:
            return Statement(extent, indentation, "", False, problem=as_name)
    problem = _problem_of(_completed(code, keyword, is_header))
    if problem is None:
        return Statement(extent, indentation, keyword, is_header)
    if keyword not in ("", "@") and not is_header:
        with_colon = "\n".join((*code.split("\n")[:-1], _mended(lines, extent)))
        if _problem_of(_completed(with_colon, keyword, is_header=True)) is None:
            return Statement(
                extent, indentation, keyword, True, missing_colon=True, problem=problem
            )
    gaps = _gaps(lines[extent.first], extent) if keyword == "" else ()
    return Statement(extent, indentation, keyword, is_header, gaps=gaps, problem=problem)


def _keyword_of(code: str) -> str:
    match = _FIRST_WORD.match(code)
    word = match[1] if match else ""
    return word if word in COMPOUND | CLAUSES | {"@"} else ""


def _gaps(line: str, extent: Extent) -> tuple[tuple[int, int], ...]:
    """The broken ones among the statements that semicolons separate; none if all are broken
    or the first has no room for the `pass` that must keep its place."""
    starts = (len(line) - len(code_of(line)), *(column + 1 for column in extent.separators))
    parts = tuple(zip(starts, (*starts[1:], extent.end), strict=True))
    gaps = tuple(part for part in parts if not is_right(line[slice(*part)].strip(" \t;")))
    has_room = gaps[:1] != parts[:1] or parts[0][1] - parts[0][0] > len("pass")
    return gaps if len(gaps) < len(parts) and has_room else ()


def _mended(lines: list[str], extent: Extent) -> str:
    last_line = lines[extent.last][: extent.end] + ":"
    return code_of(last_line) if extent.first == extent.last else last_line


def _completed(code: str, keyword: str, is_header: bool) -> str:
    """`code` with what it needs around it to be a module."""
    block = "\n pass" if is_header else ""
    match keyword:
        case "elif" | "else":
            return f"if 1: pass\n{code}{block}"
        case "except" | "finally":
            return f"try: pass\n{code}{block}"
        case "try":
            return f"{code}{block}\nfinally: pass"
        case "match":
            return f"{code}\n case _: pass"
        case "case":
            return f"match 0:\n {code}" + ("\n  pass" if is_header else "")
        case "@":
            return f"{code}\nclass _: pass"
    return code + block


def _problem_of(code: str) -> str | None:
    try:
        parse_module(code)
    except RejectedError as error:
        return error.message
    return None


def _extents(lines: list[str], first: int, lookahead: int) -> list[Extent]:
    """How far the statement that starts in line `first` may go: the shortest extent first."""
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
        breaks = token.string.count("\n")
        end = (
            len(token.string) - token.string.rfind("\n") - 1
            if breaks
            else column + len(token.string)
        )
        last = line + breaks
        extent = Extent(first, last, end, token.string, tuple(separators) if last == first else ())
        is_empty = False
    return [shortest, extent] if shortest else [extent]


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
        if _is_blank(lines[index]):
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


def _is_blank(line: str) -> bool:
    return code_of(line)[:1] in ("", "#")

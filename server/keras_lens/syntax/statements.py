"""The statements of a text that is not Python as a whole, found one by one.

A statement here is what Python calls a logical line: a simple statement, or the header of a
compound one. Its extent comes from parso's error-tolerant tokenizer, whether it is right
from the compiler's own parser: so an unclosed bracket does not swallow what follows, and
nothing is refused that the running Python understands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from keras_lens.syntax.compiling import RejectedError, parse_module
from keras_lens.syntax.extents import Extent, extents_of
from keras_lens.syntax.indentation import code_of, indentation_of, is_blank

_LOOKAHEAD = 1000
"""How many lines a statement may go on after a line that looks like the next statement."""
_PATIENCE = 50
"""After so many broken statements there is no lookahead: the text is hardly Python."""
_FIRST_WORD = re.compile(r"(?:async\s+(?=def\b|for\b|with\b))?([^\W\d]\w*|@)")
COMPOUND = frozenset(("if", "for", "while", "with", "def", "class", "try", "match"))
CLAUSES = frozenset(("elif", "else", "except", "finally", "case"))
_SOFT = frozenset(("match", "case"))


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
        if is_blank(lines[line]):
            line += 1
            continue
        lookahead = _LOOKAHEAD if broken < _PATIENCE else 0
        statement = _read_statement(lines, line, lookahead)
        broken += statement.problem is not None
        statements.append(statement)
        line = statement.extent.last + 1
    return statements


def _read_statement(lines: list[str], first: int, lookahead: int) -> Statement:
    line = lines[first]
    code = code_of(line)
    if _is_right(code):
        keyword = _keyword_of(code)
        extent = Extent(first, first, len(line.rstrip()), "")
        return Statement(extent, indentation_of(line), "" if keyword in _SOFT else keyword, False)
    candidates = extents_of(lines, first, lookahead)
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
    gaps = tuple(part for part in parts if not _is_right(line[slice(*part)].strip(" \t;")))
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


def _is_right(code: str) -> bool:
    """Whether `code`, which is not indented, parses on its own."""
    return _problem_of(code) is None


def _problem_of(code: str) -> str | None:
    try:
        parse_module(code)
    except RejectedError as error:
        return error.message
    return None

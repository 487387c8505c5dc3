"""Parsing a text that may be broken: what is wrong is left out, the rest keeps its place."""

from __future__ import annotations

import ast
import re
import warnings
from typing import cast

from keras_lens.syntax.blocks import EMPTY_BLOCK, UNFINISHED_TRY, Arrangement, arrange
from keras_lens.syntax.cell_markers import cell_starts, python_of
from keras_lens.syntax.compiling import RejectedError, parse_module
from keras_lens.syntax.extents import Extent
from keras_lens.syntax.indentation import code_of
from keras_lens.syntax.lines import lines_of
from keras_lens.syntax.problems import SyntaxProblem
from keras_lens.syntax.spans import Position, Span
from keras_lens.syntax.statements import Statement, statements_of

BYTE_ORDER_MARK = "\ufeff"

_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_ROUNDS = 20
"""How often a statement is left out because the rest is still refused as a whole; before the
last attempt everything that follows is."""


def parse_tolerantly(text: str) -> tuple[ast.Module, tuple[SyntaxProblem, ...]]:
    """The tree of `text` without its broken statements, and these, in order.

    Positions in the tree are those of the same code in `text` without its byte order mark.
    A statement that only lacks a colon, a block or an `except` is kept, with that problem.
    A text of which nothing can be understood gives an empty module. Never raises.
    """
    code = text.removeprefix(BYTE_ORDER_MARK)
    readable = _UNREADABLE.sub(_of_same_width, code)
    lines = lines_of(readable)
    problems: list[SyntaxProblem] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes are not this parser's subject
        try:
            tree = parse_module("\n".join(lines))
        except RejectedError as error:
            tree, problems = _recover_by_cells(lines, error)
    if readable != code:
        problems = _with_unreadable(problems, lines_of(code))
    if code != text:
        problems = [_behind_mark(problem) for problem in problems]
    return tree, tuple(problems)


def _recover_by_cells(
    lines: list[str], error: RejectedError
) -> tuple[ast.Module, list[SyntaxProblem]]:
    """What is broken in one cell breaks no other; and cells may hold magics."""
    starts = cell_starts(lines)
    if len(starts) == 1:
        return _recover(lines, error)
    tree, problems = ast.Module([], []), []
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        cell, found = _parse_cell(lines[start:end])
        ast.increment_lineno(cell, start)
        tree.body += cell.body
        problems += [problem.moved_down(start) for problem in found]
    return tree, problems


def _parse_cell(lines: list[str]) -> tuple[ast.Module, list[SyntaxProblem]]:
    try:
        return parse_module("\n".join(lines)), []
    except RejectedError:
        python = python_of(lines)
    try:
        return parse_module("\n".join(python)), []
    except RejectedError as error:
        return _recover(python, error)


def _recover(lines: list[str], error: RejectedError) -> tuple[ast.Module, list[SyntaxProblem]]:
    statements = statements_of(lines)
    rejected: dict[int, str] = {}
    for attempt in range(_ROUNDS):
        arrangement = arrange(statements, rejected)
        try:
            tree = parse_module("\n".join(_assemble(lines, statements, arrangement)))
        except RejectedError as still:
            culprit = _kept_at(still.line, statements, arrangement)
            if culprit is None:
                break
            rejected[culprit] = still.message
            if attempt == _ROUNDS - 2:
                rejected |= dict.fromkeys(range(culprit, len(statements)), still.message)
        else:
            _clip(tree, lines, [statements[index].extent for index in arrangement.empty])
            return tree, _problems(lines, statements, arrangement)
    end = Position(len(lines) - 1, len(lines[-1]))
    return ast.Module([], []), [SyntaxProblem(error.message, Span(Position(0, 0), end))]


def _assemble(lines: list[str], statements: list[Statement], arrangement: Arrangement) -> list[str]:
    """The lines of a text in which everything that is kept stands at its old place."""
    assembled = list(lines)
    for index, statement in enumerate(statements):
        extent = statement.extent
        if index in arrangement.dropped or index in arrangement.absorbed:
            assembled[extent.first : extent.last + 1] = [""] * (extent.last + 1 - extent.first)
            continue
        for start, end in reversed(statement.gaps):
            line = assembled[extent.first]
            filling = "pass;" if end - start > len("pass") else ""
            room = len(line[start:end].encode())  # the tree's columns are bytes
            assembled[extent.first] = line[:start] + filling.ljust(room) + line[end:]
        if statement.missing_colon:
            assembled[extent.last] = assembled[extent.last][: extent.end] + ":"
        if index in arrangement.empty:
            header_end = extent.end + statement.missing_colon
            assembled[extent.last] = assembled[extent.last][:header_end] + " pass"
        if index in arrangement.unfinished:
            assembled[extent.first] = assembled[extent.first].replace("try", "if 1", 1)
    return assembled


def _clip(tree: ast.Module, lines: list[str], headers: list[Extent]) -> None:
    """Puts the `pass` that fills an empty block where its header ends."""
    ends = {header.last + 1: len(lines[header.last][: header.end].encode()) for header in headers}
    for node in ast.walk(tree) if ends else ():
        place = cast("ast.expr", node)
        line, last_line = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
        if line in ends:
            place.col_offset = min(place.col_offset, ends[line])
        if last_line in ends and place.end_col_offset is not None:
            place.end_col_offset = min(place.end_col_offset, ends[last_line])


def _kept_at(line: int | None, statements: list[Statement], arrangement: Arrangement) -> int | None:
    """The last statement that is kept and starts in `line` or before."""
    if line is None:
        return None
    left_out = arrangement.dropped.keys() | arrangement.absorbed.keys()
    return max(
        (
            index
            for index, statement in enumerate(statements)
            if statement.extent.first <= line and index not in left_out
        ),
        default=None,
    )


def _problems(
    lines: list[str], statements: list[Statement], arrangement: Arrangement
) -> list[SyntaxProblem]:
    last_lines = {index: statement.extent for index, statement in enumerate(statements)}
    for part, whole in arrangement.absorbed.items():
        last_lines[whole] = statements[part].extent
    problems: list[SyntaxProblem] = []
    for index, statement in enumerate(statements):
        start = _start_of(lines, statement.extent)
        if index in arrangement.absorbed:
            continue
        if index in arrangement.dropped:
            span = Span(start, _end_of(lines, last_lines[index]))
            problems.append(SyntaxProblem(arrangement.dropped[index], span))
            continue
        if statement.problem is not None:
            problems.extend(
                _mended_places(statement, lines[statement.extent.first], statement.problem)
            )
        if index in arrangement.empty and not _is_explained(index, statements, arrangement):
            problems.append(SyntaxProblem(EMPTY_BLOCK, _last_character(statement.extent)))
        if index in arrangement.unfinished:
            span = Span(start, Position(start.line, start.character + len("try")))
            problems.append(SyntaxProblem(UNFINISHED_TRY, span))
    return problems


def _is_explained(index: int, statements: list[Statement], arrangement: Arrangement) -> bool:
    """Whether another problem says why this header has no block."""
    if statements[index].missing_colon:
        return True
    is_dropped = index + 1 in arrangement.dropped
    return is_dropped and statements[index + 1].indentation > statements[index].indentation


def _mended_places(statement: Statement, content: str, message: str) -> list[SyntaxProblem]:
    if statement.missing_colon:
        return [SyntaxProblem(message, _last_character(statement.extent))]
    line = statement.extent.first
    problems = []
    for start, end in statement.gaps:
        part = content[start:end].removesuffix(";")
        first = start + len(part) - len(code_of(part))
        last = start + len(part.rstrip())
        problems.append(SyntaxProblem(message, Span(Position(line, first), Position(line, last))))
    return problems


def _start_of(lines: list[str], extent: Extent) -> Position:
    line = lines[extent.first]
    return Position(extent.first, len(line) - len(code_of(line)))


def _end_of(lines: list[str], extent: Extent) -> Position:
    return Position(extent.last, len(lines[extent.last].rstrip()))


def _last_character(extent: Extent) -> Span:
    return Span(Position(extent.last, max(extent.end - 1, 0)), Position(extent.last, extent.end))


def _with_unreadable(problems: list[SyntaxProblem], lines: list[str]) -> list[SyntaxProblem]:
    """`problems` and the first unreadable character of each line that has none yet."""
    found = []
    for number, line in enumerate(lines):
        match = _UNREADABLE.search(line)
        if match is None:
            continue
        span = Span(Position(number, match.start()), Position(number, match.end()))
        if not any(problem.span.overlaps(span) for problem in problems):
            found.append(SyntaxProblem("this character cannot stand in a Python file", span))
    return sorted((*problems, *found), key=lambda problem: problem.span)


def _of_same_width(match: re.Match[str]) -> str:
    """A character that Python can read and that is as long in UTF-8."""
    return "\x01" if match[0] == "\0" else "\ufffd"


def _behind_mark(problem: SyntaxProblem) -> SyntaxProblem:
    """The problem in the text with its byte order mark, which takes a column of line 0."""

    def shifted(position: Position) -> Position:
        return Position(position.line, position.character + (position.line == 0))

    return SyntaxProblem(
        problem.message, Span(shifted(problem.span.start), shifted(problem.span.end))
    )

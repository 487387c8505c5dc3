"""How the statements of a broken text make blocks: what is kept, mended or left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from keras_lens.syntax.statements import CLAUSES, COMPOUND, Statement

_CONTINUATIONS = {
    ("if", "elif"): "if",
    ("if", "else"): "end",
    ("for", "else"): "end",
    ("while", "else"): "end",
    ("try", "except"): "except",
    ("try", "finally"): "end",
    ("except", "except"): "except",
    ("except", "else"): "else of try",
    ("except", "finally"): "end",
    ("else of try", "finally"): "end",
}
"""The state of a compound statement after each clause."""

UNEXPECTED_INDENT = "unexpected indent"
UNMATCHED_UNINDENT = "unindent does not match any outer indentation level"
EMPTY_BLOCK = "expected an indented block"
UNFINISHED_TRY = "expected 'except' or 'finally' block"
LONELY_DECORATOR = "a decorator must stand before a function or a class"


@dataclass(slots=True)
class Arrangement:
    """What is to become of the statements, by their index.

    dropped: those that are left out, with the reason.
    absorbed: those that are left out as part of another one, with its index.
    empty: headers whose block is missing.
    unfinished: `try` headers without `except` and `finally`.
    """

    dropped: dict[int, str] = field(default_factory=dict)
    absorbed: dict[int, int] = field(default_factory=dict)
    empty: set[int] = field(default_factory=set)
    unfinished: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Block:
    indentation: int
    header: int | None
    statements: int = 0
    state: str = ""
    open_try: int | None = None
    decorators: list[int] = field(default_factory=list)


def arrange(statements: list[Statement], rejected: dict[int, str]) -> Arrangement:
    """Decides about each statement so that the rest makes whole blocks.

    rejected: statements to leave out whatever they look like, with the reason. A broken
    header takes its block and its clauses with it, a broken simple statement only itself.
    """
    return _Arranger(statements, rejected).run()


class _Arranger:
    def __init__(self, statements: list[Statement], rejected: dict[int, str]) -> None:
        self._statements = statements
        self._rejected = rejected
        self._result = Arrangement()
        self._blocks = [_Block(0, None)]
        self._awaiting: int | None = None
        """The header whose block is to start now."""
        self._broken: int | None = None
        """The header that was left out last, while its block and clauses may follow."""

    def run(self) -> Arrangement:
        for index, statement in enumerate(self._statements):
            if self._belongs_to_broken(statement):
                assert self._broken is not None
                self._result.absorbed[index] = self._broken
                continue
            self._broken = None
            problem = self._rejected.get(index, statement.problem)
            if problem and (index in self._rejected or not statement.is_usable):
                self._drop(index, problem)
                continue
            if self._find_block(index, statement):
                self._enter(index, statement)
        self._end_awaiting()
        while self._blocks:
            self._close_block()
        return self._result

    def _belongs_to_broken(self, statement: Statement) -> bool:
        if self._broken is None:
            return False
        broken = self._statements[self._broken]
        if statement.indentation == broken.indentation:
            return statement.keyword in CLAUSES and broken.keyword not in CLAUSES
        return statement.indentation > broken.indentation

    def _drop(self, index: int, problem: str) -> None:
        self._result.dropped[index] = problem
        statement = self._statements[index]
        if statement.keyword in COMPOUND | CLAUSES:
            self._broken = index
        if statement.keyword in ("def", "class"):
            self._drop_decorators(self._blocks[-1])

    def _find_block(self, index: int, statement: Statement) -> bool:
        """Makes the block that the statement belongs to the innermost one, or drops it."""
        indentation = statement.indentation
        if self._awaiting is not None:
            header = self._statements[self._awaiting]
            if indentation > header.indentation:
                if (statement.keyword == "case") != (header.keyword == "match") or (
                    statement.keyword in CLAUSES - {"case"}
                ):
                    self._drop(index, self._misplaced(statement))
                    return False
                self._blocks.append(_Block(indentation, self._awaiting))
                self._awaiting = None
                return True
            self._end_awaiting()
        if all(block.indentation != indentation for block in self._blocks):
            deeper = indentation > self._blocks[-1].indentation
            self._drop(index, UNEXPECTED_INDENT if deeper else UNMATCHED_UNINDENT)
            return False
        while self._blocks[-1].indentation != indentation:
            self._close_block()
        return True

    def _enter(self, index: int, statement: Statement) -> None:
        block = self._blocks[-1]
        keyword = statement.keyword
        in_match = block.header is not None and self._statements[block.header].keyword == "match"
        if (keyword == "case") != in_match:
            self._drop(index, self._misplaced(statement))
            return
        if keyword in CLAUSES and keyword != "case":
            state = _CONTINUATIONS.get((block.state, keyword))
            if state is None:
                self._drop(index, self._misplaced(statement))
                return
            block.state = state
            block.open_try = None if keyword in ("except", "finally") else block.open_try
        else:
            self._end_statement(block)
            if keyword == "@":
                block.decorators.append(index)
                return
            if keyword in ("def", "class"):
                block.decorators.clear()
            self._drop_decorators(block)
            block.statements += 1
            block.state = keyword
            block.open_try = index if keyword == "try" else None
        if statement.opens_block:
            self._awaiting = index

    def _misplaced(self, statement: Statement) -> str:
        if statement.keyword in CLAUSES:
            return f"'{statement.keyword}' continues no statement"
        return "expected 'case'"

    def _end_awaiting(self) -> None:
        if self._awaiting is not None:
            self._leave_empty(self._awaiting, self._blocks[-1])
            self._awaiting = None

    def _close_block(self) -> None:
        block = self._blocks.pop()
        self._end_statement(block)
        self._drop_decorators(block)
        if block.header is not None and block.statements == 0:
            self._leave_empty(block.header, self._blocks[-1])

    def _leave_empty(self, header: int, parent: _Block) -> None:
        if self._statements[header].keyword == "match":
            self._result.dropped[header] = EMPTY_BLOCK
            parent.statements -= 1
        else:
            self._result.empty.add(header)

    def _end_statement(self, block: _Block) -> None:
        if block.open_try is None:
            return
        if self._statements[block.open_try].opens_block:
            self._result.unfinished.add(block.open_try)
        else:
            self._result.dropped[block.open_try] = UNFINISHED_TRY
            block.statements -= 1
        block.open_try = None

    def _drop_decorators(self, block: _Block) -> None:
        for index in block.decorators:
            self._result.dropped[index] = LONELY_DECORATOR
        block.decorators.clear()

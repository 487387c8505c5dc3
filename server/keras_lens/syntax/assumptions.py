"""What `# keras-lens: name=value` is said about: which values stand for which places of the tree.

An assumption belongs to the statement that its comment stands on or directly above: to the
parameters of a `def`, to the names that another statement binds, else to what the statement
reads. At the head of a cell, or of the file, it belongs to what the cell or the file reads.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from keras_lens.localization import translate
from keras_lens.syntax.cells import cells_of, comment_lines
from keras_lens.syntax.directives import Directive, Item, Plain, directives_of
from keras_lens.syntax.headers import Header, headers_of, parameters_of, reads_in
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span

MOST_ASSUMPTIONS = 1_000
"""In one file."""
MOST_AXES = 32
_DTYPE = re.compile(r"(bool|string|bfloat16|u?int(8|16|32|64)|float(16|32|64))$")
_SHAPE = "shape"
_DTYPE_OF = "dtype"


@dataclass(frozen=True, slots=True)
class Data:
    """Something that has a shape; None is a size that is left open."""

    shape: tuple[int | None, ...]
    dtype: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Assumption:
    """`name` (dotted) is `value`. items: those of the directive that say it."""

    name: str
    value: Plain | Data
    directive: Directive
    items: tuple[Item, ...]
    span: Span

    @property
    def asserted(self) -> str:
        """What the value is said of: `x`, `x.shape`."""
        return f"{self.name}.{_SHAPE}" if isinstance(self.value, Data) else self.name


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A part of a comment that says nothing, and why."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The assumptions of a file, and what they hold for.

    parameters: for functions, by the parameter's name. bound: for the places that bind a name.
    read: for the places that read one. placed: those that hold for something.
    """

    all: tuple[Assumption, ...] = ()
    misunderstood: tuple[Misunderstood, ...] = ()
    parameters: dict[ast.AST, dict[str, Assumption]] = field(default_factory=dict)
    bound: dict[ast.AST, Assumption] = field(default_factory=dict)
    read: dict[ast.AST, Assumption] = field(default_factory=dict)
    placed: set[Assumption] = field(default_factory=set)


def assumptions_of(file: SourceFile) -> Assumptions:
    """The assumptions that the comments of `file` make."""
    directives = [one for one in directives_of(file.text) if one.ignored is None]
    if not directives:
        return Assumptions()
    misunderstood: list[Misunderstood] = []
    stated = [one for each in directives for one in _stated(each, file, misunderstood)]
    if len(stated) > MOST_ASSUMPTIONS:
        problem = translate("only {count} assumptions of a file are read", count=MOST_ASSUMPTIONS)
        misunderstood.append(Misunderstood(problem, stated[MOST_ASSUMPTIONS].span))
        del stated[MOST_ASSUMPTIONS:]
    assumptions = Assumptions(tuple(stated), tuple(misunderstood))
    places = _Places(file)
    placements = [place for one in stated if (place := places.find(one)) is not None]
    # What is said closest to a place holds there: it is written last.
    for placement in sorted(placements, key=lambda one: one.lines, reverse=True):
        placement.write(assumptions)
        assumptions.placed.add(placement.assumption)
    return assumptions


def _stated(
    directive: Directive, file: SourceFile, misunderstood: list[Misunderstood]
) -> Iterator[Assumption]:
    """What a directive says; what of it cannot be understood goes to `misunderstood`."""

    def span(items: Sequence[Item]) -> Span:
        return Span(file.position_at(items[0].start), file.position_at(items[-1].end))

    def complain(item: Item, message: str) -> None:
        misunderstood.append(Misunderstood(message, span([item])))

    dtypes: dict[str, Item] = {}
    understood: list[Item] = []
    for item in directive.items:
        owner, _, last = item.name.rpartition(".")
        problem = item.problem or _problem_with(item, owner, last)
        if problem is not None:
            complain(item, problem)
        elif owner and last == _DTYPE_OF:
            dtypes[owner] = item
        else:
            understood.append(item)
    for item in understood:
        owner, _, last = item.name.rpartition(".")
        if owner and last == _SHAPE:
            dtype = dtypes.pop(owner, None)
            items = (item,) if dtype is None else (item, dtype)
            data = Data(_sizes(item.value) or (), None if dtype is None else str(dtype.value))
            yield Assumption(owner, data, directive, items, span([item]))
        else:
            yield Assumption(item.name, item.value, directive, (item,), span([item]))
    for owner, item in dtypes.items():
        complain(
            item,
            translate(
                "`{name}` says nothing without `{owner}.shape` beside it",
                name=item.name,
                owner=owner,
            ),
        )


def _problem_with(item: Item, owner: str, last: str) -> str | None:
    """Why a value does not do for a shape or a dtype."""
    if owner and last == _SHAPE and _sizes(item.value) is None:
        return translate(
            "`{name}` is not understood: a shape is a tuple of sizes, such as (None, 28)",
            name=item.name,
        )
    if owner and last == _DTYPE_OF:
        is_name = isinstance(item.value, str) and _DTYPE.match(item.value)
        if not is_name:
            return translate("`{name}` is not understood: it can be 'float32', …", name=item.name)
    return None


def _sizes(value: Plain) -> tuple[int | None, ...] | None:
    if not isinstance(value, list | tuple) or len(value) > MOST_AXES:
        return None
    sizes = [size for size in value if size is None or (type(size) is int and size >= 0)]
    return tuple(sizes) if len(sizes) == len(value) else None


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where an assumption holds: what `write` notes, in a part of the text of so many lines."""

    assumption: Assumption
    lines: int
    write: Callable[[Assumptions], None]


class _Places:
    """The statements and cells of a file, for its comments to be about.

    By line: `_around` has the statements whose header is there, `_beginning` those that begin
    there, `_below` the first line below a line of comments that is none.
    """

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._cells = cells_of(file)
        self._around: dict[int, list[Header]] = {}
        self._beginning: dict[int, list[Header]] = {}
        for header in headers_of(file.tree):
            self._beginning.setdefault(header.first, []).append(header)
            for line in range(header.first, header.end + 1):
                self._around.setdefault(line, []).append(header)
        self._reads = reads_in(file.tree)
        self._below: dict[int, int] = {}
        for line in sorted(comment_lines(file), reverse=True):
            self._below[line] = self._below.get(line + 1, line + 1)

    def find(self, assumption: Assumption) -> _Placement | None:
        """Where it holds, None where there is nothing of its name."""
        line = assumption.span.start.line
        headers = self._meant(line)
        for header in headers:
            placement = _defined(assumption, header) or _bound(assumption, header)
            if placement is not None:
                return placement
        for header in headers:
            placement = self._read(assumption, header.first, header.last)
            if placement is not None:
                return placement
        for cell in self._cells:
            if cell.heads(line):
                return self._read(assumption, cell.first, cell.last)
        return None

    def _meant(self, line: int) -> list[Header]:
        """The statements that a comment in `line` is about, the nearest first."""
        below = self._beginning.get(self._below.get(line, -1), [])
        return [*below, *reversed(self._around.get(line, []))]

    def _read(self, assumption: Assumption, first: int, last: int) -> _Placement | None:
        """For the places in some lines that read the name."""
        places = [
            place
            for place in self._reads.get(assumption.name, [])
            if first <= place.lineno - 1 <= last
        ]
        if not places:
            return None

        def write(assumptions: Assumptions) -> None:
            assumptions.read.update(dict.fromkeys(places, assumption))

        return _Placement(assumption, last - first, write)


def _defined(assumption: Assumption, header: Header) -> _Placement | None:
    """For parameters of a function, or of the methods of a class."""
    functions = [one for one in header.functions() if assumption.name in parameters_of(one)]
    if not functions:
        return None

    def write(assumptions: Assumptions) -> None:
        for function in functions:
            assumptions.parameters.setdefault(function, {})[assumption.name] = assumption

    return _Placement(assumption, header.last - header.first, write)


def _bound(assumption: Assumption, header: Header) -> _Placement | None:
    """For the names that a statement binds."""
    places = [place for place, name in header.bindings() if name == assumption.name]
    if not places:
        return None

    def write(assumptions: Assumptions) -> None:
        assumptions.bound.update(dict.fromkeys(places, assumption))

    return _Placement(assumption, header.last - header.first, write)

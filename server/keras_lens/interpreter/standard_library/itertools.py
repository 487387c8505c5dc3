"""`itertools`. What they give are iterators, as in Python: each element comes once."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.iterators import (
    DerivedIterator,
    ElementsNotKnown,
    GeneratorIterator,
    IndexedIterator,
    IteratorValue,
    Visitor,
    iterator_of,
    made_lazily,
)
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none

Combination: TypeAlias = "Callable[[Sequence[Value], int], Iterable[Sequence[Value]]]"


def _unknown(name: str) -> Unknown:
    return Unknown(f"what '{name}()' runs over is not known")


def _columns(arguments: Arguments, machine: Machine) -> list[Sequence[Value]] | None:
    """The elements of each argument, None where some are not known."""
    columns = [value.elements(machine) for value in arguments.positional]
    known = [column for column in columns if column is not None]
    return None if len(known) < len(columns) or arguments.open else known


def _whole_number(value: Value | None, default: int | None = None) -> int | None:
    if value is None:
        return default
    is_number = isinstance(value, Constant) and isinstance(value.literal, int)
    return int(value.literal) if is_number and isinstance(value, Constant) else None  # type: ignore[arg-type]


def _chained(iterables: Sequence[Value], machine: Machine) -> Value:
    """One after the other. Each begins when the one before has ended."""
    runs = any(isinstance(one, IteratorValue) and one.runs_program for one in iterables)

    def push(visit: Visitor) -> Value:
        for iterable in iterables:
            iterator_of(iterable, machine).push(visit, machine)
        return NONE

    if runs:
        return GeneratorIterator(push)
    return DerivedIterator(
        IndexedIterator.over(iterables),
        lambda iterable, _, machine: _all_of(iterable, machine),
    )


def _all_of(iterable: Value, machine: Machine) -> Sequence[Value]:
    elements = iterator_of(iterable, machine).elements(machine)
    if elements is None:
        raise ElementsNotKnown("what 'chain()' runs over is not known")
    return elements


@function("itertools.chain")
def chain(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return _unknown("chain") if arguments.open else _chained(arguments.positional, machine)


@function("itertools.chain.from_iterable")
def chain_from_iterable(arguments: Arguments, site: Site, machine: Machine) -> Value:
    iterables = first(arguments).elements(machine)
    return _unknown("chain") if iterables is None else _chained(iterables, machine)


def _combined(name: str, combine: Combination, size_needed: bool) -> None:
    @function(f"itertools.{name}")
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        values = first(arguments).elements(machine)
        size = _whole_number(arguments.get(1, "r"), None if size_needed else -1)
        if values is None or size is None or size < -1:
            return _unknown(name)
        size = len(values) if size == -1 else size
        if math.perm(len(values) + size, size) > MOST_ELEMENTS * 100:
            return Unknown(f"'{name}()' gives too much")
        return IndexedIterator.over([TupleValue(row) for row in combine(values, size)])


_combined("combinations", itertools.combinations, True)
_combined("combinations_with_replacement", itertools.combinations_with_replacement, True)
_combined("permutations", itertools.permutations, False)


@function("itertools.product")
def product(arguments: Arguments, site: Site, machine: Machine) -> Value:
    columns = _columns(arguments, machine)
    repeat = _whole_number(arguments.keywords.get("repeat"), 1)
    if columns is None or repeat is None or not 0 <= repeat <= 20:
        return _unknown("product")
    if math.prod(len(column) for column in columns) ** repeat > MOST_ELEMENTS:
        return Unknown("'product()' gives too much")
    rows = itertools.product(*columns, repeat=repeat)
    return IndexedIterator.over([TupleValue(row) for row in rows])


@function("itertools.count")
def count(arguments: Arguments, site: Site, machine: Machine) -> Value:
    start = arguments.get(0, "start") or Constant(0)
    step = arguments.get(1, "step") or Constant(1)

    def element(index: int) -> Value:
        return machine.operate("+", start, machine.operate("*", Constant(index), step))

    return IndexedIterator(element)


@function("itertools.repeat")
def repeat(arguments: Arguments, site: Site, machine: Machine) -> Value:
    value = first(arguments)
    times = arguments.get(1, "times")
    most = _whole_number(times)
    if times is not None and most is None:
        return _unknown("repeat")
    return IndexedIterator(lambda index: value if most is None or index < most else None)


@function("itertools.cycle")
def cycle(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = first(arguments).elements(machine)
    if elements is None:
        return _unknown("cycle")
    return IndexedIterator(lambda index: elements[index % len(elements)] if elements else None)


@function("itertools.islice")
def islice(arguments: Arguments, site: Site, machine: Machine) -> Value:
    source, *bounds = arguments.positional or (_unknown("islice"),)
    parts = [bound.literal if isinstance(bound, Constant) else "" for bound in bounds]
    numbers = [part for part in parts if part is None or isinstance(part, int)]
    if len(numbers) < len(parts) or not numbers:
        return _unknown("islice")
    cut = slice(*numbers)
    start, stop, step = cut.start or 0, cut.stop, cut.step or 1
    if stop is not None and stop <= start:
        return IndexedIterator.over(())

    def transform(
        element: Value, iterator: DerivedIterator, machine: Machine
    ) -> Sequence[Value] | None:
        index = iterator.count(machine)
        kept = index >= start and (index - start) % step == 0
        if stop is not None and index >= stop - 1:
            iterator.end_after(machine)
        return [element] if kept else []

    try:
        return DerivedIterator(iterator_of(source, machine), transform)
    except ElementsNotKnown as reason:
        return Unknown(str(reason))


@function("itertools.accumulate")
def accumulate(arguments: Arguments, site: Site, machine: Machine) -> Value:
    call = arguments.get(1, "func")
    elements = first(arguments).elements(machine)
    if elements is None:
        return _unknown("accumulate")
    initial = arguments.keywords.get("initial")
    values = [*([] if initial is None else [initial]), *elements]

    def add(total: Value, value: Value) -> Value:
        if call is None or isinstance(call, Constant):
            return machine.operate("+", total, value)
        return machine.call(call, Arguments((total, value)), site)

    return IndexedIterator.over(list(itertools.accumulate(values, add)))


@function("itertools.zip_longest")
def zip_longest(arguments: Arguments, site: Site, machine: Machine) -> Value:
    columns = _columns(arguments, machine)
    if columns is None:
        return _unknown("zip_longest")
    filler = arguments.keywords.get("fillvalue") or NONE
    rows = itertools.zip_longest(*columns, fillvalue=filler)
    return IndexedIterator.over([TupleValue(row) for row in rows])


@function("itertools.starmap")
def starmap(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 2:
        return _unknown("starmap")
    call, rows = arguments.positional

    def apply(row: Sequence[Value], iterator: DerivedIterator) -> Sequence[Value]:
        parts = row[0].elements(machine)
        if parts is None:
            raise ElementsNotKnown("what 'starmap()' runs over is not known")
        return [machine.call(call, Arguments(tuple(parts)), site)]

    return made_lazily([rows], apply, machine)


def _while(name: str, choose: Callable[[bool, bool], Sequence[int] | None]) -> None:
    """`takewhile`, `dropwhile` and `filterfalse`. choose: what becomes of an element for
    which the condition is so, and whether it was false before."""

    @function(f"itertools.{name}")
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        if len(arguments.positional) != 2:
            return _unknown(name)
        condition, source = arguments.positional

        def test(row: Sequence[Value], iterator: DerivedIterator) -> Sequence[Value] | None:
            truth = machine.call(condition, Arguments((row[0],)), site).truth(machine)
            if truth is None:
                raise ElementsNotKnown(f"which elements '{name}()' gives is not known")
            was_false = iterator.position() > 0
            if not truth and not was_false:
                iterator.advance(machine)
            chosen = choose(truth, was_false)
            return None if chosen is None else [row[0] for _ in chosen]

        return made_lazily([source], test, machine)


_while("takewhile", lambda truth, was_false: (0,) if truth else None)
_while("dropwhile", lambda truth, was_false: (0,) if was_false or not truth else ())
_while("filterfalse", lambda truth, was_false: () if truth else (0,))


@function("itertools.compress")
def compress(arguments: Arguments, site: Site, machine: Machine) -> Value:
    columns = _columns(arguments, machine)
    if columns is None or len(columns) != 2:
        return _unknown("compress")
    truths = [selector.truth(machine) for selector in columns[1]]
    if None in truths:
        return _unknown("compress")
    return IndexedIterator.over(list(itertools.compress(columns[0], truths)))


@function("itertools.groupby")
def groupby(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """The groups are known at once; in Python they come with the elements."""
    elements = first(arguments).elements(machine)
    key = arguments.get(1, "key")
    if elements is None:
        return _unknown("groupby")
    groups: list[tuple[Value, list[Value]]] = []
    for element in elements:
        of = element
        if key is not None and not is_none(key):
            of = machine.call(key, Arguments((element,)), site)
        same = machine.operate("==", groups[-1][0], of).truth(machine) if groups else False
        if same is None:
            return Unknown("how the elements are grouped is not known")
        if same:
            groups[-1][1].append(element)
        else:
            groups.append((of, [element]))
    return IndexedIterator.over(
        [TupleValue((of, IndexedIterator.over(group))) for of, group in groups]
    )


@function("itertools.pairwise")
def pairwise(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = first(arguments).elements(machine)
    if elements is None:
        return _unknown("pairwise")
    return IndexedIterator.over([TupleValue(pair) for pair in itertools.pairwise(elements)])


@function("itertools.batched")
def batched(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = first(arguments).elements(machine)
    size = _whole_number(arguments.get(1, "n"))
    if elements is None or size is None or size < 1:
        return _unknown("batched")
    starts = range(0, len(elements), size)
    return IndexedIterator.over([TupleValue(elements[at : at + size]) for at in starts])


@function("itertools.tee")
def tee(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = first(arguments).elements(machine)
    number = _whole_number(arguments.get(1, "n"), 2)
    if elements is None or number is None or not 0 <= number <= 100:
        return _unknown("tee")
    return TupleValue([IndexedIterator.over(elements) for _ in range(number)])

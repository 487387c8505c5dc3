"""Iterators: `iter`, `next`, `zip`, `map` and the like."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins.registry import builtin, builtin_type, first
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.iterators import (
    DerivedIterator,
    ElementsNotKnown,
    IndexedIterator,
    IteratorValue,
    iterator_of,
    made_lazily,
    next_of,
)
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import to_python
from keras_lens.interpreter.program_iterators import ProgramIterator
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.interpreter.verdicts import all_hold, any_holds


@builtin("iter")
def _iter(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 1:
        return Unknown("what 'iter()' gives is not known")
    try:
        return iterator_of(first(arguments), machine)
    except ElementsNotKnown as reason:
        return Unknown(str(reason))


@builtin("next", joined=True)
def _next(arguments: Arguments, site: Site, machine: Machine) -> Value:
    default = arguments.get(1, "default")

    def one(iterator: Value) -> Value:
        if isinstance(iterator, IteratorValue):
            return next_of(iterator, default, machine)
        if isinstance(iterator, InstanceValue):
            return next_of(ProgramIterator(iterator), default, machine)
        return machine.call(iterator.attribute("__next__", machine), Arguments(), site)

    return machine.each_way(first(arguments), one)


@builtin_type("enumerate")
def _enumerate(arguments: Arguments, site: Site, machine: Machine) -> Value:
    start = to_python(arguments.get(1, "start") or Constant(0), machine)
    if not isinstance(start, int) or not arguments.positional or arguments.open:
        return Unknown("what 'enumerate()' runs over is not known")

    def number(row: Sequence[Value], iterator: DerivedIterator) -> Sequence[Value]:
        if iterator.is_at_others:
            return [TupleValue((Unknown("the number of the turn is not known"), row[0]))]
        return [TupleValue((Constant(start + iterator.count(machine)), row[0]))]

    return made_lazily(arguments.positional[:1], number, machine)


@builtin_type("zip")
def _zip(arguments: Arguments, site: Site, machine: Machine) -> Value:
    strict = arguments.keywords.get("strict")
    if arguments.open or not arguments.positional:
        return Unknown("what 'zip()' runs over is not known")
    if strict is not None and strict.truth(machine) is not False:
        _check_lengths(arguments.positional, machine)
    return made_lazily(arguments.positional, lambda row, iterator: [TupleValue(row)], machine)


def _check_lengths(columns: Sequence[Value], machine: Machine) -> None:
    lengths = [column.length(machine) for column in columns]
    known = {length.literal for length in lengths if isinstance(length, Constant)}
    if len(known) > 1:
        fail("ValueError", "the arguments of 'zip()' have not the same length", machine)


@builtin_type("map")
def _map(arguments: Arguments, site: Site, machine: Machine) -> Value:
    function, *columns = arguments.positional or (Unknown("a function is missing"),)
    if arguments.open or not columns:
        return Unknown("what 'map()' runs over is not known")
    return made_lazily(
        columns,
        lambda row, iterator: [machine.call(function, Arguments(tuple(row)), site)],
        machine,
    )


@builtin_type("filter")
def _filter(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 2:
        return Unknown("what 'filter()' runs over is not known")
    function, column = arguments.positional

    def keep(row: Sequence[Value], iterator: DerivedIterator) -> Sequence[Value]:
        is_none = isinstance(function, Constant)
        verdict = row[0] if is_none else machine.call(function, Arguments(tuple(row)), site)
        truth = verdict.truth(machine)
        if truth is None:
            raise ElementsNotKnown("what 'filter()' keeps is not known")
        return row if truth else []

    return made_lazily([column], keep, machine)


@builtin_type("reversed")
def _reversed(arguments: Arguments, site: Site, machine: Machine) -> Value:
    value = first(arguments)
    if isinstance(value, InstanceValue):
        made = value.special("__reversed__", (), machine)
        return made or Unknown("what 'reversed()' runs over is not known")
    if isinstance(value, IteratorValue):
        return fail("TypeError", "'reversed()' needs a sequence", machine)
    elements = value.elements(machine)
    if elements is None:
        return Unknown("what 'reversed()' runs over is not known")
    return IndexedIterator.over(list(reversed(elements)))


def _quantify(name: str, decisive: bool) -> None:
    @builtin(name)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        unknown = Unknown(f"what '{name}()' gives is not known")
        values = _truths(first(arguments), decisive, machine)
        if values is None:
            return unknown
        verdict = any_holds(values) if decisive else all_hold(values)
        return unknown if verdict is None else Constant(verdict)


def _truths(value: Value, decisive: bool, machine: Machine) -> list[bool | None] | None:
    """Whether the elements are true, up to the first that decides."""
    elements = value.unordered(machine) if not isinstance(value, IteratorValue) else None
    if isinstance(value, IteratorValue) and not value.runs_program:
        return _truths_pulled(value, decisive, machine)
    if elements is None:
        elements = value.elements(machine)
    return None if elements is None else [element.truth(machine) for element in elements]


def _truths_pulled(
    iterator: IteratorValue, decisive: bool, machine: Machine
) -> list[bool | None] | None:
    truths: list[bool | None] = []
    try:
        while (element := iterator.pull(machine)) is not None:
            machine.budget.step()
            truths.append(element.truth(machine))
            if truths[-1] is decisive:
                break
            if truths[-1] is None:
                _perhaps_go_on(iterator, decisive, machine)
                break
    except ElementsNotKnown:
        return None
    return truths


def _perhaps_go_on(iterator: IteratorValue, decisive: bool, machine: Machine) -> None:
    """It is not known whether the rest is looked at."""

    def follow(goes_on: bool) -> None:
        if goes_on:
            _truths_pulled(iterator, decisive, machine)

    machine.each_possibly((True, False), follow)
    iterator.escape("how far an iterator was used is not known", machine)


_quantify("any", True)
_quantify("all", False)

"""Values that depend on what the analysis cannot know: one of several, and which of them on
which way of a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.values import Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site

MOST_ALTERNATIVES = 6
"""More possible values than this at one place become one unknown."""
MOST_HIDDEN = 100
"""Objects that an unknown is known to be one of."""


class Choice:
    """Which of several ways the program went, where that is not known. What was decided on those
    ways hangs together: values with the same choice are read in step."""

    __slots__ = ()


class Alternatives(Value):
    """One of several values, depending on what the analysis cannot know.

    Every operation is done for each of them, and the results are joined.

    values: each distinct one, none of them Alternatives. branches: for each way of `choice`
    the value there, which can depend on another choice.
    """

    __slots__ = ("branches", "choice", "values")

    def __init__(
        self, values: tuple[Value, ...], choice: Choice, branches: tuple[Value, ...]
    ) -> None:
        self.values = values
        self.choice = choice
        self.branches = branches

    def describe(self) -> str:
        return " or ".join(value.describe() for value in self.values)

    def attribute(self, name: str, machine: Machine) -> Value:
        methods: dict[int, Value] = {}

        def read(one: Value) -> Value:
            found = methods.get(id(one)) or one.attribute(name, machine)
            if found.is_method:  # that of one object is one, on whichever way it is read
                methods[id(one)] = found
            return found

        return machine.each_way(self, read)

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.each_way(self, lambda one: one.set_attribute(name, machine.resolve(value), machine))

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return machine.each_way(
            self, lambda one: one.call(arguments.map(machine.resolve), site, machine)
        )

    def item(self, index: Value, machine: Machine) -> Value:
        return machine.each_way(self, lambda one: one.item(machine.resolve(index), machine))

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        machine.each_way(
            self,
            lambda one: one.set_item(machine.resolve(index), machine.resolve(value), machine),
        )

    def delete_item(self, index: Value, machine: Machine) -> None:
        machine.each_way(self, lambda one: one.delete_item(machine.resolve(index), machine))

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        columns = [branch.elements(machine) for branch in self.branches]
        known = [column for column in columns if column is not None]
        if len(known) < len(columns) or len(set(map(len, known))) != 1:
            return None
        return [join(ways, self.choice) for ways in zip(*known, strict=True)]

    def length(self, machine: Machine) -> Value:
        return machine.each_way(self, lambda one: one.length(machine))

    def contains(self, value: Value, machine: Machine) -> bool | None:
        verdicts = {one.contains(value, machine) for one in self.values}
        return verdicts.pop() if len(verdicts) == 1 else None

    def truth(self, machine: Machine) -> bool | None:
        truths = {value.truth(machine) for value in self.values}
        return truths.pop() if len(truths) == 1 else None

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        def one_way(one: Value) -> Value:
            operand = machine.resolve(other)
            left, right = (operand, one) if reflected else (one, operand)
            return machine.operate(operator, left, right)

        return machine.each_way(self, one_way)

    def negate(self, operator: str, machine: Machine) -> Value:
        return machine.each_way(self, lambda one: one.negate(operator, machine))

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, Alternatives) and all(
            any(mine.equivalent(theirs) for theirs in other.values) for mine in self.values
        )

    def escape(self, reason: str, machine: Machine) -> None:
        for value in self.values:
            value.escape(reason, machine)

    def bound(self, name: str, machine: Machine) -> None:
        for value in self.values:
            value.bound(name, machine)


def possibilities(value: Value) -> tuple[Value, ...]:
    """The values that `value` can be: itself, or each of its alternatives."""
    return value.values if isinstance(value, Alternatives) else (value,)


def each_of(value: Value, operation: Callable[[Value], Value]) -> Value:
    """What `operation`, which changes nothing, gives for each of what `value` can be."""
    if not isinstance(value, Alternatives):
        return operation(value)
    return join((each_of(branch, operation) for branch in value.branches), value.choice)


def under(value: Value, choice: Choice, way: int) -> Value:
    """What `value` is where `choice` went the way of this index."""
    if not isinstance(value, Alternatives):
        return value
    if value.choice is choice:
        return value.branches[way]
    branches = [under(branch, choice, way) for branch in value.branches]
    if all(one is branch for one, branch in zip(branches, value.branches, strict=True)):
        return value
    return join(branches, value.choice)


def join(values: Iterable[Value], choice: Choice | None = None) -> Value:
    """The value that is one of `values`; unknown as soon as one of them is.

    choice: what it depends on which of them it is, each of `values` being one of its ways;
    None where that is a choice of its own.
    """
    branches = tuple(values)
    if branches and all(branch is branches[0] for branch in branches):
        return branches[0]
    distinct: list[Value] = []
    unknown: Unknown | None = None
    for value in branches:
        for possibility in possibilities(value):
            if isinstance(possibility, Unknown):
                unknown = unknown or possibility
                distinct.extend(possibility.hides)
            elif not any(possibility.equivalent(known) for known in distinct):
                distinct.append(possibility)
    if unknown is None:
        if len(distinct) == 1:
            return distinct[0]
        if distinct and len(distinct) <= MOST_ALTERNATIVES:
            return Alternatives(tuple(distinct), choice or Choice(), branches)
        unknown = Unknown("it depends on conditions that are not known")
    hides = tuple(value for value in distinct if not isinstance(value, Constant))
    return Unknown(unknown.reason, hides[:MOST_HIDDEN]) if hides else unknown

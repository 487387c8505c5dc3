"""Sets and frozen sets. Their elements are known; the order in which they come is not.

To add a method: a function of the two tables of elements by key that gives the new one, in
`_COMBINATIONS`, or a function of the arguments in `SetValue.attribute`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers.content import (
    ITEMS,
    ContentValue,
    NotFollowed,
    argument,
)
from keras_lens.interpreter.containers.keys import key_of
from keras_lens.interpreter.containers.sequences import TupleValue
from keras_lens.interpreter.values import Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine

Table: TypeAlias = "dict[Hashable, Value]"
Combination: TypeAlias = "Callable[[Table, Table], Table]"


class SetValue(ContentValue):
    """A set.

    frozen: whether it is a frozenset.
    """

    __slots__ = ("frozen", "type_name")

    def __init__(self, items: Sequence[Value] = (), frozen: bool = False) -> None:
        """Raises nothing: an element that is not known makes all of it unknown."""
        super().__init__()
        self.frozen = frozen
        self.type_name = "frozenset" if frozen else "set"
        table = table_of(items)
        if table is None:
            self.state[ITEMS] = Unknown("what is in the set is not known")
        else:
            self.state[ITEMS] = TupleValue(tuple(table.values()))

    def describe(self) -> str:
        return "a set"

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        items = self.items()
        return items if items is not None and len(items) < 2 else None

    def unordered(self, machine: Machine) -> Sequence[Value] | None:
        return self.items()

    def item(self, index: Value, machine: Machine) -> Value:
        return Unknown("a set has no order")

    def identity(self) -> Hashable | None:
        table = table_of(self.items() or ()) if self.frozen else None
        return frozenset(table) if table is not None and self.items() is not None else None

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        theirs = table_of(other.items()) if isinstance(other, SetValue) else None
        mine = table_of(self.items())
        if mine is None or theirs is None:
            return None if not isinstance(other, SetValue) else self.unknown()
        left, right = (theirs, mine) if reflected else (mine, theirs)
        comparison = _COMPARISONS.get(operator)
        if comparison is not None:
            return Constant(comparison(set(left), set(right)))
        combination = _COMBINATIONS.get(operator)
        if combination is None:
            return None
        return SetValue(tuple(combination(left, right).values()), self.frozen)

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        if self.frozen or operator not in _COMBINATIONS:
            return None
        self._combine(_COMBINATIONS[operator], other, machine)
        return self

    def attribute(self, name: str, machine: Machine) -> Value:
        combination = _COMBINATIONS.get(_METHODS.get(name, ""))
        if combination is not None:
            return Native(
                f"set.{name}",
                lambda arguments, *_: self._combined(combination, arguments, machine),
            )
        updating = _COMBINATIONS.get(_UPDATES.get(name, ""))
        if updating is not None:
            return Native(
                f"set.{name}", lambda arguments, *_: self._update(updating, arguments, machine)
            )
        match name:
            case "add":
                return Native(name, lambda arguments, *_: self._add(arguments, machine))
            case "discard" | "remove":
                return Native(name, lambda arguments, *_: self._discard(name, arguments, machine))
            case "copy":
                return Native(name, lambda *_: self.copy())
            case "clear":
                return Native(name, lambda *_: self.change(lambda items: items.clear(), machine))
            case "issubset" | "issuperset" | "isdisjoint":
                return Native(name, lambda arguments, *_: self._compare(name, arguments, machine))
        return Native(f"set.{name}", lambda *_: self._forget(machine))

    def _forget(self, machine: Machine) -> Value:
        self.escape("how the set was changed is not known", machine)
        return Unknown("what the set gives is not known")

    def copy(self) -> SetValue:
        """A new set with the same content."""
        copy = SetValue((), self.frozen)
        copy.state[ITEMS] = self.state[ITEMS]
        return copy

    def _combine(self, combination: Combination, other: Value, machine: Machine) -> Value:
        theirs = table_of(other.unordered(machine))

        def change(items: list[Value]) -> None:
            mine = table_of(items)
            if mine is None or theirs is None:
                raise NotFollowed
            items[:] = combination(mine, theirs).values()

        return self.change(change, machine)

    def _update(self, combination: Combination, arguments: Arguments, machine: Machine) -> Value:
        for other in arguments.positional:
            self._combine(combination, other, machine)
        return Constant(None)

    def _combined(self, combination: Combination, arguments: Arguments, machine: Machine) -> Value:
        result = table_of(self.items())
        for other in arguments.positional:
            theirs = table_of(other.unordered(machine))
            if result is None or theirs is None:
                return Unknown("what is in the set is not known")
            result = combination(result, theirs)
        if result is None:
            return Unknown("what is in the set is not known")
        return SetValue(tuple(result.values()), self.frozen)

    def _compare(self, name: str, arguments: Arguments, machine: Machine) -> Value:
        mine = table_of(self.items())
        theirs = (
            table_of(arguments.positional[0].unordered(machine)) if arguments.positional else None
        )
        if mine is None or theirs is None:
            return Unknown("what is in the set is not known")
        return Constant(getattr(set(mine), name)(set(theirs)))

    def _add(self, arguments: Arguments, machine: Machine) -> Value:
        def add(items: list[Value]) -> None:
            table = table_of([*items, argument(arguments, 0)])
            if table is None:
                raise NotFollowed
            items[:] = table.values()

        return self.change(add, machine)

    def _discard(self, name: str, arguments: Arguments, machine: Machine) -> Value:
        def discard(items: list[Value]) -> None:
            table, key = table_of(items), key_of(argument(arguments, 0))
            if table is None or key is None:
                raise NotFollowed
            if name == "remove":
                del table[key]
            else:
                table.pop(key, None)
            items[:] = table.values()

        return self.change(discard, machine)


def table_of(items: Sequence[Value] | None) -> Table | None:
    """The distinct elements by their keys, the first of equal ones; None where one is not
    known."""
    if items is None:
        return None
    table: Table = {}
    for item in items:
        key = key_of(item)
        if key is None:
            return None
        table.setdefault(key, item)
    return table


_COMBINATIONS: dict[str, Combination] = {
    "|": lambda left, right: {**right, **left},
    "&": lambda left, right: {key: left[key] for key in left if key in right},
    "-": lambda left, right: {key: left[key] for key in left if key not in right},
    "^": lambda left, right: {
        key: value for key, value in {**left, **right}.items() if (key in left) != (key in right)
    },
}
_METHODS = {
    "union": "|", "intersection": "&", "difference": "-", "symmetric_difference": "^",
}  # fmt: skip
_UPDATES = {
    "update": "|", "intersection_update": "&", "difference_update": "-",
    "symmetric_difference_update": "^",
}  # fmt: skip
_COMPARISONS: dict[str, Callable[[set[Hashable], set[Hashable]], bool]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}

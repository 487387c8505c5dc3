"""Lists.

To add a method: a function of the items (which it changes), the arguments and the machine, in
`METHODS`. It raises `NotFollowed` for what it does not model, and what Python raises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers.content import (
    ITEMS,
    ContentValue,
    NotFollowed,
    Operation,
    argument,
    number,
)
from keras_lens.interpreter.containers.ordering import arguments_of_sort, in_order
from keras_lens.interpreter.containers.sequences import (
    SliceValue,
    TupleValue,
    combine,
    pick,
    position,
    sequence_attribute,
)
from keras_lens.interpreter.values import Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine


class ListValue(ContentValue):
    """A list."""

    __slots__ = ()

    type_name = "list"

    def describe(self) -> str:
        return "a list"

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self.items()

    def item(self, index: Value, machine: Machine) -> Value:
        def pick_from(content: Value) -> Value:
            if isinstance(content, TupleValue):
                return pick(content.items, index, ListValue, machine)
            return content

        return machine.each_way(machine.resolve(self.state[ITEMS]), pick_from)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        if isinstance(index, SliceValue):
            added = value.elements(machine)
            self.change(lambda items: _replace_part(items, index, added), machine)
        else:
            self.change(lambda items: items.__setitem__(number(index), value), machine)

    def delete_item(self, index: Value, machine: Machine) -> None:
        self.change(lambda items: items.__delitem__(_place(index)), machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        items = self.items()
        if items is None:
            return self.unknown() if operator in "+*" else None
        combined = combine(items, operator, other, ListValue, reflected, machine)
        return ListValue(combined) if isinstance(combined, tuple) else combined

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        if operator == "+":
            added = other.elements(machine)
            self.change(lambda items: _extend_by(items, added), machine)
            return self
        if operator == "*":
            self.change(lambda items: _repeat(items, other), machine)
            return self
        return None

    def copy(self) -> ListValue:
        """A new list with the same content."""
        copy = ListValue()
        copy.state[ITEMS] = self.state[ITEMS]
        return copy

    def attribute(self, name: str, machine: Machine) -> Value:
        method = METHODS.get(name)
        if method is not None:
            return Native(
                f"list.{name}", lambda arguments, *_: self._call(method, arguments, machine)
            )
        if name == "copy":
            return Native("list.copy", lambda *_: self.copy())
        items = self.items()
        if items is None:
            return self.unknown()
        return sequence_attribute(items, name) or super().attribute(name, machine)

    def _call(self, method: Operation, arguments: Arguments, machine: Machine) -> Value:
        taken = taking_once(arguments, machine)
        return self.change(lambda items: method(items, taken, machine), machine)


def taking_once(arguments: Arguments, machine: Machine) -> Arguments:
    """The arguments, iterators among them as the tuples of what is left in them: an operation
    that is done for several contents must not use an iterator up with the first."""
    return arguments.map(lambda value: value.taken(machine))


def _place(index: Value) -> int | slice:
    if isinstance(index, SliceValue):
        part = index.literal()
        if part is None:
            raise NotFollowed
        return part
    return number(index)


def _replace_part(items: list[Value], index: Value, added: Sequence[Value] | None) -> None:
    if added is None:
        raise NotFollowed
    items[_slice(index)] = added


def _slice(index: Value) -> slice:
    part = _place(index)
    if not isinstance(part, slice):
        raise NotFollowed
    return part


def _extend_by(items: list[Value], added: Sequence[Value] | None) -> None:
    if added is None:
        raise NotFollowed
    items.extend(added)


def _repeat(items: list[Value], times: Value) -> None:
    if len(items) * number(times) > 1_000_000:
        raise NotFollowed
    items *= number(times)


def _append(items: list[Value], arguments: Arguments, machine: Machine) -> None:
    items.append(argument(arguments, 0))


def _clear(items: list[Value], arguments: Arguments, machine: Machine) -> None:
    items.clear()


def _extend(items: list[Value], arguments: Arguments, machine: Machine) -> None:
    _extend_by(items, argument(arguments, 0).elements(machine))


def _insert(items: list[Value], arguments: Arguments, machine: Machine) -> None:
    items.insert(number(argument(arguments, 0)), argument(arguments, 1))


def _pop(items: list[Value], arguments: Arguments, machine: Machine) -> Value:
    return items.pop(number(argument(arguments, 0)) if arguments.positional else -1)


def _remove(items: list[Value], arguments: Arguments, machine: Machine) -> None:
    found = position(items, argument(arguments, 0), machine)
    if found is None:
        raise NotFollowed
    del items[found]


def _reverse(items: list[Value], arguments: Arguments, machine: Machine) -> None:
    items.reverse()


def _sort(items: list[Value], arguments: Arguments, machine: Machine) -> None:
    key, descending = arguments_of_sort(arguments, machine)
    ordered = None if descending is None else in_order(items, key, descending, machine)
    if ordered is None:
        raise NotFollowed
    items[:] = ordered


METHODS: dict[str, Callable[[list[Value], Arguments, Machine], Value | None]] = {
    "append": _append,
    "clear": _clear,
    "extend": _extend,
    "insert": _insert,
    "pop": _pop,
    "remove": _remove,
    "reverse": _reverse,
    "sort": _sort,
}

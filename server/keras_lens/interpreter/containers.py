"""Lists, tuples, dictionaries, sets, ranges and slices."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import (
    NONE,
    Constant,
    Unknown,
    Value,
    each_of,
    join,
    possibilities,
)

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site


class TupleValue(Value):
    """A tuple.

    sites: where its elements stand, if it was written out in the program.
    """

    __slots__ = ("items", "sites")

    def __init__(self, items: Sequence[Value], sites: Sequence[Site] | None = None) -> None:
        self.items = tuple(items)
        self.sites = sites

    def describe(self) -> str:
        return "a tuple"

    def with_items(self, items: Sequence[Value]) -> TupleValue:
        """The same kind of tuple with other items."""
        changed = copy.copy(self)
        changed.items = tuple(items)
        return changed

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self.items

    def truth(self, machine: Machine) -> bool | None:
        return bool(self.items)

    def item(self, index: Value, machine: Machine) -> Value:
        return pick(self.items, index, TupleValue)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        items = combine(self.items, operator, other, TupleValue, reflected, machine)
        return items if items is None or isinstance(items, Unknown) else TupleValue(items)

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, TupleValue)
            and len(self.items) == len(other.items)
            and all(
                mine.equivalent(theirs)
                for mine, theirs in zip(self.items, other.items, strict=True)
            )
        )

    def attribute(self, name: str, machine: Machine) -> Value:
        return sequence_attribute(self.items, name) or super().attribute(name, machine)

    def escape(self, reason: str, machine: Machine) -> None:
        for item in self.items:
            item.escape(reason, machine)


class RangeValue(TupleValue):
    """A range; as a tuple of its numbers."""

    __slots__ = ()

    def describe(self) -> str:
        return "a range"


class SliceValue(Value):
    """`start:stop:step`."""

    __slots__ = ("start", "step", "stop")

    def __init__(self, start: Value, stop: Value, step: Value) -> None:
        self.start = start
        self.stop = stop
        self.step = step

    def literal(self) -> slice | None:
        """The slice, None where a part of it is not known."""
        parts: list[int | None] = []
        for part in (self.start, self.stop, self.step):
            if not isinstance(part, Constant) or not isinstance(part.literal, int | None):
                return None
            parts.append(part.literal)
        return slice(*parts)


ITEMS = "items"
"""Where lists and dictionaries keep their content."""


class ListValue(StateOwner, Value):
    """A list, with identity: every name for it sees its changes.

    Its state is a tuple of its items, or an unknown once that is not known.
    """

    __slots__ = ()

    def __init__(self, items: Sequence[Value], sites: Sequence[Site] | None = None) -> None:
        super().__init__()
        self.state[ITEMS] = TupleValue(items, sites)

    def describe(self) -> str:
        return "a list"

    def with_content(self, content: Value) -> ListValue:
        """A copy with another content."""
        copied = ListValue(())
        copied.state[ITEMS] = content
        return copied

    def items(self) -> tuple[Value, ...] | None:
        """The items, None while they are not known."""
        content = self.state[ITEMS]
        return content.items if isinstance(content, TupleValue) else None

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self.items()

    def truth(self, machine: Machine) -> bool | None:
        return self.state[ITEMS].truth(machine)

    def item(self, index: Value, machine: Machine) -> Value:
        content = self.state[ITEMS]
        if isinstance(content, TupleValue):
            return pick(content.items, index, ListValue)
        return content.item(index, machine)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        def replace(items: list[Value]) -> None:
            if not isinstance(index, Constant) or not isinstance(index.literal, int):
                raise _NotFollowed
            items[index.literal] = value

        self.change(replace, machine)

    def delete_item(self, index: Value, machine: Machine) -> None:
        def delete(items: list[Value]) -> None:
            if isinstance(index, Constant) and isinstance(index.literal, int):
                del items[index.literal]
            elif isinstance(index, SliceValue) and (cut := index.literal()) is not None:
                del items[cut]
            else:
                raise _NotFollowed

        self.change(delete, machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        items = self.items()
        if items is None:
            return Unknown("what is in the list is not known")
        combined = combine(items, operator, other, ListValue, reflected, machine)
        return ListValue(combined) if isinstance(combined, tuple) else combined

    def attribute(self, name: str, machine: Machine) -> Value:
        method = _LIST_METHODS.get(name)
        if method is not None:
            return Native(f"list.{name}", lambda arguments, *_: method(self, arguments, machine))
        items = self.items()
        found = sequence_attribute(items, name) if items is not None else None
        return found or super().attribute(name, machine)

    def escape(self, reason: str, machine: Machine) -> None:
        items = self.items()
        machine.write(self, ITEMS, Unknown(reason))
        for item in items or ():
            item.escape(reason, machine)

    def change(self, operation: Callable[[list[Value]], Value | None], machine: Machine) -> Value:
        """Does `operation` on the items; what it returns. An operation that fails leaves the
        content unknown."""
        results: list[Value] = []

        def change_one(content: Value) -> Value:
            if not isinstance(content, TupleValue):
                return content
            items = list(content.items)
            try:
                results.append(operation(items) or NONE)
            except (_NotFollowed, IndexError, ValueError):
                return Unknown("how the list was changed is not known")
            if len(items) > MOST_ELEMENTS:
                return Unknown("the list is too long")
            return TupleValue(items)

        machine.write(self, ITEMS, each_of(self.state[ITEMS], change_one))
        return join(results) if results else Unknown("what is in the list is not known")


def sites_of_elements(value: Value) -> Sequence[Site] | None:
    """Where the elements of a list or tuple stand, None where it was not written out (or was
    changed since)."""
    content = value.state[ITEMS] if isinstance(value, ListValue) else value
    return content.sites if isinstance(content, TupleValue) else None


class _NotFollowed(Exception):
    """An operation whose effect is not modelled."""


def _argument(arguments: Arguments, index: int) -> Value:
    if index >= len(arguments.positional):
        raise _NotFollowed
    return arguments.positional[index]


def _append(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    return target.change(lambda items: items.append(_argument(arguments, 0)), machine)


def _extend(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    added = arguments.positional[0].elements(machine) if arguments.positional else None

    def extend(items: list[Value]) -> None:
        if added is None:
            raise _NotFollowed
        items.extend(added)

    return target.change(extend, machine)


def _insert(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    return target.change(
        lambda items: items.insert(_number(_argument(arguments, 0)), _argument(arguments, 1)),
        machine,
    )


def _pop(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    return target.change(
        lambda items: items.pop(_number(arguments.positional[0]) if arguments.positional else -1),
        machine,
    )


def _reverse(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    return target.change(lambda items: items.reverse(), machine)


def _clear(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    machine.write(target, ITEMS, TupleValue(()))
    return NONE


def _copy(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    items = target.items()
    return ListValue(items) if items is not None else Unknown("what is in the list is not known")


def _forget(target: ListValue, arguments: Arguments, machine: Machine) -> Value:
    target.escape("the order of the list is not known", machine)
    return NONE


def _number(value: Value) -> int:
    if isinstance(value, Constant) and isinstance(value.literal, int):
        return value.literal
    raise _NotFollowed


_LIST_METHODS: dict[str, Callable[[ListValue, Arguments, Machine], Value]] = {
    "append": _append,
    "clear": _clear,
    "copy": _copy,
    "extend": _extend,
    "insert": _insert,
    "pop": _pop,
    "remove": _forget,
    "reverse": _reverse,
    "sort": _forget,
}


class DictValue(StateOwner, Value):
    """A dictionary, with identity.

    Its state is a tuple of its items, or an unknown once a key is not known.
    """

    __slots__ = ()

    def __init__(self, items: Sequence[tuple[Value, Value]] = ()) -> None:
        super().__init__()
        self.state[ITEMS] = TupleValue([TupleValue(pair) for pair in items])

    def describe(self) -> str:
        return "a dictionary"

    def with_content(self, content: Value) -> DictValue:
        """A copy with another content."""
        copied = DictValue(())
        copied.state[ITEMS] = content
        return copied

    def pairs(self) -> list[tuple[Value, Value]] | None:
        """Keys and values in order, None while they are not known."""
        content = self.state[ITEMS]
        if not isinstance(content, TupleValue):
            return None
        return [
            (pair.items[0], pair.items[1])
            for pair in content.items
            if isinstance(pair, TupleValue) and is_pair(pair)
        ]

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        pairs = self.pairs()
        return None if pairs is None else [key for key, _ in pairs]

    def truth(self, machine: Machine) -> bool | None:
        return self.state[ITEMS].truth(machine)

    def item(self, index: Value, machine: Machine) -> Value:
        return self.find(index) or Unknown("the dictionary's element is not known")

    def find(self, key: Value) -> Value | None:
        """The value of `key`, None where there is none."""
        pairs = self.pairs()
        if pairs is None or not is_key(key):
            return Unknown("what is in the dictionary is not known")
        for known, value in pairs:
            if known.equivalent(key):
                return value
        return None

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        pairs = self.pairs()
        if pairs is None or not is_key(index) or len(pairs) > MOST_ELEMENTS:
            machine.write(self, ITEMS, Unknown("a key of the dictionary is not known"))
            return
        for position, (known, _) in enumerate(pairs):
            if known.equivalent(index):
                pairs[position] = (known, value)
                break
        else:
            pairs.append((index, value))
        self._replace(pairs, machine)

    def delete_item(self, index: Value, machine: Machine) -> None:
        pairs = self.pairs()
        if pairs is None or not is_key(index):
            machine.write(self, ITEMS, Unknown("a key of the dictionary is not known"))
            return
        self._replace([pair for pair in pairs if not pair[0].equivalent(index)], machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        if operator != "|" or not isinstance(other, DictValue) or reflected:
            return None
        merged = DictValue(self.pairs() or ())
        merged.update(other, machine)
        return merged

    def update(self, other: Value, machine: Machine) -> None:
        """Takes over the items of another dictionary."""
        pairs = other.pairs() if isinstance(other, DictValue) else None
        if pairs is None:
            machine.write(self, ITEMS, Unknown("what was put into the dictionary is not known"))
            return
        for key, value in pairs:
            self.set_item(key, value, machine)

    def attribute(self, name: str, machine: Machine) -> Value:
        method = _DICT_METHODS.get(name)
        if method is None:
            return super().attribute(name, machine)
        return Native(f"dict.{name}", lambda arguments, *_: method(self, arguments, machine))

    def escape(self, reason: str, machine: Machine) -> None:
        pairs = self.pairs()
        machine.write(self, ITEMS, Unknown(reason))
        for _, value in pairs or ():
            value.escape(reason, machine)

    def _replace(self, pairs: list[tuple[Value, Value]], machine: Machine) -> None:
        machine.write(self, ITEMS, TupleValue([TupleValue(pair) for pair in pairs]))


def is_pair(value: Value) -> bool:
    return isinstance(value, TupleValue) and len(value.items) == 2


def is_key(value: Value) -> bool:
    """Whether a dictionary's key is known well enough to compare it."""
    if isinstance(value, TupleValue):
        return all(is_key(item) for item in value.items)
    return not isinstance(value, Unknown | SymbolValue) and len(possibilities(value)) == 1


def _dict_get(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    default = arguments.get(1, "default") or NONE
    key = arguments.get(0, "key")
    return (target.find(key) if key is not None else None) or default


def _dict_pop(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    key = arguments.get(0, "key") or Unknown("the key is not known")
    found = target.find(key)
    target.delete_item(key, machine)
    return found or arguments.get(1, "default") or Unknown("the key is not in the dictionary")


def _dict_items(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    pairs = target.pairs()
    if pairs is None:
        return Unknown("what is in the dictionary is not known")
    return ListValue([TupleValue(pair) for pair in pairs])


def _dict_keys(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    pairs = target.pairs()
    if pairs is None:
        return Unknown("what is in the dictionary is not known")
    return ListValue([key for key, _ in pairs])


def _dict_values(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    pairs = target.pairs()
    if pairs is None:
        return Unknown("what is in the dictionary is not known")
    return ListValue([value for _, value in pairs])


def _dict_update(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    for other in arguments.positional:
        target.update(other, machine)
    for name, value in arguments.keywords.items():
        target.set_item(Constant(name), value, machine)
    return NONE


def _dict_setdefault(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    key = arguments.get(0, "key") or Unknown("the key is not known")
    found = target.find(key)
    if found is None:
        found = arguments.get(1, "default") or NONE
        target.set_item(key, found, machine)
    return found


def _dict_copy(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    copy = DictValue()
    copy.state[ITEMS] = target.state[ITEMS]
    return copy


_DICT_METHODS: dict[str, Callable[[DictValue, Arguments, Machine], Value]] = {
    "copy": _dict_copy,
    "get": _dict_get,
    "items": _dict_items,
    "keys": _dict_keys,
    "pop": _dict_pop,
    "setdefault": _dict_setdefault,
    "update": _dict_update,
    "values": _dict_values,
}


class SetValue(ListValue):
    """A set. Its elements are known for `in` and `len`; their order is not."""

    __slots__ = ()

    def describe(self) -> str:
        return "a set"

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        items = self.items()
        return items if items is not None and len(items) < 2 else None

    def item(self, index: Value, machine: Machine) -> Value:
        return Unknown("a set has no order")

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        return Unknown("operations on sets are not followed")

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "add":
            return Native("set.add", lambda arguments, *_: self._add(arguments, machine))
        return Native(f"set.{name}", lambda arguments, *_: _forget(self, arguments, machine))

    def _add(self, arguments: Arguments, machine: Machine) -> Value:
        items = self.items()
        added = arguments.positional[0] if arguments.positional else NONE
        if items is not None and any(item.equivalent(added) for item in items):
            return NONE
        return _append(self, arguments, machine)


def pick(items: tuple[Value, ...], index: Value, make: Callable[[Sequence[Value]], Value]) -> Value:
    """`items[index]`; a slice gives what `make` makes of the part."""
    if isinstance(index, Constant) and isinstance(index.literal, int):
        if -len(items) <= index.literal < len(items):
            return items[index.literal]
        return Unknown(f"there is no element {index.literal}")
    if isinstance(index, SliceValue) and (part := index.literal()) is not None and part.step != 0:
        return make(items[part])
    return Unknown("the index is not known")


def combine(
    items: tuple[Value, ...],
    operator: str,
    other: Value,
    kind: type[TupleValue] | type[ListValue],
    reflected: bool,
    machine: Machine,
) -> tuple[Value, ...] | Unknown | None:
    """The items of `items + other` or `items * number`; None where it is neither."""
    if operator == "+" and isinstance(other, kind):
        more = other.elements(machine)
        if more is None:
            return Unknown("what is in the list is not known")
        joined = (*more, *items) if reflected else (*items, *more)
        return joined if len(joined) <= MOST_ELEMENTS else Unknown("the list is too long")
    if operator == "*" and isinstance(other, Constant) and isinstance(other.literal, int):
        if len(items) * max(other.literal, 0) > MOST_ELEMENTS:
            return Unknown("the list is too long")
        return items * other.literal
    return None


def sequence_attribute(items: Sequence[Value], name: str) -> Value | None:
    """`index` and `count` of a sequence, None for any other name."""
    if name == "index":
        return Native("index", lambda arguments, *_: _position(items, arguments))
    if name == "count":
        return Native(
            "count",
            lambda arguments, *_: (
                Constant(sum(item.equivalent(arguments.positional[0]) for item in items))
                if arguments.positional and all(is_key(item) for item in items)
                else Unknown("the elements are not all known")
            ),
        )
    return None


def _position(items: Sequence[Value], arguments: Arguments) -> Value:
    for position, item in enumerate(items):
        if not arguments.positional or not is_key(item):
            break
        if item.equivalent(arguments.positional[0]):
            return Constant(position)
    return Unknown("the element's position is not known")

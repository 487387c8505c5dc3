"""`collections`; its named tuples and deques have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue, key_of
from keras_lens.interpreter.containers.content import ITEMS
from keras_lens.interpreter.containers.ordering import in_order
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.types import TYPES
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value


@function("collections.OrderedDict")
def ordered_dict(arguments: Arguments, site: Site, machine: Machine) -> Value:
    made = machine.call(TYPES["dict"], arguments, site)
    if not isinstance(made, DictValue):
        return made
    result = OrderedDictValue()
    result.state[ITEMS] = made.state[ITEMS]
    return result


class OrderedDictValue(DictValue):
    """`OrderedDict`."""

    def copy(self) -> DictValue:
        copy = OrderedDictValue()
        copy.state[ITEMS] = self.state[ITEMS]
        return copy

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        if isinstance(other, OrderedDictValue) and operator in ("==", "!="):
            return Unknown("whether two ordered dictionaries are equal is not followed")
        return super().operate(operator, other, reflected, machine)

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "move_to_end":
            return Native(name, lambda given, *_: self._move(given, machine))
        if name == "popitem":
            return Native(name, lambda given, *_: self._pop_item(given, machine))
        return super().attribute(name, machine)

    def _move(self, given: Arguments, machine: Machine) -> Value:
        key = first(given)
        value = self.find(key)
        if value is None or len(given.positional) + len(given.keywords) != 1:
            self.forget(machine)
            return NONE
        self.delete_item(key, machine)
        self.set_item(key, value, machine)
        return NONE

    def _pop_item(self, given: Arguments, machine: Machine) -> Value:
        last = given.get(0, "last")
        pairs = self.pairs()
        truth = True if last is None else last.truth(machine)
        if not pairs or truth is None:
            self.forget(machine)
            return Unknown("which item is taken out is not known")
        taken = pairs[-1 if truth else 0]
        self.delete_item(taken[0], machine)
        return TupleValue(taken)


class DefaultDictValue(DictValue):
    """`defaultdict`: reading what is missing makes it."""

    def __init__(self, factory: Value | None) -> None:
        super().__init__()
        self._factory = factory

    def copy(self) -> DictValue:
        copy = DefaultDictValue(self._factory)
        copy.state[ITEMS] = self.state[ITEMS]
        return copy

    def missing(self, key: Value, machine: Machine) -> Value:
        if self._factory is None:
            return super().missing(key, machine)
        value = machine.call(self._factory, Arguments(), machine.no_site())
        self.set_item(key, value, machine)
        return value


@function("collections.defaultdict")
def defaultdict(arguments: Arguments, site: Site, machine: Machine) -> Value:
    factory = arguments.positional[0] if arguments.positional else NONE
    result = DefaultDictValue(None if isinstance(factory, Constant) else factory)
    content = machine.call(TYPES["dict"], arguments.without_first(), site)
    result.update(content, machine)
    return result


class CounterValue(DictValue):
    """`Counter`: what is missing is 0."""

    def copy(self) -> DictValue:
        copy = CounterValue()
        copy.state[ITEMS] = self.state[ITEMS]
        return copy

    def missing(self, key: Value, machine: Machine) -> Value:
        return Constant(0)

    def delete_item(self, index: Value, machine: Machine) -> None:
        if self.contains(index, machine) is not False:
            super().delete_item(index, machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        return Unknown("operations on counters are not followed")

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        self.forget(machine)
        return self

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "most_common":
                return Native(name, lambda given, *_: self._most_common(given, machine))
            case "total":
                return Native(name, lambda *_: self._total(machine))
            case "update":
                return Native(name, lambda given, *_: self.count(given, machine))
            case "items" | "keys" | "values" | "get" | "pop" | "copy" | "clear":
                return super().attribute(name, machine)
        self.forget(machine)
        return Unknown(f"'.{name}' of a counter is not followed")

    def count(self, given: Arguments, machine: Machine) -> Value:
        """Adds what is iterated over, or the numbers of a dictionary."""
        for source in given.positional:
            source = source.taken(machine)
            pairs = source.pairs() if isinstance(source, DictValue) else None
            elements = source.elements(machine)
            if pairs is None and elements is not None:
                pairs = [(element, Constant(1)) for element in elements]
            if pairs is None:
                self.forget(machine)
                return NONE
            for key, times in pairs:
                self._add(key, times, machine)
        for name, times in given.keywords.items():
            self._add(Constant(name), times, machine)
        return NONE

    def _add(self, key: Value, times: Value, machine: Machine) -> None:
        before = Constant(0) if key_of(key) is None else self.item(key, machine)
        self.set_item(key, machine.operate("+", before, times), machine)

    def _most_common(self, given: Arguments, machine: Machine) -> Value:
        pairs = self.pairs()
        unknown = Unknown("which elements are most common is not known")
        if pairs is None:
            return unknown
        rows: list[Value] = [TupleValue(pair) for pair in pairs]
        by_number = Native("number", lambda row, _, machine: first(row).item(Constant(1), machine))
        ordered = in_order(rows, by_number, True, machine)
        if ordered is None:
            return unknown
        most = given.get(0, "n") or NONE
        literal = most.literal if isinstance(most, Constant) else ""
        return (
            ListValue(ordered[:literal])
            if literal is None or isinstance(literal, int)
            else (unknown)
        )

    def _total(self, machine: Machine) -> Value:
        pairs = self.pairs()
        if pairs is None:
            return self.unknown()
        total: Value = Constant(0)
        for _, times in pairs:
            total = machine.operate("+", total, times)
        return total


@function("collections.Counter")
def counter(arguments: Arguments, site: Site, machine: Machine) -> Value:
    result = CounterValue()
    result.count(arguments, machine)
    return result


@function("collections.ChainMap")
def chain_map(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """For one who only reads it: the dictionaries put together, the first in front."""
    return ChainMapValue(arguments.positional)


class ChainMapValue(Value):
    """`ChainMap`."""

    def __init__(self, maps: Sequence[Value]) -> None:
        self._maps = maps or (DictValue(),)

    def describe(self) -> str:
        return "a chain of dictionaries"

    def _together(self, machine: Machine) -> DictValue:
        together = DictValue()
        for one in reversed(self._maps):
            together.update(one, machine)
        return together

    def item(self, index: Value, machine: Machine) -> Value:
        return self._together(machine).item(index, machine)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        self._maps[0].set_item(index, value, machine)

    def contains(self, value: Value, machine: Machine) -> bool | None:
        return self._together(machine).contains(value, machine)

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self._together(machine).elements(machine)

    def length(self, machine: Machine) -> Value:
        return self._together(machine).length(machine)

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in ("get", "items", "keys", "values"):
            return self._together(machine).attribute(name, machine)
        return super().attribute(name, machine)

    def escape(self, reason: str, machine: Machine) -> None:
        for one in self._maps:
            one.escape(reason, machine)

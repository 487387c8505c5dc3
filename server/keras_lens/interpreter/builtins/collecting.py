"""Containers made of what is iterated over, their lengths and orders."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.builtins.registry import builtin, builtin_type, first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import (
    DictValue,
    ListValue,
    RangeValue,
    SetValue,
    SliceValue,
    TupleValue,
)
from keras_lens.interpreter.containers.ordering import arguments_of_sort, in_order
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import to_python
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.types import TYPES
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value


@builtin("len")
def _len(arguments: Arguments, site: Site, machine: Machine) -> Value:
    value = first(arguments)
    length = value.length(machine)
    if not isinstance(length, Unknown):
        return length
    elements = value.elements(machine) if value.type_name is None else None
    return length if elements is None else Constant(len(elements))


@builtin_type("range")
def _range(arguments: Arguments, site: Site, machine: Machine) -> Value:
    numbers = [to_python(value, machine) for value in arguments.positional]
    integers = [number for number in numbers if isinstance(number, int)]
    if len(integers) != len(numbers) or arguments.open:
        return Unknown("the bounds of 'range()' are not known")
    try:
        values = range(*integers)
        length = len(values)
    except (TypeError, ValueError, OverflowError):
        return fail("TypeError", "'range()' fails here", machine)
    if length > MOST_ELEMENTS:
        return Unknown("the range is too long")
    return RangeValue([Constant(number) for number in values])


@builtin_type("slice")
def _slice(arguments: Arguments, site: Site, machine: Machine) -> Value:
    match arguments.positional:
        case (stop,):
            return SliceValue(NONE, stop, NONE)
        case (start, stop):
            return SliceValue(start, stop, NONE)
        case (start, stop, step):
            return SliceValue(start, stop, step)
    return Unknown("'slice()' fails here")


def _elements(arguments: Arguments, machine: Machine) -> Sequence[Value] | None:
    if arguments.open:
        return None
    return first(arguments).elements(machine) if arguments.positional else ()


@builtin_type("list", takes_all=True)
def _list(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = _elements(arguments, machine)
    if elements is None:
        return Unknown(reason_of(first(arguments), "what is in the list is not known"))
    return ListValue(elements)


@builtin_type("tuple", takes_all=True)
def _tuple(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = _elements(arguments, machine)
    if elements is None:
        return Unknown(reason_of(first(arguments), "what is in the tuple is not known"))
    return TupleValue(elements)


def _set_type(name: str, frozen: bool) -> None:
    @builtin_type(name, takes_all=True)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        elements = first(arguments).unordered(machine) if arguments.positional else ()
        if elements is None or arguments.open:
            return Unknown("what is in the set is not known")
        return SetValue(elements, frozen)


_set_type("set", False)
_set_type("frozenset", True)


@builtin_type("dict", takes_all=True)
def _dict(arguments: Arguments, site: Site, machine: Machine) -> Value:
    result = DictValue()
    for source in arguments.positional[:1]:
        result.update(source, machine)
    for name, value in arguments.keywords.items():
        result.set_item(Constant(name), value, machine)
    return Unknown("what is in the dictionary is not known") if arguments.open else result


def _dict_from_keys(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`dict.fromkeys(keys, value)`."""
    keys = first(arguments).elements(machine)
    value = arguments.get(1, "value") or NONE
    if keys is None:
        return Unknown("what is in the dictionary is not known")
    return DictValue([(key, value) for key in keys])


TYPES["dict"].own_attributes["fromkeys"] = Native("dict.fromkeys", _dict_from_keys)


@builtin("sorted", takes_all=True)
def _sorted(arguments: Arguments, site: Site, machine: Machine) -> Value:
    items = first(arguments).unordered(machine)
    key, descending = arguments_of_sort(arguments, machine)
    ordered = None
    if items is not None and descending is not None:
        ordered = in_order(items, key, descending, machine)
    return (
        Unknown("the order that 'sorted()' gives is not known")
        if ordered is None
        else (ListValue(ordered))
    )

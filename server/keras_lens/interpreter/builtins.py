"""Python's built-in functions and types, as far as they are modelled.

To add one: write a function of the arguments and the machine, and register it.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.classes import (
    ClassMethod,
    ClassValue,
    InstanceValue,
    PropertyValue,
    StaticMethod,
)
from keras_lens.interpreter.containers import (
    DictValue,
    ListValue,
    RangeValue,
    SetValue,
    TupleValue,
    is_pair,
)
from keras_lens.interpreter.inheritance import super_of
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import from_python, is_literal, to_python
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.streams import (
    IteratorValue,
    Stream,
    StreamValue,
    stream_of,
    with_each,
)
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

BUILTINS: dict[str, Value] = {}

Implementation: TypeAlias = "Callable[[Arguments, Site, Machine], Value]"


def builtin(name: str) -> Callable[[Implementation], Implementation]:
    """Registers a built-in function."""

    def register(implementation: Implementation) -> Implementation:
        def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
            return for_each_reading(
                arguments, lambda option: implementation(option, site, machine), machine
            )

        BUILTINS[name] = Native(name, call)
        return implementation

    return register


def first(arguments: Arguments) -> Value:
    """The first argument, unknown where there is none."""
    return arguments.positional[0] if arguments.positional else Unknown("an argument is missing")


def _abs_of_object(arguments: Arguments, machine: Machine) -> Value:
    return first(arguments).negate("abs", machine)


def _sum_of_objects(arguments: Arguments, machine: Machine) -> Value | None:
    """`sum(values)`: one `+` after the other."""
    elements = first(arguments).elements(machine)
    if elements is None:
        return None
    total = arguments.get(1, "start") or Constant(0)
    for element in elements:
        total = machine.operate("+", total, element)
    return total


_ON_OBJECTS: dict[str, Callable[[Arguments, Machine], Value | None]] = {
    "abs": _abs_of_object,
    "sum": _sum_of_objects,
}
"""What functions of literals do with objects that have operators."""


def _on_literals(name: str) -> None:
    """Registers a function that is worked out by Python itself on literals."""
    function: Callable[..., object] = getattr(builtins, name)

    @builtin(name)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        positional = [to_python(value, machine) for value in arguments.positional]
        keywords = {key: to_python(value, machine) for key, value in arguments.keywords.items()}
        if arguments.open or not all(map(is_literal, [*positional, *keywords.values()])):
            other = _ON_OBJECTS.get(name)
            known = None if other is None or arguments.open else other(arguments, machine)
            return known or Unknown(f"an argument of '{name}()' is not known")
        try:
            return from_python(function(*positional, **keywords))
        except Exception:
            return Unknown(f"'{name}()' fails here")


for _name in (
    "abs", "ascii", "bin", "chr", "complex", "divmod", "float", "hex", "int", "max", "min", "oct",
    "ord", "repr", "round", "str", "sum",
):  # fmt: skip
    _on_literals(_name)


@builtin("bool")
def _bool(arguments: Arguments, site: Site, machine: Machine) -> Value:
    truth = first(arguments).truth(machine) if arguments.positional else False
    return Unknown("whether it is true is not known") if truth is None else Constant(truth)


@builtin("len")
def _len(arguments: Arguments, site: Site, machine: Machine) -> Value:
    container = first(arguments)
    if isinstance(container, Constant) and isinstance(container.literal, str | bytes):
        return Constant(len(container.literal))
    items = container.items() if isinstance(container, SetValue) else None
    length = container.length(machine) if items is None else len(items)
    return Unknown("the length is not known") if length is None else Constant(length)


@builtin("range")
def _range(arguments: Arguments, site: Site, machine: Machine) -> Value:
    numbers = [to_python(value, machine) for value in arguments.positional]
    integers = [number for number in numbers if isinstance(number, int)]
    if len(integers) != len(numbers):
        return Unknown("the bounds of 'range()' are not known")
    try:
        values = range(*integers)
        length = len(values)
    except (TypeError, ValueError, OverflowError):
        return Unknown("'range()' fails here")
    if length > MOST_ELEMENTS:
        return Unknown("the range is too long")
    return RangeValue([Constant(number) for number in values])


def _elements(arguments: Arguments, machine: Machine) -> Sequence[Value] | None:
    return first(arguments).elements(machine) if arguments.positional else ()


@builtin("list")
def _list(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = _elements(arguments, machine)
    return Unknown("what is in the list is not known") if elements is None else ListValue(elements)


@builtin("tuple")
def _tuple(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = _elements(arguments, machine)
    return (
        Unknown("what is in the tuple is not known") if elements is None else TupleValue(elements)
    )


@builtin("set")
def _set(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = _elements(arguments, machine)
    if elements is None:
        return Unknown("what is in the set is not known")
    distinct: list[Value] = []
    for element in elements:
        if not any(element.equivalent(known) for known in distinct):
            distinct.append(element)
    return SetValue(distinct)


BUILTINS["frozenset"] = Native("frozenset", _set)


@builtin("dict")
def _dict(arguments: Arguments, site: Site, machine: Machine) -> Value:
    result = DictValue()
    if arguments.positional:
        source = first(arguments)
        if isinstance(source, DictValue):
            result.update(source, machine)
        else:
            for pair in source.elements(machine) or [source]:
                if not isinstance(pair, TupleValue) or not is_pair(pair):
                    return Unknown("what is in the dictionary is not known")
                result.set_item(pair.items[0], pair.items[1], machine)
    for name, value in arguments.keywords.items():
        result.set_item(Constant(name), value, machine)
    return Unknown("what is in the dictionary is not known") if arguments.open else result


@builtin("enumerate")
def _enumerate(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = _elements(arguments, machine)
    start = to_python(arguments.get(1, "start") or Constant(0), machine)
    stream = first(arguments).stream(machine) if elements is None else None
    if stream is not None and isinstance(start, int):
        numbers = [Constant(start + place) for place in range(len(stream.first))]
        counted = Stream(numbers, Unknown("the number of the turn is not known"))
        return StreamValue(with_each([counted, stream]))
    if elements is None or not isinstance(start, int):
        return Unknown("what 'enumerate()' runs over is not known")
    return ListValue(
        [TupleValue((Constant(number), value)) for number, value in enumerate(elements, start)]
    )


@builtin("zip")
def _zip(arguments: Arguments, site: Site, machine: Machine) -> Value:
    columns = [value.elements(machine) for value in arguments.positional]
    streams = [stream_of(value, machine) for value in arguments.positional]
    if None in columns and not arguments.open:
        known_streams = [stream for stream in streams if stream is not None]
        if len(known_streams) == len(streams):
            return StreamValue(with_each(known_streams))
    if arguments.open or any(column is None for column in columns):
        return Unknown("what 'zip()' runs over is not known")
    known = [column for column in columns if column is not None]
    return ListValue([TupleValue(row) for row in zip(*known, strict=False)])


@builtin("iter")
def _iter(arguments: Arguments, site: Site, machine: Machine) -> Value:
    stream = stream_of(first(arguments), machine)
    if stream is None or len(arguments.positional) > 1:
        return Unknown("what the iterator gives is not known")
    return IteratorValue(stream)


@builtin("next")
def _next(arguments: Arguments, site: Site, machine: Machine) -> Value:
    iterator = first(arguments)
    if isinstance(iterator, IteratorValue):
        return iterator.next(machine)
    return machine.call(iterator.attribute("__next__", machine), Arguments(), site)


@builtin("reversed")
def _reversed(arguments: Arguments, site: Site, machine: Machine) -> Value:
    elements = _elements(arguments, machine)
    if elements is None:
        return Unknown("what 'reversed()' runs over is not known")
    return ListValue(list(reversed(elements)))


@builtin("sorted")
def _sorted(arguments: Arguments, site: Site, machine: Machine) -> Value:
    plain = to_python(first(arguments), machine)
    descending = arguments.keywords.get("reverse", Constant(False)).truth(machine)
    if not isinstance(plain, list | tuple) or "key" in arguments.keywords or descending is None:
        return Unknown("the order that 'sorted()' gives is not known")
    try:
        return from_python(sorted(plain, reverse=descending))
    except TypeError:
        return Unknown("'sorted()' fails here")


def _apply_to_each(
    arguments: Arguments, site: Site, machine: Machine
) -> list[tuple[tuple[Value, ...], Value]] | None:
    columns = [value.elements(machine) for value in arguments.positional[1:]]
    if not columns or any(column is None for column in columns):
        return None
    known = [column for column in columns if column is not None]
    return [
        (row, machine.call(first(arguments), Arguments(row), site))
        for row in zip(*known, strict=False)
    ]


@builtin("map")
def _map(arguments: Arguments, site: Site, machine: Machine) -> Value:
    rows = _apply_to_each(arguments, site, machine)
    if rows is None:
        return Unknown("what 'map()' runs over is not known")
    return ListValue([result for _, result in rows])


@builtin("filter")
def _filter(arguments: Arguments, site: Site, machine: Machine) -> Value:
    rows = _apply_to_each(arguments, site, machine)
    truths = [result.truth(machine) for _, result in rows or ()]
    if rows is None or None in truths:
        return Unknown("what 'filter()' keeps is not known")
    return ListValue([row[0] for (row, _), truth in zip(rows, truths, strict=True) if truth])


def _quantify(name: str, decisive: bool) -> None:
    @builtin(name)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        elements = first(arguments).elements(machine)
        truths = [None] if elements is None else [value.truth(machine) for value in elements]
        if decisive in truths:
            return Constant(decisive)
        return (
            Unknown(f"what '{name}()' gives is not known")
            if None in truths
            else Constant(not decisive)
        )


_quantify("any", True)
_quantify("all", False)


@builtin("print")
def _print(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return NONE


@builtin("getattr")
def _getattr(arguments: Arguments, site: Site, machine: Machine) -> Value:
    name = arguments.positional[1] if len(arguments.positional) > 1 else NONE
    if not isinstance(name, Constant) or not isinstance(name.literal, str):
        return Unknown("the attribute's name is not known")
    return first(arguments).attribute(name.literal, machine)


@builtin("setattr")
def _setattr(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 3:
        return Unknown("'setattr()' fails here")
    owner, name, value = arguments.positional
    if isinstance(name, Constant) and isinstance(name.literal, str):
        owner.set_attribute(name.literal, value, machine)
    else:
        owner.escape("an attribute that is not known was set", machine)
    return NONE


@builtin("isinstance")
def _isinstance(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 2:
        return Unknown("'isinstance()' fails here")
    value, kinds = arguments.positional
    names = {kind.name for kind in kinds.elements(machine) or [kinds] if isinstance(kind, Native)}
    natives = len(kinds.elements(machine) or [kinds]) == len(names)
    kind = _type_name(value)
    if kind is not None and natives:
        return Constant(kind in names or (kind == "bool" and "int" in names))
    if isinstance(value, InstanceValue) and isinstance(kinds, ClassValue):
        if kinds in value.cls.lineage():
            return Constant(True)
        return Constant(False) if value.cls.is_closed() else Unknown("its class is not known")
    verdicts = {value.instance_of(one, machine) for one in kinds.elements(machine) or [kinds]}
    if True in verdicts or verdicts == {False}:
        return Constant(True in verdicts)
    return Unknown("what it is an instance of is not known")


def _type_name(value: Value) -> str | None:
    """The name of the value's built-in type, None where it has none."""
    if isinstance(value, Constant):
        return type(value.literal).__name__
    for kind, name in (
        (SetValue, "set"),
        (ListValue, "list"),
        (DictValue, "dict"),
        (RangeValue, "range"),
        (TupleValue, "tuple"),
    ):
        if isinstance(value, kind):
            return name
    return None


@builtin("property")
def _property(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return PropertyValue(first(arguments))


@builtin("staticmethod")
def _staticmethod(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return StaticMethod(first(arguments))


@builtin("classmethod")
def _classmethod(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return ClassMethod(first(arguments))


@builtin("object")
def _object(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return Unknown("it is a plain object")


@builtin("input")
def _input(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return Unknown("what the user enters is not known")


@builtin("super")
def _super(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return super_of(arguments.get(0, "type"), arguments.get(1, "object_or_type"))


def _unknown_without_effect(name: str) -> None:
    @builtin(name)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        return Unknown(f"what '{name}()' gives is not known")


for _name in ("callable", "dir", "format", "hasattr", "hash", "help", "id", "open", "vars"):
    _unknown_without_effect(_name)


@builtin("type")
def _type(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """The class of an object, or with three arguments a new class that holds them."""
    if len(arguments.positional) == 3:
        for value in arguments.positional:
            value.escape("a class that is made by 'type()' may change it", machine)
    return Unknown("what 'type()' gives is not known")


for _name in dir(builtins):
    if isinstance(getattr(builtins, _name), type) and issubclass(
        getattr(builtins, _name), BaseException
    ):
        _unknown_without_effect(_name)
BUILTINS["__name__"] = Constant("__main__")
BUILTINS["__file__"] = Unknown("where the program stands is not known")
BUILTINS["__doc__"] = NONE

"""`copy.copy` and `copy.deepcopy`."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue, TupleValue
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import Constant, Unknown, Value

_NOT_COPIED = Unknown("what is copied is not known")
_SHARED = (Constant, FunctionValue, ClassValue, Native, LibraryReference)
"""What a copy has in common with its original."""


@function("copy.copy")
def copied(arguments: Arguments, site: Site, machine: Machine) -> Value:
    value = first(arguments)
    if isinstance(value, InstanceValue) and value.cls.method("__copy__") is not None:
        return value.special("__copy__", (), machine) or _NOT_COPIED
    return _copy(value, lambda part: part, lambda made: None, machine)


@function("copy.deepcopy")
def deeply_copied(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """What is in it twice is in the copy twice, also where it is in itself."""
    made: dict[int, Value] = {}
    under_way: set[int] = set()

    def copy_of(part: Value) -> Value:
        machine.budget.step()
        if id(part) in made:
            return made[id(part)]
        if id(part) in under_way:
            return Unknown("a container is in itself")
        if isinstance(part, InstanceValue) and part.cls.method("__deepcopy__") is not None:
            return _NOT_COPIED
        under_way.add(id(part))
        copy = _copy(part, copy_of, lambda copy: made.update({id(part): copy}), machine)
        made[id(part)] = copy
        under_way.discard(id(part))
        return copy

    return copy_of(first(arguments))


def _copy(
    value: Value,
    copy_of_part: Callable[[Value], Value],
    note: Callable[[Value], None],
    machine: Machine,
) -> Value:
    """A copy whose parts are what `copy_of_part` makes of the parts; `note` learns of it
    before it has any."""
    if isinstance(value, _SHARED):
        return value
    if type(value) is TupleValue:
        return TupleValue([copy_of_part(item) for item in value.items])
    if type(value) in (ListValue, SetValue) and isinstance(value, ListValue | SetValue):
        items = value.items()
        if items is None:
            return _NOT_COPIED
        copies = [copy_of_part(item) for item in items]
        return SetValue(copies, value.frozen) if isinstance(value, SetValue) else ListValue(copies)
    if type(value) is DictValue:
        pairs = value.pairs()
        if pairs is None:
            return _NOT_COPIED
        return DictValue([(copy_of_part(key), copy_of_part(element)) for key, element in pairs])
    if type(value) is InstanceValue and value.cls.is_closed():
        copy = InstanceValue(value.cls)
        note(copy)
        for name, part in value.state.items():
            machine.write(copy, name, copy_of_part(part))
        return copy
    return _NOT_COPIED

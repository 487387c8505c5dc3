"""`functools`."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import DictValue, TupleValue, key_of
from keras_lens.interpreter.descriptors import PropertyValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.functions import BoundMethod, FunctionValue
from keras_lens.interpreter.iterators import ElementsNotKnown, iterator_of
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import Constant, Unknown, Value


class PartialValue(Native):
    """`functools.partial(function, ...)`."""

    def __init__(self, function: Value, filled: Arguments) -> None:
        super().__init__("partial", self._call)
        self._function = function
        self._filled = filled

    def _call(self, given: Arguments, site: Site, machine: Machine) -> Value:
        together = Arguments(
            (*self._filled.positional, *given.positional),
            {**self._filled.keywords, **given.keywords},
            self._filled.open or given.open,
        )
        return machine.call(self._function, together, site)

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "func":
                return self._function
            case "args":
                return TupleValue(self._filled.positional)
            case "keywords":
                pairs = [(Constant(key), one) for key, one in self._filled.keywords.items()]
                return DictValue(pairs)
        return Unknown(f"what '.{name}' of a partial function is is not known")

    def escape(self, reason: str, machine: Machine) -> None:
        for value in self._filled.all_values():
            value.escape(reason, machine)


@function("functools.partial", "functools.partialmethod")
def partial(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if not arguments.positional:
        return Unknown("'partial()' fails here")
    return PartialValue(arguments.positional[0], arguments.without_first())


@function("functools.reduce")
def reduce(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if not 2 <= len(arguments.positional) <= 3:
        return Unknown("what 'reduce()' runs over is not known")
    call, values, *start = arguments.positional
    try:
        elements = iterator_of(values, machine).elements(machine)
    except ElementsNotKnown as reason:
        return Unknown(str(reason))
    if elements is None:
        return Unknown("what 'reduce()' runs over is not known")
    if not [*start, *elements]:
        return fail("TypeError", "'reduce()' of nothing", machine)
    result, *rest = [*start, *elements]
    for element in rest:
        result = machine.call(call, Arguments((result, element)), site)
    return result


class CachedFunction(Native):
    """A function under `functools.lru_cache`: it runs once for the same arguments.

    What it gave is kept in a dictionary of the interpreted program, so that a path that is not
    taken leaves nothing in it.
    """

    def __init__(self, function: Value) -> None:
        super().__init__("cached function", self._call)
        self._function = function
        self._results = DictValue()

    def _call(self, given: Arguments, site: Site, machine: Machine) -> Value:
        names = [Constant(name) for name in given.keywords]
        key = TupleValue([*given.positional, *names, *given.keywords.values()])
        if given.open or key_of(key) is None or _mixes_types(given):
            return machine.call(self._function, given, site)
        found = self._results.find(key)
        if found is None:
            found = machine.call(self._function, given, site)
            self._results.set_item(key, found, machine)
        return found

    def bound_to(self, receiver: Value, machine: Machine) -> Value:
        return BoundMethod(self, receiver)

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "__wrapped__":
            return self._function
        if name == "cache_clear":
            return Native(name, lambda *_: self._clear(machine))
        return self._function.attribute(name, machine)

    def _clear(self, machine: Machine) -> Value:
        self._results.attribute("clear", machine).call(Arguments(), machine.no_site(), machine)
        return Constant(None)


def _mixes_types(given: Arguments) -> bool:
    """Whether equal keys may stand for different arguments (1, 1.0 and True)."""
    return any(
        isinstance(value, Constant) and isinstance(value.literal, bool | float)
        for value in given.all_values()
    )


@function("functools.cache", "functools.lru_cache")
def lru_cache(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """With arguments or without."""
    if len(arguments.positional) == 1 and not isinstance(arguments.positional[0], Constant):
        return CachedFunction(arguments.positional[0])
    return Native("lru_cache", lambda applied, *_: CachedFunction(first(applied)))


@function("functools.cached_property")
def cached_property(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return PropertyValue(first(arguments), cached=True)


@function("functools.wraps")
def wraps(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """The function that is decorated gets the name of the wrapped one."""
    wrapped = first(arguments)

    def call(applied: Arguments, site: Site, machine: Machine) -> Value:
        wrapper = first(applied)
        if isinstance(wrapper, FunctionValue):
            for name in ("__name__", "__qualname__", "__doc__"):
                wrapper.set_attribute(name, wrapped.attribute(name, machine), machine)
            wrapper.set_attribute("__wrapped__", wrapped, machine)
        return wrapper

    return Native("wraps", call)


@function("functools.total_ordering", "functools.singledispatch")
def _left_alone(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return Unknown("what the decorator makes is not followed")

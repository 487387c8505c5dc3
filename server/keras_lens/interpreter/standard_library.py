"""Functions of Python's standard library.

To add one that is worked out on known literals: name it in `_ON_LITERALS`; only functions
without side effects and of bounded cost belong there. Others are functions of their
arguments in `_MODELLED`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

from keras_lens.interpreter.argument_parser import ParserValue
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.classes import ClassValue, FieldFactory
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.copying import copied, deeply_copied
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import from_python, is_literal, to_python
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value

_ON_LITERALS: dict[str, Callable[..., object]] = {
    f"math.{name}": getattr(math, name)
    for name in ("ceil", "exp", "fabs", "floor", "gcd", "isqrt", "log", "log10", "log2", "pow",
                 "prod", "sqrt", "trunc")
}  # fmt: skip


def call_standard_library(path: str, arguments: Arguments, machine: Machine) -> Value | None:
    """What a call of the function at `path` gives, None where it is not modelled."""
    if path in _MODELLED:
        return _MODELLED[path](arguments, machine)
    function = _ON_LITERALS.get(path)
    if function is None:
        return None
    positional = [to_python(value, machine) for value in arguments.positional]
    if arguments.open or arguments.keywords or not all(map(is_literal, positional)):
        return Unknown(f"an argument of '{path}' is not known")
    try:
        return from_python(function(*positional))
    except Exception:
        return Unknown(f"'{path}' fails here")


def _dataclass(arguments: Arguments, machine: Machine) -> Value:
    """`@dataclass`, with or without arguments."""
    if not arguments.positional:
        return Native("dataclass", lambda applied, *_: _dataclass(applied, machine))
    cls = arguments.positional[0]
    if isinstance(cls, ClassValue):
        cls.is_dataclass = True
    return cls


def _field(arguments: Arguments, machine: Machine) -> Value:
    """`dataclasses.field`: its default."""
    default = arguments.keywords.get("default")
    factory = arguments.keywords.get("default_factory")
    if default is None and factory is not None:
        return FieldFactory(factory)
    return default or Unknown("what a field's default is is not known")


def _partial(arguments: Arguments, machine: Machine) -> Value:
    """`functools.partial`."""
    if not arguments.positional:
        return Unknown("'partial()' fails here")
    function, *filled = arguments.positional

    def call(given: Arguments, site: Site, machine: Machine) -> Value:
        together = Arguments(
            (*filled, *given.positional),
            {**arguments.keywords, **given.keywords},
            arguments.open or given.open,
        )
        return machine.call(function, together, site)

    return Native("partial", call)


def _product(arguments: Arguments, machine: Machine) -> Value:
    """`itertools.product`."""
    columns = [value.elements(machine) for value in arguments.positional]
    known = [column for column in columns if column is not None]
    if len(known) < len(columns) or math.prod(map(len, known)) > MOST_ELEMENTS:
        return Unknown("what 'product()' runs over is not known")
    if arguments.keywords or arguments.open:
        return Unknown("what 'product()' runs over is not known")
    return ListValue([TupleValue(row) for row in itertools.product(*known)])


def _reduce(arguments: Arguments, machine: Machine) -> Value:
    """`functools.reduce`."""
    elements = arguments.positional[1].elements(machine) if len(arguments.positional) > 1 else None
    start = list(arguments.positional[2:3])
    if elements is None or not [*start, *elements]:
        return Unknown("what 'reduce()' runs over is not known")
    result, *rest = [*start, *elements]
    for element in rest:
        result = machine.call(
            arguments.positional[0], Arguments((result, element)), machine.no_site()
        )
    return result


def decorator(arguments: Arguments, machine: Machine) -> Value:
    """A decorator that leaves the function as it is, with arguments or without."""
    if len(arguments.positional) == 1 and isinstance(arguments.positional[0], FunctionValue):
        return arguments.positional[0]
    return Native("decorator", lambda applied, *_: next(applied.all_values(), Unknown("nothing")))


def _wraps(arguments: Arguments, machine: Machine) -> Value:
    """`functools.wraps(function)`."""
    return Native("wraps", lambda applied, *_: next(applied.all_values(), Unknown("nothing")))


def _chain(arguments: Arguments, machine: Machine) -> Value:
    """`itertools.chain`."""
    columns = [value.elements(machine) for value in arguments.positional]
    known = [column for column in columns if column is not None]
    if len(known) < len(columns) or arguments.open:
        return Unknown("what 'chain()' runs over is not known")
    return ListValue([value for column in known for value in column])


def _environment_variable(arguments: Arguments, machine: Machine) -> Value:
    """`os.environ.get(name, default)`: the program is followed as it runs without the
    variable."""
    return arguments.get(1, "default") or Unknown("an environment variable is not known")


_MODELLED: dict[str, Callable[[Arguments, Machine], Value]] = {
    "argparse.ArgumentParser": lambda arguments, machine: ParserValue(),
    "copy.copy": copied,
    "copy.deepcopy": deeply_copied,
    "dataclasses.dataclass": _dataclass,
    "dataclasses.field": _field,
    "functools.cache": decorator,
    "functools.lru_cache": decorator,
    "functools.partial": _partial,
    "functools.reduce": _reduce,
    "functools.wraps": _wraps,
    "itertools.chain": _chain,
    "itertools.product": _product,
    "os.environ.get": _environment_variable,
    "os.getenv": _environment_variable,
}

"""`operator`: operators as functions, and what takes attributes and elements."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import Constant, Unknown, Value

_BINARY = {
    "add": "+", "and_": "&", "concat": "+", "eq": "==", "floordiv": "//", "ge": ">=", "gt": ">",
    "is_": "is", "is_not": "is not", "le": "<=", "lshift": "<<", "lt": "<", "matmul": "@",
    "mod": "%", "mul": "*", "ne": "!=", "or_": "|", "pow": "**", "rshift": ">>", "sub": "-",
    "truediv": "/", "xor": "^",
}  # fmt: skip


def _binary(name: str, sign: str) -> None:
    @function(f"operator.{name}")
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        if len(arguments.positional) != 2:
            return Unknown(f"'operator.{name}()' fails here")
        return machine.operate(sign, *arguments.positional)


for _name, _sign in _BINARY.items():
    _binary(_name, _sign)


@function("operator.neg")
def negate(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return machine.operate("-", Constant(0), first(arguments))


@function("operator.not_")
def not_(arguments: Arguments, site: Site, machine: Machine) -> Value:
    truth = first(arguments).truth(machine)
    return Unknown("whether it is true is not known") if truth is None else Constant(not truth)


@function("operator.contains")
def contains(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 2:
        return Unknown("'operator.contains()' fails here")
    return machine.operate("in", arguments.positional[1], arguments.positional[0])


@function("operator.getitem")
def getitem(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) != 2:
        return Unknown("'operator.getitem()' fails here")
    return arguments.positional[0].item(arguments.positional[1], machine)


def _one_or_several(parts: list[Value]) -> Value:
    return parts[0] if len(parts) == 1 else TupleValue(parts)


@function("operator.itemgetter")
def itemgetter(arguments: Arguments, site: Site, machine: Machine) -> Value:
    keys = arguments.positional
    return Native(
        "itemgetter",
        lambda given, _, machine: _one_or_several(
            [first(given).item(key, machine) for key in keys]
        ),
    )


@function("operator.attrgetter")
def attrgetter(arguments: Arguments, site: Site, machine: Machine) -> Value:
    paths = [
        value.literal if isinstance(value, Constant) else None for value in arguments.positional
    ]
    if not paths or not all(isinstance(path, str) for path in paths):
        return Unknown("which attributes are read is not known")

    def read(owner: Value, path: str, machine: Machine) -> Value:
        for name in path.split("."):
            owner = owner.attribute(name, machine)
        return owner

    return Native(
        "attrgetter",
        lambda given, _, machine: _one_or_several(
            [read(first(given), str(path), machine) for path in paths]
        ),
    )


@function("operator.methodcaller")
def methodcaller(arguments: Arguments, site: Site, machine: Machine) -> Value:
    name = first(arguments)
    if not isinstance(name, Constant) or not isinstance(name.literal, str):
        return Unknown("which method is called is not known")
    method = name.literal
    return Native(
        "methodcaller",
        lambda given, site, machine: machine.call(
            first(given).attribute(method, machine), arguments.without_first(), site
        ),
    )

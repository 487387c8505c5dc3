"""Numbers: conversions, rounding, and the least, the greatest and the sum of several."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_BITS
from keras_lens.interpreter.builtins.registry import builtin, builtin_type, first
from keras_lens.interpreter.containers.ordering import extreme
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import on_literals
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none


def _worked_out(name: str) -> Callable[[Arguments, Site, Machine], Value]:
    """A function that is worked out by Python itself on literals."""
    function: Callable[..., object] = getattr(builtins, name)
    special = f"__{name}__"

    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        value = first(arguments)
        if isinstance(value, InstanceValue):
            result = value.special(special, arguments.positional[1:], machine)
            return result or Unknown(f"what '{name}()' gives is not known")
        return on_literals(name, function, arguments, machine)

    return call


for _name in ("bin", "chr", "divmod", "hex", "oct", "ord", "round"):
    builtin(_name)(_worked_out(_name))
for _name in ("complex", "float", "int"):
    builtin_type(_name)(_worked_out(_name))


@builtin("abs")
def _abs(arguments: Arguments, site: Site, machine: Machine) -> Value:
    value = first(arguments)
    if isinstance(value, Constant):
        return on_literals("abs", abs, arguments, machine)
    return value.negate("abs", machine)


@builtin("pow")
def _pow(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if len(arguments.positional) == 2 and not arguments.keywords:
        return machine.operate("**", *arguments.positional)
    numbers = [
        value.literal if isinstance(value, Constant) else None for value in arguments.positional
    ]
    if len(numbers) != 3 or not all(isinstance(number, int) for number in numbers):
        return Unknown("an argument of 'pow()' is not known")
    if any(isinstance(number, int) and number.bit_length() > MOST_BITS for number in numbers):
        return Unknown("the number is too large")
    return on_literals("pow", pow, arguments, machine)


@builtin_type("bool")
def _bool(arguments: Arguments, site: Site, machine: Machine) -> Value:
    truth = first(arguments).truth(machine) if arguments.positional else False
    return Unknown("whether it is true is not known") if truth is None else Constant(truth)


@builtin("sum", takes_all=True)
def _sum(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """One `+` after the other."""
    elements = first(arguments).unordered(machine)
    if elements is None or arguments.open:
        return Unknown("an argument of 'sum()' is not known")
    total = arguments.get(1, "start") or Constant(0)
    for element in elements:
        total = machine.operate("+", total, element)
    return total


def _extreme(name: str, greatest: bool) -> None:
    @builtin(name, takes_all=True)
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        items: Sequence[Value] | None = arguments.positional
        if len(arguments.positional) == 1:
            items = arguments.positional[0].unordered(machine)
        if items is None or arguments.open or not set(arguments.keywords) <= {"key", "default"}:
            return Unknown(f"an argument of '{name}()' is not known")
        if not items:
            default = arguments.keywords.get("default")
            return default or fail("ValueError", f"'{name}()' of nothing", machine)
        key = arguments.keywords.get("key")
        found = extreme(items, None if key is None or is_none(key) else key, greatest, machine)
        return found or Unknown(f"what '{name}()' gives is not known")


_extreme("max", True)
_extreme("min", False)

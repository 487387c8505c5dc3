"""Functions of Python's standard library that are worked out on known literals.

To add one: name it in `_ON_LITERALS`. Only functions without side effects and of bounded
cost belong here.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.literals import from_python, is_literal, to_python
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Unknown, Value

_ON_LITERALS: dict[str, Callable[..., object]] = {
    f"math.{name}": getattr(math, name)
    for name in ("ceil", "exp", "fabs", "floor", "gcd", "isqrt", "log", "log10", "log2", "pow",
                 "prod", "sqrt", "trunc")
}  # fmt: skip


def call_standard_library(path: str, arguments: Arguments, machine: Machine) -> Value | None:
    """What a call of the function at `path` gives, None where it is not modelled."""
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

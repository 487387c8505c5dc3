"""`math`. Left out is what can take long: factorials, combinations."""

from __future__ import annotations

import math

from keras_lens.interpreter.library import library_value
from keras_lens.interpreter.standard_library.registry import literal_functions
from keras_lens.interpreter.values import Constant

literal_functions(
    math,
    ("acos", "asin", "atan", "atan2", "ceil", "copysign", "cos", "cosh", "degrees", "dist", "erf",
     "exp", "expm1", "fabs", "floor", "fmod", "fsum", "gcd", "hypot", "isclose", "isfinite",
     "isinf", "isnan", "isqrt", "lcm", "log", "log10", "log1p", "log2", "pow", "prod", "radians",
     "sin", "sinh", "sqrt", "tan", "tanh", "trunc"),
)  # fmt: skip
for _name in ("e", "inf", "nan", "pi", "tau"):
    library_value(f"math.{_name}")(lambda machine, name=_name: Constant(getattr(math, name)))

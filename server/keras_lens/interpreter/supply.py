"""Assumptions supply values where the program gives none.

A value that the program has is never changed: that it differs from the assumption is noted,
and reported in the end.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable

from keras_lens.interpreter.alternatives import possibilities
from keras_lens.interpreter.assumptions import Contradiction
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue, TupleValue
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import from_python, is_literal, to_python
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.syntax.assumptions import Assumption, Data


class _Fit(enum.Enum):
    """How a value of the program and an assumption go together."""

    OPEN = "the value, or a part of it, is not known"
    SAME = "the value is what is assumed"
    OTHER = "the value is something else"


def parameter(
    function: ast.AST, name: str, value: Value, machine: Machine, *, is_default: bool = False
) -> Value:
    """The value with which a parameter starts. is_default: nobody calls the function, and the
    value is only what it would have by default."""
    assumption = machine.assumptions.parameters.get(function, {}).get(name)
    if assumption is None:
        return value
    if is_default:
        machine.assumptions.use_of(assumption).supplied = True
        return _made(assumption, value, machine, is_parameter=True)
    return _supplied(assumption, value, machine, is_parameter=True)


def bound(place: ast.AST, value: Value, machine: Machine) -> Value:
    """The value that a name gets at `place`."""
    assumption = machine.assumptions.bound.get(place)
    return value if assumption is None else _supplied(assumption, value, machine)


def read(place: ast.expr, value: Value, frame: Frame, machine: Machine) -> Value:
    """The value that is read at `place`. What is supplied stays the value of the name."""
    assumption = machine.assumptions.read.get(place)
    if assumption is None:
        return value
    result = _supplied(assumption, value, machine, is_shared=isinstance(place, ast.Attribute))
    if result is not value and isinstance(place, ast.Name):
        owner = frame.scope.owner_of(place.id) or frame.scope.module()
        machine.write(owner, place.id, result)
    return result


def _supplied(
    assumption: Assumption,
    value: Value,
    machine: Machine,
    *,
    is_parameter: bool = False,
    is_shared: bool = False,
) -> Value:
    use = machine.assumptions.use_of(assumption)
    options = possibilities(value)
    fits = [_fit(option, assumption.value, machine) for option in options]
    if fits == [_Fit.SAME]:
        use.confirmed = True
        return value
    if _Fit.SAME in fits:
        use.supplied = True
        return options[fits.index(_Fit.SAME)]
    if _Fit.OPEN not in fits:
        use.contradicted = use.contradicted or _contradiction(assumption, options, machine)
        return value
    use.supplied = True
    if not is_shared:
        return _made(assumption, value, machine, is_parameter=is_parameter)
    if assumption not in machine.assumptions.shared:
        machine.assumptions.shared[assumption] = _made(assumption, value, machine)
    return machine.assumptions.shared[assumption]


def _made(
    assumption: Assumption, value: Value, machine: Machine, *, is_parameter: bool = False
) -> Value:
    """The assumed value, made in place of `value`. A parameter with a size that is left open
    is a tensor of which models are made; all else with a shape is an array."""
    if not isinstance(assumption.value, Data):
        return from_python(assumption.value)
    shape, dtype = assumption.value.shape, assumption.value.dtype
    known = None if _is_open(value) else value.attribute("dtype", machine)
    if dtype is None and isinstance(known, Constant) and isinstance(known.literal, str):
        dtype = known.literal
    return machine.library.data(shape, dtype, is_parameter and None in shape, machine)


def _fit(value: Value, assumed: object, machine: Machine) -> _Fit:
    if _is_open(value):
        return _Fit.OPEN
    if isinstance(assumed, Data):
        shape = value.attribute("shape", machine)
        return _Fit.OTHER if _is_open(shape) else _fit(shape, assumed.shape, machine)
    if isinstance(value, Constant):
        return _Fit.SAME if _is_same(value.literal, assumed) else _Fit.OTHER
    if isinstance(value, DictValue):
        return _fit_of_dict(value, assumed, machine)
    if isinstance(value, SetValue) or not isinstance(value, ListValue | TupleValue):
        return _Fit.OTHER
    if not isinstance(assumed, list if isinstance(value, ListValue) else tuple):
        return _Fit.OTHER
    elements = value.elements(machine)
    if elements is None:
        return _Fit.OPEN
    if len(elements) != len(assumed):
        return _Fit.OTHER
    return _worst(_fit(one, part, machine) for one, part in zip(elements, assumed, strict=True))


def _fit_of_dict(value: DictValue, assumed: object, machine: Machine) -> _Fit:
    if not isinstance(assumed, dict):
        return _Fit.OTHER
    pairs = value.pairs()
    if pairs is None or not all(isinstance(key, Constant) for key, _ in pairs):
        return _Fit.OPEN
    known = {key.literal: one for key, one in pairs if isinstance(key, Constant)}
    if known.keys() != assumed.keys():
        return _Fit.OTHER
    return _worst(_fit(one, assumed[key], machine) for key, one in known.items())


def _worst(fits: Iterable[_Fit]) -> _Fit:
    """How a whole fits whose parts fit so."""
    found = set(fits)
    return next((one for one in (_Fit.OTHER, _Fit.OPEN) if one in found), _Fit.SAME)


def _is_open(value: Value) -> bool:
    """Whether it can be anything. What a library holds is not looked at."""
    return isinstance(value, Unknown | SymbolValue | LibraryReference)


def _is_same(literal: object, assumed: object) -> bool:
    if isinstance(literal, bool) or isinstance(assumed, bool):
        return literal is assumed
    return literal == assumed


def _contradiction(
    assumption: Assumption, options: Iterable[Value], machine: Machine
) -> Contradiction:
    """What the program has instead."""
    texts: list[str] = []
    name = assumption.asserted
    for option in options:
        if isinstance(assumption.value, Data):
            shape = option.attribute("shape", machine)
            name, option = (assumption.name, option) if _is_open(shape) else (name, shape)
        plain = to_python(option, machine)
        texts.append(repr(plain) if is_literal(plain) else option.describe())
    return Contradiction(name, tuple(texts))

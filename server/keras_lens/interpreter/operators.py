"""Operators on known literals, within bounds; other values are asked themselves."""

from __future__ import annotations

import operator as python
import re
from collections.abc import Callable
from typing import Any

from keras_lens.interpreter.alternatives import Alternatives
from keras_lens.interpreter.budget import MOST_BITS, MOST_CHARACTERS
from keras_lens.interpreter.containers import ListValue, TupleValue, key_of
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import bounded, fails_as, is_literal, to_python
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none
from keras_lens.interpreter.verdicts import all_hold

_ARITHMETIC: dict[str, Callable[[Any, Any], object]] = {
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "/": python.truediv,
    "//": python.floordiv,
    "%": python.mod,
    "**": python.pow,
    "<<": python.lshift,
    ">>": python.rshift,
    "&": python.and_,
    "|": python.or_,
    "^": python.xor,
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}
_WIDE_FORMAT = re.compile(r"\d{4,}")
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"})


def operate(operator: str, left: Value, right: Value, machine: Machine) -> Value:
    """`left operator right`."""
    for value in (left, right):
        if isinstance(value, Unknown):
            return value
    if isinstance(left, Alternatives) or isinstance(right, Alternatives):
        return _asked(operator, left, right, machine)
    for value in (left, right):
        if isinstance(value, SymbolValue) and operator in _COMPARISONS:
            return value.unknown()
    match operator:
        case "is" | "is not" | "==" | "!=":
            return _equality(operator, left, right, machine)
        case "in" | "not in":
            return _membership(operator, left, right, machine)
    if operator == "%" and isinstance(left, Constant) and isinstance(left.literal, str):
        return _formatted(left.literal, right, machine)
    if isinstance(left, Constant) and isinstance(right, Constant):
        return _on_literals(operator, left.literal, right.literal, machine)
    if operator in _COMPARISONS:
        return _ordering(operator, left, right, machine)
    return _asked(operator, left, right, machine)


def _asked(operator: str, left: Value, right: Value, machine: Machine) -> Value:
    result = left.operate(operator, right, False, machine)
    if result is None:
        result = right.operate(operator, left, True, machine)
    if result is None:
        return Unknown(f"'{operator}' on {left.describe()} and {right.describe()} is not known")
    return result


def _on_literals(operator: str, left: object, right: object, machine: Machine) -> Value:
    operation = _ARITHMETIC.get(operator)
    if operation is None or _too_large(operator, left, right):
        return Unknown(f"the result of '{operator}' is not worked out")
    try:
        result = operation(left, right)
    except Exception as problem:
        return fails_as(problem, f"'{operator}' fails on {left!r} and {right!r}", machine)
    return bounded(result)


def _formatted(template: str, right: Value, machine: Machine) -> Value:
    """`template % right`."""
    values = to_python(right, machine, tables=True)
    if not is_literal(values) or _WIDE_FORMAT.search(template) or "*" in template:
        return Unknown("a part of the string is not known")
    try:
        return bounded(template % values)
    except (KeyError, TypeError, ValueError) as problem:
        return fails_as(problem, "the format does not fit", machine)


def _too_large(operator: str, left: object, right: object) -> bool:
    if operator == "**":
        if not isinstance(left, int) or not isinstance(right, int):
            return False
        return left.bit_length() * abs(right) > MOST_BITS
    if operator == "<<":
        return not isinstance(right, int) or right > MOST_BITS
    if operator == "*":
        for text, times in ((left, right), (right, left)):
            if isinstance(text, str | bytes) and isinstance(times, int):
                return len(text) * times > MOST_CHARACTERS
    return operator == "%" and isinstance(left, bytes)


def _equality(operator: str, left: Value, right: Value, machine: Machine) -> Value:
    """Equality and identity, as far as it is certain."""
    negated = operator in ("!=", "is not")
    if isinstance(left, Constant) and isinstance(right, Constant):
        same = (
            left.equivalent(right)
            if operator in ("is", "is not")
            else bool(left.literal == right.literal)
        )
        return Constant(same != negated)
    if is_none(left) or is_none(right):
        other = right if is_none(left) else left
        if operator in ("is", "is not") or other.operate("==", NONE, False, machine) is None:
            return Constant((is_none(left) and is_none(right)) != negated)
    if operator in ("==", "!="):
        asked = left.operate(operator, right, False, machine) or right.operate(
            operator, left, True, machine
        )
        if asked is not None:
            return asked
    if left is right:
        return Constant(not negated)
    verdict = _are_same(operator, left, right, machine)
    if verdict is None:
        return Unknown("whether the two are the same is not known")
    return Constant(verdict != negated)


def _are_same(operator: str, left: Value, right: Value, machine: Machine) -> bool | None:
    if isinstance(left, LibraryReference) or isinstance(right, LibraryReference):
        return True if left.equivalent(right) else None
    if operator in ("is", "is not"):
        with_identity = isinstance(left, StateOwner) and isinstance(right, StateOwner)
        return False if with_identity or left.type_name != right.type_name else None
    if isinstance(left, TupleValue | ListValue) and isinstance(right, TupleValue | ListValue):
        return _same_elements(left, right, machine)
    mine, theirs = key_of(left), key_of(right)
    if mine is not None and theirs is not None:
        return mine == theirs
    types = {
        "literal" if isinstance(one, Constant) else (one.type_name or "").removeprefix("frozen")
        for one in (left, right)
    }
    if len(types) == 2 and types <= _COMPARED_BY_TYPE:
        return False
    return None


_COMPARED_BY_TYPE = frozenset({"dict", "list", "literal", "range", "set", "tuple"})
"""Types whose values are never equal to those of another one of these."""


def _same_elements(left: Value, right: Value, machine: Machine) -> bool | None:
    if left.type_name != right.type_name:
        return False
    mine, theirs = left.elements(machine), right.elements(machine)
    if mine is None or theirs is None:
        return None
    if len(mine) != len(theirs):
        return False
    return all_hold(
        one is other or operate("==", one, other, machine).truth(machine)
        for one, other in zip(mine, theirs, strict=True)
    )


def _membership(operator: str, left: Value, right: Value, machine: Machine) -> Value:
    negated = operator == "not in"
    if isinstance(left, Constant) and isinstance(right, Constant):
        try:
            return Constant((left.literal in right.literal) != negated)  # type: ignore[operator]
        except TypeError as problem:
            return fails_as(problem, "'in' fails here", machine)
    verdict = right.contains(left, machine)
    if verdict is None:
        return Unknown("whether it is in there is not known")
    return Constant(verdict != negated)


def _ordering(operator: str, left: Value, right: Value, machine: Machine) -> Value:
    result = left.operate(operator, right, False, machine)
    if result is None:
        result = right.operate(operator, left, True, machine)
    if result is None and left.type_name == right.type_name and left.type_name in ("list", "tuple"):
        result = _in_dictionary_order(operator, left, right, machine)
    return result or Unknown(f"'{operator}' on {left.describe()} is not known")


def _in_dictionary_order(operator: str, left: Value, right: Value, machine: Machine) -> Value:
    """Sequences are ordered by their first elements that differ."""
    mine, theirs = left.elements(machine), right.elements(machine)
    if mine is None or theirs is None:
        return Unknown("what is compared is not known")
    for one, other in zip(mine, theirs, strict=False):
        same = one is other or operate("==", one, other, machine).truth(machine)
        if same is None:
            return Unknown("which of two is less is not known")
        if not same:
            return operate(operator, one, other, machine)
    return _on_literals(operator, len(mine), len(theirs), machine)


Machine.operator_rule = staticmethod(operate)

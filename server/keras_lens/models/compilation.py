"""What a model was compiled with, as plain Python literals."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Value
from keras_lens.models.objects import LibraryObject

PARAMETERS = ("optimizer", "loss", "loss_weights", "metrics", "weighted_metrics")
"""The first parameters of `keras.Model.compile`, in order."""


class _NotLiteral(Exception):
    """A value that cannot be written as a literal."""


def compiled_arguments(arguments: Arguments, machine: Machine) -> dict[str, object]:
    """The arguments of `compile` that are known; a library's object is its dotted path, a
    called one `path(...)`."""
    given = {**dict(zip(PARAMETERS, arguments.positional, strict=False)), **arguments.keywords}
    known: dict[str, object] = {}
    for name, value in given.items():
        try:
            known[name] = _literal(value, machine)
        except _NotLiteral:
            continue
    return known


def _literal(value: Value, machine: Machine) -> object:
    match value:
        case Constant(literal=literal):
            return literal
        case LibraryReference(path=path):
            return path
        case LibraryObject(term=term):
            return f"{term.path}(...)"
        case DictValue():
            pairs = value.pairs()
            if pairs is not None:
                return {_literal(key, machine): _literal(one, machine) for key, one in pairs}
        case ListValue() | TupleValue():
            items = value.elements(machine)
            if items is not None:
                return [_literal(item, machine) for item in items]
    raise _NotLiteral

"""What a model was compiled with, as plain data."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.objects import WRITER
from keras_lens.models.records import CompileRecord, CompileSetting, NotKnown

PARAMETERS = ("optimizer", "loss", "loss_weights", "metrics", "weighted_metrics")
"""The first parameters of `keras.Model.compile`, in order."""


def compile_record(arguments: Arguments, site: Site, machine: Machine) -> CompileRecord:
    """What the arguments of `compile` say."""
    given = {**dict(zip(PARAMETERS, arguments.positional, strict=False)), **arguments.keywords}
    settings = {name: _setting(value, machine) for name, value in given.items()}
    return CompileRecord(site, settings, arguments.open, machine.certainty)


def _setting(value: Value, machine: Machine) -> CompileSetting:
    if isinstance(value, DictValue):
        pairs = value.pairs()
        if pairs is None:
            return NotKnown("what is in the dictionary is not known")
        return {_key(key, machine): _setting(one, machine) for key, one in pairs}
    if isinstance(value, ListValue | TupleValue):
        items = value.elements(machine)
        if items is None:
            return NotKnown("what is in the list is not known")
        return [_setting(item, machine) for item in items]
    try:
        return WRITER.term(value, machine)
    except NotExpressible as reason:
        return NotKnown(str(reason))


def _key(value: Value, machine: Machine) -> str:
    text = value.text(machine)
    return "?" if text is None else text

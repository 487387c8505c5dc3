"""What a model was compiled with, as plain data, and as the evaluator is told of it."""

from __future__ import annotations

from keras_lens.evaluation.terms import DictTerm, ListTerm, ReferenceTerm, Term, TupleTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.objects import WRITER
from keras_lens.models.records import CompileRecord, CompileSetting, NotKnown

_PARAMETERS = ("optimizer", "loss", "loss_weights", "metrics", "weighted_metrics")
"""The first parameters of `keras.Model.compile`, in order."""
_OF_THE_LOSS = ("loss", "loss_weights")
_OF_METRICS = ("metrics", "weighted_metrics")
_MODULES = ("keras.losses.", "keras.metrics.")
_NO_TEXT = "?"
"""Stands for a key that is not known to be a text."""


def compile_record(arguments: Arguments, site: Site, machine: Machine) -> CompileRecord:
    """What the arguments of `compile` say."""
    given = {**dict(zip(_PARAMETERS, arguments.positional, strict=False)), **arguments.keywords}
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
        kind = tuple if isinstance(value, TupleValue) else list
        return kind(_setting(item, machine) for item in items)
    try:
        return WRITER.term(value, machine)
    except NotExpressible as reason:
        return NotKnown(str(reason))


def _key(value: Value, machine: Machine) -> str:
    text = value.text(machine)
    return _NO_TEXT if text is None else text


def training_settings(compiled: CompileRecord) -> tuple[tuple[str, Term], ...] | None:
    """The arguments that decide which labels fit, as the evaluator compiles a model with them;
    metrics that are not known are left out. None where nothing can be said of the loss."""
    if compiled.open:
        return None
    given = {name: setting for name, setting in compiled.settings.items() if setting is not None}
    known: list[tuple[str, Term]] = []
    for name in (*_OF_THE_LOSS, *_OF_METRICS):
        try:
            known += [(name, _term_of(given[name]))] if name in given else []
        except NotExpressible:
            if name in _OF_THE_LOSS:
                return None
    return tuple(known) if "loss" in given else None


def _term_of(setting: CompileSetting) -> Term:
    """Raises NotExpressible where it is not one thing of Keras, or not known throughout."""
    if isinstance(setting, ReferenceTerm) and not setting.path.startswith(_MODULES):
        raise NotExpressible("a function of another module")
    return _known_throughout(setting)


def _known_throughout(setting: CompileSetting) -> Term:
    match setting:
        case NotKnown(reason):
            raise NotExpressible(reason)
        case list():
            return ListTerm(tuple(map(_known_throughout, setting)))
        case tuple():
            return TupleTerm(tuple(map(_known_throughout, setting)))
        case dict():
            if _NO_TEXT in setting:
                raise NotExpressible("what is in the dictionary is not known")
            return DictTerm(tuple((key, _known_throughout(one)) for key, one in setting.items()))
    return setting

"""`get_config` and `from_config`: layers and models that are made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Computed
from keras_lens.evaluation.questions import DescribeConfig
from keras_lens.evaluation.terms import CallTerm, DictTerm, ListTerm, Term, TupleTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.callable_layer import TRAINABLE
from keras_lens.models.layers.problems import UNKNOWN_SETTING, problem_of
from keras_lens.models.objects import LibraryObject

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue
    from keras_lens.models.networks.model import ModelValue

FROM_CONFIG = ".from_config"
_NOT_KNOWN = Unknown("what the config says is not known")


class ModelConfig(Value):
    """What `model.get_config()` and `model.to_json()` give."""

    __slots__ = ("model",)

    def __init__(self, model: ModelValue) -> None:
        self.model = model

    def describe(self) -> str:
        return f"the config of {self.model.describe()}"

    def truth(self, machine: Machine) -> bool | None:
        return True


def config_of(layer: LayerValue, machine: Machine) -> Value:
    """`layer.get_config()`: a dictionary."""
    settings = layer.session.settings.current()
    if settings is None:
        return Unknown(UNKNOWN_SETTING)
    try:
        term = layer.recipe_term(lambda part: part.term())
    except NotExpressible as reason:
        return Unknown(str(reason))
    if term is None or layer.program_parts:
        return _NOT_KNOWN
    outcome = layer.session.ask(DescribeConfig(term, settings))
    if not isinstance(outcome, Computed):
        return Unknown(problem_of(outcome).reason)
    if not isinstance(outcome.output, DictTerm):
        return _NOT_KNOWN
    known = {"name": Constant(layer.name), TRAINABLE: layer.state[TRAINABLE]}
    return DictValue(
        [(_value(key), known.get(str(key)) or _value(value)) for key, value in outcome.output.items]
    )


def _value(term: Term) -> Value:
    """A value of a config; an object in it is known by the call that makes it."""
    match term:
        case CallTerm():
            return LibraryObject(term)
        case ListTerm(items):
            return ListValue([_value(item) for item in items])
        case TupleTerm(items):
            return TupleValue([_value(item) for item in items])
        case DictTerm(items):
            return DictValue([(_value(key), _value(item)) for key, item in items])
        case None | bool() | int() | float() | str():
            return Constant(term)
    return _NOT_KNOWN


def arguments_from(arguments: Arguments) -> Arguments | None:
    """The arguments of the constructor that `from_config(config)` calls; None where they are not
    known."""
    config = first(arguments)
    pairs = config.pairs() if isinstance(config, DictValue) else None
    if pairs is None:
        return None
    keywords: dict[str, Value] = {}
    for key, value in pairs:
        if not isinstance(key, Constant) or not isinstance(key.literal, str):
            return None
        keywords[key.literal] = value
    return Arguments((), keywords)

"""What Keras has against the arguments of `compile`, whatever the model is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Api, Refusal
from keras_lens.evaluation.questions import Compile
from keras_lens.evaluation.terms import CallTerm, DictTerm, ListTerm, ReferenceTerm, Term
from keras_lens.interpreter.machine import Machine
from keras_lens.models.records import CompileRecord, CompileSetting, NotKnown
from keras_lens.models.refused_calls import note_method

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue
    from keras_lens.models.session import KerasSession

COMPILE = "compile()"
_PARAMETERS = (
    "optimizer", "loss", "loss_weights", "metrics", "weighted_metrics", "run_eagerly",
    "steps_per_execution", "jit_compile", "auto_scale_loss",
)  # fmt: skip
"""The parameters of `compile` (`keras.src.trainers.trainer`)."""
_NO_NAMES = frozenset({"deserialize", "get", "serialize", "optimizer", "lossscaleoptimizer"})
_OPTIMIZER = "optimizer"
_DEFAULT_OPTIMIZER = "rmsprop"


def note_refused_compile(model: ModelValue, compiled: CompileRecord, machine: Machine) -> None:
    """Asks Keras whether it refuses what is known of the arguments, and notes that."""
    settings = model.session.settings.current()
    if settings is None or compiled.open or model.session.recorder.is_muted:
        return
    arguments = tuple((name, _asked(name, one)) for name, one in compiled.settings.items())
    outcome = model.session.ask(Compile(arguments, settings))
    if isinstance(outcome, Refusal):
        made = CallTerm("keras.Model.compile", (), arguments)
        choices = tuple(_choices(outcome, model.session))
        note_method(COMPILE, outcome, model, compiled.site, machine, made, choices)


def _asked(name: str, setting: CompileSetting) -> Term:
    """An argument as Keras is asked about it: without what is not known of it, and with one
    optimizer for all that the program makes."""
    known = _known(setting)
    if name == _OPTIMIZER and (known is None or isinstance(known, CallTerm)):
        return _DEFAULT_OPTIMIZER
    return known


def _known(setting: CompileSetting) -> Term:
    match setting:
        case NotKnown():
            return None
        case ReferenceTerm(path) if not path.startswith("keras."):
            return None
        case list() | tuple():
            items = (_known(one) for one in setting)
            return ListTerm(tuple(one for one in items if one is not None))
        case dict():
            pairs = ((key, _known(one)) for key, one in setting.items())
            return DictTerm(tuple((key, one) for key, one in pairs if one is not None))
    return setting


def _choices(refusal: Refusal, session: KerasSession) -> Iterator[str]:
    """The names that Keras would take in place of the one that it refuses."""
    if "unexpected keyword" in refusal.message:
        yield from _PARAMETERS
        return
    for kind in _MODULES:
        if f"{kind} identifier" in refusal.message:
            yield from _names_in(_MODULES[kind], session)
            yield from _SHORT.get(kind, ())


_SHORT = {"loss": ("mse", "mae", "mape", "msle"), "metric": ("accuracy", "mse", "mae", "mape")}
"""Names that stand for none of the public functions."""
_MODULES = {"optimizer": "keras.optimizers", "loss": "keras.losses", "metric": "keras.metrics"}


def _names_in(module: str, session: KerasSession) -> Iterator[str]:
    """The losses, metrics or optimizers of a module, as texts name them."""
    api = session.api()
    for path, entry in api.entries.items() if isinstance(api, Api) else ():
        prefix, _, name = path.rpartition(".")
        name = name.lower() if module == _MODULES[_OPTIMIZER] else name
        is_named = entry.kind == "function" or module != "keras.losses"
        if prefix == module and is_named and name not in _NO_NAMES:
            yield name

"""Functions of TensorFlow that say how code runs, and leave what it does as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Unknown, Value, is_none
from keras_lens.models.data.dataset_sources import signature_of
from keras_lens.models.session import KerasSession

TensorFlowFunction: TypeAlias = "Callable[[Arguments, KerasSession, Machine], Value]"
_STRATEGIES = (
    "CentralStorageStrategy", "MirroredStrategy", "MultiWorkerMirroredStrategy",
    "OneDeviceStrategy", "ParameterServerStrategy", "TPUStrategy",
)  # fmt: skip


def _decorator(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """A decorator, with arguments or without, that leaves the function as it is."""
    if arguments.positional:
        return first(arguments)
    return Native("the decorated function", lambda applied, *_: first(applied))


def _function(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """`tensorflow.function`. With `input_signature=` the function gets tensors of the shapes that
    are said there."""
    given = arguments.keywords.get("input_signature")
    if given is None or is_none(given):
        return _decorator(arguments, session, machine)
    signature = signature_of(given, machine)
    if arguments.positional:
        return _with_signature(first(arguments), signature)
    return Native("tf.function", lambda applied, *_: _with_signature(first(applied), signature))


def _with_signature(function: Value, signature: Value) -> Value:
    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        tensors = signature.items if isinstance(signature, TupleValue) else (signature,)
        own = arguments.positional[: max(0, len(arguments.positional) - len(tensors))]
        return machine.call(function, Arguments((*own, *tensors)), site)

    return Native("the decorated function", call)


def _run_functions_eagerly(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    session.training.run_eagerly(first(arguments), machine)
    return NONE


def _strategy(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    return StrategyValue(session)


class StrategyValue(Value):
    """`tf.distribute.MirroredStrategy` and its kin."""

    def __init__(self, session: KerasSession) -> None:
        self._session = session

    def describe(self) -> str:
        return "a strategy"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "scope":
            return Native(name, self._scope)
        return super().attribute(name, machine)

    def _scope(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        self._session.training.distribute(machine)
        return Unknown("what the scope of a strategy is is not known")


FUNCTIONS: dict[str, TensorFlowFunction] = {
    "tensorflow.function": _function,
    "tensorflow.autograph.experimental.do_not_convert": _decorator,
    "tensorflow.config.run_functions_eagerly": _run_functions_eagerly,
    **{f"tensorflow.distribute.{name}": _strategy for name in _STRATEGIES},
    **{f"tensorflow.distribute.experimental.{name}": _strategy for name in _STRATEGIES},
}

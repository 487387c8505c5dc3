"""Functions of TensorFlow that say how code runs, and leave what it does as it is."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.operators import is_none
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.data.dataset_sources import signature_of


def _decorator(arguments: Arguments, machine: Machine) -> Value:
    """A decorator, with arguments or without, that leaves the function as it is."""
    if arguments.positional:
        return first(arguments)
    return Native("the decorated function", lambda applied, *_: first(applied))


def _function(arguments: Arguments, machine: Machine) -> Value:
    """`tensorflow.function`. With `input_signature=` the function gets tensors of the shapes that
    are said there."""
    given = arguments.keywords.get("input_signature")
    if given is None or is_none(given):
        return _decorator(arguments, machine)
    signature = signature_of(given, machine)

    def decorate(function: Value) -> Value:
        def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
            tensors = signature.items if isinstance(signature, TupleValue) else (signature,)
            own = arguments.positional[: max(0, len(arguments.positional) - len(tensors))]
            return machine.call(function, Arguments((*own, *tensors)), site)

        return Native("the decorated function", call)

    if arguments.positional:
        return decorate(first(arguments))
    return Native("tf.function", lambda applied, *_: decorate(first(applied)))


FUNCTIONS: dict[str, Callable[[Arguments, Machine], Value]] = {
    "tensorflow.function": _function,
    "tensorflow.autograph.experimental.do_not_convert": _decorator,
}

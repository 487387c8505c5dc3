"""Layers and models of a class that the program defines and does not use: what they would do."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.custom.layers import CustomLayerValue
from keras_lens.models.custom.models import make_instance
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import has_tensors
from keras_lens.models.tensors import TensorLike, TensorValue


def make_example(
    cls: ClassValue, base: str, session: KerasSession, machine: Machine
) -> InstanceValue | None:
    """An instance that is in no record; None where an ordinary one will do."""
    with session.recorder.muted(), session.recorder.models_hidden():
        return make_instance(cls, base, session, machine.no_site(), machine)


def run_example(
    instance: InstanceValue, method: FunctionValue, arguments: Arguments, machine: Machine
) -> bool:
    """Runs `call` as Keras does, after `build`, on tensors in the layer's dtype; False for
    another method, or where no tensor is given."""
    if not isinstance(instance, CustomLayerValue) or instance.own_method("call") is not method:
        return False
    if not has_tensors(arguments, machine):
        return False
    given = Arguments(
        tuple(_as_given(value) for value in arguments.positional),
        {name: _as_given(value) for name, value in arguments.keywords.items()},
    )
    with instance.session.recorder.without(instance):
        instance.apply(given, machine.no_site(), None, machine)
    return True


def _as_given(value: Value) -> Value:
    """A tensor as `call` sees it: it belongs to no graph."""
    tensor = value.as_tensor() if isinstance(value, TensorLike) else value
    return TensorValue(tensor.term) if isinstance(tensor, TensorValue) else value

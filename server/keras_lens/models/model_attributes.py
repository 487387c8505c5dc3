"""Attributes and methods of models, as far as they are modelled.

To add one: write a function and register it in one of the two tables.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, join
from keras_lens.models.content import Content
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.sequential import SequentialValue


def model_attribute(model: SequentialValue, name: str, machine: Machine) -> Value | None:
    """`model.name`, None where it is not modelled."""
    method = _METHODS.get(name)
    if method is not None:
        return Native(
            f"{model.name}.{name}",
            lambda arguments, site, machine: method(model, arguments, site, machine),
        )
    reader = _READERS.get(name)
    if reader is not None:
        return join(
            reader(content) if isinstance(content, Content) else content
            for content in model.contents()
        )
    if name in _WITHOUT_EFFECT:
        return Native(
            f"{model.name}.{name}", lambda *_: Unknown(f"what `{name}` gives is not known")
        )
    return None


def _add(model: SequentialValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    model.add(arguments.get(0, "layer") or first(arguments), site, machine)
    return NONE


def _pop(model: SequentialValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return model.pop(machine)


def _build(model: SequentialValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    model.build(arguments.get(0, "input_shape") or first(arguments), machine)
    return NONE


def _compile(model: SequentialValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    model.compile(arguments, machine)
    return NONE


def _summary(model: SequentialValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return NONE


def _count_params(
    model: SequentialValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    weights = model.weights()
    if weights is None:
        return Unknown("the model is not built")
    return Constant(sum(weight.size for weight in weights))


def _get_layer(model: SequentialValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    name, index = arguments.get(0, "name"), arguments.get(1, "index")
    layers = join(_layers(content) for content in model.contents() if isinstance(content, Content))
    if index is not None:
        return layers.item(index, machine)
    for layer in layers.elements(machine) or ():
        if name is not None and layer.attribute("name", machine).equivalent(name):
            return layer
    return Unknown("which layer is meant is not known")


def _layers(content: Content) -> Value:
    return ListValue([member.layer for member in content.members])


def _shape(tensor: Value | None) -> Value:
    if not isinstance(tensor, TensorValue):
        return Unknown("the model is not built")
    return TupleValue([Constant(dimension) for dimension in tensor.term.shape])


_METHODS: dict[str, Callable[[SequentialValue, Arguments, Site, Machine], Value]] = {
    "add": _add,
    "build": _build,
    "compile": _compile,
    "count_params": _count_params,
    "get_layer": _get_layer,
    "pop": _pop,
    "summary": _summary,
}

_READERS: dict[str, Callable[[Content], Value]] = {
    "input_shape": lambda content: _shape(content.input),
    "layers": _layers,
    "output": lambda content: content.output or Unknown("the model is not built"),
    "output_shape": lambda content: _shape(content.output),
}

_WITHOUT_EFFECT = frozenset(
    {
        "evaluate", "export", "fit", "get_config", "get_weights", "load_weights", "predict",
        "predict_on_batch", "save", "save_weights", "set_weights", "test_on_batch", "to_json",
        "train_on_batch",
    }
)  # fmt: skip
"""Methods that do not change which layers the model has."""

"""What a layer or model of the program inherits from Keras's `Layer` and `Model`.

To add one: write a function and register it in one of the two tables.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from keras_lens.algebra import Size
from keras_lens.evaluation.terms import CallTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import DictValue, ListValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.shapes import MOST_AXES
from keras_lens.models.data.batches import inputs_in
from keras_lens.models.layers.callable_layer import TRAINABLE
from keras_lens.models.layers.making import make_layer
from keras_lens.models.layers.settings import policy_name
from keras_lens.models.layers.weight_attributes import weight_attribute
from keras_lens.models.networks.attributes import model_attribute
from keras_lens.models.networks.functional_making import is_given_tensors, make_functional
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.networks.sequential import make_sequential
from keras_lens.models.objects import LibraryObject
from keras_lens.models.tensor_structures import shapes_of, tensors_of
from keras_lens.models.tensors import dimensions_of
from keras_lens.models.variables import VariableValue, make_weight

if TYPE_CHECKING:
    from keras_lens.models.custom.layers import CustomLayerValue

_PLAIN_BASES = ("keras.Layer", "keras.layers.Layer", "keras.Model")


def inherited_attribute(layer: CustomLayerValue, name: str, machine: Machine) -> Value | None:
    """`layer.name` as the base class has it, None where it is not modelled."""
    method = _METHODS.get(name)
    if method is not None:
        return Native(
            name, lambda arguments, site, machine: method(layer, arguments, site, machine)
        )
    reader = _READERS.get(name)
    if reader is not None:
        return reader(layer)
    if isinstance(layer, ModelValue):
        return model_attribute(layer, name, machine)
    return weight_attribute(layer, name)


def _initialize(
    layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    """`super().__init__(...)`."""
    layer.initialize(arguments, machine)
    recorder = layer.session.recorder
    if layer.base == "keras.Sequential":
        with recorder.models_hidden():
            inner = make_sequential(_named(arguments, layer), site, layer.session, machine)
    elif layer.base == "keras.Model" and is_given_tensors(arguments):
        with recorder.models_hidden():
            inner = make_functional(_named(arguments, layer), site, layer.session, machine)
    elif layer.base not in _PLAIN_BASES and (entry := layer.session.entry(layer.base)) is not None:
        with recorder.muted():
            named = _named(arguments, layer)
            inner = make_layer(layer.base, entry, named, site, layer.session, machine)
    else:
        return NONE
    layer.take_inner(inner)
    return NONE


def _named(arguments: Arguments, layer: CustomLayerValue) -> Arguments:
    """The arguments with the layer's name, so that no other is taken."""
    keywords = {**arguments.keywords, "name": Constant(layer.name)}
    return Arguments(arguments.positional, keywords, arguments.open)


def _add_weight(
    layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    """`self.add_weight(shape, initializer, dtype, trainable=, name=)`."""
    shape = arguments.get(0, "shape")
    known = () if shape is None or is_none(shape) else _weight_shape(shape, machine)
    given_dtype = arguments.get(2, "dtype")
    trainable = arguments.keywords.get("trainable", Constant(True))
    policy = layer.constructed
    if given_dtype is None or is_none(given_dtype):
        dtype = policy.variable_dtype if policy is not None else None
    else:
        dtype = dtype_name(given_dtype)
    if known is None or dtype is None or not isinstance(trainable, Constant) or arguments.open:
        return layer.note_unknown_weight(machine)
    name = arguments.keywords.get("name")
    text = name.literal if isinstance(name, Constant) and isinstance(name.literal, str) else None
    weight = make_weight(text or "variable", known, dtype, bool(trainable.literal))
    as_dtype = policy.compute_dtype if policy is not None and "float" in dtype else None
    variable = VariableValue(weight, as_dtype or dtype)
    layer.note_weight(variable, machine)
    return variable


def _weight_shape(shape: Value, machine: Machine) -> tuple[Size, ...] | None:
    """The shape of a weight, one size or several; None where it is not known."""
    single = isinstance(shape, Constant | SymbolValue)
    parts = (shape,) if single else shape.elements(machine)
    known = None if parts is None or len(parts) > MOST_AXES else dimensions_of(parts)
    sizes = tuple(size for size in known or () if size is not None)
    return sizes if known is not None and len(sizes) == len(known) else None


def _call(layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`super().call(...)`."""
    return layer.run_inner(arguments, machine)


def _call_layer(
    layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    """`super().__call__(...)`."""
    return layer.apply(arguments, site, None, machine)


def _without_effect(
    layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    return NONE


def _get_config(
    layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    """`super().get_config()`. Without a `get_config` of its own a class's arguments are in it."""
    has_own = layer.own_method("get_config") is not None
    if not has_own and layer.own_method("__init__") is not None:
        return Unknown(f"what the config of '{layer.cls.name}' says is not known")
    pairs: list[tuple[str, Value]] = [
        ("name", Constant(layer.name)),
        ("trainable", layer.state[TRAINABLE]),
    ]
    if layer.constructed is not None:
        policy = CallTerm("keras.DTypePolicy", (policy_name(layer.constructed),))
        pairs.append(("dtype", LibraryObject(policy)))
    return DictValue([(Constant(name), value) for name, value in pairs])


def _build(layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`super().build(input_shape)`, and `layer.build(shape)` where the class has no `build`."""
    if isinstance(layer, ModelValue):
        layer.build(arguments.get(0, "input_shape") or Unknown("no shape is given"), machine)
    return NONE


def _output_shape(
    layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    """`layer.compute_output_shape(shape)`."""
    given = tensors_of(arguments.get(0, "input_shape") or NONE, layer.compute_dtype, machine)
    if isinstance(given, Unknown):
        return given
    with layer.session.recorder.muted():
        return shapes_of(layer.apply(Arguments((given,)), site, None, machine), machine)


def _step(layer: CustomLayerValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`super().train_step(data)` and its kin."""
    data = arguments.get(0, "data")
    if data is not None and isinstance(layer, ModelValue):
        layer.run_inherited_step(inputs_in(data), machine)
    return Unknown("how well the model does is not known")


_METHODS: dict[str, Callable[[CustomLayerValue, Arguments, Site, Machine], Value]] = {
    "__call__": _call_layer,
    "__init__": _initialize,
    "add_loss": _without_effect,
    "add_metric": _without_effect,
    "add_variable": _add_weight,
    "add_weight": _add_weight,
    "build": _build,
    "call": _call,
    "compute_output_shape": _output_shape,
    "get_config": _get_config,
    "predict_step": _step,
    "test_step": _step,
    "train_step": _step,
}

_READERS: dict[str, Callable[[CustomLayerValue], Value]] = {
    "built": lambda layer: Constant(layer.is_built),
    "compute_dtype": lambda layer: Constant(layer.compute_dtype),
    "dtype": lambda layer: Constant(layer.variable_dtype),
    "losses": lambda layer: ListValue(()),
    "supports_masking": lambda layer: Constant(False),
    "variable_dtype": lambda layer: Constant(layer.variable_dtype),
}

"""`keras.models.clone_model`: the same layers again, with weights of their own.

Names and `trainable` stay (`keras.src.models.cloning`: each layer is made from its config).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value, is_none
from keras_lens.models.custom.layers import CustomLayerValue
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.networks.functional import FunctionalValue
from keras_lens.models.networks.functional_content import FunctionalContent, functional_content
from keras_lens.models.networks.graph import Disconnected
from keras_lens.models.networks.sequential import SequentialValue
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import arguments_with_tensors, tensors_in, with_tensors
from keras_lens.models.tensors import TensorValue

NOT_CLONED = Unknown("what a copy of the model consists of is not known")


CopyLayer: TypeAlias = "Callable[[CallableLayer], CallableLayer | None]"


def clone_model(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
    """Models a call of `clone_model` at `site`."""
    model = arguments.get(0, "model")
    function = arguments.keywords.get("clone_function")
    others = [value for value in arguments.all_values() if value not in (model, function)]
    if not isinstance(model, CallableLayer) or not all(map(is_none, others)):
        return NOT_CLONED
    is_given = function is not None and not is_none(function)

    def copy(layer: CallableLayer) -> CallableLayer | None:
        if function is None or not is_given or layer.is_input_layer or layer.is_operation:
            return _copy(layer, site, machine)
        made = machine.call(function, Arguments((layer,)), machine.no_site())
        return made if isinstance(made, CallableLayer) else None

    copied: CallableLayer | None
    if isinstance(model, SequentialValue):
        seen = nullcontext() if is_given else session.recorder.called_by_keras()
        copied = _copy_sequential(model, site, machine, copy, seen, False)
    else:
        copied = _copy_model(model, site, machine, copy)
    if copied is None:
        return NOT_CLONED
    machine.write(copied, TRAINABLE, model.state[TRAINABLE])
    return copied


def copy_model(model: CallableLayer, site: Site, machine: Machine) -> Value:
    """The model made again at `site` from its config."""
    return _copy(model, site, machine) or NOT_CLONED


def _copy(layer: CallableLayer, site: Site, machine: Machine) -> CallableLayer | None:
    """A copy of a layer or model, None where that is not known."""

    def copy(one: CallableLayer) -> CallableLayer | None:
        return _copy(one, site, machine)

    if isinstance(layer, LayerValue):
        copied: CallableLayer | None = layer.copy(site, machine)
    elif isinstance(layer, CustomLayerValue):
        return _copy_by_config(layer, machine)
    else:
        copied = _copy_model(layer, site, machine, copy)
    if copied is not None:
        machine.write(copied, TRAINABLE, layer.state[TRAINABLE])
    return copied


def _copy_by_config(layer: CustomLayerValue, machine: Machine) -> CallableLayer | None:
    """A layer of the program, by its own `get_config` and `from_config`."""
    config = machine.call(layer.attribute("get_config", machine), Arguments(), machine.no_site())
    maker = layer.cls.attribute("from_config", machine)
    made = machine.call(maker, Arguments((config,)), machine.no_site())
    return made if isinstance(made, CallableLayer) else None


def _copy_model(
    model: CallableLayer, site: Site, machine: Machine, copy: CopyLayer
) -> CallableLayer | None:
    if isinstance(model, FunctionalValue):
        return _copy_functional(model, site, machine, copy)
    if isinstance(model, SequentialValue):
        seen = model.session.recorder.called_by_keras()
        return _copy_sequential(model, site, machine, copy, seen, True)
    return None


def _copy_sequential(
    model: SequentialValue,
    site: Site,
    machine: Machine,
    copy: CopyLayer,
    seen: AbstractContextManager[None],
    adds_one_by_one: bool,
) -> SequentialValue | None:
    """`seen`: what is recorded while the layers are added; those that the program makes are.
    adds_one_by_one: as `Sequential.from_config` does, which builds the model each time."""
    layers = [copy(layer) for layer in model.layers_of_keras()]
    if None in layers:
        return None
    copied = SequentialValue(model.session, site, model.name)
    with seen:
        for layer in layers:
            copied.add(layer or NOT_CLONED, None, machine)
            if adds_one_by_one:
                copied.note_rebuild(machine)
        if not adds_one_by_one:
            copied.note_rebuild(machine)
    return copied


def _copy_functional(
    model: FunctionalValue, site: Site, machine: Machine, copy: CopyLayer
) -> FunctionalValue | None:
    copies: dict[CallableLayer, CallableLayer] = {}
    with model.session.recorder.models_hidden():
        for operation in model.content.graph.operations:
            copied = copy(operation)
            if copied is None:
                return None
            copies[operation] = copied
    content = _copied_content(model, copies, machine)
    if content is None:
        return None
    return FunctionalValue(model.session, site, model.class_name, model.name, content, machine)


def _copied_content(
    model: FunctionalValue, copies: dict[CallableLayer, CallableLayer], machine: Machine
) -> FunctionalContent | None:
    """The model's graph with other layers."""
    tensors: dict[TensorValue, Value] = {}

    def find(tensor: TensorValue) -> Value:
        return tensors.get(tensor, tensor)

    for node in sorted(model.content.graph.nodes, key=lambda one: one.number):
        copied = copies[node.operation]
        if node.arguments is None:
            made = copied.input_tensor if isinstance(copied, LayerValue) else None
            output: Value = made or NOT_CLONED
        else:
            arguments = arguments_with_tensors(node.arguments, find, machine)
            with model.session.recorder.called_by_keras():
                output = copied.apply(arguments, machine.no_site(), None, machine)
        tensors.update(zip(node.outputs, tensors_in(output, machine), strict=False))
    try:
        return functional_content(
            with_tensors(model.content.input, find, machine),
            with_tensors(model.content.output, find, machine),
            model.session,
            machine,
        )
    except Disconnected:
        return None

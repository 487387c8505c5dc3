"""A call of a layer is recorded: its tensors, its node in the graph, what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.events import AppliedEvent, UnknownEvent
from keras_lens.models.layers.masks import MASK, hand_on
from keras_lens.models.nodes import Node
from keras_lens.models.tensor_structures import (
    arguments_with_tensors,
    is_symbolic,
    tensors_in,
    with_tensors,
)
from keras_lens.models.unknown_tensors import UnknownNode, UnknownTensor, inputs_of_event

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.layers.owned_weights import OwnedWeight
    from keras_lens.models.networks.model import ModelValue


def record_applied(
    layer: CallableLayer,
    arguments: Arguments,
    output: Value,
    weights: Sequence[OwnedWeight] | None,
    dtype: str,
    site: Site,
    model: ModelValue | None,
    machine: Machine,
) -> Value:
    """Notes that a layer was applied at `site`; what it gives there: `output`, its tensors new
    ones of this call."""
    number = layer.session.recorder.reserve()
    output = with_tensors(output, lambda tensor: tensor.made_by(number), machine)
    outputs = list(tensors_in(output, machine))
    hand_on(layer, arguments, output, machine)
    if is_symbolic(arguments, machine):
        _add_node(layer, arguments, output, machine)
    given = [tensor for value in _inputs(arguments) for tensor in tensors_in(value, machine)]
    layer.session.recorder.record(
        AppliedEvent(
            number,
            site,
            layer,
            model,
            tuple(tensor.record() for tensor in given),
            tuple(tensor.record() for tensor in outputs),
            None if weights is None else tuple(weights),
            dtype,
            layer.session.recorder.element,
            machine.certainty,
        )
    )
    return output


def _add_node(layer: CallableLayer, arguments: Arguments, output: Value, machine: Machine) -> None:
    """The call becomes a node of the graph."""
    # A list that is given may grow later; Keras's nodes keep a copy, too.
    node = Node(layer, arguments_with_tensors(arguments, lambda tensor: tensor, machine))
    node.give(output, machine)
    if layer.session.recorder.notes_calls:
        _remember_tensors(layer, node, machine)
    if layer.session.recorder.is_muted:
        layer.calls -= 1  # Keras notes no call when a model runs its own graph


def _remember_tensors(layer: CallableLayer, node: Node, machine: Machine) -> None:
    """`layer.input` and `layer.output`: of its first call on symbolic tensors
    (`keras.src.ops.operation`)."""
    if ".output" in layer.state:
        return
    for name, tensors in ((".input", node.inputs(machine)), (".output", node.outputs)):
        value = tensors[0] if len(tensors) == 1 else ListValue(list(tensors))
        machine.write(layer, name, value)


def record_unknown(
    layer: CallableLayer,
    arguments: Arguments | None,
    site: Site,
    model: ModelValue | None,
    kind: str,
    reason: str,
    refusal: Refusal | None = None,
) -> UnknownTensor:
    """Notes that nothing is known of a layer at `site`; the value that it gives there. An input has
    no `arguments`."""
    layer.was_unknown = True
    machine, number = layer.session.machine, layer.session.recorder.reserve()
    inputs = inputs_of_event(arguments or Arguments(), machine)
    event = UnknownEvent(number, site, layer, model, kind, reason, refusal, inputs)
    layer.session.recorder.record(event)
    node = UnknownNode(event, arguments, machine)
    return UnknownTensor(f"what `{layer.class_name}` gives is not known", node)


def _inputs(arguments: Arguments) -> list[Value]:
    """The arguments of a call without its mask, which is no input: Keras hands most masks on by
    itself."""
    named = (value for name, value in arguments.keywords.items() if name != MASK)
    return [*arguments.positional, *named]

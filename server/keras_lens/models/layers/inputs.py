"""What an `InputLayer` gives: a tensor that no layer has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.models.events import AppliedEvent
from keras_lens.models.nodes import Node
from keras_lens.models.tensors import TensorValue
from keras_lens.models.unknown_tensors import UnknownNode, UnknownTensor

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue


class UnknownInput(UnknownTensor):
    """The tensor of an InputLayer whose shape is not known."""

    __slots__ = ("layer",)

    def __init__(self, layer: LayerValue, node: UnknownNode, reason: str) -> None:
        super().__init__(reason, node)
        self.layer = layer


def give_tensor(layer: LayerValue, term: TensorTerm, site: Site, machine: Machine) -> None:
    """An `InputLayer` makes its tensor; it is recorded at `site`."""
    recorder = layer.session.recorder
    node = Node(layer, None)
    tensor = layer.input_tensor = TensorValue(term)
    node.give(tensor, machine)
    machine.write(layer, ".input", ListValue([]))
    machine.write(layer, ".output", tensor)
    event = AppliedEvent(
        recorder.reserve(),
        site,
        layer,
        None,
        (),
        (tensor.record(),),
        (),
        term.dtype,
        recorder.element,
        machine.certainty,
    )
    recorder.record(event)

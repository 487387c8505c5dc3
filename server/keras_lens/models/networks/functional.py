"""Functional models: `keras.Model(inputs, outputs)`.

What belongs to such a model is modelled after `keras.src.models.functional` and
`keras.src.ops.function`; what its layers give, Keras is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.evaluation.terms import GraphRecipe, ModelTerm, TensorTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.call_records import record_applied, record_unknown
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.networks.attributes import model_attribute
from keras_lens.models.networks.functional_content import FunctionalContent
from keras_lens.models.networks.graph import run
from keras_lens.models.networks.misfits import note_misfit
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.networks.recipes import LayerKeys, graph_recipe
from keras_lens.models.nodes import Node
from keras_lens.models.recording import Recorder
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer, shape_record
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import (
    tensors_in,
    why_no_tensors,
    with_tensors,
)
from keras_lens.models.tensors import TensorValue


class FunctionalValue(ModelValue):
    """A model that is a graph of layers.

    refusal: Keras's exception where it does not take such a graph.
    """

    refusal: Refusal | None = None

    def __init__(
        self,
        session: KerasSession,
        constructor: Site,
        class_name: str,
        name: str,
        content: FunctionalContent,
        machine: Machine,
    ) -> None:
        super().__init__(session, constructor, class_name, name)
        self.content = content

    def contents(self) -> tuple[Value, ...]:
        return (self.content,)

    def attribute(self, name: str, machine: Machine) -> Value:
        return model_attribute(self, name, machine) or super().attribute(name, machine)

    def build(self, shape: Value, machine: Machine) -> None:
        """A functional model is built from the start."""

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        given = self._given(arguments.get(0, "inputs"), machine)
        expected = list(tensors_in(self.content.input, machine))
        if given is None or len(given) != len(expected):
            reason = why_no_tensors(arguments)
            return record_unknown(self, arguments, site, model, "unknown-input", reason)
        output = self._output_for(dict(zip(expected, given, strict=True)), machine)
        weights = self.owned_weights()
        if weights is None or output is None:
            note_misfit(self, arguments, site, model, machine)
            return record_unknown(
                self, arguments, site, model, "other", "What it gives for this input is not known."
            )
        return record_applied(self, arguments, output, weights, self.dtype, site, model, machine)

    def _given(self, value: Value | None, machine: Machine) -> list[TensorValue] | None:
        """The tensors that are given, in the order of the model's own inputs; dictionaries
        are taken apart by the inputs' names (`Functional._flatten_to_reference_inputs`)."""
        if value is None:
            return None
        if isinstance(value, DictValue):
            return self._given_by_name(value, machine)
        return list(tensors_in(value, machine))

    def _given_by_name(self, given: DictValue, machine: Machine) -> list[TensorValue] | None:
        expected = self.content.input
        if isinstance(expected, DictValue):
            keys = sorted(
                str(key.literal) for key, _ in expected.pairs() or () if isinstance(key, Constant)
            )
        else:
            keys = [
                tensor.input_layer.name if tensor.input_layer is not None else ""
                for tensor in tensors_in(expected, machine)
            ]
        tensors: list[TensorValue] = []
        for key in keys:
            value = given.find(Constant(key))
            if value is None:
                return None
            tensors.extend(tensors_in(value, machine))
        return tensors

    def _output_for(self, given: dict[TensorValue, TensorValue], machine: Machine) -> Value | None:
        """What the model gives for other inputs: as built, or its graph run again."""
        if not all(_fits(tensor.term, expected.term) for expected, tensor in given.items()):
            return None
        if all(tensor.term.shape == expected.term.shape for expected, tensor in given.items()):
            return self.content.output
        tensors: dict[TensorValue, Value] = dict(given)

        def call(node: Node, arguments: Arguments) -> Sequence[Value]:
            output = node.operation.apply(arguments, machine.no_site(), self, machine)
            found = list(tensors_in(output, machine))
            missing = Unknown("what a layer in the model gives is not known")
            return found if len(found) == len(node.outputs) else [missing] * len(node.outputs)

        with self.session.recorder.replayed():
            run(self.content.graph, tensors, call, machine)
        unknown = False

        def find(tensor: TensorValue) -> Value:
            nonlocal unknown
            found = tensors.get(tensor, tensor)
            unknown = unknown or not isinstance(found, TensorValue)
            return found

        output = with_tensors(self.content.output, find, machine)
        return None if unknown else output

    def term(self) -> Term:
        return self.term_with(LayerKeys())

    def term_with(self, keys: LayerKeys) -> Term:
        return ModelTerm(self.recipe(keys))

    def recipe(self, keys: LayerKeys) -> GraphRecipe:
        """How to make it again. Raises NotExpressible."""
        content = self.content
        return graph_recipe(
            self, content.graph, content.input, content.output, keys, self.session.machine
        )

    def records(self, recorder: Recorder) -> Iterator[ModelRecord]:
        weights = self.owned_weights()
        outputs = tensors_in(self.content.output, self.session.machine)
        try:
            recipe = self.recipe(LayerKeys())
        except NotExpressible:
            recipe = None
        yield self.record_with(
            tuple(self._layer_records(recorder)),
            tuple(shape_record(tensor.term.shape) for tensor in outputs),
            weights,
            recipe,
            Outliner(recorder, self.session.machine).of(self.content),
            self.content.layers(),
            self.refusal,
        )

    def _layer_records(self, recorder: Recorder) -> Iterator[LayerApplication | UnknownLayer]:
        first_nodes: dict[CallableLayer, Node] = {}
        for node in sorted(self.content.graph.nodes, key=lambda one: one.number):
            first_nodes.setdefault(node.operation, node)
        for layer in self.content.layers():
            yield recorder.application_at(first_nodes[layer], self.session.machine)


def _fits(given: TensorTerm, expected: TensorTerm) -> bool:
    """Whether a model takes a tensor for its input as it stands: other ranks Keras adapts
    or refuses."""
    return len(given.shape) == len(expected.shape) and all(
        size is None or wanted is None or size == wanted
        for size, wanted in zip(given.shape, expected.shape, strict=True)
    )

"""What Keras makes of a call on symbolic tensors, as a part of the program's graph."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.evaluation.outcomes import Traced, TracedNode, TracedOperation
from keras_lens.evaluation.terms import CallArguments, NodeTensorTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.events import AppliedEvent
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.nodes import Node
from keras_lens.models.objects import WRITER
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import structure_of
from keras_lens.models.tensors import TensorValue


class TracedGraph:
    """The layers, operations and nodes of an answer as values of the program."""

    def __init__(
        self,
        traced: Traced,
        given: Sequence[TensorValue],
        site: Site,
        session: KerasSession,
        machine: Machine,
    ) -> None:
        self._given = given
        self._site = site
        self._session = session
        self._machine = machine
        self.layers = [self._layer(operation) for operation in traced.operations]
        self.nodes: list[Node] = []
        for node in traced.nodes:
            self._add_node(node, traced.operations[node.operation])
        session.names.take(traced.names_used, machine)

    def value_of(self, term: Term) -> Value:
        """The value of a structure of the answer."""
        return structure_of(term, TensorValue, self._tensor)

    def record(self) -> None:
        """Shows the layers that were applied at the place of the call."""
        for node in self.nodes:
            if node.operation.is_operation or node.arguments is None:
                continue
            number = self._session.recorder.reserve()
            for tensor in node.outputs:
                tensor.producer = number
            self._session.recorder.record(
                AppliedEvent(
                    number,
                    self._site,
                    node.operation,
                    None,
                    tuple(tensor.record() for tensor in node.inputs(self._machine)),
                    tuple(tensor.record() for tensor in node.outputs),
                    node.operation.owned_weights() or (),
                    node.outputs[0].term.dtype if node.outputs else "",
                    self._session.recorder.element,
                    self._machine.certainty,
                )
            )

    def _tensor(self, place: NodeTensorTerm) -> Value:
        if place.node < 0:
            return self._given[-place.node - 1]
        return self.nodes[place.node].outputs[place.index]

    def _layer(self, operation: TracedOperation) -> LayerValue:
        kind = operation.constructed.own_name_kind
        name = operation.name
        if kind is not None:
            number = name.removeprefix(kind).removeprefix("_")
            name = self._session.names.name_after(kind, int(number or 0))
        layer = LayerValue(
            self._session,
            self._site,
            operation.constructed.class_name,
            name,
            operation.term,
            operation.constructed,
            None,
        )
        layer.is_operation = not operation.is_layer
        return layer

    def _add_node(self, node: TracedNode, operation: TracedOperation) -> None:
        layer = self.layers[node.operation]
        output = structure_of(node.output, TensorValue)
        made = Node(layer, None)
        if not layer.is_input_layer:
            made.arguments = Arguments(
                tuple(self.value_of(term) for term in node.args),
                {name: self.value_of(term) for name, term in node.kwargs},
            )
            self._note_build(layer, made.arguments, operation)
        made.give(output, self._machine)
        if layer.is_input_layer:
            layer.input_tensor = made.outputs[0]
        self._machine.write(layer, ".output", output)
        self.nodes.append(made)

    def _note_build(
        self, layer: LayerValue, arguments: Arguments, operation: TracedOperation
    ) -> None:
        if layer.build() is not None:
            return
        try:
            args = tuple(WRITER.term(value, self._machine) for value in arguments.positional)
            kwargs = tuple(
                (name, WRITER.term(value, self._machine))
                for name, value in sorted(arguments.keywords.items())
            )
        except NotExpressible:
            args, kwargs = (), ()
        call = CallArguments(args, kwargs)
        layer.note_build(call, operation.weights, operation.variables, self._machine)

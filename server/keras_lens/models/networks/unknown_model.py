"""Functional models that are not known, or that Keras refuses: as far as they are known.

To the program such a model is an unknown value. What leads from its inputs to its outputs is shown:
layers with their shapes up to the one of which nothing is known, and those behind it without.
"""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.evaluation.terms import Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.call_records import record_unknown
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.owned_weights import OwnedWeight, known_totals
from keras_lens.models.networks.graph import Graph, graph_between
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.networks.naming import NamedModel
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.nodes import Node
from keras_lens.models.recording import Recorder
from keras_lens.models.records import ModelRecord, Outline
from keras_lens.models.session import KerasSession
from keras_lens.models.unknown_tensors import graph_tensors_in

_WHY_UNKNOWN = "A layer in it is not known, and so what it gives."


class UnknownModelLayer(CallableLayer):
    """A model that is not known, used as a layer."""

    is_model = True

    def __init__(
        self, session: KerasSession, constructor: Site, name: str, graph: Graph, ends: list[Node]
    ) -> None:
        super().__init__(session, constructor, "Functional", name)
        self.graph = graph
        self.ends = ends

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        return record_unknown(self, arguments, site, model, "other", _WHY_UNKNOWN)

    def layers_in_it(self) -> Iterator[CallableLayer]:
        return (one for one in self.graph.operations if not one.is_operation)

    def inner_outline(self, outliner: Outliner) -> Outline:
        return outliner.of_graph(self.graph, self.ends)

    def term(self) -> Term:
        raise NotExpressible(f"a layer of '{self.name}' is not known")

    def owned_weights(self) -> tuple[OwnedWeight, ...] | None:
        return None


class UnknownModel(Unknown):
    """`keras.Model(inputs, outputs)` between tensors of which not all are known, or that do not go
    together; `refusal` is Keras's exception in that case.

    as_layer: the same where it is called or put into another model.
    """

    __slots__ = ("_named", "_refusal", "as_layer")

    def __init__(
        self,
        inputs: Value,
        outputs: Value,
        reason: str,
        refusal: Refusal | None,
        name: str,
        site: Site,
        session: KerasSession,
    ) -> None:
        super().__init__(reason)
        ends = _nodes_in(outputs, session.machine)
        graph = graph_between(_nodes_in(inputs, session.machine), ends, session.machine)
        self.as_layer = UnknownModelLayer(session, site, name, graph, ends)
        self._refusal = refusal
        self._named = NamedModel(session, site)
        session.recorder.model_made(self)

    def attribute(self, name: str, machine: Machine) -> Value:
        return Unknown(self.reason)

    def item(self, index: Value, machine: Machine) -> Value:
        return Unknown(self.reason)

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        super().call(arguments, site, machine)
        return self.as_layer.call(arguments, site, machine)

    def bound(self, name: str, machine: Machine) -> None:
        self._named.bound(name, machine)

    @property
    def is_of_the_file(self) -> bool:
        """As `NamedModel.is_of_the_file`."""
        return self._named.is_of_the_file

    def layers_in_it(self) -> Iterator[CallableLayer]:
        """Its layers, as far as they are known."""
        return self.as_layer.layers_in_it()

    def outline(self, outliner: Outliner) -> Outline:
        """Its layers as plain data, with what connects them."""
        return self.as_layer.inner_outline(outliner)

    def records(self, recorder: Recorder) -> Iterator[ModelRecord]:
        """The model as plain data; none where no layer of it is known."""
        first_nodes: dict[CallableLayer, Node] = {}
        for node in sorted(self.as_layer.graph.nodes, key=lambda one: one.number):
            first_nodes.setdefault(node.operation, node)
        machine, layers = self.as_layer.session.machine, list(self.layers_in_it())
        if not layers:
            return
        yield ModelRecord(
            key=self._named.key,
            site=self._named.place,
            variable=self._named.variable,
            names=self._named.variables,
            name=self.as_layer.name,
            class_name=self.as_layer.class_name,
            layers=tuple(recorder.application_at(first_nodes[one], machine) for one in layers),
            output_shapes=(),
            total_params=None,
            trainable_params=None,
            non_trainable_params=None,
            bytes=None,
            recipe=None,
            outline=Outliner(recorder, machine).of(self),
            at_least=known_totals(layers),
            unknown=f"The model is not known: {self.reason}.",
            refusal=self._refusal,
        )


def _nodes_in(value: Value, machine: Machine) -> list[Node]:
    tensors = graph_tensors_in(value, machine)
    return [tensor.node for tensor in tensors if tensor.node is not None]

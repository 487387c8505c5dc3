"""Functional models: `keras.Model(inputs, outputs)`.

What belongs to such a model is modelled after `keras.src.models.functional` and
`keras.src.ops.function`; what its layers give, Keras is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keras_lens.evaluation.terms import GraphRecipe, ModelTerm, TensorTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.operators import is_none
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import Alternatives, Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.layers.making import input_tensor
from keras_lens.models.networks.attributes import model_attribute
from keras_lens.models.networks.graph import Disconnected, Graph, map_graph, refusal_of_names, run
from keras_lens.models.networks.misfits import note_misfit
from keras_lens.models.networks.model import ModelContent, ModelValue, model_name
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.networks.recipes import LayerKeys, graph_recipe
from keras_lens.models.recording import Recorder
from keras_lens.models.records import (
    LayerApplication,
    ModelRecord,
    Outline,
    UnknownLayer,
    shape_record,
)
from keras_lens.models.refused_calls import note_model
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import (
    Node,
    TensorValue,
    arguments_with_tensors,
    tensors_in,
    why_no_tensors,
    with_tensors,
)


class FunctionalContent(ModelContent):
    """Inputs, outputs and what lies between them."""

    __slots__ = ("_input", "_output", "graph")

    def __init__(self, input: Value, output: Value, graph: Graph) -> None:
        self._input = input
        self._output = output
        self.graph = graph

    def layers(self) -> Sequence[CallableLayer]:
        return [operation for operation in self.graph.operations if not operation.is_operation]

    @property
    def input(self) -> Value:
        return self._input

    @property
    def output(self) -> Value:
        return self._output

    def outline(self, outliner: Outliner) -> Outline:
        return outliner.graph(self.graph, self._output)


class FunctionalValue(ModelValue):
    """A model that is a graph of layers."""

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
            return self.record_unknown(site, model, "unknown-input", reason)
        output = self._output_for(dict(zip(expected, given, strict=True)), machine)
        weights = self.owned_weights()
        if weights is None or output is None:
            note_misfit(self, arguments, site, model, machine)
            return self.record_unknown(
                site, model, "other", "What it gives for this input is not known."
            )
        return self.record_applied(arguments, output, weights, self.dtype, site, model, machine)

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


def is_given_tensors(arguments: Arguments) -> bool:
    """Whether the arguments are those of a functional model, `(inputs, outputs)`
    (`keras.src.models.model.functional_init_arguments`)."""
    return (
        len(arguments.positional) == 2
        or (len(arguments.positional) == 1 and "outputs" in arguments.keywords)
        or ("inputs" in arguments.keywords and "outputs" in arguments.keywords)
    )


def make_functional(
    arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """Models `keras.Model(inputs, outputs)` at `site`."""
    inputs, outputs = arguments.get(0, "inputs"), arguments.get(1, "outputs")
    if inputs is None or outputs is None or arguments.open:
        return Unknown("what the model is made of is not known")
    return for_each_reading(
        Arguments((inputs, outputs)),
        lambda option: _made(option, arguments, site, session, machine),
        machine,
        deep=True,
    )


def _made(
    ends: Arguments,
    arguments: Arguments,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> Value:
    inputs, outputs = ends.positional
    name = model_name(arguments.get(2, "name"), "functional", session, machine)
    for part, value in (("inputs", inputs), ("outputs", outputs)):
        problem = _problem(value, machine)
        if problem is not None:
            return Unknown(f"the model's {part} are not known: {problem}")
    try:
        content = functional_content(inputs, outputs, session, machine)
    except Disconnected as problem:
        if problem.refusal is not None:
            note_model("Functional", problem.refusal, None, site, session, machine)
        return Unknown(f"the model cannot be made: {problem}")
    twice = refusal_of_names([operation.name for operation in content.graph.operations])
    if twice is not None:
        note_model("Functional", twice, None, site, session, machine)
    model = FunctionalValue(session, site, "Functional", name, content, machine)
    trainable = arguments.keywords.get(TRAINABLE)
    if trainable is not None and not is_none(trainable):
        machine.write(model, TRAINABLE, trainable)  # its layers stay as they are
    return model


def _problem(value: Value, machine: Machine) -> str | None:
    """Why a structure is no structure of symbolic tensors, None where it is one."""
    if isinstance(value, Unknown):
        return value.reason
    if isinstance(value, TensorValue):
        return None if value.node is not None else "a tensor is not symbolic"
    if isinstance(value, Alternatives):
        return "one of them depends on a condition that is not known"
    if isinstance(value, DictValue):
        parts = [one for _, one in value.pairs() or ()]
    elif isinstance(value, Constant):
        parts = []
    else:
        parts = list(value.elements(machine) or ())
    if not parts:
        return f"they are {value.describe()}"
    return next(filter(None, (_problem(part, machine) for part in parts)), None)


def functional_content(
    inputs: Value, outputs: Value, session: KerasSession, machine: Machine
) -> FunctionalContent:
    """The content of a model between these tensors. Raises Disconnected."""
    flat = list(tensors_in(inputs, machine))
    if not all(tensor.input_layer is not None for tensor in flat):
        inputs, outputs = _cut(inputs, outputs, session, machine)
        flat = list(tensors_in(inputs, machine))
    graph = map_graph(flat, list(tensors_in(outputs, machine)), machine)
    return FunctionalContent(inputs, outputs, graph)


def content_on(
    nodes: Sequence[Node],
    inputs: Value,
    outputs: Value,
    given: TensorValue,
    session: KerasSession,
    machine: Machine,
) -> FunctionalContent:
    """The content of a model, made of `nodes` that are its alone, which is put on the tensor
    `given` instead of its own one input: its inputs are those that `given` comes from. Raises
    Disconnected."""
    own = next(tensors_in(inputs, machine))
    for node in nodes:
        if node.arguments is not None:
            node.arguments = arguments_with_tensors(
                node.arguments, lambda tensor: given if tensor is own else tensor, machine
            )
    return functional_content(_sources(given, machine), outputs, session, machine)


def _sources(tensor: TensorValue, machine: Machine) -> Value:
    """The inputs that a tensor is computed from."""
    found: dict[TensorValue, None] = {}
    waiting = [tensor]
    while waiting:
        one = waiting.pop()
        if one.input_layer is not None:
            found[one] = None
        elif one.node is not None:
            waiting.extend(one.node.inputs(machine))
    return next(iter(found)) if len(found) == 1 else ListValue(list(found))


def _cut(
    inputs: Value, outputs: Value, session: KerasSession, machine: Machine
) -> tuple[Value, Value]:
    """Inputs and outputs of a copy of the graph in which tensors in the middle have become
    inputs of their own (`keras.src.models.functional.clone_graph_nodes`)."""
    copies: dict[TensorValue, Value] = {}
    for tensor in tensors_in(inputs, machine):
        made: Value = tensor
        if tensor.input_layer is None:
            shape = TupleValue([size_value(size) for size in tensor.term.shape])
            keywords: dict[str, Value] = {
                "batch_shape": shape,
                "dtype": Constant(tensor.term.dtype),
                "name": Unknown("Keras names it after a tensor"),
            }
            made = input_tensor(Arguments((), keywords), session, machine)
        copies[tensor] = made
    _copy_nodes(list(tensors_in(outputs, machine)), copies, machine)

    def copy(tensor: TensorValue) -> Value:
        return copies.get(tensor, tensor)

    return with_tensors(inputs, copy, machine), with_tensors(outputs, copy, machine)


def _copy_nodes(
    outputs: Sequence[TensorValue], copies: dict[TensorValue, Value], machine: Machine
) -> None:
    """Copies the nodes that lie between the tensors that have copies and `outputs`."""
    between: dict[Node, None] = {}
    waiting = [tensor.node for tensor in outputs if tensor not in copies]
    while waiting:
        node = waiting.pop()
        if node is None or node.arguments is None or node in between:
            continue
        between[node] = None
        waiting.extend(tensor.node for tensor in node.inputs(machine) if tensor not in copies)
    for node in sorted(between, key=lambda one: one.number):
        arguments = arguments_with_tensors(
            node.arguments or Arguments(), lambda tensor: copies.get(tensor, tensor), machine
        )
        copied = Node(node.operation, arguments)
        made = [TensorValue(tensor.term, tensor.producer) for tensor in node.outputs]
        for tensor, copy in zip(node.outputs, made, strict=True):
            copy.node = copied
            copies[tensor] = copy
        copied.outputs = tuple(made)

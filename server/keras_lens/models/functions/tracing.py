"""Functions of Keras and TensorFlow on tensors.

On symbolic tensors Keras is asked which layers and operations the call makes (`Trace`), and they
become part of the graph. On other tensors (inside of a layer's `call`, or with a value) it is
asked for the result only (`Compute`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keras_lens.evaluation.outcomes import Computed, Parameter, Traced, TracedNode, TracedOperation
from keras_lens.evaluation.questions import Compute, Trace
from keras_lens.evaluation.terms import (
    CallArguments,
    CallTerm,
    ListTerm,
    NodeTensorTerm,
    TensorTerm,
    Term,
    TupleTerm,
)
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible, TermWriter
from keras_lens.models.events import AppliedEvent
from keras_lens.models.functions.unknown_operations import given_by_operation
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.layers.making import LAYERS, make_layer
from keras_lens.models.layers.problems import UNKNOWN_SETTING, problem_of
from keras_lens.models.nodes import Node
from keras_lens.models.objects import WRITER, term_of_model_value
from keras_lens.models.refused_calls import note_function
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import is_symbolic, structure_of, tensors_in
from keras_lens.models.tensors import TensorValue


def call_on_tensors(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """What calling `path` gives."""
    return for_each_reading(
        arguments,
        lambda option: _call_once(path, option, site, session, machine),
        machine,
        deep=True,
    )


def _call_once(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    if not is_symbolic(arguments, machine):
        if path.startswith(LAYERS):
            return _apply_layer_of(path, arguments, site, session, machine)
        return compute(path, arguments, session, machine, site)
    outcome = ask_for_trace(path, arguments, session, machine, site=site)
    if isinstance(outcome, Unknown):
        return outcome
    graph = TracedGraph(outcome, _given(arguments, machine), site, session, machine)
    graph.record()
    return graph.value_of(outcome.output)


def _apply_layer_of(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """`keras.layers.add(tensors)` and its like: the layer of that name, made and called
    (`keras.src.layers.merging`)."""
    class_path = LAYERS + path.removeprefix(LAYERS).capitalize()
    entry = session.entry(class_path)
    given = arguments.get(0, "inputs")
    if entry is None or entry.kind != "layer" or given is None:
        return Unknown(f"what '{path}' gives is not known")
    settings = {name: value for name, value in arguments.keywords.items() if name != "inputs"}
    if class_path == f"{LAYERS}Dot" and len(arguments.positional) < 2:
        settings.setdefault("axes", Constant(-1))
    constructor = Arguments(arguments.positional[1:], settings, arguments.open)
    layer = make_layer(class_path, entry, constructor, site, session, machine)
    return machine.call(layer, Arguments((given,)), site)


def compute(
    path: str,
    arguments: Arguments,
    session: KerasSession,
    machine: Machine,
    site: Site | None = None,
) -> Value:
    """What calling `path` gives where no graph is made."""
    settings = session.settings.current()
    if settings is None:
        return Unknown(UNKNOWN_SETTING)
    try:
        term = _COMPUTATION_WRITER.call(path, arguments, _parameters(path, session), machine)
    except NotExpressible as reason:
        return Unknown(f"an argument of '{path}' is not known: {reason}")
    outcome = session.ask(Compute(term, settings))
    if not isinstance(outcome, Computed):
        note_function(term, arguments, outcome, site, session, machine)
        return Unknown(problem_of(outcome).reason)
    origins = tuple(dict.fromkeys(_origins(_given(arguments, machine))))[:_MOST_ORIGINS]

    def made(term: TensorTerm) -> TensorValue:
        tensor = TensorValue(term)
        tensor.origins = origins
        return tensor

    result = structure_of(outcome.output, made)
    if isinstance(result, TensorValue) and _may_be_sizes(result) and _depth(term) < _MOST_STEPS:
        result.computed_by = term
    return result


def _origins(given: Sequence[TensorValue]) -> Iterator[int]:
    """The applications that the tensors come from."""
    for tensor in given:
        if tensor.producer is not None:
            yield tensor.producer
        else:
            yield from tensor.origins


_MOST_ORIGINS = 64
_MOST_STEPS = 12
"""So many steps of a computation of sizes are told."""
_MOST_SIZES = 16


def _may_be_sizes(tensor: TensorValue) -> bool:
    shape = tensor.term.shape
    is_small = not shape or (len(shape) == 1 and shape[0] in range(_MOST_SIZES))
    return tensor.term.dtype in ("int32", "int64") and is_small


def _depth(term: Term) -> int:
    """How many calls are in one another."""
    if isinstance(term, CallTerm):
        return 1 + max(map(_depth, (*term.args, *(value for _, value in term.kwargs))), default=0)
    if isinstance(term, ListTerm | TupleTerm):
        return max(map(_depth, term.items), default=0)
    return 0


def _computation(value: Value) -> Term | None:
    if isinstance(value, TensorValue) and value.computed_by is not None:
        return value.computed_by
    return term_of_model_value(value)


_COMPUTATION_WRITER = TermWriter(_computation)
"""Writes sizes as the computations that they are."""


def ask_for_trace(
    path: str,
    arguments: Arguments,
    session: KerasSession,
    machine: Machine,
    leave_out: frozenset[str] = frozenset(),
    site: Site | None = None,
) -> Traced | Unknown:
    """What Keras makes of the call, or why that is not known."""
    settings = session.settings.current()
    if settings is None:
        return Unknown(UNKNOWN_SETTING)
    try:
        term = WRITER.call(path, arguments, _parameters(path, session), machine, leave_out)
    except NotExpressible as reason:
        return Unknown(f"an argument of '{path}' is not known: {reason}")
    outcome = session.ask(Trace(term, settings))
    note_function(term, arguments, outcome, site, session, machine)
    if isinstance(outcome, Traced):
        return outcome
    problem = problem_of(outcome)
    unknown = Unknown(problem.reason)
    return given_by_operation(path, unknown, arguments, site, session, machine, problem)


def _parameters(path: str, session: KerasSession) -> Sequence[Parameter]:
    entry = session.entry(path)
    return () if entry is None else entry.parameters


def _given(arguments: Arguments, machine: Machine) -> list[TensorValue]:
    """The tensors among the arguments, in the order of the question's JSON."""
    values = [*arguments.positional, *(value for _, value in sorted(arguments.keywords.items()))]
    return [tensor for value in values for tensor in tensors_in(value, machine)]


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

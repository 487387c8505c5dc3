"""Layers of `keras.layers` are made: the call, the name, Keras's answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keras_lens.evaluation.outcomes import ApiEntry, Constructed, Outcome, Unanswered
from keras_lens.evaluation.questions import Construct
from keras_lens.evaluation.terms import CallTerm, PartTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible, TermWriter
from keras_lens.models.constructor_arguments import CONSTRUCTOR_WRITER, term_of_argument
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.layers.inputs import UnknownInput
from keras_lens.models.layers.layer import COPY_TRAINABLE, LayerValue
from keras_lens.models.layers.names import UNCERTAIN, kind_of_class
from keras_lens.models.layers.parts import ask_with_parts, replace_parts, use_part
from keras_lens.models.layers.problems import UNKNOWN_SETTING, Problem, problem_of
from keras_lens.models.layers.vocabularies import VOCABULARY, open_vocabulary
from keras_lens.models.refused_calls import note_constructor
from keras_lens.models.session import KerasSession

INPUT = "keras.Input"
LAYERS = "keras.layers."
_STATE_OF_THE_PROGRAM = frozenset({TRAINABLE, "name"})
"""Keywords that are kept as the layer's state and not told to the evaluator, so that layers
which differ in them only share their answers."""
_INPUT_SHAPE_KEYWORDS = frozenset({"input_shape", "input_dim", "batch_shape", "batch_input_shape"})


def make_layer(
    path: str,
    entry: ApiEntry,
    arguments: Arguments,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> LayerValue:
    """Models a call of a layer's class at `site`."""
    session.settings.note_layer(machine)
    parts = _PartNumbers()
    made, unknown_input_shape = _describe_call(path, entry, arguments, parts, machine)
    given_name = _given_name(arguments)
    constructed: Constructed | None = None
    class_name = "InputLayer" if path == INPUT else path.rpartition(".")[2]
    if isinstance(made, CallTerm):
        settings = session.settings.current()
        outcome: Outcome = Unanswered("other", UNKNOWN_SETTING)
        if settings is not None:
            outcome = _ask(Construct(made, settings), parts.layers, session, machine)
        if isinstance(outcome, Constructed):
            constructed = outcome
            class_name = outcome.class_name
        else:
            if unknown_input_shape is None:
                note_constructor(class_name, made, entry, outcome, site, session, machine)
            made = problem_of(outcome)
    tensor_name = given_name or session.names.next_name("keras_tensor")
    name = _take_names(constructed, given_name, class_name, arguments, session, machine)
    layer = LayerValue(session, site, class_name, name, made, constructed, unknown_input_shape)
    layer.start_unbuilt(machine)
    if _reads_vocabulary(arguments):
        open_vocabulary(layer, machine)
    layer.tensor_name = tensor_name
    layer.parts = list(layers_in(_in_order(arguments), machine))
    layer.program_parts = tuple(parts.layers)
    if layer.parts:
        layer.state[COPY_TRAINABLE] = layer.parts[0].state[TRAINABLE]
    trainable = arguments.keywords.get(TRAINABLE)
    if trainable is not None:
        layer.state[TRAINABLE] = trainable
    session.recorder.layer_made(layer)
    if layer.is_input_layer:
        layer.as_input(site, machine)
    return layer


def _ask(
    question: Construct, layers: list[CallableLayer], session: KerasSession, machine: Machine
) -> Outcome:
    """What Keras says of making a layer that holds `layers` of the program."""
    if not layers:
        return session.ask(question)
    try:
        used = [use_part(layer, machine) for layer in layers]
        return ask_with_parts(
            lambda parts: Construct(question.term, question.settings, parts),
            used,
            session,
            machine,
        )[0]
    except NotExpressible as reason:
        return Unanswered("other", f"What it holds is not known: {reason}.")


class _PartNumbers:
    """The layers of the program among the arguments of a layer; their numbers are their places
    in `layers`."""

    def __init__(self) -> None:
        self.layers: list[CallableLayer] = []

    def term_of(self, value: Value) -> Term | None:
        """The term of what Keras's models know, as `term_of_argument` gives it. Raises
        NotExpressible."""
        if not isinstance(value, CallableLayer):
            return term_of_argument(value)
        value.is_part_of_another = True
        if not isinstance(value, LayerValue):
            return self._number(value)
        layer = value
        return replace_parts(
            layer.term_with_parts(), lambda number: self._number(layer.part(number))
        )

    def _number(self, layer: CallableLayer) -> Term:
        if layer not in self.layers:
            self.layers.append(layer)
        return PartTerm(self.layers.index(layer))


def unavailable_layer(
    class_name: str, problem: Problem, site: Site, session: KerasSession
) -> LayerValue:
    """A layer where there is no Keras to ask."""
    layer = LayerValue(session, site, class_name, UNCERTAIN, problem, None, None)
    session.recorder.layer_made(layer)
    return layer


def make_input(
    path: str,
    entry: ApiEntry,
    arguments: Arguments,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> Value:
    """Models a call of `keras.Input` at `site`: its tensor."""
    layer = make_layer(path, entry, arguments, site, session, machine)
    if layer.input_tensor is not None:
        return layer.input_tensor
    reason = layer.why_unknown()[1].rstrip(".")
    node = None if layer.unknown_tensor is None else layer.unknown_tensor.node
    return Unknown(reason) if node is None else UnknownInput(layer, node, reason)


def input_tensor(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """The tensor of an InputLayer that Keras makes itself, as by `keras.Input(...)`."""
    entry = session.entry(INPUT)
    if entry is None:
        return Unknown("Keras is not available")
    with session.recorder.muted():
        return make_input(INPUT, entry, arguments, machine.no_site(), session, machine)


def _describe_call(
    path: str, entry: ApiEntry, arguments: Arguments, parts: _PartNumbers, machine: Machine
) -> tuple[CallTerm | Problem, str | None]:
    """The call for the evaluator (or why it cannot be told), and why the input shape that
    it gives is not known, where that is so."""
    unknown_input_shape: str | None = None
    left_out = {*_STATE_OF_THE_PROGRAM, "weights"}  # numbers of weights, not how many
    own = {parameter.name for parameter in entry.parameters}  # `input_dim` of Embedding
    for keyword in _INPUT_SHAPE_KEYWORDS & set(arguments.keywords) - own:
        write = CONSTRUCTOR_WRITER.number if keyword == "input_dim" else CONSTRUCTOR_WRITER.term
        try:
            write(arguments.keywords[keyword], machine)
        except NotExpressible as reason:
            unknown_input_shape = f"`{keyword}` is not known: {reason}"
            left_out.add(keyword)
    if _reads_vocabulary(arguments):
        left_out.add(VOCABULARY)
    try:
        writer = TermWriter(parts.term_of)
        term = writer.call(
            path, arguments, entry.parameters, machine, frozenset(left_out), writer.number
        )
    except NotExpressible as reason:
        sentence = f"{reason}."
        return Problem("unknown-argument", sentence[0].upper() + sentence[1:]), unknown_input_shape
    return term, unknown_input_shape


def _reads_vocabulary(arguments: Arguments) -> bool:
    """Whether a vocabulary is given that is a file or is not known."""
    given = arguments.keywords.get(VOCABULARY)
    return isinstance(given, Unknown) or (
        isinstance(given, Constant) and isinstance(given.literal, str)
    )


def _given_name(arguments: Arguments) -> str | None:
    """The name that the program gives, None where it gives none."""
    given = arguments.keywords.get("name")
    if given is None:
        return None
    if not isinstance(given, Constant):
        return UNCERTAIN
    return given.literal if isinstance(given.literal, str) and given.literal else None


def _take_names(
    constructed: Constructed | None,
    given_name: str | None,
    class_name: str,
    arguments: Arguments,
    session: KerasSession,
    machine: Machine,
) -> str:
    """The layer's name; Keras's counters go on as its constructor makes them."""
    if constructed is None:
        kind = kind_of_class(class_name)
        used: dict[str, int] = {kind: 1}
    else:
        kind = constructed.own_name_kind or kind_of_class(class_name)
        used = dict(constructed.names_used)
        for inner in layers_in(arguments.all_values(), machine):
            if isinstance(inner, LayerValue) and inner.constructed is not None:
                for inner_kind, number in inner.constructed.names_used:
                    used[inner_kind] = used.get(inner_kind, 0) - number
    name = given_name or session.names.next_name(kind)
    if given_name is not None and kind in used:
        # The evaluator made it without the name, and so took one from the counter.
        used[kind] -= 1
    session.names.take(used.items(), machine)
    return name


def _in_order(arguments: Arguments) -> list[Value]:
    """The arguments in the order of a term: keywords by their names."""
    return [*arguments.positional, *(value for _, value in sorted(arguments.keywords.items()))]


def layers_in(values: Iterable[Value], machine: Machine) -> Iterator[CallableLayer]:
    """The layers among the arguments of a layer: their names were taken before."""
    for value in values:
        if isinstance(value, CallableLayer):
            yield value
        elif isinstance(value, ListValue | TupleValue):
            yield from layers_in(value.elements(machine) or (), machine)

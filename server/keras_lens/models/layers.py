"""Layers of `keras.layers`: made, called, and what Keras says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from keras_lens.algebra import sum_of
from keras_lens.evaluation.outcomes import (
    ApiEntry,
    Applied,
    Constructed,
    Outcome,
    Refusal,
    Unanswered,
    Weight,
)
from keras_lens.evaluation.questions import Apply, Construct, Settings
from keras_lens.evaluation.terms import CallArguments, CallTerm, Dimension, TensorTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, possibilities
from keras_lens.models.arguments import NotExpressible, TermWriter
from keras_lens.models.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.constructor_arguments import CONSTRUCTOR_WRITER
from keras_lens.models.held import Held
from keras_lens.models.names import UNCERTAIN, kind_of_class
from keras_lens.models.objects import term_of_model_value
from keras_lens.models.owned_weights import OwnedWeight
from keras_lens.models.recording import AppliedEvent
from keras_lens.models.tensors import (
    Node,
    TensorValue,
    shapes_of,
    structure_of,
    tensors_of,
)

if TYPE_CHECKING:
    from keras_lens.models.model import ModelValue
    from keras_lens.models.session import KerasSession

BUILT = "built"
_LAST_CALL = "last call"
INPUT = "keras.Input"
LAYERS = "keras.layers."
_COPY_TRAINABLE = "trainable of the copy"
_WRAPPERS_OF_COPIES = frozenset({"Bidirectional"})
"""Wrappers that do not hold the layer that they are given (`keras.src.layers.rnn`)."""
_TRUE = Constant(True)
_STATE_OF_THE_PROGRAM = frozenset({TRAINABLE, "name"})
"""Keywords that are kept as the layer's state and not told to the evaluator, so that layers
which differ in them only share their answers."""
_INPUT_SHAPE_KEYWORDS = frozenset({"input_shape", "input_dim", "batch_shape", "batch_input_shape"})
_CONTEXT_KEYWORDS = frozenset({"training", "mask"})
"""Call arguments that do not change a shape; they are left out where they are not known."""

UNKNOWN_SETTING = "A global setting of Keras is not known."
WRITER = TermWriter(term_of_model_value)


@dataclass(frozen=True)
class Build:
    """How a layer got its weights: by the arguments of its first call. owned: the weights with
    their layer."""

    arguments: CallArguments
    weights: tuple[Weight, ...]
    owned: tuple[OwnedWeight, ...] = field(compare=False)


@dataclass(frozen=True)
class Problem:
    """Why a layer cannot be evaluated (`UnknownLayer.kind` and `reason`)."""

    kind: str
    reason: str
    refusal: Refusal | None = None


class UnknownInput(Unknown):
    """The tensor of an InputLayer whose shape is not known."""

    __slots__ = ("layer",)

    def __init__(self, layer: LayerValue, reason: str) -> None:
        super().__init__(reason)
        self.layer = layer


class LayerValue(CallableLayer):
    """A layer.

    tensor_name: the name of the tensor of an InputLayer. parts: the layers that it wraps.
    made_under: Keras's global settings when it was made.
    asks_input_shape: the batch shape of `input_shape=` and its kin; `unknown_input_shape`
        says why that is not known where the program gives one.
    """

    def __init__(
        self,
        session: KerasSession,
        constructor: Site,
        class_name: str,
        name: str,
        made: CallTerm | Problem,
        constructed: Constructed | None,
        unknown_input_shape: str | None,
    ) -> None:
        super().__init__(session, constructor, class_name, name)
        self._made = made
        self.constructed = constructed
        self.unknown_input_shape = unknown_input_shape
        self.input_tensor: TensorValue | None = None
        self.parts: Sequence[CallableLayer] = ()
        self.tensor_name = name
        self.made_under = session.settings.current() or Settings()
        self.is_input_layer = class_name in ("InputLayer", "Input")
        if constructed is not None:
            self.state[TRAINABLE] = Constant(constructed.trainable)

    @property
    def asks_input_shape(self) -> tuple[Dimension, ...] | None:
        return None if self.constructed is None else self.constructed.input_shape

    @property
    def class_path(self) -> str:
        if isinstance(self._made, CallTerm) and not self.is_input_layer:
            return self._made.path
        return super().class_path

    def term(self) -> Term:
        if isinstance(self._made, Problem):
            raise NotExpressible(self._made.reason)
        return self._made

    def recipe_term(self) -> CallTerm | None:
        """The layer without what a recipe says besides (name, trainable); what it wraps with
        its `trainable`."""
        if isinstance(self._made, Problem):
            return None
        if not self.parts:
            return with_settings(self._made, self)
        frozen = [part for part in self.parts if not part.is_trainable()]
        kept = {part.term(): _frozen(part.term()) for part in frozen}
        args = tuple(kept.get(term, term) for term in self._made.args)
        kwargs = tuple((name, kept.get(term, term)) for name, term in self._made.kwargs)
        return with_settings(replace(self._made, args=args, kwargs=kwargs), self)

    def as_input(self, site: Site, machine: Machine) -> Value:
        """The tensor of an `InputLayer`; it is recorded at `site`."""
        if isinstance(self._made, Problem):
            problem = self._made
            return self.record_unknown(site, None, problem.kind, problem.reason, problem.refusal)
        output = self.constructed.output if self.constructed is not None else None
        if not isinstance(output, TensorTerm):
            return self.record_unknown(
                site, None, "other", "What kind of input it is is not known."
            )
        node = Node(self, None)
        tensor = self.input_tensor = TensorValue(output)
        node.give(tensor, machine)
        event = AppliedEvent(
            self.session.recorder.reserve(),
            site,
            self,
            None,
            (),
            (tensor.record(),),
            (),
            output.dtype,
            self.session.recorder.element,
        )
        self.session.recorder.record(event)
        return tensor

    def copy(self, site: Site, machine: Machine) -> LayerValue:
        """A layer made from this one's config at `site`: with its name, not built."""
        copied = LayerValue(
            self.session,
            site,
            self.class_name,
            self.tensor_name if self.is_input_layer else self.name,
            self._made,
            self.constructed,
            self.unknown_input_shape,
        )
        copied.parts, copied.made_under = self.parts, self.made_under
        copied.is_operation = self.is_operation
        machine.write(copied, BUILT, Held(None))
        if copied.is_input_layer:
            with self.session.recorder.muted():
                copied.as_input(site, machine)
        return copied

    def build(self) -> Build | None:
        """How it was built, None while it is not, or not surely so."""
        held = self.state.get(BUILT)
        return held.content if isinstance(held, Held) else None

    def _builds(self, call: CallArguments) -> Sequence[CallArguments]:
        """The calls that may have built it, or build it now."""
        found: dict[CallArguments, None] = {}
        for option in possibilities(self.state.get(BUILT, Held(None))):
            if not isinstance(option, Held):
                return ()
            found[call if option.content is None else option.content.arguments] = None
        return tuple(found)

    def last_call(self) -> CallArguments | None:
        """The arguments of its last call, None while it was never called."""
        held = self.state.get(_LAST_CALL)
        return held.content if isinstance(held, Held) else None

    def owned_weights(self) -> tuple[OwnedWeight, ...] | None:
        if self.is_input_layer:
            return ()
        build = self.build()
        return None if build is None else build.owned

    def note_build(
        self, arguments: CallArguments, weights: tuple[Weight, ...], machine: Machine
    ) -> None:
        """A call with these arguments has built it."""
        owned = tuple(OwnedWeight(self, number, weight) for number, weight in enumerate(weights))
        machine.write(self, BUILT, Held(Build(arguments, weights, owned)))

    def trains(self, weight: Weight) -> bool | None:
        own = super().trains(weight)
        if own is False or not self.parts:
            return own
        if self.class_name in _WRAPPERS_OF_COPIES:
            verdicts = {own, self.state.get(_COPY_TRAINABLE, _TRUE).truth(self.session.machine)}
        else:
            of_parts = {part.trainability() for part in self.parts}
            verdicts = {own, of_parts.pop() if len(of_parts) == 1 else None}  # whose it is is open
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def set_trainable(self, value: Value, machine: Machine) -> None:
        super().set_trainable(value, machine)
        machine.write(self, _COPY_TRAINABLE, value)
        for part in self.parts:
            if self.class_name not in _WRAPPERS_OF_COPIES:
                part.set_trainable(value, machine)

    def tensors_of_shape(self, arguments: Arguments, machine: Machine) -> Value:
        """Tensors of the shape (or shapes) that is the first argument of a method."""
        shape = next(arguments.all_values(), Unknown("no shape is given"))
        dtype = self.constructed.compute_dtype if self.constructed is not None else None
        return tensors_of(shape, dtype or "float32", machine)

    def why_unknown(self) -> tuple[str, str]:
        if isinstance(self._made, Problem):
            return self._made.kind, self._made.reason
        return super().why_unknown()

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "count_params" and (weights := self.weights()) is not None:
            total = size_value(sum_of(weight.size for weight in weights))
            return Native("count_params", lambda *_: total)
        method = _METHODS.get(name)
        if method is not None:
            return Native(name, lambda arguments, *_: method(self, arguments, machine))
        for known, term in self.constructed.attributes if self.constructed is not None else ():
            if known == name and f".{name}" not in self.state:
                return structure_of(term, TensorValue)
        return super().attribute(name, machine)

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        if isinstance(self._made, Problem):
            problem = self._made
            return self.record_unknown(site, model, problem.kind, problem.reason, problem.refusal)
        try:
            call = self._call_arguments(arguments, machine)
        except NotExpressible as reason:
            return self.record_unknown(
                site, model, "unknown-input", f"Its input is not known: {reason}."
            )
        settings = self.session.settings.current()
        if settings is None:
            return self.record_unknown(
                site, model, "other", "A global setting of Keras is not known."
            )
        builds = self._builds(call)
        if len(builds) != 1:
            return self.record_unknown(site, model, "other", "Its first input is not known.")
        outcome = self.session.ask(Apply(self._made, builds[0], call, settings))
        if not isinstance(outcome, Applied):
            return self._record_no_outcome(outcome, site, model)
        if not self.session.recorder.is_muted:
            machine.write(self, _LAST_CALL, Held(call))
        if self.build() is None:
            self.session.names.take(outcome.names_used, machine)
            self.note_build(call, outcome.weights, machine)
        return self.record_applied(
            arguments,
            structure_of(outcome.output, TensorValue),
            self.owned_weights(),
            outcome.dtype,
            site,
            model,
            machine,
        )

    def _call_arguments(self, arguments: Arguments, machine: Machine) -> CallArguments:
        if arguments.open:
            raise NotExpressible("a starred argument is not known")
        args = tuple(WRITER.term(value, machine) for value in arguments.positional)
        kwargs: list[tuple[str, Term]] = []
        for name, value in sorted(arguments.keywords.items()):
            try:
                kwargs.append((name, WRITER.term(value, machine)))
            except NotExpressible:
                if name not in _CONTEXT_KEYWORDS:
                    raise
        return CallArguments(args, tuple(kwargs))

    def _record_no_outcome(self, outcome: Outcome, site: Site, model: ModelValue | None) -> Unknown:
        problem = problem_of(outcome)
        return self.record_unknown(site, model, problem.kind, problem.reason, problem.refusal)


def _build(layer: LayerValue, arguments: Arguments, machine: Machine) -> Value:
    """`layer.build(shape)`: its weights, as a call on a tensor of that shape makes them."""
    if layer.build() is None:
        given = layer.tensors_of_shape(arguments, machine)
        if not isinstance(given, Unknown):
            with layer.session.recorder.muted():
                layer.apply(Arguments((given,)), machine.no_site(), None, machine)
    return NONE


def _compute_output_shape(layer: LayerValue, arguments: Arguments, machine: Machine) -> Value:
    """`layer.compute_output_shape(shape)`."""
    given = layer.tensors_of_shape(arguments, machine)
    if isinstance(given, Unknown):
        return given
    mark = machine.journal.mark()
    with layer.session.recorder.muted():
        output = layer.apply(Arguments((given,)), machine.no_site(), None, machine)
    machine.journal.roll_back(mark)
    machine.journal.release(mark)
    return shapes_of(output, machine)


_METHODS: dict[str, Callable[[LayerValue, Arguments, Machine], Value]] = {
    "build": _build,
    "compute_output_shape": _compute_output_shape,
}


def problem_of(outcome: Outcome) -> Problem:
    """Why an outcome that is no answer is none, in words for the user."""
    match outcome:
        case Refusal(exception=exception, message=message):
            return Problem("refused", f"Keras refuses it. {exception}: {message}", outcome)
        case Unanswered(reason="pending"):
            return Problem("pending", "Keras has not answered yet.")
        case Unanswered(reason="unavailable", detail=detail):
            return Problem("unavailable", detail or "Keras is not available.")
        case Unanswered(detail=detail):
            return Problem("other", detail or "Keras gave no answer.")
    return Problem("other", "Keras gave no answer that fits.")


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
    made, unknown_input_shape = _describe_call(path, entry, arguments, machine)
    given_name = _given_name(arguments)
    constructed: Constructed | None = None
    class_name = "InputLayer" if path == INPUT else path.rpartition(".")[2]
    if isinstance(made, CallTerm):
        settings = session.settings.current()
        outcome: Outcome = Unanswered("other", UNKNOWN_SETTING)
        if settings is not None:
            outcome = session.ask(Construct(made, settings))
        if isinstance(outcome, Constructed):
            constructed = outcome
            class_name = outcome.class_name
        else:
            made = problem_of(outcome)
    tensor_name = given_name or session.names.next_name("keras_tensor")
    name = _take_names(constructed, given_name, class_name, arguments, session, machine)
    layer = LayerValue(session, site, class_name, name, made, constructed, unknown_input_shape)
    machine.write(layer, BUILT, Held(None))
    layer.tensor_name = tensor_name
    layer.parts = list(_layers_in(arguments.all_values(), machine))
    if layer.parts:
        layer.state[_COPY_TRAINABLE] = layer.parts[0].state[TRAINABLE]
    trainable = arguments.keywords.get(TRAINABLE)
    if trainable is not None:
        layer.state[TRAINABLE] = trainable
    session.recorder.layer_made(layer)
    if layer.is_input_layer:
        layer.as_input(site, machine)
    return layer


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
    return UnknownInput(layer, layer.why_unknown()[1].rstrip("."))


def input_tensor(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """The tensor of an InputLayer that Keras makes itself, as by `keras.Input(...)`."""
    entry = session.entry(INPUT)
    if entry is None:
        return Unknown("Keras is not available")
    with session.recorder.muted():
        return make_input(INPUT, entry, arguments, machine.no_site(), session, machine)


def _describe_call(
    path: str, entry: ApiEntry, arguments: Arguments, machine: Machine
) -> tuple[CallTerm | Problem, str | None]:
    """The call for the evaluator (or why it cannot be told), and why the input shape that
    it gives is not known, where that is so."""
    unknown_input_shape: str | None = None
    left_out = {*_STATE_OF_THE_PROGRAM, "weights"}  # numbers of weights, not how many
    for keyword in _INPUT_SHAPE_KEYWORDS & set(arguments.keywords):
        write = CONSTRUCTOR_WRITER.number if keyword == "input_dim" else CONSTRUCTOR_WRITER.term
        try:
            write(arguments.keywords[keyword], machine)
        except NotExpressible as reason:
            unknown_input_shape = f"`{keyword}` is not known: {reason}"
            left_out.add(keyword)
    try:
        term = CONSTRUCTOR_WRITER.call(
            path,
            arguments,
            entry.parameters,
            machine,
            frozenset(left_out),
            CONSTRUCTOR_WRITER.number,
        )
    except NotExpressible as reason:
        sentence = f"{reason}."
        return Problem("unknown-argument", sentence[0].upper() + sentence[1:]), unknown_input_shape
    return term, unknown_input_shape


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
        for inner in _layers_in(arguments.all_values(), machine):
            if not isinstance(inner, LayerValue):
                used = {kind: 1}
                break
            if inner.constructed is not None:
                for inner_kind, number in inner.constructed.names_used:
                    used[inner_kind] = used.get(inner_kind, 0) - number
    name = given_name or session.names.next_name(kind)
    if given_name is not None and kind in used:
        # The evaluator made it without the name, and so took one from the counter.
        used[kind] -= 1
    session.names.take(used.items(), machine)
    return name


def with_settings(term: CallTerm, layer: LayerValue) -> CallTerm:
    """The call with what the global settings decided said outright, so that it makes the same
    layer under any settings."""
    constructed = layer.constructed
    if constructed is None or layer.made_under == Settings():
        return term
    entry = layer.session.entry(term.path)
    names = [] if entry is None else [parameter.name for parameter in entry.parameters]
    given = {*names[: len(term.args)], *dict(term.kwargs)}
    decided: dict[str, Term] = {"dtype": _policy_name(constructed)}
    decided.update(pair for pair in constructed.attributes if pair[0] == "data_format")
    if isinstance(constructed.output, TensorTerm):
        decided["dtype"] = constructed.output.dtype
    said = [(name, value) for name, value in decided.items() if name not in given]
    return replace(term, kwargs=tuple(sorted((*term.kwargs, *said))))


def _policy_name(constructed: Constructed) -> str | None:
    """The dtype policy (`keras.src.dtype_policies`)."""
    if constructed.compute_dtype == constructed.variable_dtype:
        return constructed.variable_dtype
    return f"mixed_{constructed.compute_dtype}"


def _frozen(term: Term) -> Term:
    """The layer of this term with `trainable=False`."""
    if not isinstance(term, CallTerm):
        return term
    return replace(term, kwargs=tuple(sorted((*term.kwargs, (TRAINABLE, False)))))


def _layers_in(values: Iterable[Value], machine: Machine) -> Iterator[CallableLayer]:
    """The layers among the arguments of a layer: their names were taken before."""
    for value in values:
        if isinstance(value, CallableLayer):
            yield value
        elif isinstance(value, ListValue | TupleValue):
            yield from _layers_in(value.elements(machine) or (), machine)

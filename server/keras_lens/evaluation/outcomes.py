"""What Keras answered, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from keras_lens.algebra import Size
from keras_lens.evaluation.terms import CallArguments, CallTerm, Dimension, Term


@dataclass(frozen=True, slots=True)
class Weight:
    """One variable of a layer.

    `name` is its path below the layer (`kernel`, `forward_lstm/lstm_cell/kernel`), `size`
    its number of elements, `bytes` its size in memory by Keras's own reckoning.
    """

    name: str
    shape: tuple[Size, ...]
    dtype: str
    trainable: bool
    size: Size
    bytes: Size


@dataclass(frozen=True, slots=True)
class Constructed:
    """A layer that Keras accepted.

    class_name: Keras's own name of the class (`Conv2D` for `Convolution2D`).
    names_used: how many names of each kind making it took from Keras's counters, as
        `(("bidirectional", 1), ("lstm", 1))`; the layer's own automatic name counts.
    own_name_kind: the counter that the layer's own automatic name came from, None where
        it is not automatic.
    given_name: the name that the program (or a ready-made model) gave, None if automatic.
    trainable: the layer's `trainable` as constructed.
    compute_dtype, variable_dtype: from its dtype policy.
    input_shape: the batch shape it asks for by `input_shape=`, `input_dim=`,
        `batch_shape=` (an InputLayer's own), None where it asks for none.
    output: the tensor(s) of `keras.Input`, of an `InputLayer`, of an operation, else None.
    attributes: the layer's public attributes that are plain values (`units`, `kernel_size`).
    """

    class_name: str
    names_used: tuple[tuple[str, int], ...]
    own_name_kind: str | None
    given_name: str | None
    trainable: bool
    compute_dtype: str | None
    variable_dtype: str | None
    input_shape: tuple[Dimension, ...] | None
    output: Term = None
    attributes: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class HeldLayer:
    """A layer of Keras among the arguments of a layer (`ArgumentLayerTerm`) that it holds.

    weights: those of the held layer, by their names below it. numbers: which weights of the layer
    that holds it these are. variables: as in `Applied`. build_shape: what it was built with, None
    where that is no single shape.
    """

    number: int
    weights: tuple[Weight, ...]
    numbers: tuple[int, ...]
    variables: tuple[tuple[str, int], ...]
    build_shape: Term


@dataclass(frozen=True, slots=True)
class Applied:
    """A layer that was called: its output (a structure of `TensorTerm`) and its weights.

    names_used: names taken from Keras's counters by building and calling it.
    places: for each weight that a part of the question has made: which part, and the number of
        the weight there, in the order in which they were made; None for the others. Empty where
        the question has no parts.
    variables: the names of the layer's attributes that are weights (`kernel`), with the weights'
        numbers.
    held: layers of Keras among its arguments that have weights of it.
    """

    output: Term
    weights: tuple[Weight, ...]
    names_used: tuple[tuple[str, int], ...]
    dtype: str
    places: tuple[tuple[int, int] | None, ...] = ()
    variables: tuple[tuple[str, int], ...] = ()
    held: tuple[HeldLayer, ...] = ()


@dataclass(frozen=True, slots=True)
class Needed:
    """Keras calls `method` of a part (by its number) of the question, and what that does is not
    known to the evaluator (`keras_lens.evaluation.parts`)."""

    part: int
    method: str
    arguments: CallArguments
    of_copy: bool


@dataclass(frozen=True, slots=True)
class TracedOperation:
    """A layer, or an operation of `keras.ops`, that a call made.

    term: makes it again (`keras.src.ops.numpy.Add` and so on for an operation), initializers and
        other things that change neither shape nor count left out.
    name: as in a Keras whose counters of names start at zero; automatic where
        `constructed.own_name_kind` is not None.
    is_layer: False for an operation, which has no weights. weights, variables: as built
    (`Applied`).
    """

    term: CallTerm
    name: str
    is_layer: bool
    constructed: Constructed
    weights: tuple[Weight, ...]
    dtype: str | None
    variables: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TracedNode:
    """A call of operation `operation` (an index). Its arguments and their tensors: terms with
    `NodeTensorTerm`s; `output`: a structure of `TensorTerm`s. An InputLayer's has no arguments."""

    operation: int
    args: tuple[Term, ...]
    kwargs: tuple[tuple[str, Term], ...]
    output: Term


@dataclass(frozen=True, slots=True)
class TracedModel:
    """The model that a call made: its name (`own_name_kind` as in `Constructed`), class and the
    structures of its inputs and outputs (`NodeTensorTerm`s)."""

    class_name: str
    name: str
    own_name_kind: str | None
    inputs: Term
    outputs: Term


@dataclass(frozen=True, slots=True)
class Traced:
    """A graph: nodes in the order in which Keras made them.

    output: what the call gives, tensors as `NodeTensorTerm`s; None where it gives a model.
    names_used: as in `Constructed`, of everything that was made.
    """

    operations: tuple[TracedOperation, ...]
    nodes: tuple[TracedNode, ...]
    output: Term
    model: TracedModel | None
    names_used: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a computation gives: a structure of `TensorTerm`s and plain values."""

    output: Term


@dataclass(frozen=True, slots=True)
class Summary:
    """The text that `model.summary()` prints, lines separated by line feeds."""

    text: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a callable; `kind` as in `inspect.Parameter.kind.name`."""

    name: str
    kind: str
    has_default: bool


@dataclass(frozen=True, slots=True)
class ApiEntry:
    """A public object of Keras.

    canonical: the path under which the object is first published (`keras.layers.Conv2D`
        for `keras.layers.Convolution2D`).
    kind: `layer`, `model`, `class`, `function`, `module` or `value`.
    parameters: of its constructor or of the function; empty where Python cannot tell.
    summary: first paragraph of its docstring in one line, `""` without one.
    bases: the public classes that a class derives from, by their `canonical`, itself included.
    """

    canonical: str
    kind: str
    parameters: tuple[Parameter, ...]
    summary: str
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Api:
    """The public names of Keras: `keras.layers.Dense` and so on.

    internal: the canonical paths of what is known under a name inside `keras.src` too.
    """

    entries: dict[str, ApiEntry]
    internal: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Keras raised: the exception's class name, its message, and during which `phase`
    (`construct`, `build`, `call`, `summarize`)."""

    exception: str
    message: str
    phase: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer, and not Keras's fault.

    reason: `pending` (asked, not answered yet), `unavailable` (no usable TensorFlow),
        `poisonous` (it killed the evaluator twice), `timeout`, `cancelled`, `unsupported`
        (the evaluator will not evaluate this: a file to read, code to run), `failed` (a
        defect of the evaluator).
    detail: one sentence for the user.
    """

    reason: str
    detail: str = ""


Outcome: TypeAlias = (
    Constructed | Applied | Needed | Traced | Computed | Summary | Api | Refusal | Unanswered
)

_LASTING_REASONS = frozenset({"poisonous", "unsupported"})


def is_lasting(outcome: Outcome) -> bool:
    """Whether the same question will have the same outcome next time."""
    return not isinstance(outcome, Unanswered) or outcome.reason in _LASTING_REASONS

"""What an analysis found, as plain data: everything that a rule or an editor feature reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from keras_lens.algebra import Polynomial, Size
from keras_lens.evaluation.outcomes import Refusal, Weight
from keras_lens.evaluation.terms import CallArguments, CallTerm, GraphRecipe, ModelRecipe, Term
from keras_lens.interpreter.assumptions import Contradiction
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.syntax.assumptions import Assumption

UNKNOWN = "?"
"""A dimension that the analysis could not find out (None is one that Keras leaves open). Other
texts are dimensions that depend on parameters of the program: `filters`, `2·filters`."""

Dimension: TypeAlias = "int | str | None"
Shape: TypeAlias = tuple[Dimension, ...]


def shape_record(shape: Iterable[Size | None]) -> Shape:
    """A shape as it is shown; a size that is left open is the text of its polynomial."""
    return tuple(str(size) if isinstance(size, Polynomial) else size for size in shape)


def count_record(count: Size | None) -> Size | None:
    """A number of parameters as it is shown: one that depends on a size without a name is not
    known."""
    return None if isinstance(count, Polynomial) and count.is_nameless else count


@dataclass(frozen=True, slots=True)
class TensorRecord:
    """A symbolic tensor. `producer` is the index in `Analysis.applications` of the
    application that made it, None for a model's input. `origins`, while a run is recorded: those
    that made what it is computed from, where no application made it."""

    shape: Shape
    dtype: str
    producer: int | None = None
    origins: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class LayerApplication:
    """One layer applied to one input, at one place of the program.

    site: the call that applies the layer (`model.add(...)`, `x = conv(x)`), or the layer's
        constructor where it stands in the list given to `Sequential`.
    shown_at: the expression that a hint is put behind: the same, but for a model in a list
        its place in the list.
    constructor: the call that made the layer.
    class_name: Keras's name of the class; `Sequential` and so on for a model used as a layer.
    model: Keras's name of the Sequential that the layer was added to, None outside of one.
    model_key: identifies that model in this analysis (`ModelRecord.key`).
    params, trainable_params: numbers of elements of the layer's weights, None where those are
        not known; a polynomial where they depend on parameters of the program.
    made: the call that makes the layer, as Keras is asked; None for a layer of the program and a
        model. attributes: its public attributes that are plain values (`units`, `activation`,
        `rate`), without those that depend on an argument that is not known.
    certainty: whether the program surely comes to it.
    """

    site: Site
    shown_at: Site
    constructor: Site
    class_name: str
    name: str
    model: str | None
    model_key: int | None
    inputs: tuple[TensorRecord, ...]
    outputs: tuple[TensorRecord, ...]
    weights: tuple[Weight, ...]
    trainable: bool
    params: Size | None
    trainable_params: Size | None
    dtype: str
    made: CallTerm | None = None
    attributes: tuple[tuple[str, Term], ...] = ()
    certainty: Certainty = field(default=Certainty.SURE, compare=False)


def distinct_outcomes(applications: Iterable[LayerApplication]) -> list[LayerApplication]:
    """The applications, without those that differ from one before only in where their inputs
    come from, or in how they work."""
    distinct = {
        replace(
            one, inputs=_without_producers(one.inputs), model_key=None, made=None, attributes=()
        ): one
        for one in reversed(list(applications))
    }
    return list(reversed(distinct.values()))


def _without_producers(tensors: Sequence[TensorRecord]) -> tuple[TensorRecord, ...]:
    return tuple(replace(tensor, producer=None) for tensor in tensors)


@dataclass(frozen=True, slots=True)
class UnknownLayer:
    """A layer of which nothing is known, and why.

    kind: `no-input-shape`, `unknown-argument`, `unknown-input`, `refused`, `pending`,
        `unavailable`, `other`.
    reason: one sentence for the user; what to add where that helps.
    refusal: Keras's exception where `kind` is `refused`.
    """

    site: Site
    constructor: Site
    class_name: str
    name: str | None
    model_key: int | None
    kind: str
    reason: str
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class RefusedCall:
    """A call that Keras refuses.

    site: the call. kind: `constructor`, `layer` (a layer that was made is called), `function` (of
        tensors; `operator.add` for `x + y`), `model` (`keras.Model(inputs, outputs)`, or the
        layers of a Sequential do not go together), `method` (of a layer or model).
    what: the layer's class name, else the path of the function or the method's name.
    constructor: the call that made the layer; the same as `site` for others.
    made: how the layer is made, None where that is not known; a function's call.
    given: what the layer is called with, None for the rest.
    inputs: the tensors among that. sequential: the model (`ModelRecord.key`) to which it was
        added, None outside of one.
    certainty: whether the program surely comes to it.
    parameters: the names that the layer's constructor has for its arguments; for a method, the
        names that Keras would take there.
    """

    site: Site
    kind: str
    what: str
    constructor: Site
    name: str | None
    made: CallTerm | None
    given: CallArguments | None
    inputs: tuple[TensorRecord, ...]
    refusal: Refusal
    certainty: Certainty
    sequential: int | None = None
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmptySummary:
    """`summary()` of a model that surely is not built: it prints no shapes and no counts.

    site: the call. certainty: whether the program surely comes to it.
    """

    site: Site
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class AssumptionRecord:
    """What became of an assumption of the file's comments.

    is_placed: whether there is anything of its name where it is made. supplied: whether it
    stood in for a value that the program does not give. confirmed: whether the program gives
    that value itself. contradicted: what it gives instead.
    """

    assumption: Assumption
    is_placed: bool
    supplied: bool
    confirmed: bool
    contradicted: Contradiction | None


@dataclass(frozen=True, slots=True)
class NotKnown:
    """An argument, or a part of one, that is not known; `reason` is a clause."""

    reason: str


CompileSetting: TypeAlias = (
    "Term | NotKnown | list[CompileSetting] | tuple[CompileSetting, ...]"
    " | dict[str, CompileSetting]"
)


@dataclass(frozen=True, slots=True)
class CompileRecord:
    """The last `compile` of a model.

    site: the call. settings: its arguments by name; one that is not there was not given, unless
        `open`: then a starred argument may have given any of them. The program's own functions
        and classes are `NotKnown`. certainty: whether the program surely comes to it.
    """

    site: Site
    settings: dict[str, CompileSetting]
    open: bool = False
    certainty: Certainty = Certainty.SURE

    def setting(self, name: str) -> CompileSetting:
        """The argument `name`; None where it is not given."""
        absent = NotKnown("a starred argument is not known") if self.open else None
        return self.settings.get(name, absent)


@dataclass(frozen=True, slots=True)
class OutlineEdge:
    """A tensor that flows into a layer; `source` is the index of the layer that gives it."""

    source: int
    shape: Shape | None


@dataclass(frozen=True, slots=True)
class OutlineLayer:
    """A layer of a model, or an operation on tensors that stands between two.

    record: of its first call. inputs: those of all of its calls in this model. outputs: the
        distinct shapes that its calls there give, None behind them where one is not known.
    has_place: False for a part of a ready-made model, which no line of the program names.
    inner: the layers that it consists of; None where it is no model, or those are not known.
    """

    record: LayerApplication | UnknownLayer
    inputs: tuple[OutlineEdge, ...]
    outputs: tuple[Shape | None, ...]
    is_operation: bool = False
    has_place: bool = True
    inner: Outline | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """All of a model's layers, its InputLayers among them, with what connects them.

    outputs: the indices of the layers that give the model's outputs.
    """

    layers: tuple[OutlineLayer, ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KnownTotals:
    """Sums over the known weights of a model of which not all are known; as in `ModelRecord`."""

    params: Size
    trainable: Size | None
    non_trainable: Size | None
    bytes: Size


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A model as it stands when the program has run.

    site: the call that made it. variable: the name that the program gives it, if any; that
        of its outermost code where a function that made the model has another name for it.
    names: all of its names.
    layers: for each of the model's layers, in order (an automatic InputLayer left out), its
        application, or why there is none.
    output_shapes: empty while the model is not built. total_params is None while unknown.
    recipe: how to make it again, None where a part is unknown.
    compiled: its last `compile`; None where it is not compiled in what can be seen.
    outline: its layers with those inside of them and what connects them.
    at_least: the totals of what is known of it, None where all is or nothing.
    unknown: why it is not known, beside what is not known of its layers, as a sentence.
    refusal: Keras's exception where its layers do not go together.
    """

    key: int
    site: Site
    variable: str | None
    names: tuple[str, ...]
    name: str
    class_name: str
    layers: tuple[LayerApplication | UnknownLayer, ...]
    output_shapes: tuple[Shape, ...]
    total_params: Size | None
    trainable_params: Size | None
    non_trainable_params: Size | None
    bytes: Size | None
    recipe: ModelRecipe | GraphRecipe | None
    compiled: CompileRecord | None = None
    outline: Outline | None = field(default=None, compare=False)
    at_least: KnownTotals | None = None
    unknown: str | None = None
    refusal: Refusal | None = None

"""The language in which a Keras object is described to the evaluator.

A term is a value that can be written as JSON, compared and hashed: plain literals and the
classes below. The evaluator (`keras_lens.evaluator.terms`) reads the same JSON and makes
the real object. A JSON object always has exactly one key, which starts with `$` and names
the kind of term; JSON arrays are Python lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from keras_lens.algebra import Polynomial, Size
from keras_lens.evaluation.exactness import exactly_compared

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Term: TypeAlias = (
    "bool | int | float | str | ListTerm | TupleTerm | DictTerm | ReferenceTerm"
    " | CallTerm | TensorTerm | StandInTerm | ModelTerm | SliceTerm | EllipsisTerm"
    " | NodeTensorTerm | CustomLayerTerm | PartTerm | WeightOfPartTerm"
    " | ArgumentLayerTerm | Polynomial | None"
)
"""A `Polynomial` is a number that is left open; it has no JSON form: `keras_lens.models` asks with
numbers in its place."""

Dimension: TypeAlias = "Size | None"


@exactly_compared
@dataclass(frozen=True, slots=True)
class ListTerm:
    items: tuple[Term, ...]


@exactly_compared
@dataclass(frozen=True, slots=True)
class TupleTerm:
    items: tuple[Term, ...]


@exactly_compared
@dataclass(frozen=True, slots=True)
class DictTerm:
    items: tuple[tuple[Term, Term], ...]


@dataclass(frozen=True, slots=True)
class ReferenceTerm:
    """A library's object by its public path, as `keras.activations.relu`."""

    path: str


@exactly_compared
@dataclass(frozen=True, slots=True)
class CallTerm:
    """A call of a library's object: `keras.layers.Dense(64, activation="relu")`."""

    path: str
    args: tuple[Term, ...] = ()
    kwargs: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class TensorTerm:
    """A symbolic tensor. A dimension of None is one that Keras leaves open, as a batch axis.

    values: of a tensor of whole numbers (`tf.shape(x)`) that TensorFlow knows in part: the numbers,
    None for the others; None where nothing is known of them.
    """

    shape: tuple[Dimension, ...]
    dtype: str = "float32"
    values: tuple[Dimension, ...] | None = None


@dataclass(frozen=True, slots=True)
class StandInTerm:
    """A value that the program computes out of our sight and that cannot change a shape.

    `role` is the name of the parameter that it is given to (`activation`,
    `kernel_regularizer`, `seed`): the evaluator puts something harmless there.
    """

    role: str


@exactly_compared
@dataclass(frozen=True, slots=True)
class SliceTerm:
    """`start:stop:step` in an index."""

    start: Term
    stop: Term
    step: Term


@dataclass(frozen=True, slots=True)
class EllipsisTerm:
    """`...` in an index."""


@dataclass(frozen=True, slots=True)
class ModelTerm:
    """A model, as an argument or a layer."""

    recipe: ModelRecipe | GraphRecipe


@exactly_compared
@dataclass(frozen=True, slots=True)
class CustomLayerTerm:
    """A layer (or model) of a class that the program defines: what Keras sees of it.

    The evaluator makes a layer of a class of this name that has these `weights` and whose call
    gives `output`. `is_model` says that the class derives from `keras.Model`; `layers` are those
    that it tracks (a layer's `_layers`, a model's `layers`), in order. `attributes` are those
    that layers of Keras may read from it (`state_size`).
    """

    class_name: str
    weights: tuple[WeightTerm, ...]
    output: Term
    is_model: bool = False
    layers: tuple[LayerRecipe, ...] = ()
    attributes: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class PartTerm:
    """A layer or model of the program that a layer of Keras holds: the `number`th of the
    question's parts (`keras_lens.evaluation.parts`)."""

    number: int


@dataclass(frozen=True, slots=True)
class WeightOfPartTerm:
    """As an attribute of a part: its weight `number`, in the order in which they were made."""

    number: int


@dataclass(frozen=True, slots=True)
class ArgumentLayerTerm:
    """In an answer, as an attribute of a layer: the `number`th of the layers among the arguments
    of the call that made it, keywords behind the others and by their names."""

    number: int


@dataclass(frozen=True, slots=True)
class WeightTerm:
    """A weight that a layer of the program makes itself."""

    name: str
    shape: tuple[Size, ...]
    dtype: str
    trainable: bool


@exactly_compared
@dataclass(frozen=True, slots=True)
class CallArguments:
    """The arguments of a call of a layer; tensors in them are `TensorTerm`s."""

    args: tuple[Term, ...]
    kwargs: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class LayerRecipe:
    """One layer of a model.

    `key` identifies the layer inside a recipe: a layer that occurs twice has one key.
    `name` is the name that Keras gives it in the program. `build` are the arguments of its
    first call (None while it was never called), `last` those of its last call, where they are
    others: a summary shows what it gave then.
    """

    key: int
    term: Term
    name: str
    trainable: bool
    build: CallArguments | None = None
    last: CallArguments | None = None


@dataclass(frozen=True, slots=True)
class ModelRecipe:
    """A `Sequential` model: its layers in order, the InputLayer (if any) first.

    `input_shape` is the batch shape that it was built with, None while it is not built.
    """

    name: str
    layers: tuple[LayerRecipe, ...]
    trainable: bool
    input_shape: tuple[Dimension, ...] | None


@dataclass(frozen=True, slots=True)
class NodeTensorTerm:
    """In a `GraphRecipe` and a traced graph: output `index` (of the flattened outputs) of node
    `node`. In a traced graph a negative `node` is one of the given tensors: -1 is the first
    `TensorTerm` of the question's term, in the order of its JSON."""

    node: int
    index: int


@exactly_compared
@dataclass(frozen=True, slots=True)
class NodeRecipe:
    """A call in a graph of tensors (`keras.src.ops.node.Node`): of the operation or layer with
    this key, with arguments that contain `NodeTensorTerm`s. The node of an InputLayer has no
    arguments. `number` says which call of its operation it is: summaries show that."""

    operation: int
    args: tuple[Term, ...] = ()
    kwargs: tuple[tuple[str, Term], ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class GraphRecipe:
    """A functional model.

    `operations` are layers and operations of `keras.ops`, each key once; `term` makes the object
    (`CallTerm("keras.src.ops.numpy.Add")` for an operation). `nodes` stand in the order in which
    the program made them; `inputs` and `outputs` are structures of `NodeTensorTerm`s.
    """

    name: str
    operations: tuple[LayerRecipe, ...]
    nodes: tuple[NodeRecipe, ...]
    inputs: Term
    outputs: Term
    trainable: bool

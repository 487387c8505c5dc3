"""What is shown of a model, as plain data.

Shapes are texts as hints show them. A count is a number, a polynomial where it depends on sizes
that the program leaves open, None where it is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.algebra import Size
from keras_lens.interpreter.sites import Site
from keras_lens.models.records import KnownTotals


@dataclass(frozen=True, slots=True)
class Edge:
    """One tensor that flows into a layer; `source` is the `id` of the layer that gives it."""

    source: str
    shape: str


@dataclass(frozen=True, slots=True)
class LayerFinding:
    """What a rule says of a layer."""

    severity: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class LayerView:
    """One layer.

    id: unique in its model, and the same after an edit elsewhere: names from the outermost model
        to the layer, joined with `/`. kind: what kind of layer it is, for its colour.
    trainable: `all`, `none`, `partly`, `unknown`.
    site: where the program adds or calls it; None where no line of the program does.
    unknown: why nothing is known of it; None where something is.
    layers: those of a nested model.
    """

    id: str
    name: str
    class_name: str
    kind: str
    input_shapes: tuple[str, ...]
    output_shapes: tuple[str, ...]
    params: Size | None
    trainable: str
    dtype: str | None
    site: Site | None
    inputs: tuple[Edge, ...]
    findings: tuple[LayerFinding, ...]
    unknown: str | None
    layers: tuple[LayerView, ...]


@dataclass(frozen=True, slots=True)
class ViewTarget:
    """A model of the file that can be shown.

    id: identifies it in its file, also after an edit elsewhere. key: identifies it in this
    analysis.
    """

    id: str
    key: int
    label: str


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """Why a model is not shown as a whole.

    text: a sentence or more. layer: the `id` of the layer that is the cause, None where it is the
    model as such. is_refusal: whether Keras refuses it, else it is not known.
    """

    text: str
    layer: str | None
    is_refusal: bool


@dataclass(frozen=True, slots=True)
class ModelView:
    """A whole model.

    outputs: the ids of the layers that give its outputs. at_least: the totals of what is known
    where they are not known of all; `params` and so on are None then.
    """

    target: ViewTarget
    name: str
    class_name: str
    site: Site
    output_shapes: tuple[str, ...]
    outputs: tuple[str, ...]
    params: Size | None
    trainable: Size | None
    non_trainable: Size | None
    bytes: Size | None
    layers: tuple[LayerView, ...]
    at_least: KnownTotals | None = None
    problem: ModelProblem | None = None

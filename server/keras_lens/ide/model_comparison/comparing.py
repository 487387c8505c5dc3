"""What differs between two models, layer by layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keras_lens.algebra import Size
from keras_lens.ide.model_comparison.aligning import aligned
from keras_lens.ide.model_view import LayerView, ModelView, is_given_name

SAME, CHANGED, ADDED, REMOVED, UNSURE = "same", "changed", "added", "removed", "unsure"


@dataclass(frozen=True, slots=True)
class ComparedLayer:
    """A layer of the left model, of the right one, or one that is in both.

    left_inputs, right_inputs: the names of what it is connected to.
    changes: what differs of it: `name`, `class`, `shape`, `params`, `trainable`, `connections`.
    unsure: the same, where it is known on one side only. layers: those of a nested model.
    """

    left: LayerView | None
    right: LayerView | None
    left_inputs: tuple[str, ...] = ()
    right_inputs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    layers: tuple[ComparedLayer, ...] = ()

    @property
    def state(self) -> str:
        """A model is changed too where a layer in it is."""
        if self.left is None or self.right is None:
            return ADDED if self.left is None else REMOVED
        inside = {layer.state for layer in self.layers}
        if self.changes or inside & {CHANGED, ADDED, REMOVED}:
            return CHANGED
        return UNSURE if self.unsure or UNSURE in inside else SAME


@dataclass(frozen=True, slots=True)
class ComparedCount:
    """A count of both models; None where it is not known."""

    left: Size | None
    right: Size | None

    @property
    def difference(self) -> int | None:
        """None where it cannot be told."""
        if isinstance(self.left, int) and isinstance(self.right, int):
            return self.right - self.left
        return 0 if self.left is not None and self.left == self.right else None


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """Two models. `right` is what has become of `left`."""

    left: ModelView
    right: ModelView
    layers: tuple[ComparedLayer, ...]

    @property
    def totals(self) -> dict[str, ComparedCount]:
        """By the names of `ModelTotals` in `client/shared/modelView.ts`."""
        one, other = self.left, self.right
        return {
            "params": ComparedCount(one.params, other.params),
            "trainable": ComparedCount(one.trainable, other.trainable),
            "nonTrainable": ComparedCount(one.non_trainable, other.non_trainable),
            "bytes": ComparedCount(one.bytes, other.bytes),
        }

    @property
    def counts(self) -> Counter[str]:
        """How many layers are in which state. What is in an added or removed model is not counted,
        and a model not that has itself not changed."""
        return Counter(layer.state for layer in _counted(self.layers))


def compare(left: ModelView, right: ModelView) -> ModelComparison:
    """Two models side by side."""
    return ModelComparison(left, right, _compared(left.layers, right.layers))


def _compared(left: Sequence[LayerView], right: Sequence[LayerView]) -> tuple[ComparedLayer, ...]:
    pairs = aligned(left, right)
    partners = {one.id: other.id for one, other in pairs if one is not None and other is not None}
    names = {layer.id: layer.name for layer in left}, {layer.id: layer.name for layer in right}
    return tuple(
        ComparedLayer(
            one,
            other,
            left_inputs=_sources(one, names[0]),
            right_inputs=_sources(other, names[1]),
            layers=_compared(one.layers if one else (), other.layers if other else ()),
            **_differing(one, other, partners),
        )
        for one, other in pairs
    )


def _sources(layer: LayerView | None, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[edge.source] for edge in layer.inputs) if layer is not None else ()


def _differing(
    left: LayerView | None, right: LayerView | None, partners: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """`changes` and `unsure`. partners: the layers beside it, left to right."""
    if left is None or right is None:
        return {}
    found = list(_differences(left, right, partners))
    return {
        "changes": tuple(part for part, is_sure in found if is_sure),
        "unsure": tuple(part for part, is_sure in found if not is_sure),
    }


def _differences(
    left: LayerView, right: LayerView, partners: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    """What differs, and whether that is sure."""
    if left.name != right.name and (_is_named(left) or _is_named(right)):
        yield "name", True
    if left.class_name != right.class_name:
        yield "class", True
    if left.output_shapes != right.output_shapes:
        yield "shape", _is_known(left) and _is_known(right)
    if left.params != right.params:
        yield "params", left.params is not None and right.params is not None
    if left.trainable != right.trainable and (left.params != 0 or right.params != 0):
        yield "trainable", "unknown" not in (left.trainable, right.trainable)
    if [partners.get(edge.source) for edge in left.inputs] != [one.source for one in right.inputs]:
        yield "connections", True


def _is_named(layer: LayerView) -> bool:
    return is_given_name(layer.name, layer.class_name)


def _is_known(layer: LayerView) -> bool:
    return bool(layer.output_shapes) and not any("?" in shape for shape in layer.output_shapes)


def _counted(layers: Sequence[ComparedLayer]) -> Iterator[ComparedLayer]:
    for layer in layers:
        is_in_both = layer.left is not None and layer.right is not None
        if not is_in_both or not layer.layers or layer.changes or layer.unsure:
            yield layer
        if is_in_both:
            yield from _counted(layer.layers)

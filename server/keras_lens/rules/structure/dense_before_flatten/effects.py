"""What Keras makes of a program in which a layer stands in front of the `Dense`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keras_lens.algebra import Size
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord, Shape
from keras_lens.rules.editing.edits import extent_of, offset_after
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.structure.dense_before_flatten.changes import Change
from keras_lens.rules.structure.dense_before_flatten.detection import Suspect, suspects


@dataclass(frozen=True, slots=True)
class Effect:
    """What the `Dense` does once an edit is made, as Keras says.

    useless: the new layer also runs where it does nothing, so the edit is not a good one.
    """

    input_shape: Shape
    output_shape: Shape
    params: Size
    useless: bool


def effect_of(context: RuleContext, suspect: Suspect, change: Change) -> Effect | None:
    """What Keras makes of the program after `change`; None where that does not mend it, or
    harms another part."""
    before, after = context.analysis, context.what_if(change.edits)
    if after is None or len(after.unknown_layers) > len(before.unknown_layers):
        return None
    file = before.file
    start = extent_of(file, suspect.dense.constructor.node).start
    new_start = offset_after(file, change.edits, start)
    dense = _made_at(after, new_start, new_start)
    remaining = suspects(after)
    if not dense or len(dense[0].inputs[0].shape) != 2 or len(remaining) >= len(suspects(before)):
        return None
    if any(_start(after, left.dense) == new_start for left in remaining):
        return None
    inserted = _inserted(before, after, change)
    if not inserted or not _others_unharmed(before, after, start, inserted):
        return None
    return Effect(
        dense[0].inputs[0].shape,
        dense[0].outputs[0].shape,
        dense[0].params or 0,
        useless=any(len(layer.inputs[0].shape) <= 2 for layer in inserted),
    )


def _start(analysis: Analysis, layer: LayerApplication) -> int:
    if layer.constructor.file is not analysis.file:
        return -1
    return extent_of(analysis.file, layer.constructor.node).start


def _made_at(analysis: Analysis, first: int, last: int) -> list[LayerApplication]:
    """The applications of layers whose constructor starts from `first` to `last`."""
    return [a for a in analysis.applications if first <= _start(analysis, a) <= last]


def _inserted(before: Analysis, after: Analysis, change: Change) -> list[LayerApplication]:
    """The applications of the layer that `change` puts in."""
    found = []
    for edit in change.new:
        if edit.span.start != edit.span.end:
            continue
        offset = before.file.offset_of(edit.span.start)
        end = offset_after(before.file, change.edits, offset)
        found += _made_at(after, end - len(edit.new_text), end - 1)
    return found


def _others_unharmed(
    before: Analysis, after: Analysis, start: int, inserted: Sequence[LayerApplication]
) -> bool:
    """Whether every model is still built, and those without the mended `Dense` are the same."""
    if len(before.models) != len(after.models):
        return False
    for old, new in zip(before.models, after.models, strict=True):
        if old.output_shapes and not new.output_shapes:
            return False
        if old.total_params is not None and new.total_params is None:
            return False
        concerned = any(
            isinstance(layer, LayerApplication) and _start(before, layer) == start
            for layer in old.layers
        ) or any(layer in inserted for layer in new.layers)
        if not concerned and _outcome(old) != _outcome(new):
            return False
    return True


def _outcome(model: ModelRecord) -> tuple[object, ...]:
    return (model.output_shapes, model.total_params, model.trainable_params)

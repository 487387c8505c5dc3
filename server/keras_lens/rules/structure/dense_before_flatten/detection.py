"""Where a `Dense` works on the last axis of images although single vectors are meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord, Shape
from keras_lens.rules.editing.edits import extent_of
from keras_lens.rules.structure.dense_before_flatten.paths import Layer, Step, steps
from keras_lens.rules.views.layer_kinds import (
    MERGING,
    MODELS,
    NEUTRAL,
    enlarges,
    is_preparation,
    mixes_neighbours,
)
from keras_lens.rules.views.purposes import Purpose, purpose_of

LARGEST_IMAGE_CHANNELS = 4
"""Grey, colour, colour with transparency; more are features or spectra of single points."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """The first `Dense` of a chain that keeps the spatial axes, very probably by mistake.

    flatten: the later `Flatten` that shows it, None where the model just ends.
    features: whether its input comes out of a convolution, pooling or another model.
    first: whether nothing but the model's input comes before it.
    """

    dense: LayerApplication
    flatten: LayerApplication | None
    features: bool
    first: bool


def suspects(analysis: Analysis) -> list[Suspect]:
    """At most one for each constructor of the analysed file, in the order of the text."""
    found: dict[int, Suspect] = {}
    for step in steps(analysis, _is_candidate):
        if step.layer.constructor.file is not analysis.file or not _starts_chain(step):
            continue
        suspect = _suspect(analysis, step)
        if suspect is not None:
            start = extent_of(analysis.file, suspect.dense.constructor.node).start
            found.setdefault(start, suspect)
    return [found[start] for start in sorted(found)]


def _suspect(analysis: Analysis, step: Step) -> Suspect | None:
    shape = step.layer.inputs[0].shape
    if not _has_known_extent(shape):
        return None
    flatten, beyond = _end_of_chain(step.after)
    if _may_lack_a_layer(analysis, step, flatten):
        return None
    features = any(_is_feature_maker(layer) for layer in step.before)
    if flatten is not None:
        # A head that scores every position and flattens the scores ends with the Flatten.
        if features and not any(isinstance(b, LayerApplication) and b.weights for b in beyond):
            return None
    elif not _is_meant_for_single_values(analysis, step, features):
        return None
    return Suspect(step.layer, flatten, features, not step.before)


def _starts_chain(step: Step) -> bool:
    """Whether no other candidate comes before it in the same chain."""
    for layer in reversed(step.before):
        if _is_candidate(layer):
            return False
        if not _is_passed_over(layer):
            break
    return True


def _is_candidate(layer: Layer) -> TypeGuard[LayerApplication]:
    """A `Dense` of Keras that learns, on an image or more."""
    return (
        isinstance(layer, LayerApplication)
        and layer.class_name == "Dense"
        and len(layer.inputs) == 1
        and len(layer.inputs[0].shape) >= 4
        and len(layer.outputs) == 1
        and bool(layer.weights)
        and layer.weights[0].name == "kernel"
        and not _is_frozen(layer)
    )


def _is_frozen(layer: LayerApplication) -> bool:
    """Weights that never change are there on purpose, as in an identity `Dense(1)`."""
    return not layer.trainable or not any(weight.trainable for weight in layer.weights)


def _is_passed_over(layer: Layer) -> bool:
    """Part of a chain, though not a reason for suspicion."""
    if not isinstance(layer, LayerApplication):
        return False
    if layer.class_name == "Dense":
        return len(layer.inputs) == 1 and len(layer.inputs[0].shape) >= 4
    return layer.class_name in NEUTRAL


def _has_known_extent(shape: Shape) -> bool:
    """Whether all axes but the batch are known, and more than one spatial element is there."""
    spatial = shape[1:-1]
    known = all(isinstance(size, int) for size in shape[1:])
    return known and any(size != 1 for size in spatial)


def _end_of_chain(after: tuple[Layer, ...]) -> tuple[LayerApplication | None, tuple[Layer, ...]]:
    """The `Flatten` that ends the chain, if one does, and what comes behind it."""
    for index, layer in enumerate(after):
        if isinstance(layer, LayerApplication) and layer.class_name == "Flatten":
            return layer, after[index + 1 :]
        if not _is_passed_over(layer):
            break
    return None, ()


def _may_lack_a_layer(analysis: Analysis, step: Step, flatten: LayerApplication | None) -> bool:
    """Whether a statement that is not Python (yet), and so is left out, stands between what gives
    the chain its input and its end: it may be what puts the axes in order."""
    first = _line_of(analysis, step.before[-1]) if step.before else None
    last = None if flatten is None else _line_of(analysis, flatten)
    lines = [problem.span.start.line for problem in analysis.file.problems]
    return any((first or 0) <= line and (last is None or line <= last) for line in lines)


def _line_of(analysis: Analysis, layer: Layer) -> int | None:
    """Where the analysed file applies a layer."""
    return layer.site.span.start.line if layer.site.file is analysis.file else None


def _is_feature_maker(layer: Layer) -> bool:
    return mixes_neighbours(layer.class_name) or layer.class_name in MODELS


def _is_meant_for_single_values(analysis: Analysis, step: Step, features: bool) -> bool:
    """Whether a chain that ends the model ends it by mistake: doubts say no."""
    model = step.ends_in
    if model is None or _is_used_as_layer(analysis, model):
        return False
    if not all(map(_is_passed_over, step.after)):
        return False
    entrance = _entrance(step)
    if entrance is None or not all(map(_keeps_meaning_of_axes, step.before)):
        return False
    purpose = purpose_of(model)
    if features:
        return _is_reduced(entrance, step.layer) and _is_classifying_head(step, purpose)
    return _is_of_pixels(step, entrance, purpose)


def _is_classifying_head(step: Step, purpose: Purpose) -> bool:
    """Whether a chain behind convolutions chooses one class for the whole image."""
    if purpose is Purpose.ONE_OF_SEVERAL:
        return True
    # A discriminator that judges patches has one unit too, but neither pooling nor a hidden layer.
    pooled = any("Pool" in layer.class_name for layer in step.before)
    hidden = any(layer.class_name == "Dense" for layer in step.after)
    return purpose is Purpose.YES_OR_NO and pooled and hidden


def _is_of_pixels(step: Step, entrance: Shape, purpose: Purpose) -> bool:
    """Whether a chain on the image itself can hardly be meant for each pixel alone."""
    last = step.after[-1] if step.after else step.layer
    channels = entrance[-1]
    if not isinstance(last, LayerApplication) or not isinstance(channels, int):
        return False
    if channels > LARGEST_IMAGE_CHANNELS:
        return False
    outputs = last.outputs[0].shape[-1]
    match purpose:
        case Purpose.ONE_OF_SEVERAL:
            return True
        case Purpose.YES_OR_NO:
            # As many channels out as in: may well be trained to give images back.
            return outputs != channels
        case Purpose.NUMBER:
            return outputs == 1 and channels != 1
        case Purpose.UNKNOWN:
            return False


def _is_used_as_layer(analysis: Analysis, model: ModelRecord) -> bool:
    return any(
        application.class_name in MODELS and application.constructor == model.site
        for application in analysis.applications
    )


def _entrance(step: Step) -> Shape | None:
    """The shape of the one input of everything up to the chain."""
    first = next(iter(step.before), step.layer)
    if step.layer.model_key is not None:
        known = isinstance(first, LayerApplication) and len(first.inputs) == 1
        return first.inputs[0].shape if known and isinstance(first, LayerApplication) else None
    shapes = [
        tensor.shape
        for layer in (*step.before, step.layer)
        if isinstance(layer, LayerApplication)
        for tensor in (layer.outputs if layer.class_name == "InputLayer" else layer.inputs)
        if layer.class_name == "InputLayer" or tensor.producer is None
    ]
    return shapes[0] if len(shapes) == 1 else None


def _keeps_meaning_of_axes(layer: Layer) -> bool:
    """Whether the layer's spatial axes are still those of the image, not made longer."""
    name = layer.class_name
    if enlarges(name) or not isinstance(layer, LayerApplication):
        return False
    return (
        name in NEUTRAL
        or name in MERGING
        or name == "Dense"
        or is_preparation(name)
        or _is_feature_maker(layer)
    )


def _is_reduced(entrance: Shape, dense: LayerApplication) -> bool:
    """Whether each spatial axis has shrunk to half or less: labels of single points would
    have the size of the image."""
    shape = dense.inputs[0].shape
    return len(shape) == len(entrance) and all(
        isinstance(now, int) and isinstance(then, int) and now > 1 and now * 2 <= then
        for now, then in zip(shape[1:-1], entrance[1:-1], strict=True)
    )

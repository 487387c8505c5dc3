"""The rule `pooled-away`."""

from __future__ import annotations

import math
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.removing import argument_changed, layer_removed
from keras_lens.rules.views.known import is_as_well_known
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import setting, sizes
from keras_lens.rules.views.suspects import happens, suspects
from keras_lens.rules.views.wording import shape_text
from keras_lens.syntax.spans import TextEdit

IDENTIFIER = "pooled-away"
_KERNELS = {"Conv": "kernel_size", "SeparableConv": "kernel_size", "DepthwiseConv": "kernel_size"}
_POOLS = {"MaxPooling": "pool_size", "AveragePooling": "pool_size"}
_WINDOWS = {
    f"{name}{rank}D": setting_name
    for name, setting_name in (_KERNELS | _POOLS).items()
    for rank in (2, 3)
}
"""In one dimension, a sequence of one step is as likely to be meant."""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer that looks for neighbours where none are left."""
    for suspect in suspects(context.analysis, _shrunk_by):
        layer, shrinking = suspect.layer, suspect.found
        if not happens(context.analysis, shrinking, layer):
            continue
        site = shrinking.constructor
        text = translate(
            "here one point is left: {input} → {output}",
            input=shape_text(shrinking.inputs[0].shape),
            output=shape_text(shrinking.outputs[0].shape),
        )
        related = (Related(site.file, site.span, text),)
        span = name_span(context.analysis.file, layer.constructor.node)
        fixes = tuple(_fixes(context, layer, shrinking))
        yield Finding(IDENTIFIER, RULE.severity, _message(layer), span, fixes, related)


def _message(layer: LayerApplication) -> str:
    window = sizes(layer, _WINDOWS[layer.class_name])
    window_text = "×".join(map(str, window))
    shape = shape_text(layer.inputs[0].shape)
    if "Pooling" in layer.class_name:
        return translate(
            "Here the input of {layer} is {shape}: one point is left, and a window of {window}"
            " finds padding around it only. The layer changes nothing. Pool less before it, or end"
            " the convolutions here.",
            layer=layer.class_name,
            shape=shape,
            window=window_text,
        )
    total = math.prod(window)
    return translate(
        "Here the input of {layer} is {shape}: one point is left, and a window of {window} finds"
        " padding around it only. Of each {total} weights of its kernel, {unused} are never used."
        " Pool less before it, or end the convolutions here.",
        layer=layer.class_name,
        shape=shape,
        window=window_text,
        total=total,
        unused=total - 1,
    )


def _fixes(
    context: RuleContext, layer: LayerApplication, shrinking: LayerApplication
) -> Iterator[Fix]:
    """What has no effect goes; or the layer that leaves one point leaves more."""
    if "Pooling" in layer.class_name:
        title = translate(
            "Remove {layer}: the input stays {shape}",
            layer=layer.class_name,
            shape=shape_text(layer.outputs[0].shape),
        )
        yield from _tried(context, title, _removed(context, layer))
    else:
        place = 0 if layer.class_name.startswith("Depthwise") else 1
        kernel = argument_changed(context, layer, "kernel_size", "1", place)
        title = translate("Use a kernel of 1: the same result with fewer weights")
        yield from _tried(context, title, kernel)
    if _is_made_once(context.analysis, shrinking):
        name = shrinking.class_name
        before = shape_text(shrinking.inputs[0].shape)
        if "Pooling" in name:
            title = translate(
                "Remove the {layer} that leaves one point: {shape} goes on",
                layer=name,
                shape=before,
            )
            yield from _tried(context, title, _removed(context, shrinking))
        elif setting(shrinking, "padding") == "valid":
            same = argument_changed(context, shrinking, "padding", '"same"')
            title = translate('Add padding="same" to the {layer} before', layer=name)
            yield from _tried(context, title, same)


def _removed(context: RuleContext, layer: LayerApplication) -> tuple[TextEdit, ...]:
    return layer_removed(context, layer) or ()


def _is_made_once(analysis: Analysis, layer: LayerApplication) -> bool:
    """Whether a change of its text changes this layer only."""
    made = [one for one in analysis.applications if one.constructor == layer.constructor]
    return len(made) == 1


def _tried(context: RuleContext, title: str, edits: tuple[TextEdit, ...]) -> Iterator[Fix]:
    """The fix, if nothing is pooled away any more at that place and the models are as good."""
    before = context.analysis
    after = context.what_if(edits) if edits else None
    if after is not None and is_as_well_known(before, after) and _count(after) < _count(before):
        yield Fix(title, edits)


def _count(analysis: Analysis) -> int:
    return len(list(suspects(analysis, _shrunk_by)))


def _shrunk_by(call: Call, layer: LayerApplication) -> LayerApplication | None:
    """The layer before it that left one point of an image, if `layer` looks at more."""
    name = _WINDOWS.get(layer.class_name)
    if name is None or len(layer.inputs) != 1 or not _is_one_point(layer, layer.inputs[0].shape):
        return None
    window = sizes(layer, name)
    if not window or min(window) < 2:
        return None
    before = call.only_before
    while before is not None and before.known is not None and len(before.known.inputs) == 1:
        known = before.known
        shape = known.inputs[0].shape
        if len(shape) != len(layer.inputs[0].shape):
            return None
        if not _is_one_point(layer, shape):
            is_shrinking = "Pooling" in before.class_name or "Conv" in before.class_name
            has_extent = all(isinstance(size, int) for size in _extent(layer, shape))
            return (
                known if is_shrinking and has_extent and "Global" not in before.class_name else None
            )
        before = before.only_before
    return None


def _extent(layer: LayerApplication, shape: tuple[object, ...]) -> tuple[object, ...]:
    """The axes of a shape that are neither batch nor channels."""
    return shape[2:] if setting(layer, "data_format") == "channels_first" else shape[1:-1]


def _is_one_point(layer: LayerApplication, shape: tuple[object, ...]) -> bool:
    extent = _extent(layer, shape)
    return bool(extent) and all(size == 1 for size in extent)


_HEAD = """\
import keras
from keras import layers

model = keras.Sequential([keras.Input((32, 32, 3))])
"""
_TAIL = """\
    model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
    model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dense(10, activation="softmax"))
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="Convolution or pooling goes on after the image has shrunk to one point",
    explanation="""\
Each pooling halves an image: 32, 16, 8, 4, 2, 1. With `padding="same"` nothing refuses to go on
from there: a 3×3 convolution then sees one point and eight zeros, and eight of nine of its weights
are never used. The layer costs as much as any other and does the work of a `Dense`.

Said of 2D and 3D layers in a model whose own layers have shrunk a larger image to one point;
pooling that is called global is meant to leave one.
""",
    bad=f"{_HEAD}for filters in (16, 32, 64, 128, 256):\n{_TAIL}".replace(
        "model.add(layers.Flatten())",
        'model.add(layers.Conv2D(512, 3, padding="same", activation="relu"))\n'
        "model.add(layers.Flatten())",
    ),
    good=f"{_HEAD}for filters in (16, 32, 64):\n{_TAIL}",
    fixes=(
        "Use a kernel of 1 for a convolution: the result is the same.",
        "Remove a pooling of one point, or the one that leaves one point.",
        'Add `padding="same"` to a convolution that leaves one point.',
    ),
    check=check,
)

"""The rule `generator-needs-images`: `ImageDataGenerator` is given arrays without channels."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import translate
from keras_lens.models.records import UNKNOWN
from keras_lens.models.training.feed_records import FedTensor, GeneratorCall
from keras_lens.rules.editing.edits import extent_of, insertion, offset_after
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "generator-needs-images"
_RANK = 4
_SEVERITIES = {Certainty.SURE: "error", Certainty.BRANCH: "warning"}

_EXPLANATION = """\
`ImageDataGenerator.flow(x)` and `.fit(x)` take images with an axis for the channels: arrays of
shape `(samples, height, width, channels)`. Grey images often come without it, as `(60000, 28, 28)`
does from MNIST, and `flow` raises `ValueError: ... should have rank 4`. The model itself would take
them: Keras adds a last axis of 1 there, but the generator does not.

Add the axis: `x[..., None]` is `(60000, 28, 28, 1)`. Rows of 784 numbers have to be reshaped to
images first.
"""

_BAD = """\
import numpy as np
from tensorflow.keras.preprocessing.image import ImageDataGenerator

x_train, y_train = np.zeros((60, 28, 28)), np.zeros((60,))

generator = ImageDataGenerator(rotation_range=10)
batches = generator.flow(x_train, y_train, batch_size=32)
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each call of a generator that gets arrays of another rank than images."""
    seen: set[int] = set()
    for call in context.analysis.generator_calls:
        images = call.images
        start = extent_of(context.analysis.file, call.site.node).start
        if not isinstance(images, FedTensor) or call.certainty not in _SEVERITIES:
            continue
        if len(images.shape) == _RANK or start in seen:
            continue
        seen.add(start)
        yield _finding(context, call, images)


def _finding(context: RuleContext, call: GeneratorCall, images: FedTensor) -> Finding:
    file = context.analysis.file
    place = _images_of(call)
    node = place or (
        call.site.node.func if isinstance(call.site.node, ast.Call) else call.site.node
    )
    return Finding(
        rule=IDENTIFIER,
        severity=_SEVERITIES[call.certainty],
        message=_message(call, images),
        span=file.span_of(node),
        fixes=tuple(_fixes(context, call, images, place)),
    )


def _message(call: GeneratorCall, images: FedTensor) -> str:
    if len(images.shape) == _RANK - 1:
        return translate(
            "ImageDataGenerator.{method}() needs images of shape (samples, height, width,"
            " channels), but gets {shape}. With an axis for the channels: {wanted}.",
            method=call.method,
            shape=shape_text(images.shape),
            wanted=shape_text((*images.shape, 1)),
        )
    return translate(
        "ImageDataGenerator.{method}() needs images of shape (samples, height, width, channels),"
        " but gets {shape}.",
        method=call.method,
        shape=shape_text(images.shape),
    )


def _images_of(call: GeneratorCall) -> ast.expr | None:
    node = call.site.node
    if not isinstance(node, ast.Call):
        return None
    named = next((one.value for one in node.keywords if one.arg == "x"), None)
    return named or next((one for one in node.args[:1] if not isinstance(one, ast.Starred)), None)


def _fixes(
    context: RuleContext, call: GeneratorCall, images: FedTensor, place: ast.expr | None
) -> Iterator[Fix]:
    if len(images.shape) != _RANK - 1 or UNKNOWN in images.shape[1:]:
        return
    if not isinstance(place, ast.Name | ast.Attribute | ast.Call | ast.Subscript):
        return
    file = context.analysis.file
    edit = insertion(file, extent_of(file, place).end, "[..., None]")
    after = context.what_if([edit])
    start = offset_after(file, [edit], extent_of(file, call.site.node).start)
    if after is None:
        return
    shapes = [
        one.images.shape
        for one in after.generator_calls
        if extent_of(after.file, one.site.node).start == start and isinstance(one.images, FedTensor)
    ]
    if shapes and all(len(shape) == _RANK for shape in shapes):
        title = translate(
            "Add an axis for the channels: {shape}", shape=shape_text((*images.shape, 1))
        )
        yield Fix(title, (edit,), preferred=True)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="ImageDataGenerator gets arrays without an axis for the channels",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("flow(x_train,", "flow(x_train[..., None],"),
    fixes=("Add the axis for the channels: `x[..., None]`.",),
    check=check,
    raises=True,
)

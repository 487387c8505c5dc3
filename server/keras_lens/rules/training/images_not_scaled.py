"""The rule `images-not-scaled`: images of 0 to 255 go into a model as they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord
from keras_lens.models.training.feed_records import Fed, FedTensor, FeedRecord
from keras_lens.rules.editing.edits import name_span, statement_behind
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.changes import Edits, layer_inserted
from keras_lens.rules.views.feeding import argument_of, model_of
from keras_lens.rules.views.known import is_as_well_known
from keras_lens.syntax.source import SourceFile

IDENTIFIER = "images-not-scaled"
_LARGE = 200
_CHANNELS = (1, 3, 4)
_SMALLEST_SIDE = 8
_KEEPS_NUMBERS = frozenset(
    {
        "AveragePooling2D", "CenterCrop", "Cropping2D", "Dropout", "Flatten", "InputLayer",
        "MaxPooling2D", "Permute", "Reshape", "Resizing", "ZeroPadding2D",
    }
)  # fmt: skip
"""Layers after which the numbers are as large as before."""
_LEARNS = frozenset({"Conv2D", "Dense", "DepthwiseConv2D", "SeparableConv2D"})

_EXPLANATION = """\
The images of `keras.datasets` (and most image files) hold numbers from 0 to 255. Weights start out
for inputs of about -1 to 1; with numbers a hundred times larger, the first steps are far too long,
and training is slow or stands still. Divide by 255, or let the model do it: `layers.Rescaling(1 /
255)` as its first layer, so that it holds for training, tests and later use alike.

It is a hint only: some models learn nevertheless, above all those with batch normalisation.
"""

_BAD = """\
import keras
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(layers.Flatten())
model.add(layers.Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(x_train, y_train)
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each training on images that still have numbers up to 255."""
    for feed, model in _unscaled(context.analysis):
        place = argument_of(feed, "x")
        file = context.analysis.file
        yield Finding(
            rule=IDENTIFIER,
            severity=RULE.severity,
            message=translate(
                "The images hold numbers from 0 to 255. Models learn better from small ones:"
                " divide by 255, or begin the model with layers.Rescaling(1 / 255)."
            ),
            span=name_span(file, feed.site.node) if place is None else file.span_of(place),
            fixes=tuple(_fixes(context, model, place)),
        )


def _unscaled(analysis: Analysis) -> Iterator[tuple[FeedRecord, ModelRecord]]:
    """The first training of each model on such images."""
    told: set[int] = set()
    for feed in analysis.feeds:
        if feed.method not in ("fit", "train_on_batch") or feed.certainty is not Certainty.SURE:
            continue
        model = model_of(analysis, feed)
        if model is None or feed.model_key in told or not _are_bytes_of_images(feed.x):
            continue
        if feed.refusal is None and _learns_from_them(model):
            told.add(feed.model_key)
            yield feed, model


def _fixes(context: RuleContext, model: ModelRecord, images: ast.expr | None) -> Iterator[Fix]:
    """The model scales them, or they are scaled where they are loaded."""
    analysis = context.analysis
    for title, edits in (
        (
            translate("Begin the model with Rescaling(1.0 / 255): numbers from 0 to 1"),
            _rescaling(analysis, model),
        ),
        (
            translate("Divide all images by 255 where they are loaded: numbers from 0 to 1"),
            _division(analysis.file, images),
        ),
    ):
        present = [edit for edit in edits if edit is not None]
        after = context.what_if(present) if present and None not in edits else None
        if after is not None and is_as_well_known(analysis, after) and _fewer(analysis, after):
            yield Fix(title, tuple(present))


def _fewer(before: Analysis, after: Analysis) -> bool:
    return len(list(_unscaled(after))) < len(list(_unscaled(before)))


def _rescaling(analysis: Analysis, model: ModelRecord) -> Edits:
    first = model.layers[0]
    if len(model.layers) > 1 and first.class_name == "InputLayer":
        first = model.layers[1]
    if not isinstance(first, LayerApplication):
        return (None,)
    return layer_inserted(analysis.file, first, "Rescaling", "1.0 / 255")


def _division(file: SourceFile, images: ast.expr | None) -> Edits:
    """`x_train, x_test = x_train / 255.0, x_test / 255.0` behind
    `(x_train, y_train), (x_test, y_test) = mnist.load_data()`."""
    stored = [
        node
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Store)
        and isinstance(images, ast.Name)
        and node.id == images.id
    ]
    statement = enclosing_of(file.tree).statement(stored[0]) if len(stored) == 1 else None
    if not isinstance(statement, ast.Assign) or not _loads(statement.value):
        return (None,)
    names = list(_images_in(statement.targets[0]))
    if stored[0].id not in names:
        return (None,)
    divided = ", ".join(f"{name} / 255.0" for name in names)
    return (statement_behind(file, statement, f"{', '.join(names)} = {divided}"),)


def _loads(value: ast.expr) -> bool:
    """Whether it gives all parts of one of Keras's data sets."""
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Attribute)
        and value.func.attr == "load_data"
    )


def _images_in(target: ast.expr) -> Iterator[str]:
    """The first name of each pair."""
    for pair in target.elts if isinstance(target, ast.Tuple) else ():
        if isinstance(pair, ast.Tuple) and pair.elts and isinstance(pair.elts[0], ast.Name):
            yield pair.elts[0].id


def _are_bytes_of_images(data: Fed | None) -> bool:
    """Whether it surely holds images of bytes that nobody has scaled."""
    if not isinstance(data, FedTensor) or len(data.shape) not in (3, 4):
        return False
    sides = [size for size in data.shape[1:3] if isinstance(size, int) and size >= _SMALLEST_SIDE]
    if len(sides) != 2 or (len(data.shape) == 4 and data.shape[3] not in _CHANNELS):
        return False
    known = data.contents
    return known.lowest == 0 and known.highest is not None and known.highest >= _LARGE


def _learns_from_them(model: ModelRecord) -> bool:
    """Whether the first layer that does anything to the numbers multiplies them by weights."""
    for layer in model.layers:
        if not isinstance(layer, LayerApplication):
            return False
        if layer.class_name.startswith("Random") or layer.class_name in _KEEPS_NUMBERS:
            continue
        return layer.class_name in _LEARNS and all(
            one.class_name != "BatchNormalization" for one in model.layers
        )
    return False


RULE = Rule(
    identifier=IDENTIFIER,
    severity="hint",
    summary="Images with numbers from 0 to 255 are not scaled",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("model.fit(x_train,", "model.fit(x_train / 255,"),
    fixes=(
        "Insert `Rescaling(1.0 / 255)` before the first layer.",
        "Divide the images by 255 where `load_data()` gives them.",
    ),
    check=check,
)

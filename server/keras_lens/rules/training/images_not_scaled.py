"""The rule `images-not-scaled`: images of 0 to 255 go into a model as they are."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.interpreter.reach import Certainty
from keras_lens.models.records import LayerApplication, ModelRecord
from keras_lens.models.training.feed_records import Fed, FedTensor
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.feeding import argument_of, model_of

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
    told: set[int] = set()
    for feed in context.analysis.feeds:
        if feed.method not in ("fit", "train_on_batch") or feed.certainty is not Certainty.SURE:
            continue
        model = model_of(context.analysis, feed)
        if model is None or feed.model_key in told or not _are_bytes_of_images(feed.x):
            continue
        if feed.refusal is not None or not _learns_from_them(model):
            continue
        told.add(feed.model_key)
        place = argument_of(feed, "x")
        file = context.analysis.file
        yield Finding(
            rule=IDENTIFIER,
            severity=RULE.severity,
            message=(
                "The images hold numbers from 0 to 255. Models learn better from small ones:"
                " divide by 255, or begin the model with layers.Rescaling(1 / 255)."
            ),
            span=name_span(file, feed.site.node) if place is None else file.span_of(place),
        )


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
    fixes=(),
    check=check,
)

"""Programs for Keras 1 that do not say where the channels of an image are."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.syntax.source import parse_source
from tests.rules.checked import findings_in

_DIGITS = """\
from keras.models import Sequential
from keras.layers import Activation, Convolution2D, Dense, Flatten, MaxPooling2D

model = Sequential()
model.add(Convolution2D(32, 3, 3, border_mode='valid', input_shape=(1, 28, 28)))
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Convolution2D(32, 3, 3))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(10))
"""
_PHOTOS = """\
from keras.layers import Convolution2D, Flatten, Dense, Input, MaxPooling2D
from keras.models import Model

photo = Input(shape=(3, 32, 32))
x = Convolution2D(32, 3, 3, border_mode='same')(photo)
x = MaxPooling2D((2, 2))(x)
x = MaxPooling2D((2, 2))(x)
x = Flatten()(x)
model = Model(input=photo, output=Dense(10)(x))
"""
_PADDED_FIRST = """\
from keras.models import Sequential
from keras.layers.convolutional import Convolution2D, MaxPooling2D, ZeroPadding2D

def vgg():
    model = Sequential()
    model.add(ZeroPadding2D((1, 1), input_shape=(3, 224, 224)))
    model.add(Convolution2D(64, 3, 3, activation='relu'))
    model.add(MaxPooling2D((2, 2), strides=(2, 2)))
    model.add(ZeroPadding2D((1, 1)))
    model.add(Convolution2D(128, 3, 3, activation='relu'))
    model.add(MaxPooling2D((2, 2), strides=(2, 2)))
    model.add(MaxPooling2D((2, 2), strides=(2, 2)))
    return model

model = vgg()
model.compile(optimizer='sgd', loss='mse')
model.fit(x, y, nb_epoch=3)
"""
_GENERATOR = """\
from keras.models import Sequential
from keras.layers import Convolution2D, Dense, Reshape, UpSampling2D

model = Sequential()
model.add(Dense(input_dim=100, output_dim=128 * 7 * 7))
model.add(Reshape((128, 7, 7)))
model.add(UpSampling2D(size=(2, 2)))
model.add(Convolution2D(1, 5, 5, border_mode='same'))
"""
_NOTHING_BUT_NAMES = """\
from keras.models import Sequential
from keras.layers.convolutional import Convolution2D, MaxPooling2D, ZeroPadding2D

model = Sequential()
model.add(ZeroPadding2D((1, 1), input_shape=(3, 224, 224)))
model.add(Convolution2D(64, 3, 3, activation='relu'))
model.add(MaxPooling2D((2, 2), strides=(2, 2)))
model.add(MaxPooling2D((2, 2), strides=(2, 2)))
"""
_DIGITS_SHOWN = _DIGITS.replace("(1, 28, 28)", "(28, 28, 1)")


@pytest.mark.parametrize(
    "program", [_DIGITS, _PHOTOS, _PADDED_FIRST, _GENERATOR, _NOTHING_BUT_NAMES]
)
def test_axes_of_unknown_order_are_not_judged(program: str, evaluation: KerasEvaluation) -> None:
    found = findings_in(program, evaluation)
    assert {one.rule for one in found} <= {"old-argument", "old-import", "input-shape-argument"}
    analysis = _analysed(program, evaluation)
    assert any("channels come first or last" in one.reason for one in analysis.unknown_layers)
    assert not _classes_shown(analysis) & {"Conv2D", "MaxPooling2D", "UpSampling2D"}


@pytest.mark.parametrize(
    "program",
    [
        _DIGITS_SHOWN,
        _DIGITS.replace("(1, 28, 28)", "(28, 28, 1), dim_ordering='tf'"),
        "from keras import backend as K\nK.set_image_dim_ordering('tf')\n" + _DIGITS_SHOWN,
        _PHOTOS.replace("(3, 32, 32)", "(32, 32, 3)"),
        _NOTHING_BUT_NAMES.replace("(3, 224, 224)", "(224, 224, 3)"),
        _PADDED_FIRST.replace("(3, 224, 224)", "(224, 224, 3)"),
        _GENERATOR.replace("(128, 7, 7)", "(7, 7, 128)"),
    ],
)
def test_axes_of_known_order_are_shown(program: str, evaluation: KerasEvaluation) -> None:
    assert "Conv2D" in _classes_shown(_analysed(program, evaluation))


def test_numbers_by_place_are_a_kernel_where_the_imports_are_old(
    evaluation: KerasEvaluation,
) -> None:
    program = _NOTHING_BUT_NAMES.replace("(3, 224, 224)", "(224, 224, 3)")
    [convolution] = [
        layer
        for layer in _analysed(program, evaluation).applications
        if layer.class_name == "Conv2D"
    ]
    assert convolution.outputs[0].shape == (None, 224, 224, 64)


def test_what_is_not_keras_1_is_judged(evaluation: KerasEvaluation) -> None:
    program = (
        "import keras\nmodel = keras.Sequential([keras.Input((1, 28, 28)),"
        " keras.layers.Conv2D(32, (3, 3))])\n"
    )
    assert "axis-below-one" in {one.rule for one in findings_in(program, evaluation)}


def test_channels_first_that_the_program_asks_for(evaluation: KerasEvaluation) -> None:
    program = "from keras import backend as K\nK.set_image_dim_ordering('th')\n" + _DIGITS
    shown = [
        layer.outputs[0].shape
        for layer in _analysed(program, evaluation).applications
        if layer.class_name == "MaxPooling2D"
    ]
    assert shown == [(None, 32, 13, 13), (None, 32, 5, 5)]


def _analysed(program: str, evaluation: KerasEvaluation) -> Analysis:
    return analyse(parse_source("program.py", program), evaluation)


def _classes_shown(analysis: Analysis) -> set[str]:
    return {layer.class_name for layer in analysis.applications}

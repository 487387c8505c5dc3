"""Whether the axes of an image come in an order that the program does not tell.

Keras 1 had images with the channels first under Theano, its usual backend, and took the order from
`~/.keras/keras.json` (`image_dim_ordering`, in `keras/backend/__init__.py` of keras-team/keras at
1.2.2). A program that relies on that file does not say what it means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.evaluation.terms import CallArguments, TensorTerm
from keras_lens.interpreter.values import NONE, is_none

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue

WHY_UNKNOWN = (
    "Whether the channels come first or last is not known: the program is written for Keras 1,"
    " which took that from `~/.keras/keras.json`, and the sizes look as if they came first. Today"
    " they come last, as in `(28, 28, 1)`, unless `data_format` says otherwise."
)
_SETTING = "image_data_format"
_DATA_FORMAT = "data_format"
_CHANNELS_OF_IMAGES = (1, 3)
_MOST_CHANNELS_OF_IMAGES = 4


def order_is_not_known(layer: LayerValue, call: CallArguments) -> bool:
    """Whether a layer of a program for Keras 1, which depends on the order, is called on sizes
    that make no sense with the channels last, and nothing in the program says that they are."""
    session, made, constructed = layer.session, layer.made, layer.constructed
    if not session.is_of_keras_1 or made is None or constructed is None:
        return False
    if not is_none(session.settings.state.get(_SETTING, NONE)):
        return False
    if any(name == _DATA_FORMAT for name, _ in made.kwargs):
        return False
    if (_DATA_FORMAT, "channels_last") not in constructed.attributes:
        return False
    given = next(iter(call.args), None)
    if not isinstance(given, TensorTerm):
        return False
    first = 2 if layer.class_name.startswith("ConvLSTM") else 1
    return _channels_look_first(given.shape[first:])


def _channels_look_first(sizes: Sequence[object]) -> bool:
    """Whether (1, 28, 28), (3, None, None) or (128, 7, 7): an image that is no square, and has as
    many channels as columns, is hardly meant."""
    if len(sizes) < 3:
        return False
    channels, *others = sizes
    if channels in _CHANNELS_OF_IMAGES and all(
        size is None or (isinstance(size, int) and size > _MOST_CHANNELS_OF_IMAGES)
        for size in others
    ):
        return True
    numbers = [size for size in sizes if isinstance(size, int)]
    return len(numbers) == len(sizes) and len(set(others)) == 1 and channels != others[0]

"""`keras.datasets.*.load_data()`: how many samples there are, and of what shape and dtype.

Source: the modules of `keras.src.datasets`, their docstrings and what they do to the arrays.
"""

from __future__ import annotations

from typing import NamedTuple

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.arrays.shapes import Shape
from keras_lens.models.data.registry import NOT_KNOWN, Given, source
from keras_lens.models.session import KerasSession


class _Kind(NamedTuple):
    """The samples of a data set and their labels; `classes` is how many the labels have."""

    sample: Shape
    dtype: str
    label: Shape
    label_dtype: str
    classes: int | None = None

    @property
    def contents(self) -> Contents | None:
        """Samples of bytes are images of grey or colour values."""
        return Contents(lowest=0, highest=255) if self.dtype == "uint8" else None


_GREY = _Kind((28, 28), "uint8", (), "uint8", 10)
_MANY = Unknown("how much of the data set is loaded is not known")


def _loaded(counts: tuple[int | None, int | None], kind: _Kind) -> Value:
    """`(x_train, y_train), (x_test, y_test)`"""
    return TupleValue(
        [
            TupleValue(
                [
                    ArrayValue((count, *kind.sample), kind.dtype, contents=kind.contents),
                    ArrayValue((count, *kind.label), kind.label_dtype, kind.classes),
                ]
            )
            for count in counts
        ]
    )


@source("keras.datasets.mnist.load_data", "keras.datasets.fashion_mnist.load_data")
def _mnist(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    return _loaded((60_000, 10_000), _GREY)


def _small_images(session: KerasSession, machine: Machine) -> Shape | None:
    """The shape of the images of CIFAR, which depends on the data format."""
    data_format = session.settings.value_of("image_data_format", machine)
    if not isinstance(data_format, Constant):
        return None
    return (32, 32, 3) if data_format.literal == "channels_last" else (3, 32, 32)


@source("keras.datasets.cifar10.load_data")
def _cifar10(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    shape = _small_images(session, machine)
    if shape is None:
        return Unknown("the image data format is not known")
    return _loaded((50_000, 10_000), _Kind(shape, "uint8", (1,), "uint8", 10))


@source("keras.datasets.cifar100.load_data")
def _cifar100(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    shape = _small_images(session, machine)
    if shape is None:
        return Unknown("the image data format is not known")
    mode = Given(arguments, "label_mode").literal("label_mode", "fine")
    classes = {"fine": 100, "coarse": 20}.get(str(mode))
    return _loaded((50_000, 10_000), _Kind(shape, "uint8", (1,), "int64", classes))


@source("keras.datasets.imdb.load_data")
def _imdb(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """Arrays of lists, of which the longest are left out where `maxlen` is given."""
    given = Given(arguments, "path num_words skip_top maxlen seed start_char oov_char index_from")
    known = not given.unknown and given.literal("maxlen") is None
    counts = (25_000, 25_000) if known else (None, None)
    return _loaded(counts, _Kind((), "object", (), "int64", 2))


@source("keras.datasets.reuters.load_data")
def _reuters(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(
        arguments,
        "path num_words skip_top maxlen test_split seed start_char oov_char index_from",
    )
    kind = _Kind((), "object", (), "int64", 46)
    if given.unknown or given.literal("maxlen") is not None:
        return _loaded((None, None), kind._replace(classes=None))
    counts = _split(11_228, given)
    if given.is_given("test_split") or given.is_given("seed"):
        kind = kind._replace(classes=None)
    return _MANY if counts is None else _loaded(counts, kind)


@source("keras.datasets.boston_housing.load_data")
def _boston(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    counts = _split(506, Given(arguments, "path test_split seed"))
    return _MANY if counts is None else _loaded(counts, _Kind((13,), "float64", (), "float64"))


@source("keras.datasets.california_housing.load_data")
def _california(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(arguments, "version path test_split seed")
    total = {"large": 20_640, "small": 600}.get(str(given.literal("version", "large")))
    counts = None if total is None else _split(total, given)
    return _MANY if counts is None else _loaded(counts, _Kind((8,), "float32", (), "float32"))


def _split(total: int, given: Given) -> tuple[int, int] | None:
    """How many samples are for training and for tests: `int(len(x) * (1 - test_split))`."""
    part = given.literal("test_split", 0.2)
    if given.unknown or part is NOT_KNOWN or not isinstance(part, int | float):
        return None
    if not 0 <= part <= 1:
        return None
    trained = int(total * (1 - part))
    return trained, total - trained

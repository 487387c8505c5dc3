"""Where data comes from: Keras's data sets, splits, labels and sequences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.operators import is_none
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.array import ArrayValue, Shape, dtype_name
from keras_lens.models.arrays.functions import FUNCTIONS, NO_ARRAY, as_array, function

_DATASETS: dict[str, tuple[int, int, Shape, str, Shape, str]] = {
    "mnist": (60_000, 10_000, (28, 28), "uint8", (), "uint8"),
    "fashion_mnist": (60_000, 10_000, (28, 28), "uint8", (), "uint8"),
    "cifar10": (50_000, 10_000, (32, 32, 3), "uint8", (1,), "uint8"),
    "cifar100": (50_000, 10_000, (32, 32, 3), "uint8", (1,), "int64"),
    "imdb": (25_000, 25_000, (), "object", (), "int64"),
    "reuters": (8_982, 2_246, (), "object", (), "int64"),
    "boston_housing": (404, 102, (13,), "float64", (), "float64"),
    "california_housing": (16_512, 4_128, (8,), "float32", (), "float32"),
}
"""For each of `keras.datasets` (its module's docstring): samples for training, for tests, the
shape and dtype of a sample and of its label."""
_HARMLESS = frozenset({"path", "num_words", "skip_top", "seed", "label_mode"})


def load_data(path: str, arguments: Arguments) -> Value | None:
    """What `keras.datasets.NAME.load_data()` gives, None for another path."""
    parts = path.split(".")
    known = _DATASETS.get(parts[2]) if len(parts) == 4 and parts[3] == "load_data" else None
    if known is None:
        return None
    if arguments.keywords.keys() - _HARMLESS or len(arguments.positional) > 1:
        return Unknown("how much of the data set is loaded is not known")
    train, test, sample, dtype, label, label_dtype = known
    return TupleValue(
        [
            TupleValue(
                [ArrayValue((count, *sample), dtype), ArrayValue((count, *label), label_dtype)]
            )
            for count in (train, test)
        ]
    )


@function("sklearn.model_selection.train_test_split")
def _train_test_split(arguments: Arguments, machine: Machine) -> Value:
    arrays = [as_array(value, machine) for value in arguments.positional]
    parts: list[Value] = []
    for array in arrays:
        length = None if array is None or not array.shape else array.shape[0]
        counts = None if length is None else _split_counts(length, arguments)
        if array is None or not array.shape:
            parts += [NO_ARRAY, NO_ARRAY]
            continue
        for count in counts or (None, None):
            parts.append(array.with_shape((count, *array.shape[1:])))
    return ListValue(parts)


def _split_counts(length: int, arguments: Arguments) -> tuple[int, int] | None:
    """How many samples are for training and for the test
    (`sklearn.model_selection._split._validate_shuffle_split`)."""
    train, test = (_number(arguments.keywords.get(f"{name}_size")) for name in ("train", "test"))
    if train is _UNKNOWN or test is _UNKNOWN:
        return None
    tested = _part(length, test, math.ceil)
    trained = _part(length, train, math.floor)
    if tested is None:
        tested = math.ceil(length * 0.25) if trained is None else length - trained
    return (length - tested if trained is None else trained), tested


_UNKNOWN = -1.0


def _number(value: Value | None) -> float | None:
    if value is None or is_none(value):
        return None
    literal = value.literal if isinstance(value, Constant) else None
    return literal if isinstance(literal, int | float) else _UNKNOWN


def _part(length: int, given: float | None, rounded: object) -> int | None:
    if given is None:
        return None
    if isinstance(given, float):
        return math.ceil(given * length) if rounded is math.ceil else math.floor(given * length)
    return given


@function("keras.utils.to_categorical")
def _to_categorical(arguments: Arguments, machine: Machine) -> Value:
    labels = as_array(arguments.get(0, "x") or NO_ARRAY, machine)
    classes = arguments.get(1, "num_classes")
    count = classes.literal if isinstance(classes, Constant) else None
    if labels is None:
        return NO_ARRAY
    shape = labels.shape[:-1] if labels.shape[-1:] == (1,) else labels.shape
    return ArrayValue((*shape, count if isinstance(count, int) else None), "float64")


@function("keras.utils.pad_sequences", "keras.preprocessing.sequence.pad_sequences")
def _pad_sequences(arguments: Arguments, machine: Machine) -> Value:
    sequences, longest = arguments.get(0, "sequences"), arguments.get(1, "maxlen")
    elements = sequences.elements(machine) if isinstance(sequences, ListValue) else None
    count = None if elements is None else len(elements)
    if isinstance(sequences, ArrayValue) and sequences.shape:
        count = sequences.shape[0]
    length = longest.literal if isinstance(longest, Constant) else None
    if length is None and elements is not None:
        length = _longest(elements, machine)
    dtype = dtype_name(arguments.get(2, "dtype") or Constant("int32"))
    known = length if isinstance(length, int) else None
    return NO_ARRAY if dtype is None else ArrayValue((count, known), dtype)


def _longest(sequences: Sequence[Value], machine: Machine) -> int | None:
    lengths = [sequence.elements(machine) for sequence in sequences]
    known = [len(one) for one in lengths if one is not None]
    return max(known, default=0) if len(known) == len(lengths) else None


@function("numpy.random.default_rng", "numpy.random.RandomState")
def _generator(arguments: Arguments, machine: Machine) -> Value:
    return GeneratorValue()


class GeneratorValue(Value):
    """`numpy.random.Generator`: its methods are named as the functions of `numpy.random`."""

    def attribute(self, name: str, machine: Machine) -> Value:
        known = FUNCTIONS.get(f"numpy.random.{'randint' if name == 'integers' else name}")
        if known is None:
            return super().attribute(name, machine)
        return Native(name, lambda arguments, *_: known(arguments, machine))

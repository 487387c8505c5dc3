"""`train_test_split` of scikit-learn, and `keras.utils.split_dataset`."""

from __future__ import annotations

import math

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.models.arrays.arguments import NO_ARRAY, as_array
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.shapes import known_length
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.data.elements import Run, components, unstacked
from keras_lens.models.data.registry import NOT_KNOWN, Given, source
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue

_MOST_OF_A_LIST = 1_000


@source("sklearn.model_selection.train_test_split")
def _train_test_split(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(Arguments((), arguments.keywords), "")
    parts: list[Value] = []
    for value in arguments.positional:
        length = known_length(value, machine)
        counts = None if length is None else _counts(length, given)
        parts += [_part(value, count, machine) for count in counts or (None, None)]
    if arguments.open or not parts:
        return Unknown("what is split is not known")
    return ListValue(parts)


def _part(value: Value, count: int | None, machine: Machine) -> Value:
    """So many samples of what is split: of a list it is not known which."""
    if isinstance(value, ListValue | TupleValue):
        if count is None or count > _MOST_OF_A_LIST:
            return Unknown("which samples are taken is not known")
        return ListValue([Unknown("which sample is taken is not known")] * count)
    array = as_array(value, machine) if isinstance(value, ArrayValue) else None
    if array is None or not array.shape:
        return value if isinstance(value, Unknown) else NO_ARRAY
    return array.of_some_samples((count, *array.shape[1:]))


def _counts(length: int, given: Given) -> tuple[int, int] | None:
    """How many samples are for training and for the test
    (`sklearn.model_selection._split._validate_shuffle_split`)."""
    train, test = given.literal("train_size"), given.literal("test_size")
    if NOT_KNOWN in (train, test):
        return None
    tested = _size(length, test, math.ceil)
    trained = _size(length, train, math.floor)
    if tested is None:
        tested = math.ceil(length * 0.25) if trained is None else length - trained
    trained = length - tested if trained is None else trained
    return (trained, tested) if trained > 0 and tested >= 0 and trained + tested <= length else None


def _size(length: int, given: object, rounded: object) -> int | None:
    if isinstance(given, float):
        return math.ceil(given * length) if rounded is math.ceil else math.floor(given * length)
    return given if isinstance(given, int) else None


@source("keras.utils.split_dataset")
def _split_dataset(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """Two data sets of the samples; batches are made anew where there were some."""
    given = Given(arguments, "dataset left_size right_size shuffle seed preferred_backend")
    dataset = given.value("dataset")
    if given.unknown or given.is_given("preferred_backend"):
        return Unknown("how the data set is split is not known")
    if isinstance(dataset, DatasetValue):
        spec = dataset.spec
    else:
        given_arrays = components(dataset or NO_ARRAY, machine)
        if not isinstance(given_arrays, TensorValue | TupleValue):
            return Unknown("what is split is not known")
        spec = unstacked(given_arrays, machine)
    if any(_is_open(leaf) for leaf in _leaves(spec)):
        return Unknown("whether the data set has batches is not known")
    parts = [DatasetValue(session, spec, [Run(spec, None)], counted=False) for _ in range(2)]
    return TupleValue(parts)


def _leaves(spec: Value) -> list[Value]:
    return list(spec.items) if isinstance(spec, TupleValue) else [spec]


def _is_open(leaf: Value) -> bool:
    return not isinstance(leaf, TensorValue) or None in leaf.term.shape

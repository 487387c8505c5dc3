"""Data that is given to models, as records."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.arrays.vector import VectorValue
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.records import UNKNOWN, shape_record
from keras_lens.models.tensors import TensorLike, TensorValue
from keras_lens.models.training.feed_records import (
    NOTHING_KNOWN,
    Fed,
    FedGroup,
    FedTensor,
    FedUnknown,
)

_BATCH_SIZE = 32
_PLACES_OF_STEPS = {"fit": 12, "evaluate": 5, "predict": 3}


def parts_of(
    method: str, arguments: Arguments, machine: Machine
) -> tuple[Fed | None, Fed | None, Fed | None]:
    """`x`, `y` and `sample_weight` of a call."""
    if arguments.open:
        return (FedUnknown("a starred argument is not known"),) * 3
    given = arguments.get(0, "x")
    if isinstance(given, DatasetValue):
        return _parts_of_element(given, machine)
    y = arguments.get(1, "y") if not method.startswith("predict") else None
    weights = arguments.keywords.get("sample_weight")
    return fed(given, machine), fed(y, machine), fed(weights, machine)


def _parts_of_element(
    dataset: DatasetValue, machine: Machine
) -> tuple[Fed | None, Fed | None, Fed | None]:
    spec = dataset.spec
    items = list(spec.items) if isinstance(spec, TupleValue) else [spec]
    if not 1 <= len(items) <= 3:
        return FedUnknown("what an element of the data set holds is not known"), None, None
    x, y, weights, *_ = [*(fed(item, machine) for item in items), None, None]
    if isinstance(y, FedTensor) and dataset.labels is not None:
        y = FedTensor(y.shape, y.dtype, dataset.labels)
    return x, y, weights


def fed(value: Value | None, machine: Machine) -> Fed | None:
    """Data as a record; None where none is given."""
    if value is None or is_none(value):
        return None
    if isinstance(value, ArrayValue):
        shape = tuple(UNKNOWN if size is None else size for size in value.shape)
        return FedTensor(shape, value.dtype, contents_of(value), value.classes)
    if isinstance(value, TensorLike):
        value = value.as_tensor()
    if isinstance(value, TensorValue):
        return FedTensor(shape_record(value.term.shape), value.term.dtype)
    if isinstance(value, DictValue):
        pairs = value.pairs()
        if pairs is None:
            return FedUnknown("what is in the dictionary is not known")
        keys = [key.literal if isinstance(key, Constant) else None for key, _ in pairs]
        items = tuple(fed(one, machine) or FedUnknown("it is None") for _, one in pairs)
        return FedGroup(items, tuple(str(key) for key in keys))
    if isinstance(value, ListValue | TupleValue):
        return _group(value, machine)
    return FedUnknown(value.reason if isinstance(value, Unknown) else f"it is {value.describe()}")


def _group(value: ListValue | TupleValue, machine: Machine) -> Fed:
    elements = value.elements(machine)
    if elements is None:
        return FedUnknown("what is in the list is not known")
    if any(isinstance(one, Constant) for one in elements):
        return FedUnknown("it is a list of numbers")
    return FedGroup(tuple(fed(one, machine) or FedUnknown("it is None") for one in elements))


def contents_of(array: ArrayValue) -> Contents:
    """What is known of the numbers in an array."""
    numbers = array.literals() if isinstance(array, VectorValue) else None
    if numbers and all(type(one) is int for one in numbers):
        return Contents(lowest=min(numbers), highest=max(numbers), is_reached=True)
    if array.contents is not None:
        return array.contents
    if array.classes is not None:
        return Contents("integers", array.classes, 0, array.classes - 1)
    return NOTHING_KNOWN


def tensors_of(data: Fed | None) -> Iterator[FedTensor]:
    """The tensors in it whose rank is known."""
    if isinstance(data, FedTensor):
        yield data
    elif isinstance(data, FedGroup):
        for item in data.items:
            yield from tensors_of(item)


def samples_of(data: Fed | None) -> int | None:
    """How many samples arrays have; None where that is not known, or they differ."""
    tensors = list(tensors_of(data))
    lengths = {tensor.shape[0] for tensor in tensors if tensor.shape}
    length = lengths.pop() if len(lengths) == 1 else None
    return length if isinstance(length, int) else None


def batch_size_of(method: str, arguments: Arguments) -> int | None:
    """The size of the batches that arrays are cut into; None where it is not known, or they are
    not cut."""
    if method not in _PLACES_OF_STEPS:
        return None
    given = arguments.get(1 if method == "predict" else 2, "batch_size")
    if given is None or is_none(given):
        place = _PLACES_OF_STEPS[method]
        steps = arguments.get(place, "steps_per_epoch" if method == "fit" else "steps")
        return _BATCH_SIZE if steps is None or is_none(steps) else None
    literal = given.literal if isinstance(given, Constant) else None
    return literal if type(literal) is int else None

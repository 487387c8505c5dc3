"""What `fit`, `evaluate` and `predict` feed to a model: tensors of the shape of a batch.

How many samples a batch has follows `keras.src.trainers.data_adapters`: of arrays the batch axis is
fixed where all batches are of one size; a `tf.data.Dataset` is taken as it describes itself; what
Python code yields has an open batch axis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from keras_lens.algebra import Size
from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.iterators import ElementsNotKnown, IteratorValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.shapes import open_size
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.data.elements import components, leaves, merged, reshaped
from keras_lens.models.tensors import TensorLike, TensorValue

_BATCH_SIZE = 32
"""Keras's own, where the program gives none."""
_PLACES = {
    "fit": {"batch_size": 2, "validation_split": 6, "steps_per_epoch": 12},
    "evaluate": {"batch_size": 2, "steps": 5},
    "predict": {"batch_size": 1, "steps": 3},
}
"""Where the arguments stand that decide about batches (`keras.src.trainers.trainer`)."""
_PY_DATASETS = frozenset({"keras.utils.PyDataset", "keras.utils.Sequence"})
_LOOKED_AT = 2
"""So many batches of Python code are looked at before training begins
(`keras.src.trainers.data_adapters.generator_data_adapter`)."""
_MOST_PARTS = 3
"""A batch is `(x,)`, `(x, y)` or `(x, y, sample_weight)`."""


class Batch(NamedTuple):
    """A batch: all of its data, `(x, y)` for most, and its inputs `x`, which are known."""

    data: Value
    inputs: Value


def fed_batch(method: str, arguments: Arguments, eagerly: bool, machine: Machine) -> Batch | None:
    """The tensors that `method` feeds to the model, None where they are not known.

    eagerly: the model is run batch by batch (`run_eagerly=True`), so that each has its real size.
    """
    given = arguments.get(0, "x")
    if given is None:
        return None
    if isinstance(given, DatasetValue):
        first = given.first_batch(machine) if eagerly else None
        return batch_of(given.spec if first is None else first)
    if isinstance(given, InstanceValue):
        return _of_python(_items(given, machine), machine)
    if isinstance(given, IteratorValue):
        return _of_python(_yielded(given, machine), machine)
    samples = _samples(given, machine)
    if samples is _NONE:
        return None
    size = _batch_axis(method, samples, arguments, eagerly)
    inputs = _with_batch_axis(given, size, machine)
    others = [] if method == "predict" else _targets(arguments)
    return _packed(inputs, [_with_batch_axis(one, size, machine) for one in others])


def _targets(arguments: Arguments) -> list[Value]:
    """What is given besides the inputs: targets, and the weights of samples."""
    given = (arguments.get(1, "y"), arguments.keywords.get("sample_weight"))
    return [one for one in given if one is not None and not is_none(one)]


def _packed(inputs: Value, others: Sequence[Value]) -> Batch | None:
    """The batch of these (`data_adapter_utils.pack_x_y_sample_weight`)."""
    if others or isinstance(inputs, TupleValue):
        return batch_of(TupleValue([inputs, *others]))
    return batch_of(inputs)


def rows_fed(arguments: Arguments, machine: Machine) -> int | None:
    """How many samples `predict` goes through, None where that is not known."""
    given = arguments.get(0, "x")
    if given is None or arguments.get(3, "steps") is not None:
        return None
    if not isinstance(given, DatasetValue):
        samples = _samples(given, machine)
        return samples if isinstance(samples, int) else None
    total = 0
    for element, count in () if given.endless else given.runs:
        tensors = [leaf for leaf in leaves(inputs_in(element)) if isinstance(leaf, TensorValue)]
        rows = tensors[0].term.shape[0] if tensors and tensors[0].term.shape else None
        if not isinstance(rows, int) or count is None:
            return None
        total += rows * count
    return None if given.endless else total


def as_fed(arguments: Arguments, machine: Machine) -> Batch | None:
    """The tensors of arrays that are fed as they are (`train_on_batch`)."""
    given = arguments.get(0, "x")
    if given is None:
        return None
    inputs, *others = (components(_tuples(one), machine) for one in (given, *_targets(arguments)))
    return _packed(inputs, others)


class _NoSamples:
    """What is no structure of arrays."""


_NONE = _NoSamples()


def _samples(given: Value, machine: Machine) -> int | _NoSamples | None:
    """How many samples arrays have: None where the number is not known, `_NONE` where these are
    no arrays."""
    arrays = _arrays(given)
    if not arrays:
        return _NONE
    lengths = [array.as_tensor().term.shape for array in arrays if isinstance(array, TensorLike)]
    lengths += [array.term.shape for array in arrays if isinstance(array, TensorValue)]
    if len(lengths) != len(arrays) or not all(lengths):
        return _NONE
    known = {shape[0] for shape in lengths if isinstance(shape[0], int)}
    return known.pop() if len(known) == 1 else None


def _arrays(given: Value) -> list[Value]:
    if isinstance(given, ListValue):
        return [array for one in given.items() or () for array in _arrays(one)]
    if isinstance(given, TupleValue):
        return [array for one in given.items for array in _arrays(one)]
    if isinstance(given, DictValue):
        return [array for _, one in given.pairs() or () for array in _arrays(one)]
    return [given]


def _with_batch_axis(given: Value, size: Size | None, machine: Machine) -> Value:
    """The structure of a batch: lists become tuples, as Keras makes of them."""
    if isinstance(given, ListValue):
        parts = [_with_batch_axis(one, size, machine) for one in given.items() or ()]
        return TupleValue(parts)
    if isinstance(given, TupleValue):
        return TupleValue([_with_batch_axis(one, size, machine) for one in given.items])
    if isinstance(given, DictValue):
        pairs = given.pairs() or ()
        return DictValue([(key, _with_batch_axis(one, size, machine)) for key, one in pairs])
    return reshaped(components(given, machine), lambda shape: (size, *shape[1:]), machine)


def _batch_axis(
    method: str, samples: int | _NoSamples | None, arguments: Arguments, eagerly: bool
) -> Size | None:
    """The batch axis for arrays of so many samples."""
    places = _PLACES[method]

    def number(name: str, default: int | None) -> int | float | None:
        given = arguments.get(places[name], name) if name in places else None
        return _number(given, default)

    split = number("validation_split", 0)
    batch = number("batch_size", 0)
    steps = number("steps_per_epoch" if method == "fit" else "steps", 0)
    if not isinstance(samples, int) or split is None:
        return open_size()
    if not isinstance(batch, int) or not isinstance(steps, int) or batch < 0 or steps < 0:
        return open_size()
    trained = math.floor(samples * (1.0 - split)) if split else samples
    size = batch or (math.ceil(trained / steps) if steps else _BATCH_SIZE)
    if eagerly:
        return min(size, trained)
    return size if trained and trained % size == 0 else None


def _number(value: Value | None, default: int | None) -> int | float | None:
    if value is None or is_none(value):
        return default
    literal = value.literal if isinstance(value, Constant) else None
    return literal if isinstance(literal, int | float) else None


def _items(dataset: InstanceValue, machine: Machine) -> list[Value] | None:
    """The first two batches of a `PyDataset` of the program: those that Keras looks at."""
    if dataset.cls.library_base() not in _PY_DATASETS:
        return None
    method = dataset.attribute("__getitem__", machine)
    mark = machine.journal.mark()
    batches = [
        machine.call(method, Arguments((Constant(number),)), machine.no_site())
        for number in range(_LOOKED_AT)
    ]
    machine.journal.roll_back(mark)
    return batches


def _yielded(generator: IteratorValue, machine: Machine) -> Sequence[Value] | None:
    """The first two of the batches that a generator yields: those that Keras looks at."""
    batches: list[Value] = []
    try:
        while len(batches) < _LOOKED_AT and (batch := generator.pull(machine)) is not None:
            batches.append(batch)
    except ElementsNotKnown:
        return None
    finally:
        generator.escape("training has taken from it", machine)
    return batches


def _of_python(batches: Sequence[Value] | None, machine: Machine) -> Batch | None:
    """What Keras says of batches that Python code makes: sizes that differ are open, and so is
    the batch axis."""
    if not batches:
        return None
    whole = [_as_tuple(batch) for batch in batches]
    inputs = [components(_tuples(inputs_in(batch)), machine) for batch in whole]
    fed = reshaped(merged(inputs, machine), lambda shape: (None, *shape[1:]), machine)
    rest = whole[0].items[1:] if isinstance(whole[0], TupleValue) else ()
    unknown = Unknown("what a generator yields besides the inputs is not followed")
    return _packed(fed, [unknown for _ in rest])


def _as_tuple(batch: Value) -> Value:
    return TupleValue(batch.items() or ()) if isinstance(batch, ListValue) else batch


def _tuples(data: Value) -> Value:
    """Several tensors in a list: it becomes a tuple."""
    if isinstance(data, TupleValue):
        return TupleValue([_tuples(one) for one in data.items])
    items = data.items() if isinstance(data, ListValue) else None
    if items and all(isinstance(one, TensorLike | TensorValue) for one in items):
        return TupleValue(items)
    return data


def inputs_in(batch: Value) -> Value:
    """The inputs of a batch (`data_adapter_utils.unpack_x_y_sample_weight`)."""
    if isinstance(batch, TupleValue) and 1 <= len(batch.items) <= _MOST_PARTS:
        return batch.items[0]
    return batch


def batch_of(data: Value) -> Batch | None:
    """The batch, None where its inputs are not known."""
    inputs = inputs_in(data)
    parts = list(leaves(inputs))
    known = all(isinstance(part, TensorValue) and part.term.shape for part in parts)
    return Batch(data, inputs) if parts and known else None


def with_rows(output: Value, rows: int | None, machine: Machine) -> Value:
    """What `predict` gives for so many samples, where a batch of open size gives `output`."""

    def row(tensor: TensorTerm) -> Value:
        size, *rest = tensor.shape or ("scalar",)
        whole = [one for one in rest if isinstance(one, int)]
        if size is not None or len(whole) != len(rest):
            return Unknown("the shape of what is predicted is not known")
        return ArrayValue((rows, *whole), tensor.dtype)

    if isinstance(output, TensorValue):
        return row(output.term)
    if isinstance(output, TupleValue):
        return TupleValue([with_rows(one, rows, machine) for one in output.items])
    if isinstance(output, ListValue):
        return ListValue([with_rows(one, rows, machine) for one in output.items() or ()])
    if isinstance(output, DictValue):
        pairs = output.pairs() or ()
        return DictValue([(key, with_rows(one, rows, machine)) for key, one in pairs])
    return Unknown("what is predicted is not known")

"""Windows of a time series: `keras.utils.timeseries_dataset_from_array`.

Source: `keras.src.utils.timeseries_dataset_utils`. How many steps a window has is not said in the
description of the elements: `tensorflow.range` gives a vector of unknown length there.
"""

from __future__ import annotations

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.arguments import NO_ARRAY
from keras_lens.models.arrays.shapes import numbers_between
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.data.elements import Run, components
from keras_lens.models.data.registry import Given, source
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue

_PARAMETERS = (
    "data targets sequence_length sequence_stride sampling_rate batch_size shuffle seed start_index"
    " end_index format"
)
_NO_WINDOWS = Unknown("how the windows of the series are made is not known")


@source(
    "keras.utils.timeseries_dataset_from_array", "keras.preprocessing.timeseries_dataset_from_array"
)
def _timeseries(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(arguments, _PARAMETERS)
    data = components(given.value("data") or NO_ARRAY, machine)
    targets = given.value("targets")
    length, batch = given.literal("sequence_length"), given.literal("batch_size", 128)
    if not isinstance(data, TensorValue) or not data.term.shape or type(length) is not int:
        return data if isinstance(data, Unknown) else _NO_WINDOWS
    if given.unknown or given.literal("format", "tf") != "tf":
        return _NO_WINDOWS
    shape, dtype = data.term.shape[1:], data.term.dtype
    spec: Value = TensorValue(TensorTerm((None, *shape), dtype))
    element: Value = TensorValue(TensorTerm((length, *shape), dtype))
    labels: object = None
    if targets is not None:
        values = components(targets, machine)
        if not isinstance(values, TensorValue) or not values.term.shape:
            return values if isinstance(values, Unknown) else _NO_WINDOWS
        labels = values.term.shape[0]
        target = TensorValue(TensorTerm(values.term.shape[1:], values.term.dtype))
        spec, element = TupleValue([spec, target]), TupleValue([element, target])
    count = _count(data.term.shape[0], labels, length, given)
    windows = DatasetValue(session, spec, [Run(element, count)])
    if batch is None:
        return windows
    if type(batch) is not int or batch < 1:
        return _NO_WINDOWS
    return machine.call(
        windows.attribute("batch", machine),
        Arguments((Constant(batch),)),
        machine.no_site(),
    )


def _count(samples: object, targets: object, length: int, given: Given) -> int | None:
    """How many windows there are; None where that is not known."""
    start, end = given.literal("start_index", None), given.literal("end_index", None)
    stride, rate = given.literal("sequence_stride", 1), given.literal("sampling_rate", 1)
    start = 0 if start is None else start
    end = samples if end is None else end
    given_numbers = (start, end, stride, rate, 0 if targets is None else targets)
    numbers = [number for number in given_numbers if isinstance(number, int)]
    if len(numbers) != len(given_numbers) or numbers[2] < 1:
        return None
    first, behind, step, sampled, least = numbers
    last = behind - first - (length - 1) * sampled
    return numbers_between(0, last if targets is None else min(last, least), step)

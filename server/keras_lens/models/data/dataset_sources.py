"""Where data sets of `tf.data` come from: arrays, generators, ranges, other data sets."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import to_python
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.data.elements import Run, components, leaves, opened, unstacked
from keras_lens.models.data.registry import Given, source
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue

_DATASET = "tensorflow.data.Dataset."
_NO_SIGNATURE = Unknown("what the generator yields is not known")


@source(f"{_DATASET}from_tensor_slices")
def _from_tensor_slices(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """An element for each place of the first axes."""
    whole = components(first_given(arguments, "tensors"), machine)
    tensors = [leaf for leaf in leaves(whole) if isinstance(leaf, TensorValue)]
    if isinstance(whole, Unknown) or not tensors or any(not one.term.shape for one in tensors):
        return whole if isinstance(whole, Unknown) else Unknown("what is sliced is not known")
    lengths = {one.term.shape[0] for one in tensors}
    known = [length for length in lengths if isinstance(length, int)]
    element = unstacked(whole, machine)
    count = known[0] if len(known) == 1 else None
    return DatasetValue(session, element, [Run(element, count)])


@source(f"{_DATASET}from_tensors")
def _from_tensors(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    element = components(first_given(arguments, "tensors"), machine)
    if isinstance(element, Unknown):
        return element
    return DatasetValue(session, element, [Run(element, 1)])


@source(f"{_DATASET}range")
def _range(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    numbers = [to_python(value, machine) for value in arguments.positional]
    whole = [number for number in numbers if isinstance(number, int)]
    dtype = arguments.keywords.get("output_type")
    name = "int64" if dtype is None else dtype_name(dtype)
    if name is None:
        return Unknown("the dtype of the range is not known")
    element = TensorValue(TensorTerm((), name))
    try:
        count = len(range(*whole)) if len(whole) == len(numbers) else None
    except (TypeError, ValueError, OverflowError):
        return Unknown("the range is not known")
    return DatasetValue(session, element, [Run(element, count)])


@source(f"{_DATASET}zip")
def _zip(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """The elements of several data sets side by side, as many as the shortest has."""
    given: Value = TupleValue(arguments.positional)
    if len(arguments.positional) == 1 or not arguments.positional:
        given = first_given(arguments, "datasets")
    if isinstance(given, DatasetValue):
        given = TupleValue([given])
    datasets = [leaf for leaf in leaves(given) if isinstance(leaf, DatasetValue)]
    if not datasets or len(datasets) != len(list(leaves(given))):
        return Unknown("a data set that is put beside others is not known")
    spec = _with_each(given, [one.spec for one in datasets])
    endless = all(one.endless for one in datasets)
    counted = all(one.counted for one in datasets)
    if any(len(one.runs) != 1 for one in datasets):
        return DatasetValue(
            session, spec, [Run(opened(spec, machine), None)], endless=endless, counted=False
        )
    element = _with_each(given, [one.runs[0].element for one in datasets])
    counts = [one.count for one in datasets if not one.endless]
    known = [count for count in counts if count is not None]
    count = min(known) if known and len(known) == len(counts) else None
    return DatasetValue(session, spec, [Run(element, count)], endless=endless, counted=counted)


def _with_each(structure: Value, elements: Sequence[Value]) -> Value:
    """The structure with an element for each data set in it."""
    given = iter(elements)

    def fill(value: Value) -> Value:
        if isinstance(value, TupleValue):
            return TupleValue([fill(one) for one in value.items])
        if isinstance(value, DictValue):
            return DictValue([(key, fill(one)) for key, one in value.pairs() or ()])
        return next(given)

    return fill(structure)


@source(f"{_DATASET}from_generator")
def _from_generator(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(arguments, "generator output_types output_shapes args output_signature name")
    signature = given.value("output_signature")
    if signature is not None:
        spec = signature_of(signature, machine)
    else:
        spec = _typed(given.value("output_types"), given.value("output_shapes"), machine)
    if isinstance(spec, Unknown):
        return spec
    element = opened(spec, machine)
    return DatasetValue(session, spec, [Run(element, None)], counted=False)


def signature_of(value: Value, machine: Machine) -> Value:
    """The description of elements that `output_signature` gives."""
    if isinstance(value, TupleValue | ListValue):
        parts = [signature_of(one, machine) for one in value.elements(machine) or ()]
        unknown = next((one for one in parts if isinstance(one, Unknown)), None)
        return unknown or TupleValue(parts)
    if isinstance(value, DictValue):
        pairs = [(key, signature_of(one, machine)) for key, one in value.pairs() or ()]
        unknown = next((one for _, one in pairs if isinstance(one, Unknown)), None)
        return unknown or DictValue(pairs)
    return value if isinstance(value, TensorValue | Unknown) else _NO_SIGNATURE


def _typed(types: Value | None, given_shapes: Value | None, machine: Machine) -> Value:
    """The description that `output_types` and `output_shapes` give; without shapes nothing is
    known."""
    if types is None or given_shapes is None:
        return Unknown("the shapes of what the generator yields are not known")
    if isinstance(types, TupleValue):
        parts = given_shapes.elements(machine)
        if parts is None or len(parts) != len(types.items):
            return _NO_SIGNATURE
        pairs = zip(types.items, parts, strict=True)
        typed = [_typed(one, shape, machine) for one, shape in pairs]
        unknown = next((one for one in typed if isinstance(one, Unknown)), None)
        return unknown or TupleValue(typed)
    if isinstance(types, LibraryReference | Constant):
        return _tensor_of(given_shapes, types, machine)
    return _NO_SIGNATURE


def _tensor_of(shape: Value, dtype: Value, machine: Machine) -> Value:
    parts = shape.elements(machine) if isinstance(shape, TupleValue | ListValue) else None
    literals = [part.literal for part in parts or () if isinstance(part, Constant)]
    sizes = [size for size in literals if size is None or isinstance(size, int)]
    name = dtype_name(dtype)
    if parts is None or len(sizes) != len(parts) or name is None:
        return Unknown("the shape of what the generator yields is not known")
    return TensorValue(TensorTerm(tuple(sizes), name))


@source("tensorflow.TensorSpec")
def _tensor_spec(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(arguments, "shape dtype name")
    shape = given.value("shape")
    dtype = given.value("dtype") or Constant("float32")
    if shape is None:
        return Unknown("the tensor may have any number of axes")
    return _tensor_of(shape, dtype, machine)


@source("tensorflow.TensorShape")
def _tensor_shape(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = first_given(arguments, "dims")
    parts = given.elements(machine) if isinstance(given, TupleValue | ListValue) else None
    return Unknown("the shape is not known") if parts is None else TupleValue(parts)


@source(
    "tensorflow.data.TFRecordDataset", "tensorflow.data.TextLineDataset", f"{_DATASET}list_files"
)
def _strings(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """Lines, records, names of files: nobody knows how many."""
    element = TensorValue(TensorTerm((), "string"))
    return DatasetValue(session, element, [Run(element, None)], counted=False)


@source("tensorflow.io.read_file")
def _read_file(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    return TensorValue(TensorTerm((), "string"))


@source("tensorflow_datasets.load", "tensorflow_datasets.builder")
def _tensorflow_datasets(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    return Unknown("what a data set of `tensorflow_datasets` holds is not known")


def first_given(arguments: Arguments, name: str) -> Value:
    """The first argument."""
    given = arguments.get(0, name)
    return first(arguments) if given is None or is_none(given) else given

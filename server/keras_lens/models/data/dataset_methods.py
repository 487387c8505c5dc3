"""Methods of `tf.data.Dataset`, by name.

What they do to the description of the elements follows `tensorflow.python.data.ops`; what a
function of the program gives is interpreted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.arguments import whole_number
from keras_lens.models.arrays.shapes import open_size
from keras_lens.models.data.dataset import METHODS, DatasetValue, Method
from keras_lens.models.data.elements import (
    Run,
    components,
    is_whole,
    leaves,
    merged,
    opened,
    shapes,
    stacked,
    unstacked,
)
from keras_lens.models.data.padding import padded_description
from keras_lens.models.tensors import TensorValue

_NO_BATCH = Unknown("the size of the batches is not known")


def method(*names: str) -> Callable[[Method], Method]:
    """Registers a method of data sets."""

    def register(implementation: Method) -> Method:
        METHODS.update(dict.fromkeys(names, implementation))
        return implementation

    return register


@method("cache", "prefetch", "with_options", "ignore_errors")
def _same(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return dataset.with_elements(dataset.spec, dataset.runs)


@method("shuffle", "random_shuffle")
def _shuffle(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return dataset.with_elements(dataset.spec, dataset.runs, in_order=False)


@method("repeat")
def _repeat(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    given = arguments.get(0, "count")
    times = whole_number(given, -1) if given is None or not is_none(given) else -1
    if times is None:
        return _of_some_number(dataset)
    if times < 0:
        return dataset.with_elements(dataset.spec, dataset.runs, endless=True)
    if len(dataset.runs) == 1:
        count = dataset.runs[0].number
        runs = [Run(dataset.runs[0].element, None if count is None else count * times)]
        return dataset.with_elements(dataset.spec, runs)
    if times * len(dataset.runs) > 60:
        return _of_some_number(dataset)
    return dataset.with_elements(dataset.spec, [*dataset.runs] * times)


@method("take")
def _take(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    wanted = whole_number(arguments.get(0, "count"))
    if wanted is None:
        return _of_some_number(dataset)
    if wanted < 0:
        return dataset.with_elements(dataset.spec, dataset.runs)
    return _without_end(dataset, _between(dataset, 0, wanted), machine)


@method("skip")
def _skip(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    left_out = whole_number(arguments.get(0, "count"))
    count = dataset.count
    if left_out is None or count is None or left_out < 0:
        return _of_some_number(dataset, endless=dataset.endless)
    return _without_end(dataset, _between(dataset, left_out, count), machine)


def _between(dataset: DatasetValue, start: int, stop: int) -> list[Run] | None:
    """The elements from `start` to `stop`, None where it is not known which those are."""
    if len(dataset.runs) == 1:
        element, count = dataset.runs[0]
        if dataset.endless or count is None:
            number = stop - start if dataset.endless else (1 if stop - start == 1 else None)
            return [Run(element, number)]
        return [Run(element, max(0, min(stop, count) - start))]
    if dataset.endless or not dataset.in_order:
        return None
    runs: list[Run] = []
    place = 0
    for element, count in dataset.runs:
        if count is None:
            return None
        number = min(stop, place + count) - max(start, place)
        runs.append(Run(element, max(0, number)))
        place += count
    return runs


def _without_end(dataset: DatasetValue, runs: list[Run] | None, machine: Machine) -> Value:
    if runs is None:
        return _of_some_number(dataset)
    return dataset.with_elements(dataset.spec, runs, endless=False)


def _of_some_number(dataset: DatasetValue, endless: bool = False) -> DatasetValue:
    """Of some of the elements, nobody knows which."""
    runs = [Run(run.element, None) for run in dataset.runs]
    return dataset.with_elements(dataset.spec, runs, in_order=False, endless=endless, counted=False)


@method("filter", "shard", "rejection_resample", "take_while", "unique", "snapshot")
def _some(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return _of_some_number(dataset, endless=dataset.endless)


@method("concatenate")
def _concatenate(
    dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    other = first(arguments)
    if not isinstance(other, DatasetValue):
        return other if isinstance(other, Unknown) else Unknown("what is behind is no data set")
    return dataset.with_elements(
        merged([dataset.spec, other.spec], machine),
        [*dataset.runs, *other.runs],
        endless=dataset.endless or other.endless,
        in_order=dataset.in_order and other.in_order,
        counted=dataset.counted and other.counted,
    )


# --- batches -------------------------------------------------------------------------------


@method("batch")
def _batch(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    size = whole_number(arguments.get(0, "batch_size"))
    drop = (arguments.get(1, "drop_remainder") or Constant(False)).truth(machine)
    if size is None or size < 1 or drop is None:
        return _NO_BATCH
    spec = stacked(dataset.spec, size if drop else None, machine)
    batches = _batches(dataset, size, drop, machine)
    return dataset.with_elements(spec, batches, in_order=True)


@method("padded_batch")
def _padded_batch(
    dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    size = whole_number(arguments.get(0, "batch_size"))
    drop = (arguments.get(3, "drop_remainder") or Constant(False)).truth(machine)
    if size is None or size < 1 or drop is None:
        return _NO_BATCH
    padded = padded_description(dataset.spec, arguments.get(1, "padded_shapes"), machine)
    if isinstance(padded, Unknown):
        return padded
    runs = dataset.runs if is_whole(padded) else [Run(opened(padded, machine), dataset.count)]
    runs = [Run(padded if is_whole(padded) else run.element, run.number) for run in runs]
    source = dataset.with_elements(padded, runs)
    spec = stacked(padded, size if drop else None, machine)
    batches = _batches(source, size, drop, machine)
    return dataset.with_elements(spec, batches, in_order=True)


def _batches(dataset: DatasetValue, size: int, drop: bool, machine: Machine) -> Sequence[Run]:
    """The batches of elements, which are all of one shape."""
    element = merged([run.element for run in dataset.runs], machine) if dataset.runs else None
    if element is None:
        return ()
    element = opened(element, machine)
    full = stacked(element, size, machine)
    count = dataset.count
    if count is not None:
        number, rest = divmod(count, size)
        last = Run(stacked(element, rest, machine), 1 if rest and not drop else 0)
        return [Run(full, number), last]
    is_full = drop or dataset.endless
    return [Run(full if is_full else stacked(element, open_size(), machine), None)]


@method("unbatch")
def _unbatch(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    runs: list[Run] = []
    for element, count in dataset.runs:
        lengths = {shape[0] for shape in shapes(element) if shape}
        length = lengths.pop() if len(lengths) == 1 else None
        known = isinstance(length, int) and count is not None
        number = length * count if isinstance(length, int) and count is not None else None
        runs.append(Run(unstacked(element, machine), number if known else None))
    return dataset.with_elements(unstacked(dataset.spec, machine), runs, counted=False)


# --- functions of the program --------------------------------------------------------------


@method("map")
def _map(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    function = arguments.get(0, "map_func") or Unknown("no function is given")
    spec = _mapped(function, dataset.spec, site, machine)
    if isinstance(spec, Unknown):
        return spec
    if is_whole(spec):
        whole = [Run(spec, run.number) for run in dataset.runs]
        return dataset.with_elements(spec, whole, keeps_labels=False)
    mark = machine.journal.mark()
    with dataset.session.recorder.muted():
        runs = [
            Run(_really(_mapped(function, run.element, site, machine), spec, machine), run.number)
            for run in dataset.runs
        ]
    machine.journal.roll_back(mark)
    return dataset.with_elements(spec, runs, keeps_labels=False)


def _mapped(function: Value, element: Value, site: Site, machine: Machine) -> Value:
    """What a function gives for an element: a tuple's parts are its arguments."""
    given = element.items if isinstance(element, TupleValue) else (element,)
    return components(machine.call(function, Arguments(tuple(given)), site), machine)


def _really(element: Value, spec: Value, machine: Machine) -> Value:
    """What a function really gives, as far as that is known: a part of unknown shape is only
    known by its description."""
    mine, described = list(leaves(element)), list(leaves(spec))
    same = len(mine) == len(described) and all(
        isinstance(one, TensorValue) == isinstance(other, TensorValue)
        for one, other in zip(mine, described, strict=True)
    )
    return opened(element if same else spec, machine)


@method("flat_map", "interleave")
def _flat_map(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    function = arguments.get(0, "map_func") or Unknown("no function is given")
    given = dataset.spec.items if isinstance(dataset.spec, TupleValue) else (dataset.spec,)
    inner = machine.call(function, Arguments(tuple(given)), site)
    if not isinstance(inner, DatasetValue):
        return inner if isinstance(inner, Unknown) else Unknown("the function gives no data set")
    return _of_some_number(inner, endless=dataset.endless)


@method("apply")
def _apply(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return machine.call(first(arguments), Arguments((dataset,)), site)


# --- what is read of it --------------------------------------------------------------------


@method("enumerate")
def _enumerate(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    number = TensorValue(TensorTerm((), "int64"))
    runs = [Run(TupleValue([number, run.element]), run.number) for run in dataset.runs]
    return dataset.with_elements(TupleValue([number, dataset.spec]), runs)


@method("cardinality", "__len__")
def _cardinality(
    dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    return dataset.cardinality()


@method("__iter__", "as_numpy_iterator", "make_one_shot_iterator")
def _iterator(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return dataset.iterator(machine) or Unknown("the data set is empty")


@method("get_single_element")
def _single(dataset: DatasetValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return dataset.any_element(machine)

"""What training does with a model: it is built, and where its code is the program's, that runs.

For a model of the program's own class, the steps that it defines (`train_step`, `test_step`,
`predict_step`) and its `call` are interpreted on batches as Keras feeds them. How the steps follow
each other is `keras.src.backend.tensorflow.trainer`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Value, is_none
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.data.batches import Batch, as_fed, batch_of, fed_batch
from keras_lens.models.data.elements import merged, shapes
from keras_lens.models.held import Held

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue

_STEPS = {"fit": "train_step", "evaluate": "test_step", "predict": "predict_step"}
_TRACED = "traced by"
_VALIDATION_DATA, _VALIDATION_SPLIT = 7, 6
"""Places among the arguments of `fit`."""


def train(method: str, model: ModelValue, arguments: Arguments, machine: Machine) -> None:
    """What `fit`, `evaluate` or `predict` does with the model."""
    for phase, given in _phases(method, arguments):
        if not model.is_changed_by_steps:
            return
        batch = _batch(phase, model, given, machine)
        if batch is not None:
            _run(_STEPS[phase], phase, model, batch, machine)
        elif model.weights() is None:
            model.session.names.may_be_built(machine)


def train_on_batch(method: str, model: ModelValue, arguments: Arguments, machine: Machine) -> None:
    """What `train_on_batch` and its kin do with the model: they take the batch as it is."""
    if method == "predict_on_batch":
        arguments = Arguments(tuple(one for one in [arguments.get(0, "x")] if one is not None))
    batch = as_fed(arguments, machine)
    if batch is not None and model.is_changed_by_steps:
        _run(f"{method.partition('_')[0]}_step", method, model, batch, machine)


def _batch(phase: str, model: ModelValue, arguments: Arguments, machine: Machine) -> Batch | None:
    """What is fed to the model, None where that is not known, or not what is built of it."""
    eagerly = _is_eager(model, machine)
    is_built = model.weights() is not None
    if eagerly is None or not (is_built or model.session.training.is_distributed(machine) is False):
        return None
    # `predict` takes its batches before it runs the graph.
    return fed_batch(phase, arguments, eagerly or phase == "predict", machine)


def _is_eager(model: ModelValue, machine: Machine) -> bool | None:
    """Whether no graph is made; None where that is not known."""
    if model.compiled is not None and model.compiled.setting("run_eagerly") is True:
        return True
    return model.session.training.is_eager(machine)


def _run(step: str, method: str, model: ModelValue, batch: Batch, machine: Machine) -> None:
    """Runs a step as it is run: where no graph is made, on each batch; else only for a
    description of batches that no graph of the step fits, which then is generalized
    (`tf.function(reduce_retracing=True)`)."""
    place = f"{_TRACED} {method}"
    held = model.state.get(place)
    before = held.content if isinstance(held, Held) else None
    if before is not None and not _is_eager(model, machine):
        if _covers(before, batch.data):
            return
        if _is_alike(before, batch.data):
            batch = batch_of(merged([before, batch.data], machine)) or batch
    machine.write(model, place, Held(batch.data))
    model.run_step(step, batch, machine)


def forget_graphs(model: ModelValue, machine: Machine) -> None:
    """`compile` makes the steps anew."""
    for place in [place for place in model.state if place.startswith(_TRACED)]:
        machine.write(model, place, None)


def _is_alike(before: Value, data: Value) -> bool:
    """Whether the two differ in sizes at most."""
    old, new = shapes(before), shapes(data)
    return [len(shape) for shape in old] == [len(shape) for shape in new]


def _covers(before: Value, data: Value) -> bool:
    return _is_alike(before, data) and all(
        size in (None, other)
        for old, new in zip(shapes(before), shapes(data), strict=True)
        for size, other in zip(old, new, strict=True)
    )


def _phases(method: str, arguments: Arguments) -> Iterator[tuple[str, Arguments]]:
    """What is done with which arguments: training may be followed by validation."""
    yield method, arguments
    given = validation(arguments) if method == "fit" else None
    if given is not None:
        yield "evaluate", given


def validation(arguments: Arguments) -> Arguments | None:
    """The arguments of the `evaluate` that `fit` does; None where it does none, or it is not known
    with what."""
    given = arguments.get(_VALIDATION_DATA, "validation_data")
    if given is None or is_none(given):
        return _validation_on_a_part(arguments)
    items = given.items if isinstance(given, TupleValue) else None
    if isinstance(given, ListValue):
        items = given.items()
    keywords = _batch_size(arguments)
    weights = {"sample_weight": items[2]} if items and len(items) == 3 else {}
    return Arguments(tuple(items)[:2] if items else (given,), {**keywords, **weights})


def _validation_on_a_part(arguments: Arguments) -> Arguments | None:
    """Validation on the last of the samples (`array_slicing.train_validation_split`)."""
    split = arguments.get(_VALIDATION_SPLIT, "validation_split")
    share = split.literal if isinstance(split, Constant) else None
    if not isinstance(share, float) or not 0 < share < 1:
        return None
    parts = [arguments.get(0, "x"), arguments.get(1, "y")]
    rest = tuple(_rest(one, share) for one in parts if one is not None)
    return Arguments(rest, _batch_size(arguments))


def _batch_size(arguments: Arguments) -> dict[str, Value]:
    size = arguments.keywords.get("validation_batch_size") or arguments.get(2, "batch_size")
    return {} if size is None else {"batch_size": size}


def _rest(given: Value, share: float) -> Value:
    """What is left of arrays when the first are used for training."""
    if isinstance(given, ArrayValue) and given.shape and isinstance(given.shape[0], int):
        left = given.shape[0] - math.floor(given.shape[0] * (1.0 - share))
        return given.of_some_samples((left, *given.shape[1:]))
    if isinstance(given, ListValue):
        return ListValue([_rest(one, share) for one in given.items() or ()])
    if isinstance(given, TupleValue):
        return TupleValue([_rest(one, share) for one in given.items])
    if isinstance(given, DictValue):
        return DictValue([(key, _rest(one, share)) for key, one in given.pairs() or ()])
    return given

"""Notes of the data that `fit` and its kin are given, with what Keras says of its first batch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.evaluation.open_sizes import symbols_in
from keras_lens.evaluation.terms import (
    GraphRecipe,
    ModelRecipe,
    ModelTerm,
)
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.data.batches import Batch, as_fed, fed_batch
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.networks.recipes import LayerKeys
from keras_lens.models.records import Shape, shape_record
from keras_lens.models.tensor_structures import tensors_in
from keras_lens.models.training.compilation import training_settings
from keras_lens.models.training.feed_records import Fed, FedUnknown, FeedRecord
from keras_lens.models.training.feeds import batch_size_of, fed, parts_of, samples_of
from keras_lens.models.training.steps import validation
from keras_lens.models.training.symbolic_steps import SymbolicSteps

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue

CALL = "__call__"
"""The method of a call of the model itself, on an array."""
_WITHOUT_LABELS = ("predict", "predict_on_batch", CALL)
_ON_BATCH = ("train_on_batch", "test_on_batch", "predict_on_batch", CALL)
_OWN_STEPS = (
    "call", "compile", "compute_loss", "compute_metrics", "evaluate", "fit", "predict",
    "predict_on_batch", "predict_step", "test_on_batch", "test_step", "train_on_batch",
    "train_step", "__call__",
)  # fmt: skip


def note_feed(
    method: str, model: ModelValue, arguments: Arguments, site: Site, machine: Machine
) -> None:
    """Notes that data is given to a model at `site`, before it is used."""
    session = model.session
    if session.recorder.is_muted or not hasattr(site.node, "lineno"):
        return
    record = _described(method, model, arguments, site, machine)
    if session.recorder.feeds.is_known(record):
        return
    session.recorder.feeds.note(_judged(record, method, model, arguments, machine))


def _described(
    method: str, model: ModelValue, arguments: Arguments, site: Site, machine: Machine
) -> FeedRecord:
    """The record, without what Keras says."""
    certainty = machine.certainty
    if model.key <= model.session.last_key_before_run:
        certainty = Certainty.POSSIBLE
    given = _data(method, arguments)
    if method == CALL:
        arguments = Arguments(() if given is None else (given,), open=arguments.open)
    x, y, weights = parts_of(method, arguments, machine)
    source = "unknown"
    if isinstance(given, DatasetValue):
        source = "dataset"
    elif not isinstance(x, FedUnknown) and x is not None:
        source = "arrays"
    inputs = _inputs(model, machine)
    checked, checked_y = _validation(method, arguments, machine)
    return FeedRecord(
        site=site,
        method=method,
        model_key=model.key,
        source=source,
        x=x,
        y=None if method in _WITHOUT_LABELS else y,
        sample_weight=None if method in _WITHOUT_LABELS else weights,
        samples=samples_of(x) if source == "arrays" else None,
        batch_size=batch_size_of(method, arguments) if source == "arrays" else None,
        is_compiled=model.is_compiled,
        is_built=model.weights() is not None,
        certainty=certainty,
        inputs=inputs,
        validation_x=checked,
        validation_y=checked_y,
    )


def _validation(
    method: str, arguments: Arguments, machine: Machine
) -> tuple[Fed | None, Fed | None]:
    given = validation(arguments) if method == "fit" else None
    if given is None:
        return None, None
    x, y, _ = parts_of("evaluate", given, machine)
    return x, y


def _inputs(model: ModelValue, machine: Machine) -> tuple[Shape, ...] | None:
    """The shapes of the model's inputs, None where it has none yet or they are not known."""
    content = model.known_content()
    if content is None or content.input is None:
        return None
    tensors = list(tensors_in(content.input, machine))
    return tuple(shape_record(tensor.term.shape) for tensor in tensors) or None


def _judged(
    record: FeedRecord, method: str, model: ModelValue, arguments: Arguments, machine: Machine
) -> FeedRecord:
    """The record with what Keras says."""
    if _has_own_steps(model) or arguments.open:
        return record
    recipe = _recipe(model)
    if recipe is None:
        return record
    compiled = None if method in _WITHOUT_LABELS or not model.is_compiled else model.compiled
    settings = None if compiled is None else training_settings(compiled)
    steps = SymbolicSteps(model, recipe, settings, machine)
    batch = _first_batch(method, arguments, machine)
    refusal = steps.refusal(batch) or steps.refusal_of_last(record, batch)
    record = replace(record, refusal=refusal, outputs=steps.outputs(batch))
    given = validation(arguments) if method == "fit" and refusal is None else None
    if given is None:
        return record
    checked = steps.refusal(_first_batch("evaluate", given, machine))
    return replace(record, validation_refusal=checked)


def _has_own_steps(model: ModelValue) -> bool:
    own = getattr(model, "own_method", None)
    return own is not None and any(own(name) is not None for name in _OWN_STEPS)


def _recipe(model: ModelValue) -> ModelRecipe | GraphRecipe | None:
    try:
        term = model.term_with(LayerKeys())
    except NotExpressible:
        return None
    known = isinstance(term, ModelTerm) and not symbols_in(term.recipe)
    return term.recipe if isinstance(term, ModelTerm) and known else None


def _data(method: str, arguments: Arguments) -> Value | None:
    return arguments.get(0, "inputs" if method == CALL else "x")


def _first_batch(method: str, arguments: Arguments, machine: Machine) -> Batch | None:
    """The batch that Keras looks at first; None where it is not known without using it up."""
    if method in _ON_BATCH:
        if method in _WITHOUT_LABELS:
            arguments = Arguments(tuple(one for one in [_data(method, arguments)] if one))
        return as_fed(arguments, machine)
    given = arguments.get(0, "x")
    if not isinstance(given, DatasetValue) and isinstance(fed(given, machine), FedUnknown):
        return None
    return fed_batch(method, arguments, True, machine)

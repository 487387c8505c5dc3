"""What happens in `fit` and its kin, as far as shapes tell it: notes of the data that is given, and
what Keras says of its first batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.open_sizes import symbols_in
from keras_lens.evaluation.outcomes import Computed, Outcome, Refusal, Unanswered
from keras_lens.evaluation.questions import TraceStep
from keras_lens.evaluation.terms import (
    DictTerm,
    GraphRecipe,
    ModelRecipe,
    ModelTerm,
    TensorTerm,
    Term,
    TupleTerm,
)
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value, is_none
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.data.batches import Batch, as_fed, fed_batch
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.data.elements import reshaped
from keras_lens.models.networks.recipes import LayerKeys
from keras_lens.models.records import Shape, shape_record
from keras_lens.models.tensor_structures import shapes_in, tensors_in
from keras_lens.models.tensors import TensorValue
from keras_lens.models.training.compilation import training_settings
from keras_lens.models.training.feed_records import LAST_BATCH, Fed, FedUnknown, FeedRecord
from keras_lens.models.training.feeds import batch_size_of, fed, parts_of, samples_of
from keras_lens.models.training.steps import validation

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
    step = _Step(model, recipe, settings, machine)
    batch = _first_batch(method, arguments, machine)
    refusal = step.refusal(batch) or step.refusal_of_last(record, batch)
    record = replace(record, refusal=refusal, outputs=step.outputs(batch))
    given = validation(arguments) if method == "fit" and refusal is None else None
    if given is None:
        return record
    checked = step.refusal(_first_batch("evaluate", given, machine))
    return replace(record, validation_refusal=checked)


class _Step:
    """Steps of one model, as Keras sees them without numbers."""

    def __init__(
        self,
        model: ModelValue,
        recipe: ModelRecipe | GraphRecipe,
        compiled: tuple[tuple[str, Term], ...] | None,
        machine: Machine,
    ) -> None:
        self._model = model
        self._recipe = recipe
        self._compiled = compiled
        self._machine = machine

    def refusal(self, batch: Batch | None) -> Refusal | None:
        """What Keras says against the batch: first of the loss, then of the metrics."""
        compiled = self._compiled
        without_metrics = tuple(one for one in compiled or () if "metrics" not in one[0])
        outcome = self._ask(batch, compiled)
        if isinstance(outcome, Unanswered) and without_metrics != compiled:
            outcome = self._ask(batch, without_metrics)
        if isinstance(outcome, Unanswered):
            outcome = self._ask(batch, None)
        if isinstance(outcome, Refusal) and outcome.phase == "metrics":
            of_loss = self._ask(batch, without_metrics)
            outcome = of_loss if isinstance(of_loss, Refusal) else outcome
        return outcome if isinstance(outcome, Refusal) else None

    def refusal_of_last(self, record: FeedRecord, batch: Batch | None) -> Refusal | None:
        """What Keras says against the last batch of arrays where it is smaller and the model takes
        batches of one size."""
        samples, size = record.samples, record.batch_size
        fixed = record.inputs is not None and isinstance(record.inputs[0][0], int)
        if not fixed or samples is None or size is None or batch is None or samples <= size:
            return None
        left = samples % size
        if not left:
            return None
        smaller = reshaped(batch.inputs, lambda shape: (left, *shape[1:]), self._machine)
        outcome = self._ask(Batch(smaller, smaller), None)
        if not isinstance(outcome, Refusal) or outcome.phase != "call":
            return None
        return replace(outcome, phase=LAST_BATCH)

    def outputs(self, batch: Batch | None) -> tuple[Shape, ...] | None:
        """The shapes of what the model gives for the batch."""
        outcome = self._ask(batch, None)
        output = outcome.output if isinstance(outcome, Computed) else None
        return tuple(shapes_in(output)) or None

    def _ask(
        self, batch: Batch | None, compiled: tuple[tuple[str, Term], ...] | None
    ) -> Outcome | None:
        settings = self._model.session.settings.current()
        if batch is None or settings is None:
            return None
        parts = [_term(part) for part in _parts_of_batch(batch)]
        inputs, targets, weights, *_ = (*parts, None, None, None)
        if inputs is None or isinstance(inputs, _NotKnown):
            return None
        if isinstance(targets, _NotKnown) or isinstance(weights, _NotKnown):
            compiled = None
        if compiled is None or isinstance(targets, _NotKnown) or isinstance(weights, _NotKnown):
            targets = weights = None
        question = TraceStep(self._recipe, inputs, targets, weights, compiled, settings)
        return self._model.session.ask(question)


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


def _parts_of_batch(batch: Batch) -> Iterator[Value]:
    data = batch.data
    if isinstance(data, TupleValue) and data.items and data.items[0] is batch.inputs:
        yield from data.items
    else:
        yield batch.inputs


class _NotKnown:
    """Data of which a size is not known."""


_NOT_KNOWN = _NotKnown()


def _term(value: Value) -> Term | _NotKnown:
    """Data as Keras's symbolic tensors; only how many samples there are may be left open."""
    if is_none(value):
        return None
    if isinstance(value, TupleValue):
        return _several([_term(one) for one in value.items])
    if isinstance(value, DictValue):
        pairs = value.pairs()
        if pairs is None:
            return _NOT_KNOWN
        found = [(getattr(key, "literal", None), _term(one)) for key, one in pairs]
        if any(isinstance(one, _NotKnown) or not isinstance(key, str) for key, one in found):
            return _NOT_KNOWN
        return DictTerm(tuple((key, one) for key, one in found if not isinstance(one, _NotKnown)))
    if not isinstance(value, TensorValue) or not value.term.shape:
        return _NOT_KNOWN
    batch, *rest = value.term.shape
    if any(not isinstance(size, int) for size in rest) or not _is_plain(value.term.dtype):
        return _NOT_KNOWN
    size = None if isinstance(batch, Polynomial) else batch
    return TensorTerm((size, *rest), value.term.dtype)


def _several(terms: list[Term | _NotKnown]) -> Term | _NotKnown:
    known = [one for one in terms if not isinstance(one, _NotKnown)]
    return TupleTerm(tuple(known)) if len(known) == len(terms) else _NOT_KNOWN


def _is_plain(dtype: str) -> bool:
    return dtype == "bool" or dtype.startswith(("float", "int", "uint", "bfloat"))

"""Steps of training and testing as Keras sees them without numbers: on the shapes of a batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.outcomes import Computed, Outcome, Refusal, Unanswered
from keras_lens.evaluation.questions import TraceStep
from keras_lens.evaluation.terms import (
    DictTerm,
    GraphRecipe,
    ModelRecipe,
    TensorTerm,
    Term,
    TupleTerm,
)
from keras_lens.interpreter.containers import DictValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value, is_none
from keras_lens.models.data.batches import Batch
from keras_lens.models.data.elements import reshaped
from keras_lens.models.records import Shape
from keras_lens.models.tensor_structures import shapes_in
from keras_lens.models.tensors import TensorValue
from keras_lens.models.training.feed_records import LAST_BATCH, FeedRecord

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue


class SymbolicSteps:
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

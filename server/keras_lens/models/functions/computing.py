"""What functions give on tensors that are in no graph: inside of a layer's `call`, or with a
value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keras_lens.evaluation.outcomes import Computed
from keras_lens.evaluation.questions import Compute
from keras_lens.evaluation.terms import CallTerm, ListTerm, TensorTerm, Term, TupleTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.models.arguments import NotExpressible, TermWriter
from keras_lens.models.layers.problems import UNKNOWN_SETTING, problem_of
from keras_lens.models.objects import term_of_model_value
from keras_lens.models.refused_calls import note_function
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import given_tensors, structure_of
from keras_lens.models.tensors import TensorValue

_MOST_ORIGINS = 64
_MOST_STEPS = 12
"""So many steps of a computation of sizes are told."""
_MOST_SIZES = 16


def compute(
    path: str,
    arguments: Arguments,
    session: KerasSession,
    machine: Machine,
    site: Site | None = None,
) -> Value:
    """What calling `path` gives where no graph is made."""
    settings = session.settings.current()
    if settings is None:
        return Unknown(UNKNOWN_SETTING)
    try:
        term = _COMPUTATION_WRITER.call(path, arguments, session.parameters(path), machine)
    except NotExpressible as reason:
        return Unknown(f"an argument of '{path}' is not known: {reason}")
    outcome = session.ask(Compute(term, settings))
    if not isinstance(outcome, Computed):
        note_function(term, arguments, outcome, site, session, machine)
        return Unknown(problem_of(outcome).reason)
    origins = tuple(dict.fromkeys(_origins(given_tensors(arguments, machine))))[:_MOST_ORIGINS]

    def made(term: TensorTerm) -> TensorValue:
        tensor = TensorValue(term)
        tensor.origins = origins
        return tensor

    result = structure_of(outcome.output, made)
    if isinstance(result, TensorValue) and _may_be_sizes(result) and _depth(term) < _MOST_STEPS:
        result.computed_by = term
    return result


def _origins(given: Sequence[TensorValue]) -> Iterator[int]:
    """The applications that the tensors come from."""
    for tensor in given:
        if tensor.producer is not None:
            yield tensor.producer
        else:
            yield from tensor.origins


def _may_be_sizes(tensor: TensorValue) -> bool:
    shape = tensor.term.shape
    is_small = not shape or (len(shape) == 1 and shape[0] in range(_MOST_SIZES))
    return tensor.term.dtype in ("int32", "int64") and is_small


def _depth(term: Term) -> int:
    """How many calls are in one another."""
    if isinstance(term, CallTerm):
        return 1 + max(map(_depth, (*term.args, *(value for _, value in term.kwargs))), default=0)
    if isinstance(term, ListTerm | TupleTerm):
        return max(map(_depth, term.items), default=0)
    return 0


def _computation(value: Value) -> Term | None:
    if isinstance(value, TensorValue) and value.computed_by is not None:
        return value.computed_by
    return term_of_model_value(value)


_COMPUTATION_WRITER = TermWriter(_computation)
"""Writes sizes as the computations that they are."""

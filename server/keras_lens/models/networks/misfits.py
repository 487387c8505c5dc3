"""Models of Keras that are called on tensors that do not fit them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.evaluation.open_sizes import symbols_in
from keras_lens.evaluation.outcomes import Applied, Outcome
from keras_lens.evaluation.questions import Apply
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.calls import call_arguments
from keras_lens.models.layers.problems import Problem, problem_of
from keras_lens.models.refused_calls import note_layer
from keras_lens.models.tensor_structures import is_symbolic
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue


def note_misfit(
    built: ModelValue,
    arguments: Arguments,
    site: Site,
    model: ModelValue | None,
    machine: Machine,
) -> Outcome | None:
    """Asks Keras whether it refuses a call of a model that is built, on symbolic tensors (what it
    is fed with is another matter), and notes that; None where Keras is not asked. A model of which
    a layer was refused when it was built fits nothing, and that was told at the layer."""
    content = built.known_content()
    if content is None or isinstance(content.output, Unknown):
        return None
    settings = built.session.settings.current()
    is_muted = built.session.recorder.is_muted
    if settings is None or is_muted or built.is_of_program or not is_symbolic(arguments, machine):
        return None
    try:
        term, call = built.term(), call_arguments(arguments, machine)
    except NotExpressible:
        return None
    if symbols_in(term) or symbols_in(call):
        return None
    outcome = built.session.ask(Apply(term, call, call, settings))
    note_layer(built, None, call, arguments, outcome, site, model, machine)
    return outcome


def note_other_sizes(
    built: ModelValue,
    arguments: Arguments,
    given: TensorValue,
    site: Site,
    model: ModelValue | None,
    machine: Machine,
) -> Problem | None:
    """The same for a model whose layers would take the tensor that is given: Keras compares the
    sizes of symbolic tensors with those that the model is built for. The problem if there is one.
    """
    content = built.known_content()
    wanted = None if content is None else content.input
    if not isinstance(wanted, TensorValue) or not _differ(given.term.shape, wanted.term.shape):
        return None
    outcome = note_misfit(built, arguments, site, model, machine)
    return None if outcome is None or isinstance(outcome, Applied) else problem_of(outcome)


def _differ(given: Sequence[object], wanted: Sequence[object]) -> bool:
    sizes = zip(given[1:], wanted[1:], strict=False)
    return any(isinstance(one, int) and isinstance(two, int) and one != two for one, two in sizes)

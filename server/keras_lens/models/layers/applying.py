"""A layer of Keras is called or built by the program: Keras is asked, and what it says is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Applied, Outcome
from keras_lens.evaluation.questions import Apply
from keras_lens.evaluation.terms import CallArguments, CallTerm, TupleTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.call_records import record_applied, record_unknown
from keras_lens.models.layers.calls import Build, ask_about, call_arguments, parts_in_use
from keras_lens.models.layers.parts import owned_by
from keras_lens.models.layers.problems import UNKNOWN_SETTING, Problem, problem_of
from keras_lens.models.layers.vocabularies import has_open_vocabulary
from keras_lens.models.legacy.axes import WHY_UNKNOWN, order_is_not_known
from keras_lens.models.objects import WRITER
from keras_lens.models.refused_calls import note_layer
from keras_lens.models.tensor_structures import is_symbolic, structure_of
from keras_lens.models.tensors import TensorValue
from keras_lens.models.unknown_tensors import UnknownTensor

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue
    from keras_lens.models.networks.model import ModelValue


def apply_layer(
    layer: LayerValue,
    made: CallTerm,
    arguments: Arguments,
    site: Site,
    model: ModelValue | None,
    machine: Machine,
) -> Value:
    """What a call of a layer gives; it is recorded at `site`. made: the call that makes the
    layer."""
    question = _question(layer, made, arguments, machine)
    if isinstance(question, Problem):
        return record_problem(layer, question, arguments, site, model)
    outcome = _answer(layer, question, machine)
    if isinstance(outcome, Problem):
        return record_problem(layer, outcome, arguments, site, model)
    if not isinstance(outcome, Applied):
        if not layer.program_parts and not has_open_vocabulary(layer):
            note_layer(layer, made, question.call, arguments, outcome, site, model, machine)
        return record_problem(layer, problem_of(outcome), arguments, site, model)
    layer.note_call(question.call, outcome, machine)
    return record_applied(
        layer,
        arguments,
        structure_of(outcome.output, TensorValue),
        layer.owned_weights(),
        outcome.dtype,
        site,
        model,
        machine,
    )


def record_problem(
    layer: LayerValue,
    problem: Problem,
    arguments: Arguments | None,
    site: Site,
    model: ModelValue | None,
) -> UnknownTensor:
    """Notes why nothing is known of the layer at `site`; the value that it gives there. An
    input has no `arguments`."""
    kind, reason, refusal = problem.kind, problem.reason, problem.refusal
    return record_unknown(layer, arguments, site, model, kind, reason, refusal)


def _question(
    layer: LayerValue, made: CallTerm, arguments: Arguments, machine: Machine
) -> Apply | Problem:
    """What Keras is asked about the call, or why it cannot be asked."""
    try:
        call = call_arguments(arguments, machine)
    except NotExpressible as reason:
        return Problem("unknown-input", f"Its input is not known: {reason}.")
    if order_is_not_known(layer, call):
        return Problem("other", WHY_UNKNOWN)
    settings = layer.session.settings.current()
    if settings is None:
        return Problem("other", UNKNOWN_SETTING)
    builds = layer.builds(call)
    if len(builds) != 1:
        return Problem("other", "Its first input is not known.")
    inside = bool(layer.program_parts) and not is_symbolic(arguments, machine)
    return Apply(made, builds[0], call, settings, inside=inside)


def _answer(layer: LayerValue, question: Apply, machine: Machine) -> Outcome | Problem:
    """What Keras says; the layer is built by its first call."""
    try:
        outcome = ask_about(layer, question, machine)
        if isinstance(outcome, Applied) and layer.build() is None:
            _note_built(layer, question.call, outcome, machine)
    except NotExpressible as reason:
        return Problem("other", f"What it holds is not known: {reason}.")
    return outcome


def build_layer(layer: LayerValue, shape: Value, machine: Machine) -> None:
    """`layer.build(shape)`; where that is not known the layer stays as it is."""
    settings = layer.session.settings.current()
    if layer.is_input_layer or layer.build() is not None or settings is None:
        return
    try:
        sizes = tuple(WRITER.term(size, machine) for size in shape.elements(machine) or ())
        call = CallArguments((TupleTerm(sizes),))
        outcome = ask_about(layer, Apply(layer.term_with_parts(), call, call, settings), machine)
    except NotExpressible:
        return
    if isinstance(outcome, Applied):
        _note_built(layer, call, outcome, machine)


def _note_built(layer: LayerValue, call: CallArguments, outcome: Applied, machine: Machine) -> None:
    """A call has built the layer and the layers of Keras that it holds. Raises NotExpressible."""
    layer.session.names.take(outcome.names_used, machine)
    for held in outcome.held:
        layer.parts[held.number].note_built_inside(held, machine)
    owned = owned_by(layer, outcome, parts_in_use(layer))
    layer.note_built(Build(call, owned, outcome.variables), machine)

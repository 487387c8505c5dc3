"""Calls of layers of Keras, as the evaluator is asked about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Outcome, Unanswered
from keras_lens.evaluation.questions import Apply
from keras_lens.evaluation.terms import CallArguments, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.held import Held
from keras_lens.models.layers.owned_weights import OwnedWeight
from keras_lens.models.layers.parts import PartInUse, ask_with_parts, use_part
from keras_lens.models.layers.vocabularies import NOT_KNOWN, has_open_vocabulary, with_vocabularies
from keras_lens.models.objects import WRITER

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue

_PARTS = "parts in use"
_CONTEXT_KEYWORDS = frozenset({"training", "mask"})
"""Call arguments that do not change a shape; they are left out where they are not known."""


@dataclass(frozen=True)
class Build:
    """How a layer got its weights: by the arguments of its first call.

    owned: the weights with their owners: itself, or a layer of the program that it holds.
    variables: the names of attributes that are weights, with the weights' numbers.
    """

    arguments: CallArguments
    owned: tuple[OwnedWeight, ...]
    variables: tuple[tuple[str, int], ...] = ()


def call_arguments(arguments: Arguments, machine: Machine) -> CallArguments:
    """The arguments of a call as terms. Raises NotExpressible."""
    if arguments.open:
        raise NotExpressible("a starred argument is not known")
    args = tuple(WRITER.term(value, machine) for value in arguments.positional)
    kwargs: list[tuple[str, Term]] = []
    for name, value in sorted(arguments.keywords.items()):
        try:
            kwargs.append((name, WRITER.term(value, machine)))
        except NotExpressible:
            if name not in _CONTEXT_KEYWORDS:
                raise
    return CallArguments(args, tuple(kwargs))


def ask_about(layer: LayerValue, question: Apply, machine: Machine) -> Outcome:
    """What Keras says of a call of `layer`, which has no parts in the question yet. Raises
    NotExpressible."""
    if has_open_vocabulary(layer):
        return _ask_with_vocabularies(layer, question)
    if not layer.program_parts:
        return layer.session.ask(replace(question, inside=False) if question.inside else question)
    outcome, used = ask_with_parts(
        lambda parts: replace(question, parts=parts),
        parts_in_use(layer) or [use_part(part, machine) for part in layer.program_parts],
        layer.session,
        machine,
    )
    machine.write(layer, _PARTS, Held(used))
    return outcome


def _ask_with_vocabularies(layer: LayerValue, question: Apply) -> Outcome:
    """What holds for any vocabulary."""
    outcomes = [
        layer.session.ask(replace(question, term=term, inside=False))
        for term in with_vocabularies(layer.term_with_parts())
    ]
    is_same = all(outcome == outcomes[0] for outcome in outcomes)
    return outcomes[0] if is_same else Unanswered("other", NOT_KNOWN)


def parts_in_use(layer: LayerValue) -> tuple[PartInUse, ...]:
    """The parts of a layer as they were told when it was built, with their acts since."""
    held = layer.state.get(_PARTS)
    used: tuple[PartInUse, ...] = held.content if isinstance(held, Held) else ()
    return used

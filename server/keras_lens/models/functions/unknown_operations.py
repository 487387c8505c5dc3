"""Functions on tensors that Keras refuses, or of which it is not known what they give."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.evaluation.terms import Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.events import UnknownEvent
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.owned_weights import OwnedWeight
from keras_lens.models.layers.problems import Problem
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue
from keras_lens.models.unknown_tensors import (
    UnknownNode,
    UnknownTensor,
    graph_tensors_in,
    inputs_of_event,
)


class UnknownOperation(CallableLayer):
    """A call of a function in the graph; it is called as the program's text calls it."""

    is_operation = True

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        return Unknown(f"what '{self.name}' gives is not known")

    def term(self) -> Term:
        raise NotExpressible(f"what '{self.name}' does is not known")

    def owned_weights(self) -> tuple[OwnedWeight, ...] | None:
        return None


def given_by_operation(
    path: str | None,
    unknown: Unknown,
    arguments: Arguments,
    site: Site | None,
    session: KerasSession,
    machine: Machine,
    problem: Problem | None = None,
) -> Unknown:
    """What calling a function gives, of which `unknown` is all that is known: in the graph where
    it is given tensors of that.

    path: the function's, None where only the text has a name for it. problem: why Keras gives no
        answer; else the reason of `unknown` says all.
    """
    given = [
        tensor
        for value in arguments.all_values()
        for tensor in graph_tensors_in(value, machine)
        if tensor.node is not None
    ]
    if not given or type(unknown) is not Unknown:
        return unknown
    if site is None or not hasattr(site.node, "lineno"):
        site = machine.operator_site or machine.no_site()
    name = _name_in_text(site) if path is None else path.rpartition(".")[2]
    operation = UnknownOperation(session, site, name, name)
    why = problem or _problem(name, unknown, given)
    number, inputs = session.recorder.reserve(), inputs_of_event(arguments, machine)
    event = UnknownEvent(number, site, operation, None, why.kind, why.reason, why.refusal, inputs)
    reason = unknown.reason if why.kind == "other" else f"what '{name}' gives is not known"
    return UnknownTensor(reason, UnknownNode(event, arguments, machine), unknown.hides)


def _problem(name: str, unknown: Unknown, given: Sequence[TensorValue | UnknownTensor]) -> Problem:
    """Why it is not known what a function gives."""
    for tensor in given:
        if isinstance(tensor, UnknownTensor):
            return Problem("unknown-input", f"Its input is not known: {tensor.reason}.")
    if unknown.reason.startswith("what "):
        return Problem("other", f"What '{name}' gives is not known.")
    return Problem("other", f"What it gives is not known: {unknown.reason}.")


def _name_in_text(site: Site) -> str:
    """The last name of what is called: `block` of `self.block(x)`."""
    callee = site.file.text_of(site.span).partition("(")[0]
    name = callee.rpartition(".")[2].strip()
    return name if name.isidentifier() else "?"

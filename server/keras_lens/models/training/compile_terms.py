"""What a model was compiled with, as terms: what the evaluator compiles a model with."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.evaluation.terms import Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.operators import is_none
from keras_lens.interpreter.values import Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.objects import WRITER
from keras_lens.models.training.compilation import PARAMETERS

_ASKED = ("loss", "loss_weights", "metrics", "weighted_metrics")
_MODULES = ("keras.losses.", "keras.metrics.")


@dataclass(frozen=True, slots=True)
class CompileTerms:
    """The arguments of `compile` that decide which labels fit; `unknown` names those that are
    given and not known. `has_loss`: whether one is given."""

    known: tuple[tuple[str, Term], ...]
    unknown: tuple[str, ...]
    has_loss: bool


def compile_terms(arguments: Arguments, machine: Machine) -> CompileTerms:
    """The terms of the arguments of `compile`."""
    given = {**dict(zip(PARAMETERS, arguments.positional, strict=False)), **arguments.keywords}
    if arguments.open:
        return CompileTerms((), _ASKED, has_loss=True)
    known: list[tuple[str, Term]] = []
    unknown: list[str] = []
    for name in _ASKED:
        value = given.get(name)
        if value is None or is_none(value):
            continue
        try:
            known.append((name, _term(value, machine)))
        except NotExpressible:
            unknown.append(name)
    names = [name for name, _ in known] + unknown
    return CompileTerms(tuple(known), tuple(unknown), has_loss="loss" in names)


def _term(value: Value, machine: Machine) -> Term:
    if isinstance(value, LibraryReference) and not value.path.startswith(_MODULES):
        raise NotExpressible("a function of another module")
    return WRITER.term(value, machine)

"""Layers and models of the program that layers of Keras hold, as the evaluator asks for them.

A layer of Keras is told to the evaluator as the call that makes it. A layer of the program among
its arguments has no such call: it is a numbered part (`keras_lens.evaluation.parts`), and what
Keras does with it is interpreted here when the evaluator needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from keras_lens.evaluation.outcomes import Applied, Needed, Outcome
from keras_lens.evaluation.parts import Act, Part
from keras_lens.evaluation.questions import Question
from keras_lens.evaluation.terms import (
    CallArguments,
    CallTerm,
    DictTerm,
    GraphRecipe,
    ListTerm,
    ModelRecipe,
    ModelTerm,
    PartTerm,
    Term,
    TupleTerm,
    WeightOfPartTerm,
    WeightTerm,
)
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import NONE, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.owned_weights import OwnedWeight
from keras_lens.models.objects import WRITER
from keras_lens.models.tensor_structures import structure_of
from keras_lens.models.tensors import TensorValue
from keras_lens.models.variables import VariableValue

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.layers.layer import LayerValue
    from keras_lens.models.session import KerasSession

Ask: TypeAlias = "Callable[[tuple[Part, ...]], Question]"

_MOST_ACTS = 24
"""How often one question is asked again because an act was missing."""


@dataclass(frozen=True)
class PartInUse:
    """A part of a layer of Keras: what is told of `layer`, and the weights that are told."""

    layer: CallableLayer
    part: Part
    weights: tuple[OwnedWeight, ...]


def replace_parts(term: Term, found: Callable[[int], Term]) -> Term:
    """The term with what `found` gives for the number of each part in it."""
    match term:
        case PartTerm(number):
            return found(number)
        case ListTerm(items):
            return ListTerm(tuple(replace_parts(item, found) for item in items))
        case TupleTerm(items):
            return TupleTerm(tuple(replace_parts(item, found) for item in items))
        case DictTerm(items):
            return DictTerm(tuple((key, replace_parts(item, found)) for key, item in items))
        case CallTerm(path, args, kwargs):
            return CallTerm(
                path,
                tuple(replace_parts(item, found) for item in args),
                tuple((name, replace_parts(item, found)) for name, item in kwargs),
            )
    return term


def use_part(layer: CallableLayer, machine: Machine) -> PartInUse:
    """A part as it is now. Raises NotExpressible."""
    weights = layer.weights_so_far()
    if weights is None:
        raise NotExpressible(f"which weights `{layer.class_name}` has is not known")
    recipe = _recipe(layer)
    part = Part(
        layer.class_name,
        layer.name,
        layer.is_model,
        layer.has_been_built,
        layer.is_registered,
        layer.methods_seen_by_keras(),
        layer.call_parameters(),
        _attributes(layer, weights, machine),
        _told(weights),
        recipe=recipe,
    )
    return PartInUse(layer, part, weights)


def _recipe(layer: CallableLayer) -> ModelRecipe | GraphRecipe | None:
    """How to make a model that is built; None of anything else."""
    if not layer.is_model or not layer.has_been_built:
        return None
    try:
        term = layer.term()
    except NotExpressible:
        return None
    return term.recipe if isinstance(term, ModelTerm) else None


def ask_with_parts(
    ask: Ask, parts: Sequence[PartInUse], session: KerasSession, machine: Machine
) -> tuple[Outcome, tuple[PartInUse, ...]]:
    """The answer to the question that `ask` makes of parts, and the parts with all acts that it
    took. Raises NotExpressible where what a part does is not known."""
    used = list(parts)
    outcome = session.ask(ask(tuple(one.part for one in used)))
    for _ in range(_MOST_ACTS):
        if not isinstance(outcome, Needed):
            break
        used[outcome.part] = _with_act(used[outcome.part], outcome, machine)
        outcome = session.ask(ask(tuple(one.part for one in used)))
    return outcome, tuple(used)


def _with_act(used: PartInUse, needed: Needed, machine: Machine) -> PartInUse:
    """The part with the act that is needed. Raises NotExpressible."""
    mark = machine.journal.mark()
    gives = WRITER.term(_carry_out(used.layer, needed, machine), machine)
    after = used.layer.weights_so_far()
    if after is None:
        raise NotExpressible(f"which weights `{used.layer.class_name}` has is not known")
    known = {(id(one.owner), one.number) for one in used.weights}
    new = tuple(one for one in after if (id(one.owner), one.number) not in known)
    weights = used.weights if needed.of_copy else (*used.weights, *new)
    attributes = _attributes(used.layer, new if needed.of_copy else weights, machine)
    if needed.of_copy:
        machine.journal.roll_back(mark)
    machine.journal.release(mark)
    act = Act(needed.method, needed.arguments, gives, _told(new), attributes, needed.of_copy)
    return replace(used, part=replace(used.part, acts=(*used.part.acts, act)), weights=weights)


def _carry_out(layer: CallableLayer, needed: Needed, machine: Machine) -> Value:
    """What the method gives; the layer changes as by a call in the program."""
    arguments = _values_of(needed.arguments)
    if needed.method == "build":
        layer.be_built(arguments, machine)
        return NONE
    if needed.method == "compute_output_shape":
        return layer.output_shape_for(arguments, machine)
    with layer.session.recorder.without(layer):
        return layer.apply(arguments, machine.no_site(), None, machine)


def owned_by(
    layer: LayerValue, outcome: Applied, used: Sequence[PartInUse]
) -> tuple[OwnedWeight, ...]:
    """The weights of a layer that was called, with their owners: itself or its parts. Raises
    NotExpressible."""
    held = {
        number: OwnedWeight(layer.parts[one.number], index, one.weights[index])
        for one in outcome.held
        if layer.parts[one.number] not in layer.program_parts
        for index, number in enumerate(one.numbers)
    }
    owned = []
    for number, weight in enumerate(outcome.weights):
        place = outcome.places[number] if outcome.places else None
        if place is None and number in held:
            owned.append(held[number].inside(layer, weight))
            continue
        if place is None:
            owned.append(OwnedWeight(layer, number, weight))
            continue
        of_part = used[place[0]].weights[place[1]]
        if of_part.weight.shape != weight.shape:
            raise NotExpressible("the weights of what it holds are not those that are expected")
        named = replace(of_part.weight, name=weight.name)
        owned.append(of_part.inside(layer, named))
    return tuple(owned)


def _values_of(arguments: CallArguments) -> Arguments:
    return Arguments(
        tuple(structure_of(term, TensorValue) for term in arguments.args),
        {name: structure_of(term, TensorValue) for name, term in arguments.kwargs},
    )


def _told(weights: Sequence[OwnedWeight]) -> tuple[WeightTerm, ...]:
    return tuple(
        WeightTerm(weight.name, weight.shape, weight.dtype, weight.trainable)
        for weight in (one.weight for one in weights)
    )


def _attributes(
    layer: CallableLayer, weights: Sequence[OwnedWeight], machine: Machine
) -> tuple[tuple[str, Term], ...]:
    """The attributes that can be told; weights among them by their numbers."""
    numbers = {(id(one.owner), one.number): index for index, one in enumerate(weights)}
    told: list[tuple[str, Term]] = []
    for name, value in sorted(layer.attributes_seen_by_keras(machine).items()):
        if isinstance(value, VariableValue):
            number = numbers.get(layer.place_of(value))
            if number is not None:
                told.append((name, WeightOfPartTerm(number)))
            continue
        try:
            told.append((name, WRITER.term(value, machine)))
        except NotExpressible:
            continue
    return tuple(told)

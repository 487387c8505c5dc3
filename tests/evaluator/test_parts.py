"""Layers of the program that layers of Keras hold: what Keras calls is asked for."""

from __future__ import annotations

from dataclasses import replace

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.outcomes import Applied, Constructed, Needed, Refusal
from keras_lens.evaluation.parts import Act, Part
from keras_lens.evaluation.questions import Apply, Construct
from keras_lens.evaluation.terms import (
    ArgumentLayerTerm,
    ListTerm,
    PartTerm,
    TensorTerm,
    TupleTerm,
    WeightTerm,
)

from .asking import arguments, layer, tensor

CELL = Part(
    class_name="MyCell",
    name="my_cell",
    is_model=False,
    is_built=False,
    is_registered=False,
    methods=("build", "call"),
    call_parameters=("inputs", "states"),
    attributes=(("state_size", 32),),
    weights=(),
)
BUILT_FOR_FIVE = Act(
    "build",
    arguments((None, 5)),
    None,
    (WeightTerm("kernel", (5, 32), "float32", True), WeightTerm("shift", (32,), "float32", False)),
)


def test_the_layer_among_the_arguments_is_found_again(evaluation: Evaluation) -> None:
    outcome = evaluation.ask(Construct(layer("RNN", PartTerm(0)), parts=(CELL,)))
    assert isinstance(outcome, Constructed)
    assert outcome.names_used == (("rnn", 1),)
    attributes = dict(outcome.attributes)
    assert attributes["cell"] == ArgumentLayerTerm(0)
    assert attributes["state_size"] == ListTerm((32,))


def test_a_method_that_keras_calls_is_asked_for(evaluation: Evaluation) -> None:
    call = arguments(tensor(None, 10, 5))
    question = Apply(layer("RNN", PartTerm(0)), call, call, parts=(CELL,))
    assert evaluation.ask(question) == Needed(0, "build", arguments((None, 5)), False)

    known = replace(question, parts=(replace(CELL, acts=(BUILT_FOR_FIVE,)),))
    outcome = evaluation.ask(known)
    assert isinstance(outcome, Applied)
    assert outcome.output == TensorTerm((None, 32))
    assert sum(weight.size for weight in outcome.weights if isinstance(weight.size, int)) == 192
    assert sorted(place for place in outcome.places if place is not None) == [(0, 0), (0, 1)]


def test_its_call_is_asked_for_inside_of_another_layer(evaluation: Evaluation) -> None:
    call = arguments(tensor(2, 3, 5))
    part = replace(CELL, class_name="Own", attributes=(), call_parameters=("x",), methods=("call",))
    question = Apply(layer("TimeDistributed", PartTerm(0)), call, call, parts=(part,), inside=True)
    assert evaluation.ask(question) == Needed(0, "call", arguments(tensor(2, 5)), False)

    act = Act("call", arguments(tensor(2, 5)), tensor(2, 7), ())
    outcome = evaluation.ask(replace(question, parts=(replace(part, acts=(act,)),)))
    assert isinstance(outcome, Applied)
    assert outcome.output == TensorTerm((2, 3, 7))


def test_without_a_rule_for_its_shape_keras_refuses(evaluation: Evaluation) -> None:
    call = arguments(tensor(None, 3, 5))
    part = replace(CELL, attributes=(), methods=("call",))
    question = Apply(layer("TimeDistributed", PartTerm(0)), call, call, parts=(part,))
    outcome = evaluation.ask(question)
    assert isinstance(outcome, Refusal)
    assert "compute_output_shape" in outcome.message


def test_copies_are_made_of_registered_classes_only(evaluation: Evaluation) -> None:
    term = layer("Bidirectional", layer("RNN", PartTerm(0)))
    assert isinstance(evaluation.ask(Construct(term, parts=(CELL,))), Refusal)

    registered = replace(CELL, is_registered=True)
    call = arguments(tensor(None, 10, 5))
    question = Apply(term, call, call, parts=(registered,))
    assert evaluation.ask(question) == Needed(0, "build", arguments((None, 5)), True)

    act = replace(BUILT_FOR_FIVE, of_copy=True)
    outcome = evaluation.ask(replace(question, parts=(replace(registered, acts=(act,)),)))
    assert isinstance(outcome, Applied)
    assert outcome.output == TensorTerm((None, 64))
    assert len(outcome.weights) == 4
    assert outcome.places == (None, None, None, None)


def test_its_rule_for_shapes_is_used(evaluation: Evaluation) -> None:
    call = arguments(tensor(None, 3, 5))
    act = Act("compute_output_shape", arguments((None, 5)), TupleTerm((None, 2, 8)), ())
    part = replace(CELL, attributes=(), methods=("call", "compute_output_shape"), acts=(act,))
    outcome = evaluation.ask(
        Apply(layer("TimeDistributed", PartTerm(0)), call, call, parts=(part,))
    )
    assert isinstance(outcome, Applied)
    assert outcome.output == TensorTerm((None, 3, 2, 8))


def test_a_layer_of_keras_that_is_held_has_its_weights(evaluation: Evaluation) -> None:
    call = arguments(tensor(2, 3, 5))
    outcome = evaluation.ask(Apply(layer("RNN", layer("LSTMCell", 4)), call, call))
    assert isinstance(outcome, Applied)
    (held,) = outcome.held
    assert held.number == 0
    assert held.numbers == (0, 1, 2)
    assert [weight.name for weight in held.weights] == ["kernel", "recurrent_kernel", "bias"]
    assert held.build_shape == TupleTerm((2, 5))
    assert dict(held.variables)["bias"] == 2

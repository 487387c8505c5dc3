"""Terms, questions and outcomes as JSON."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keras_lens.evaluation.coding import decode_output, encode
from keras_lens.evaluation.decoding import decode
from keras_lens.evaluation.outcomes import (
    Api,
    ApiEntry,
    Applied,
    Constructed,
    Needed,
    Parameter,
    Refusal,
    Summary,
    Unanswered,
    Weight,
)
from keras_lens.evaluation.questions import Apply, Construct, Settings, key_of
from keras_lens.evaluation.terms import (
    CallArguments,
    CallTerm,
    DictTerm,
    Json,
    ListTerm,
    SliceTerm,
    TensorTerm,
    Term,
    TupleTerm,
)

TENSORS = st.builds(
    TensorTerm,
    st.lists(st.none() | st.integers(0), max_size=5).map(tuple),
    st.sampled_from(["float32", "int64", "string"]),
)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS
OUTPUTS = st.recursive(
    LEAVES | st.text() | TENSORS,
    lambda inner: (
        st.builds(ListTerm, st.lists(inner, max_size=4).map(tuple))
        | st.builds(TupleTerm, st.lists(inner, max_size=4).map(tuple))
        | st.builds(DictTerm, st.lists(st.tuples(st.text(), inner), max_size=4).map(tuple))
    ),
    max_leaves=12,
)


@given(OUTPUTS)
def test_outputs_survive_the_pipe(output: Term) -> None:
    assert decode_output(json.loads(json.dumps(encode(output)))) == output


@pytest.mark.parametrize(
    "value",
    [
        {"$call": {"path": "keras.Input"}},
        {"$model": {}},
        {"$node_tensor": ["first", 0]},
        {"$tensor": {"shape": ["?"], "dtype": "float32"}},
        {"$tensor": {"shape": 3, "dtype": "float32"}},
        {"$dict": [[1, 2, 3]]},
        {},
    ],
)
def test_what_is_no_output(value: Json) -> None:
    with pytest.raises(ValueError):
        decode_output(value)


def test_equal_questions_have_equal_keys() -> None:
    dense, shape = CallTerm("keras.layers.Dense", (64,)), TensorTerm((None, 784))
    one, other = (
        Apply(dense, CallArguments((shape,)), CallArguments((TensorTerm((None, 784)),)))
        for _ in range(2)
    )
    assert key_of(one) == key_of(other)


def test_different_questions_have_different_keys() -> None:
    terms: list[Term] = [1, 1.0, True, "1", None, math.inf, "inf", ListTerm((1,)), TupleTerm((1,))]
    questions = [Construct(CallTerm("keras.layers.Dense", (term,))) for term in terms]
    questions.append(Construct(CallTerm("keras.layers.Dense", (1,)), Settings(floatx="float64")))
    assert len({key_of(question) for question in questions}) == len(questions)


ALIKE: st.SearchStrategy[Term] = st.sampled_from([0, 0.0, -0.0, False, 1, 1.0, True, "1", None])
ALIKE_TERMS: st.SearchStrategy[Term] = st.recursive(
    ALIKE,
    lambda inner: (
        st.builds(ListTerm, st.tuples(inner))
        | st.builds(TupleTerm, st.tuples(inner))
        | st.builds(DictTerm, st.tuples(st.tuples(inner, inner)))
        | st.builds(
            CallTerm, st.just("f"), st.tuples(inner), st.tuples(st.tuples(st.just("k"), inner))
        )
        | st.builds(SliceTerm, inner, inner, inner)
    ),
    max_leaves=3,
)


@settings(max_examples=500)
@given(ALIKE_TERMS, ALIKE_TERMS)
def test_terms_are_equal_if_keras_is_told_the_same(one: Term, other: Term) -> None:
    questions = Construct(CallTerm("f", (one,))), Construct(CallTerm("f", (other,)))
    assert (questions[0] == questions[1]) == (key_of(questions[0]) == key_of(questions[1]))
    same = Construct(CallTerm("f", (decode_output(encode(one)),)))
    assert same == questions[0]
    assert hash(same) == hash(questions[0])


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (
            {
                "outcome": "constructed",
                "class_name": "Dense",
                "names_used": {"dense": 1},
                "own_name_kind": "dense",
                "given_name": None,
                "trainable": True,
                "compute_dtype": "float32",
                "variable_dtype": "float32",
                "input_shape": [None, 3],
                "output": None,
                "attributes": {"units": 4, "kernel_size": {"$tuple": [3, 3]}},
            },
            Constructed(
                "Dense",
                (("dense", 1),),
                "dense",
                None,
                True,
                "float32",
                "float32",
                (None, 3),
                None,
                (("units", 4), ("kernel_size", TupleTerm((3, 3)))),
            ),
        ),
        (
            {
                "outcome": "applied",
                "output": {"$tensor": {"shape": [None, 4], "dtype": "float32"}},
                "weights": [
                    {
                        "name": "bias",
                        "shape": [4],
                        "dtype": "float32",
                        "trainable": True,
                        "size": 4,
                        "bytes": 16,
                    }
                ],
                "names_used": {},
                "dtype": "float32",
                "places": [[0, 1]],
                "variables": {"bias": 0},
                "held": [],
            },
            Applied(
                TensorTerm((None, 4)),
                (Weight("bias", (4,), "float32", True, 4, 16),),
                (),
                "float32",
                ((0, 1),),
                (("bias", 0),),
            ),
        ),
        (
            {
                "outcome": "needed",
                "part": 1,
                "method": "build",
                "arguments": {"args": [{"$tuple": [None, 4]}], "kwargs": {}},
                "of_copy": False,
            },
            Needed(1, "build", CallArguments((TupleTerm((None, 4)),)), False),
        ),
        ({"outcome": "summary", "text": "Model"}, Summary("Model")),
        (
            {
                "outcome": "api",
                "entries": {
                    "keras.Input": {
                        "canonical": "keras.Input",
                        "kind": "function",
                        "parameters": [{"name": "x", "kind": "VAR_KEYWORD", "has_default": False}],
                        "summary": "",
                        "bases": [],
                    }
                },
                "internal": {"keras.src.layers.Input": "keras.Input"},
            },
            Api(
                {
                    "keras.Input": ApiEntry(
                        "keras.Input", "function", (Parameter("x", "VAR_KEYWORD", False),), ""
                    )
                },
                {"keras.src.layers.Input": "keras.Input"},
            ),
        ),
        (
            {"outcome": "refusal", "exception": "ValueError", "message": "no", "phase": "build"},
            Refusal("ValueError", "no", "build"),
        ),
        (
            {"outcome": "unanswered", "reason": "unsupported", "detail": "no"},
            Unanswered("unsupported", "no"),
        ),
    ],
    ids=lambda value: value["outcome"] if isinstance(value, dict) else "",
)
def test_outcomes_are_read(answer: dict[str, Json], outcome: object) -> None:
    assert decode(answer) == outcome


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"outcome": "guess"},
        {"outcome": "summary"},
        {"outcome": "applied", "output": None, "weights": [{}], "names_used": {}, "dtype": "x"},
        {"outcome": "applied", "output": None, "weights": 5, "names_used": {}, "dtype": "x"},
    ],
)
def test_outcomes_that_are_not_whole(answer: dict[str, Json]) -> None:
    with pytest.raises(ValueError):
        decode(answer)

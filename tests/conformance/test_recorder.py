"""The recorder itself: places, outcomes, and what it calls a disagreement."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .comparison import compare, contradictions, layer_outcomes

FOLDER = Path(__file__).with_name("scripts")


@pytest.fixture
def account(observations: dict[str, Any]) -> dict[str, Any]:
    """Real Keras's account of the founding example."""
    real: dict[str, Any] = copy.deepcopy(
        observations["scripts"][str(FOLDER / "founding_example.py")]
    )
    return real


def places(observations: dict[str, Any], script: str) -> list[tuple[str, int, int | None]]:
    """Name, line and column of the layers that a script applies, inputs left out."""
    outcomes = layer_outcomes(observations["scripts"][str(FOLDER / f"{script}.py")])
    return [
        (str(outcome.name), outcome.place[0], outcome.place[1])
        for outcome in outcomes
        if outcome.class_name != "InputLayer"
    ]


def lines(observations: dict[str, Any], script: str) -> list[tuple[str, int]]:
    return [(name, line) for name, line, _ in places(observations, script)]


def test_a_layer_that_is_added_is_at_the_call_of_add(observations: dict[str, Any]) -> None:
    assert lines(observations, "founding_example_workaround") == [
        ("dense", 8),
        ("flatten", 18),
        ("dense_1", 19),
        ("dense_2", 20),
    ]


def test_a_layer_from_a_list_is_where_it_was_made(observations: dict[str, Any]) -> None:
    assert lines(observations, "list_variable")[:6] == [
        ("rescaling", 10),
        ("dense", 6),
        ("dense_1", 7),
        ("dropout", 8),
        ("dense_2", 8),
        ("layer_normalization", 9),
    ]


def test_a_layer_that_is_called_is_at_the_call(observations: dict[str, Any]) -> None:
    assert lines(observations, "eager_and_ops") == [
        ("conv2d", 8),
        ("flatten", 9),
        ("dense", 10),
        ("dense_1", 13),
    ]


def test_columns_count_characters(observations: dict[str, Any]) -> None:
    known = sys.version_info >= (3, 11)  # before, frames know lines only
    assert places(observations, "list_one_line")[0] == ("schicht_ä", 5, 69 if known else None)


def test_a_loop_gives_an_outcome_for_each_turn(observations: dict[str, Any]) -> None:
    assert [name for name, line in lines(observations, "loops") if line == 8] == [
        "conv2d",
        "conv2d_1",
        "conv2d_2",
    ]


def test_equal_accounts_agree(account: dict[str, Any]) -> None:
    comparison = compare(account, copy.deepcopy(account))
    assert comparison.agrees
    assert len(comparison.found) == 5  # three layers, their input, the model


def test_an_outcome_that_is_left_out_is_missing(account: dict[str, Any]) -> None:
    claimed = {**account, "layers": account["layers"][1:]}
    comparison = compare(account, claimed)
    assert [str(outcome.name) for outcome, _ in comparison.missing] == ["dense"]
    assert not comparison.wrong and not comparison.unexpected


def test_a_wrong_number_is_wrong(account: dict[str, Any]) -> None:
    claimed = copy.deepcopy(account)
    claimed["layers"][2]["params"] = 650
    comparison = compare(account, claimed)
    assert [(real.name, other.name) for real, other in comparison.wrong] == [("dense_1", "dense_1")]
    assert "line 9, column 1: wrong" in comparison.report()


def test_an_invented_outcome_is_unexpected(account: dict[str, Any]) -> None:
    claimed = copy.deepcopy(account)
    claimed["layers"].append({**claimed["layers"][0], "line": 6, "end_line": 6})
    comparison = compare(account, claimed)
    assert [outcome.place[0] for outcome in comparison.unexpected] == [6]


def test_a_question_mark_is_not_found_but_not_wrong(account: dict[str, Any]) -> None:
    claimed = copy.deepcopy(account)
    claimed["layers"][0]["output_shapes"] = [[None, "?", "?", 64]]
    comparison = compare(account, claimed)
    assert [real.name for real, partial in comparison.missing if partial is not None] == ["dense"]
    assert not comparison.wrong and not comparison.unexpected


def test_inputs_may_be_left_out_but_not_be_wrong(account: dict[str, Any]) -> None:
    without = copy.deepcopy(account)
    without["layers"] = [layer for layer in account["layers"] if layer["class"] != "InputLayer"]
    assert compare(account, without).agrees
    wrong = copy.deepcopy(account)
    for layer in wrong["layers"]:
        if layer["class"] == "InputLayer":
            layer["output_shapes"] = [[None, 27, 28, 1]]
    assert not compare(account, wrong).agrees


def test_a_wrong_variable_is_a_disagreement(account: dict[str, Any]) -> None:
    claimed = copy.deepcopy(account)
    claimed["models"][0]["variable"] = "net"
    assert "is assigned to model, not to net" in compare(account, claimed).report()


def test_what_is_left_open_contradicts_nothing(account: dict[str, Any]) -> None:
    claimed = copy.deepcopy(account)
    claimed["layers"] = claimed["layers"][:2]
    claimed["layers"][0].update(name="?", params=None, output_shapes=[[None, "?", 28, 64]])
    claimed["models"][0].update(output_shapes=[], total_params=None)
    assert contradictions(account, claimed) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("line", 8),
        ("class", "Conv2D"),
        ("name", "dense_1"),
        ("output_shapes", [[None, "?", 27, 64]]),
        ("output_shapes", [[None, None, 28, 64]]),
        ("output_shapes", [["?", "?"]]),
        ("trainable_params", 0),
    ],
)
def test_anything_else_is_a_contradiction(
    field: str, value: object, account: dict[str, Any]
) -> None:
    claimed = copy.deepcopy(account)
    claimed["layers"][0][field] = value
    assert len(contradictions(account, claimed)) == 1


def test_the_command_line_names_wrong_usage() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.conformance.recorder"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2
    assert "PATH" in run.stderr

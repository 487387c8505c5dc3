"""A summary is what `model.summary()` prints, to the letter."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.summaries import summary
from keras_lens.models.analysis import analyse
from keras_lens.syntax.source import parse_source

from .conftest import SCRIPTS
from .recorder import keras_lens

FOLDER = Path(__file__).with_name("scripts")

COMMANDS = [
    ("founding_example", None),
    ("founding_example_workaround", None),
    ("nested_models", "stacked"),
]


@pytest.fixture(scope="module")
def evaluation(cache: Path) -> Iterator[KerasEvaluation]:
    evaluation = KerasEvaluation(sys.executable, cache_directory=cache)
    yield evaluation
    evaluation.close()


def printed_by_keras(observations: dict[str, Any], script: Path) -> dict[tuple[int, str], set[str]]:
    """The summaries of the models of a script, by line and name; not of its own classes."""
    printed: dict[tuple[int, str], set[str]] = {}
    for model in observations["scripts"][str(script)]["models"]:
        if model["summary"] is not None:
            printed.setdefault((model["line"], model["name"]), set()).add(model["summary"])
    return printed


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_summaries_are_as_keras_prints_them(
    script: Path, observations: dict[str, Any], evaluation: KerasEvaluation
) -> None:
    with script.open(encoding="utf-8", newline="") as file:
        analysis = analyse(parse_source(str(script), file.read()), evaluation)
    shown: dict[tuple[int, str], set[str]] = {}
    for model in analysis.models:
        if model.recipe is not None:
            place = (model.site.span.start.line + 1, model.name)
            shown.setdefault(place, set()).add(summary(analysis, model.key, evaluation))
    printed = printed_by_keras(observations, script)
    assert {place: shown.get(place) for place in printed} == printed


@pytest.mark.parametrize(("name", "variable"), COMMANDS)
def test_command_prints_what_keras_prints(
    name: str, variable: str | None, observations: dict[str, Any], cache: Path
) -> None:
    script = FOLDER / f"{name}.py"
    expected = next(
        model["summary"]
        for model in observations["scripts"][str(script)]["models"]
        if variable in (None, model["variable"])
    )
    target = str(script) if variable is None else f"{script}:{variable}"
    run = keras_lens("summary", target, cache=cache)
    assert run.returncode == 0, run.stderr
    assert run.stdout == expected

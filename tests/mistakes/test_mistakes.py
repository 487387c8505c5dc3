"""The collection of real mistakes: what is said of each, and how Keras fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from tests.keras_runs import End, ends_of
from tests.rules.checked import findings_in

from .collection import Mistake, Places, mistakes

ALL = pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.name)


def test_there_are_enough() -> None:
    assert len(mistakes()) >= 60
    assert len({mistake.source for mistake in mistakes()}) >= 60


def test_nine_in_ten_are_found() -> None:
    found = [mistake for mistake in mistakes() if mistake.missed is None]
    assert len(found) >= 0.9 * len(mistakes())


@ALL
def test_a_program_says_what_it_is_about(mistake: Mistake) -> None:
    assert mistake.expected
    assert mistake.wants.endswith(".")


@ALL
def test_all_that_is_said_is_right(mistake: Mistake, evaluation: KerasEvaluation) -> None:
    noted = mistake.also if mistake.missed else mistake.expected | mistake.also
    assert places(mistake, evaluation) == noted


def places(mistake: Mistake, evaluation: KerasEvaluation) -> Places:
    return frozenset(
        (finding.span.start.line + 1, finding.rule)
        for finding in findings_in(mistake.text, evaluation)
    )


@pytest.fixture(scope="module")
def ends() -> dict[Path, End]:
    """How real Keras ends each program."""
    return ends_of([mistake.path.resolve() for mistake in mistakes()])


@ALL
def test_keras_fails_as_noted(mistake: Mistake, ends: dict[Path, End]) -> None:
    assert ends[mistake.path.resolve()] == mistake.raises

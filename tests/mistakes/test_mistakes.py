"""The collection of real mistakes: what is said of each, and how Keras fails."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.registry import RULES
from tests.conformance.recorder import environment
from tests.rules.checked import findings_in

from .collection import Mistake, Places, mistakes

KNOWN = {rule.identifier for rule in RULES}
ROOT = Path(__file__).parents[2]
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
    assert places(mistake, evaluation) == {(line, rule) for line, rule in noted if rule in KNOWN}


def places(mistake: Mistake, evaluation: KerasEvaluation) -> Places:
    return frozenset(
        (finding.span.start.line + 1, finding.rule)
        for finding in findings_in(mistake.text, evaluation)
    )


@pytest.fixture(scope="module")
def ends() -> dict[str, Any]:
    """How real Keras ends each program, by path."""
    paths = [str(mistake.path) for mistake in mistakes()]
    run = subprocess.run(
        [sys.executable, "-m", "tests.mistakes.running", *paths],
        cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    accounts = [json.loads(line) for line in run.stdout.splitlines()]
    return {account["path"]: account["ends"] for account in accounts}


@ALL
def test_keras_fails_as_noted(mistake: Mistake, ends: dict[str, Any]) -> None:
    noted = list(mistake.raises) if mistake.raises else None
    assert ends[str(mistake.path.resolve())] == noted

"""The examples of all rules: the bad one has the mistake, the good one has none at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.registry import RULES
from keras_lens.rules.rule import Rule
from tests.rules.checked import findings_in

RAISING = [rule for rule in RULES if rule.raises]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.identifier)
def test_the_bad_example_has_the_mistake_and_no_other(
    rule: Rule, evaluation: KerasEvaluation
) -> None:
    assert {finding.rule for finding in findings_in(rule.bad, evaluation)} == {rule.identifier}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.identifier)
def test_the_good_example_has_no_mistake(rule: Rule, evaluation: KerasEvaluation) -> None:
    assert findings_in(rule.good, evaluation) == []


@pytest.mark.parametrize("rule", RAISING, ids=lambda rule: rule.identifier)
def test_keras_refuses_the_bad_example_only(rule: Rule, tmp_path: Path) -> None:
    assert _runs(rule.good, tmp_path), "the good example must run"
    assert not _runs(rule.bad, tmp_path), "the bad example must raise"


def _runs(program: str, folder: Path) -> bool:
    file = folder / "example.py"
    file.write_text(program, encoding="utf-8")
    command = [sys.executable, str(file)]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0

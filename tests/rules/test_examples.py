"""The examples of all rules: the bad one has the mistake, the good one has none at all."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.registry import RULES
from keras_lens.rules.rule import Rule
from tests.keras_runs import End, ends_of
from tests.rules.checked import findings_in


def _rules_in(program: str, rule: Rule, evaluation: KerasEvaluation) -> set[str]:
    severities = {rule.identifier: "hint"} if rule.severity == "off" else {}
    return {finding.rule for finding in findings_in(program, evaluation, severities)}


RAISING = [rule for rule in RULES if rule.raises]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.identifier)
def test_the_bad_example_has_the_mistake_and_no_other(
    rule: Rule, evaluation: KerasEvaluation
) -> None:
    assert _rules_in(rule.bad, rule, evaluation) == {rule.identifier}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.identifier)
def test_the_good_example_has_no_mistake(rule: Rule, evaluation: KerasEvaluation) -> None:
    assert _rules_in(rule.good, rule, evaluation) == set()


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, End]:
    """How real Keras ends the examples of the rules that say that it raises."""
    folder = tmp_path_factory.mktemp("examples")
    programs = {}
    for rule in RAISING:
        for kind, text in (("bad", rule.bad), ("good", rule.good)):
            file = folder.resolve() / f"{rule.identifier}-{kind}.py"
            file.write_text(text, encoding="utf-8")
            programs[file] = file.stem
    return {programs[file]: end for file, end in ends_of(list(programs)).items()}


@pytest.mark.parametrize("rule", RAISING, ids=lambda rule: rule.identifier)
def test_keras_refuses_the_bad_example_only(rule: Rule, ends: dict[str, End]) -> None:
    assert ends[f"{rule.identifier}-good"] is None, "the good example must run"
    assert ends[f"{rule.identifier}-bad"] is not None, "the bad example must raise"

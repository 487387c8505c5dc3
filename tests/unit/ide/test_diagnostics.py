"""Diagnostics: only of a complete analysis, in the order of the text. What a rule finds is
tested with the rules."""

from __future__ import annotations

from dataclasses import replace

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics

from .marked import IMPORTS, analysed

MISTAKE = "Sequential([Input((28, 28, 1)), Dense(64), Flatten(), Dense(10)])\n"


def test_a_snapshot_has_none(evaluation: KerasEvaluation) -> None:
    analysis = analysed(MISTAKE, evaluation)
    assert diagnostics(replace(analysis, complete=False), evaluation, {}) == []
    assert len(diagnostics(analysis, evaluation, {})) == 1


def test_they_come_in_the_order_of_the_text(evaluation: KerasEvaluation) -> None:
    program = f"def later():\n    return {MISTAKE}\nmodel = {MISTAKE}"
    found = diagnostics(analysed(program, evaluation), evaluation, {})
    above = len(IMPORTS.splitlines())
    assert [finding.span.start.line for finding in found] == [above + 1, above + 3]

"""What is said of a program."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import analyse
from keras_lens.rules.findings import Finding
from keras_lens.syntax.source import parse_source


def findings_in(
    program: str, evaluation: KerasEvaluation, severities: Mapping[str, str] = MappingProxyType({})
) -> list[Finding]:
    """The findings in the text of a program, at the rules' own severities or those given."""
    analysis = analyse(parse_source("program.py", program), evaluation)
    return diagnostics(analysis, evaluation, severities)

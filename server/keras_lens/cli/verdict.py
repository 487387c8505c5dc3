"""The exit code: what makes a check fail."""

from __future__ import annotations

from collections.abc import Iterable

from keras_lens.cli.results import ReportedFinding

NOTHING_FOUND = 0
FOUND_SOMETHING = 1
TROUBLE = 2
_FAILURES = frozenset({"error", "warning"})
"""Information and hints are advice: a build does not break for them."""


def is_failure(finding: ReportedFinding) -> bool:
    """Whether a finding makes the check fail."""
    return finding.severity in _FAILURES


def exit_code(findings: Iterable[ReportedFinding], is_trouble: bool, exit_zero: bool) -> int:
    """exit_zero: findings do not make it fail; trouble does."""
    if is_trouble:
        return TROUBLE
    if exit_zero or not any(is_failure(finding) for finding in findings):
        return NOTHING_FOUND
    return FOUND_SOMETHING

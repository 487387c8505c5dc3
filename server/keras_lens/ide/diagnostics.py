"""Diagnostics: the findings of the rules at the severities that the user wants."""

from __future__ import annotations

from collections.abc import Mapping

from keras_lens.models.analysis import Analysis
from keras_lens.rules.findings import Finding


def diagnostics(analysis: Analysis, severities: Mapping[str, str]) -> list[Finding]:
    """The findings in a complete analysis (a snapshot has none), in the order of the text.

    severities: rule to severity, for rules that differ from their default; `off` leaves
        their findings out.
    """
    raise NotImplementedError

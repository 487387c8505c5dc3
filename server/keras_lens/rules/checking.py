"""Runs the rules on an analysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from keras_lens.models.analysis import Analysis
from keras_lens.rules.findings import SEVERITIES, Finding
from keras_lens.rules.ignores import is_ignored
from keras_lens.rules.registry import RULES
from keras_lens.rules.rule import Reanalyse, RuleContext


def findings(
    analysis: Analysis, reanalyse: Reanalyse, severities: Mapping[str, str]
) -> list[Finding]:
    """The findings in a complete analysis, in the order of the text.

    reanalyse: analyses the text that a fix would leave. severities: rule to severity, for
        rules that differ from their default (`off`: not run); unknown names and values do
        nothing.
    """
    context = RuleContext(analysis, reanalyse)
    found: list[Finding] = []
    for rule in RULES:
        severity = severities.get(rule.identifier, rule.severity)
        if severity not in SEVERITIES:
            severity = rule.severity
        if severity == "off":
            continue
        found += [
            finding if severity == rule.severity else replace(finding, severity=severity)
            for finding in rule.check(context)
            if not is_ignored(analysis.file, finding.span.start.line, finding.rule)
        ]
    return sorted(found, key=lambda finding: finding.span)

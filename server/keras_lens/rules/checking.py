"""Runs the rules on an analysis."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from keras_lens.models.analysis import Analysis, Cancelled
from keras_lens.rules.findings import SEVERITIES, Finding
from keras_lens.rules.registry import IDENTIFIERS, RULES
from keras_lens.rules.rule import Reanalyse, Rule, RuleContext

_LOG = logging.getLogger(__name__)


def findings(
    analysis: Analysis, reanalyse: Reanalyse, severities: Mapping[str, str]
) -> list[Finding]:
    """The findings in a complete analysis, in the order of the text.

    reanalyse: analyses the text that a fix would leave. severities: rule to severity, for
        rules that differ from their default (`off`: not run); unknown names and values do
        nothing.
    """
    context = RuleContext(analysis, reanalyse, known=IDENTIFIERS)
    found: list[Finding] = []
    for rule in RULES:
        wanted = severities.get(rule.identifier)
        if wanted not in SEVERITIES:
            wanted = None
        if (wanted or rule.severity) != "off":
            found += _findings_of(rule, context, wanted)
    return sorted(found, key=lambda finding: finding.span)


def _findings_of(rule: Rule, context: RuleContext, severity: str | None) -> list[Finding]:
    """What a rule finds. A rule that fails is logged and finds nothing.

    severity: as the user wants it; None: as the rule says.
    """
    context.begin_rule()
    try:
        found = [
            replace(finding, severity=_severity(finding, rule, severity))
            for finding in rule.check(context)
            if not context.ignores.covers(finding.span.start.line, finding.rule)
        ]
    except Cancelled:
        raise
    except Exception:
        _LOG.exception("The rule %s fails in %s", rule.identifier, context.analysis.file.path)
        return []
    context.done.add(rule.identifier)
    return found


def _severity(finding: Finding, rule: Rule, wanted: str | None) -> str:
    """What the user wants, but never more than a rule that is less sure than usual says."""
    if wanted is None or finding.severity == rule.severity:
        return wanted or finding.severity
    return min(wanted, finding.severity, key=SEVERITIES.index)

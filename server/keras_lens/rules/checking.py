"""Runs the rules on an analysis."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from keras_lens.models.analysis import Analysis, Cancelled
from keras_lens.rules.findings import SEVERITIES, Finding
from keras_lens.rules.registry import IDENTIFIERS, RULES, with_more_specific
from keras_lens.rules.rule import Reanalyse, Rule, RuleContext

_LOG = logging.getLogger(__name__)


def findings(
    analysis: Analysis, reanalyse: Reanalyse, severities: Mapping[str, str]
) -> list[Finding]:
    """The findings in a complete analysis, in the order of the text.

    reanalyse: analyses the text that a fix would leave. severities: rule to severity, for
        rules that differ from their default (`off`: nothing of it is shown); unknown names and
        values do nothing.
    """
    context = RuleContext(analysis, reanalyse, known=IDENTIFIERS)
    wanted = {name: severity for name, severity in severities.items() if severity in SEVERITIES}
    on = {rule.identifier for rule in RULES if wanted.get(rule.identifier, rule.severity) != "off"}
    found: dict[str, Sequence[Finding]] = {}
    shown: list[Finding] = []
    for rule in with_more_specific(on):
        is_on = rule.identifier in on
        specific = [finding for name in rule.yields_to for finding in found[name]]
        context.begin_rule(rule, is_on=is_on, more_specific=specific)
        own = _findings_of(rule, context)
        found[rule.identifier] = own or ()
        if is_on and own is not None:
            shown += _shown(own, rule, context, wanted.get(rule.identifier))
            context.done.add(rule.identifier)
    return sorted(shown, key=lambda finding: finding.span)


def _findings_of(rule: Rule, context: RuleContext) -> list[Finding] | None:
    """What a rule finds. A rule that fails is logged and gives None."""
    try:
        return list(rule.check(context))
    except Cancelled:
        raise
    except Exception:
        _LOG.exception("The rule %s fails in %s", rule.identifier, context.analysis.file.path)
        return None


def _shown(
    found: Sequence[Finding], rule: Rule, context: RuleContext, wanted: str | None
) -> Iterator[Finding]:
    """What no comment keeps away, as serious as the user wants it; None: as the rule says."""
    for finding in found:
        if context.is_shown(finding.span):
            yield replace(finding, severity=_severity(finding, rule, wanted))


def _severity(finding: Finding, rule: Rule, wanted: str | None) -> str:
    """What the user wants, but never more than a rule that is less sure than usual says."""
    if wanted is None or finding.severity == rule.severity:
        return wanted or finding.severity
    return min(wanted, finding.severity, key=SEVERITIES.index)

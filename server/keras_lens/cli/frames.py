"""A finding under its line of the source, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from keras_lens.cli.results import ReportedFinding

TAB = "    "
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "information": "blue", "hint": "cyan"}
_MOST_DETAILS = 12
"""Lines of what Keras says."""


def finding_lines(finding: ReportedFinding) -> Iterator[Text]:
    """The lines below the line of the source: the place underlined, the message, what Keras says,
    other places, the fixes."""
    style = SEVERITY_STYLES.get(finding.severity, "")
    place, source = finding.place, finding.source
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(source)
    indent = len(source[:start].expandtabs(len(TAB)))
    width = max(1, len(source[:end].expandtabs(len(TAB))) - indent)
    margin = " " * indent
    yield Text(f"{margin}{'^' * width} {finding.severity}: {finding.rule}", style)
    for line in finding.message.splitlines():
        yield Text(f"{margin}{line}", style)
    details = [line for line in finding.details.splitlines() if line.strip()]
    for number, line in enumerate(details[:_MOST_DETAILS]):
        yield Text(f"{margin}{'Keras: ' if number == 0 else '       '}{line}", "dim")
    if len(details) > _MOST_DETAILS:
        yield Text(f"{margin}       …", "dim")
    for related in finding.related:
        yield Text(f"{margin}see {related.place}: {related.message}", "dim")
        if related.source.strip() and related.place.line != place.line:
            yield Text(f"{margin}    {related.source.strip()}", "dim")
    for fix in finding.fixes:
        yield Text(f"{margin}fix: {fix.title}", "green")

"""For people: each finding with its line, the place underlined, Keras's words and the fixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from keras_lens.cli.frames import finding_lines
from keras_lens.cli.results import FileResult, ReportedFinding
from keras_lens.evaluation.evaluation import Evaluation

_SEVERITIES = ("error", "warning", "information", "hint")


def print_results(results: Iterable[FileResult], evaluation: Evaluation) -> None:
    """Prints each file's findings as they come, at the end their number."""
    console = Console(soft_wrap=True, highlight=False)
    found: list[ReportedFinding] = []
    fixed = 0
    for result in results:
        for finding in result.findings:
            console.print(Text(str(finding.place), "bold"))
            console.print(Text(finding.source.expandtabs(4)))
            for line in finding_lines(finding):
                console.print(line)
            console.print()
        found += result.findings
        fixed += result.fixed
    if fixed:
        console.print(f"Fixed {counted(fixed, 'finding')}.")
    if found:
        console.print(_total(found))


def _total(found: Iterable[ReportedFinding]) -> str:
    found = list(found)
    by_severity = Counter(finding.severity for finding in found)
    parts = [
        counted(by_severity[severity], severity)
        for severity in _SEVERITIES
        if by_severity[severity]
    ]
    total = f"Found {', '.join(parts)}."
    safe = sum(any(fix.safe for fix in finding.fixes) for finding in found)
    preferred = sum(any(fix.safe or fix.preferred for fix in finding.fixes) for finding in found)
    if safe:
        total += f" --fix mends {safe}."
    if preferred > safe:
        total += f" --fix --unsafe-fixes mends {preferred}."
    return total


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    plural = noun if noun == "information" else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"

"""A source text with hints at its line ends and findings underneath, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from keras_lens.cli.checking import CheckedFile
from keras_lens.ide.hints import HintOptions, hints
from keras_lens.ide.wording import params_text, size_text
from keras_lens.models.records import ModelRecord
from keras_lens.rules.findings import Finding
from keras_lens.syntax.source import SourceFile

TAB = "    "
GAP = "  "
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "information": "blue", "hint": "cyan"}


def print_annotated(checked: CheckedFile, console: Console, with_path: bool) -> None:
    """Prints a file as it is, with what is known of it."""
    file = checked.analysis.file
    if with_path:
        console.print(Text(checked.path, style="bold"))
    labels = _labels_by_line(checked)
    for number in range(_line_count(file)):
        line = Text(file.line_text(number).expandtabs(len(TAB)))
        if number in labels:
            line.append(f"{GAP}{'  '.join(labels[number])}", style="dim cyan")
        _print_line(console, line)
        for finding in checked.findings:
            if finding.span.start.line == number:
                print_finding(finding, file, console)
    totals = [text for model in checked.analysis.models if (text := _totals(model)) is not None]
    if totals:
        console.print()
    for text in totals:
        _print_line(console, Text(text, style="bold"))


def print_finding(finding: Finding, file: SourceFile, console: Console) -> None:
    """Prints a finding under its line: the span underlined, the message, the fixes."""
    style = SEVERITY_STYLES.get(finding.severity, "")
    start, end = finding.span.start, finding.span.end
    source = file.line_text(start.line)
    last = end.character if end.line == start.line else len(source)
    indent = len(source[: start.character].expandtabs(len(TAB)))
    width = max(1, len(source[:last].expandtabs(len(TAB))) - indent)
    margin = " " * indent
    _print_line(console, Text(f"{margin}{'^' * width} {finding.severity}: {finding.rule}", style))
    _print_line(console, Text(f"{margin}{finding.message}", style))
    for fix in finding.fixes:
        _print_line(console, Text(f"{margin}fix: {fix.title}", "green"))


def print_location(checked: CheckedFile, finding: Finding, console: Console) -> None:
    """Prints a finding with its place and its line of the source."""
    file = checked.analysis.file
    start = finding.span.start
    place = f"{checked.path}:{start.line + 1}:{start.character + 1}"
    _print_line(console, Text(place, "bold"))
    _print_line(console, Text(file.line_text(start.line).expandtabs(len(TAB))))
    print_finding(finding, file, console)
    console.print()


def _labels_by_line(checked: CheckedFile) -> dict[int, Sequence[str]]:
    labels: dict[int, list[str]] = {}
    for hint in hints(checked.analysis, HintOptions()):
        labels.setdefault(hint.position.line, []).append(hint.label)
    return {line: tuple(found) for line, found in labels.items()}


def _line_count(file: SourceFile) -> int:
    last = file.position_at(len(file.text)).line
    return last + 1 if file.line_text(last) else last


def _totals(model: ModelRecord) -> str | None:
    if model.total_params is None:
        return None
    name = model.variable or model.name
    parts = [params_text(model.total_params)]
    if isinstance(model.bytes, int):
        parts.append(size_text(model.bytes))
    if model.non_trainable_params:
        parts.insert(1, f"{model.non_trainable_params:,} not trainable")
    return f"{name} ({model.class_name}): {' · '.join(parts)}"


def _print_line(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=True, highlight=False, markup=False)

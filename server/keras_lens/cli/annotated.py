"""A source text with hints at its line ends and findings underneath, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from keras_lens.cli.checking import CheckedFile
from keras_lens.cli.frames import TAB, finding_lines
from keras_lens.cli.places import reported
from keras_lens.ide.hint_labels import HintOptions
from keras_lens.ide.hints import hints
from keras_lens.ide.wording import params_text, size_text
from keras_lens.models.records import ModelRecord
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position

GAP = "  "


def print_annotated(checked: CheckedFile, console: Console, with_path: bool) -> None:
    """Prints a file as it is, with what is known of it."""
    file = checked.analysis.file
    if with_path:
        console.print(Text(checked.source.path, style="bold"))
    labels = _labels_by_line(checked)
    for number in range(_line_count(file)):
        line = _shown_line(checked, number)
        if line is None:
            continue
        if number in labels:
            line.append(f"{GAP}{'  '.join(labels[number])}", style="dim cyan")
        _print_line(console, line)
        _print_findings(checked, number, console)
    totals = [text for model in checked.analysis.models if (text := _totals(model)) is not None]
    if totals:
        console.print()
    for text in totals:
        _print_line(console, Text(text, style="bold"))


def _print_findings(checked: CheckedFile, line: int, console: Console) -> None:
    file = checked.analysis.file
    for finding in checked.findings:
        if finding.span.start.line == line:
            for text in finding_lines(reported(finding, file, checked.source)):
                _print_line(console, text)


def _shown_line(checked: CheckedFile, number: int) -> Text | None:
    """A line of the file; of a notebook as its author wrote it, under a heading for each cell.
    None for a line that its author has not written."""
    file, notebook = checked.analysis.file, checked.source.notebook
    if notebook is None:
        return Text(file.line_text(number).expandtabs(len(TAB)))
    cell = notebook.cell_starting_at(number)
    if cell is not None:
        return Text(f"[cell {cell + 1}]", style="bold")
    if not notebook.is_in_cell(number):
        return None
    place = notebook.place_of(Position(number, 0))
    return Text(notebook.line_text(place.cell, place.line).expandtabs(len(TAB)))


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

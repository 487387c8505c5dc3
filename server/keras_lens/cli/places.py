"""From places in a program to places that the user knows: lines of a file, or of a cell."""

from __future__ import annotations

import re

from keras_lens.cli.files import SourceText
from keras_lens.cli.results import (
    Place,
    ReportedEdit,
    ReportedFinding,
    ReportedFix,
    ReportedRelated,
)
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

_LINE = re.compile(r"\bline (\d+)\b")


def reported(finding: Finding, file: SourceFile, source: SourceText) -> ReportedFinding:
    """A finding in `file`, which was parsed from `source`."""
    return ReportedFinding(
        finding.rule,
        finding.severity,
        _with_cells(finding.message, source),
        finding.details,
        place_of(finding.span, source),
        _line(file, finding.span, source),
        tuple(_fix(fix, source) for fix in finding.fixes),
        tuple(_related(related, file, source) for related in finding.related),
    )


def place_of(span: Span, source: SourceText) -> Place:
    """Where a stretch of the program is."""
    start, end = span.start, span.end
    if source.notebook is None:
        return Place(
            source.path, start.line + 1, start.character + 1, end.line + 1, end.character + 1
        )
    first, last = source.notebook.place_of(start), source.notebook.place_of(end)
    if last.cell != first.cell:
        last = first
    return Place(
        source.path,
        first.line + 1,
        first.character + 1,
        last.line + 1,
        last.character + 1,
        first.cell,
        source.notebook.line_in_file(first.cell, first.line) + 1,
    )


def _with_cells(message: str, source: SourceText) -> str:
    """The message, in which `line 40` of the program is `cell 3, line 7` of the notebook."""
    notebook = source.notebook
    if notebook is None:
        return message

    def in_cell(match: re.Match[str]) -> str:
        place = notebook.place_of(Position(max(int(match[1]) - 1, 0), 0))
        return f"cell {place.cell + 1}, line {place.line + 1}"

    return _LINE.sub(in_cell, message)


def _line(file: SourceFile, span: Span, source: SourceText) -> str:
    if source.notebook is None:
        return file.line_text(span.start.line)
    place = source.notebook.place_of(span.start)
    return source.notebook.line_text(place.cell, place.line)


def _fix(fix: Fix, source: SourceText) -> ReportedFix:
    edits = tuple(ReportedEdit(place_of(edit.span, source), edit.new_text) for edit in fix.edits)
    return ReportedFix(fix.title, edits, fix.preferred, fix.safe)


def _related(related: Related, file: SourceFile, source: SourceText) -> ReportedRelated:
    """It may be in a module that the file imports."""
    own = source if related.file is file else SourceText(related.file.path, "")
    place = place_of(related.span, own)
    return ReportedRelated(place, related.message, _line(related.file, related.span, own))

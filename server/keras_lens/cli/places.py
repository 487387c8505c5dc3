"""From places in a program to places that the user knows: lines of a file, or of a cell."""

from __future__ import annotations

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
from keras_lens.syntax.spans import Span


def reported(finding: Finding, file: SourceFile, source: SourceText) -> ReportedFinding:
    """A finding in `file`, which was parsed from `source`."""
    return ReportedFinding(
        finding.rule,
        finding.severity,
        finding.message if source.notebook is None else source.notebook.with_cells(finding.message),
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

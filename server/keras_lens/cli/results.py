"""What a file's check comes to, as plain data that a format prints and a process passes on.

Lines and columns count from 1, columns in characters; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.ide.report import Plain


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is. cell: of a notebook, from 0, with lines that count in it; then
    line_in_file: the line of the `.ipynb` file."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None = None
    line_in_file: int = 0

    def __str__(self) -> str:
        cell = "" if self.cell is None else f"cell {self.cell + 1}:"
        return f"{self.path}:{cell}{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class ReportedEdit:
    """Text that goes in place of another."""

    place: Place
    new_text: str


@dataclass(frozen=True, slots=True)
class ReportedFix:
    """As `rules.findings.Fix`."""

    title: str
    edits: tuple[ReportedEdit, ...]
    preferred: bool
    safe: bool


@dataclass(frozen=True, slots=True)
class ReportedRelated:
    """As `rules.findings.Related`; source: the line it is in."""

    place: Place
    message: str
    source: str


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """As `rules.findings.Finding`; source: the first line of its place."""

    rule: str
    severity: str
    message: str
    details: str
    place: Place
    source: str
    fixes: tuple[ReportedFix, ...]
    related: tuple[ReportedRelated, ...]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What is to be said of one file.

    complaints: what went wrong, a line each. remarks: what the user should know besides.
    fixed: how many findings were mended. report: the file's part of the JSON report, None where
    the file could not be read.
    """

    path: str
    findings: tuple[ReportedFinding, ...] = ()
    complaints: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    fixed: int = 0
    report: Plain = None

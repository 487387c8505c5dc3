"""Analysing files for a command: with progress, one complaint a file, and all that is found."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from keras_lens.cli.examining import finder_for, syntax_complaints
from keras_lens.cli.files import SourceText, Unreadable, read_sources
from keras_lens.cli.selection import NOTHING_ASKED
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.states import EvaluatorState, Failed, Starting
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.rules.findings import Finding
from keras_lens.rules.severities import severities_for
from keras_lens.syntax.source import parse_source
from keras_lens.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file and what is known of it."""

    source: SourceText
    analysis: Analysis
    findings: Sequence[Finding]


class Complaints:
    """What went wrong, a line each on standard error."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, soft_wrap=True, highlight=False)
        self.count = 0
        self._remarked: set[str] = set()

    def add(self, message: str) -> None:
        """Says `message` and counts it."""
        self.count += 1
        self.remark(message)

    def remark_once(self, message: str) -> None:
        """Says `message` if it has not been said yet: several files have the same project."""
        if message not in self._remarked:
            self._remarked.add(message)
            self.remark(message)

    def remark(self, message: str) -> None:
        """Says `message`, which is no failure of the command."""
        self.console.print(f"keras-lens: {message}", markup=False)


@contextmanager
def keras_of(interpreter: str, complaints: Complaints) -> Iterator[KerasEvaluation]:
    """The Keras of an interpreter while a command runs; that there is none is said once."""
    log, warnings = logging.getLogger("keras_lens"), _Warnings(complaints)
    log.addHandler(warnings)
    evaluation = KerasEvaluation(interpreter, on_state=_StateReport(complaints))
    try:
        yield evaluation
    finally:
        evaluation.close()
        log.removeHandler(warnings)


class _Warnings(logging.Handler):
    """Tells the user of what the log warns of. What it calls errors comes as a state too."""

    def __init__(self, complaints: Complaints) -> None:
        super().__init__(logging.WARNING)
        self._complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno == logging.WARNING:
            self._complaints.remark_once(record.getMessage())


class _StateReport:
    """Tells the user what the evaluator is doing, as far as it matters."""

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints

    def __call__(self, state: EvaluatorState) -> None:
        if isinstance(state, Failed):
            self._complaints.add(state.message)
        elif isinstance(state, Starting) and sys.stderr.isatty():
            self._complaints.console.print("[dim]starting TensorFlow …[/dim]")


def checked_files(
    paths: Sequence[str],
    evaluation: KerasEvaluation,
    complaints: Complaints,
    *,
    progress: bool = True,
) -> Iterator[CheckedFile]:
    """Analyses everything at `paths`; what cannot be read is complained of and left out.

    progress: whether a bar may be shown. One who prints each file to the terminal as it comes
        wants none, for the bar would stand between the lines.
    """
    sources = list(read_sources(paths))
    workspace = Workspace([str(Path.cwd())])
    with progress_bar(len(sources) if progress else 0, complaints.console) as advance:
        for source in sources:
            if isinstance(source, Unreadable):
                complaints.add(source.message)
                advance()
                continue
            file = parse_source(source.path, source.text)
            for complaint in syntax_complaints(file, source):
                complaints.add(complaint)
            finder = finder_for(source.path, workspace, evaluation)
            analysis = analyse(file, evaluation, finder=finder)
            severities = NOTHING_ASKED.severities(severities_for(source.path))
            found = diagnostics(analysis, evaluation, severities, finder=finder)
            advance()
            yield CheckedFile(source, analysis, found)


@contextmanager
def progress_bar(total: int, console: Console) -> Iterator[Callable[[], None]]:
    """A bar on standard error where that is a terminal and there is more than one file."""
    if total < 2 or not console.is_terminal:
        yield lambda: None
        return
    columns = (TextColumn("analysing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("analysing", total=total)
        yield lambda: progress.advance(task)

"""The check of one file, whatever happens in it: always a result, in bounded time."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keras_lens.cli.files import SourceText, Unreadable, read_source
from keras_lens.cli.fixing import NotWritten, Wanted, fixed, write_back
from keras_lens.cli.places import place_of, reported
from keras_lens.cli.results import FileResult
from keras_lens.cli.selection import Selection
from keras_lens.evaluation.environment import installed_folders
from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.ide.report import file_report, unread_report
from keras_lens.models.analysis import Analysis, Cancelled, analyse
from keras_lens.rules.findings import Finding
from keras_lens.rules.severities import severities_for
from keras_lens.syntax.source import SourceFile, parse_source
from keras_lens.workspace import Workspace, WorkspaceFinder

_LOG = logging.getLogger(__name__)
MOST_SECONDS = 300.0
"""For one file, what Keras is asked included."""
MOST_ROUNDS = 20
"""Of fixing: a fix may uncover the next finding."""


@dataclass(frozen=True, slots=True)
class Examination:
    """How files are checked. fixes: which are made, None for none. root: the folder in which the
    command was started."""

    selection: Selection
    fixes: Wanted | None = None
    root: str = "."
    most_seconds: float = MOST_SECONDS


class Examiner:
    """Checks one file after the other; what files have in common is kept."""

    def __init__(self, examination: Examination, evaluation: Evaluation) -> None:
        self._examination = examination
        self._evaluation = evaluation
        self._workspace = Workspace([str(Path(examination.root).absolute())])

    def result_of(self, path: str) -> FileResult:
        """What is to be said of the file at `path`. Never raises for what is in it."""
        try:
            source = read_source(path)
            if isinstance(source, Unreadable):
                return FileResult(path, complaints=(source.message,))
            if not source.mentions_keras:
                return FileResult(source.path, report=unread_report(source.path))
            return self._examined(source)
        except Cancelled:
            seconds = self._examination.most_seconds
            return FileResult(path, complaints=(f"{path}: not done within {seconds:.0f} seconds",))
        except (Exception, MemoryError) as problem:
            _LOG.debug("The check of %s failed", path, exc_info=True)
            kind = type(problem).__name__
            return FileResult(
                path, complaints=(f"{path}: could not be checked: {kind}: {problem}",)
            )

    def _examined(self, source: SourceText) -> FileResult:
        check = _Check(self._examination, self._evaluation, self._workspace)
        analysis, found = check.findings_in(source)
        wanted = self._examination.fixes
        if wanted is None:
            return _result(source, analysis, found)
        before, count, seen = source, 0, {source.text}
        for _ in range(MOST_ROUNDS):
            after = fixed(source, analysis.file, found, wanted)
            if after is None or after[0].text in seen:
                break
            source, count = after[0], count + after[1]
            seen.add(source.text)
            analysis, found = check.findings_in(source)
        if count:
            try:
                write_back(before, source)
            except NotWritten as problem:
                result = _result(before, *check.findings_in(before))
                return replace(result, complaints=(*result.complaints, str(problem)))
        return replace(_result(source, analysis, found), fixed=count)


class _Check:
    """The analyses of one file, all in one span of time."""

    def __init__(
        self, examination: Examination, evaluation: Evaluation, workspace: Workspace
    ) -> None:
        self._examination = examination
        self._evaluation = evaluation
        self._workspace = workspace
        self._ends = time.monotonic() + examination.most_seconds

    def findings_in(self, source: SourceText) -> tuple[Analysis, list[Finding]]:
        """Raises Cancelled when the time is over."""
        file = parse_source(source.path, source.text)
        finder = finder_for(source.path, self._workspace, self._evaluation)
        analysis = analyse(file, self._evaluation, finder=finder, cancelled=self._is_over)
        severities = self._examination.selection.severities(severities_for(source.path))
        found = diagnostics(
            analysis, self._evaluation, severities, finder=finder, cancelled=self._is_over
        )
        return analysis, found

    def _is_over(self) -> bool:
        return time.monotonic() > self._ends


def _result(source: SourceText, analysis: Analysis, found: Sequence[Finding]) -> FileResult:
    return FileResult(
        source.path,
        tuple(reported(finding, analysis.file, source) for finding in found),
        tuple(syntax_complaints(analysis.file, source)),
        report=file_report(source.path, analysis, found, source.notebook),
    )


def syntax_complaints(file: SourceFile, source: SourceText) -> Iterator[str]:
    """A line for each place of a file that is not Python."""
    for problem in file.problems:
        place = place_of(problem.span, source)
        cell = "" if place.cell is None else f"cell {place.cell + 1}:"
        yield f"{source.path}:{cell}{place.line}: syntax error: {problem.message}"


def finder_for(path: str, workspace: Workspace, evaluation: Evaluation) -> WorkspaceFinder:
    """Finds the modules that the file `path` imports."""
    return workspace.finder(path, installed=lambda: installed_folders(evaluation.environment))

"""The analysis of one version of a document, as a worker thread does it."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from keras_lens.evaluation.environment import (
    Environment,
    EnvironmentProblem,
    installed_folders,
)
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Outcome, Unanswered
from keras_lens.evaluation.questions import Question
from keras_lens.garbage import collect_remains
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.lsp.documents import Document
from keras_lens.models.analysis import Analysis, Cancelled, analyse
from keras_lens.rules.findings import Finding
from keras_lens.rules.severities import severities_for
from keras_lens.syntax.source import parse_source
from keras_lens.workspace import Workspace, WorkspaceFinder
from keras_lens.workspace.reach import reaches_keras

_LOG = logging.getLogger(__name__)


@dataclass
class Run:
    """What is known of one version of a document.

    Changed in the event loop's thread only; worker threads look at nothing but `document`
    and `cancelled`.
    analysis: the newest one, complete or not; None before the first and where it failed.
    findings: None until the complete analysis was looked through.
    depends_on: the paths of the files, those of modules too, that the analysis looked at or
        looked for.
    known: set once `analysis` is there, or never will be. finished: set once nothing more
    will come. superseded: a newer version has taken its place, or the document was closed.
    shown_incomplete: the client was told something that was not the last word.
    """

    document: Document
    analysis: Analysis | None = None
    findings: tuple[Finding, ...] | None = None
    depends_on: frozenset[str] = frozenset()
    known: asyncio.Event = field(default_factory=asyncio.Event)
    finished: asyncio.Event = field(default_factory=asyncio.Event)
    superseded: bool = False
    shown_incomplete: bool = False
    _cancellation: threading.Event = field(default_factory=threading.Event)

    def cancelled(self) -> bool:
        return self._cancellation.is_set()

    def supersede(self) -> None:
        """Stops the work and wakes whoever waits for it."""
        self.superseded = True
        self._cancellation.set()
        self.known.set()
        self.finished.set()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a worker thread hands over what it finds; each may be called from any thread.

    analysis: several times, with the files that it depends on. findings: once. finished:
    once, at the end, whatever happened.
    """

    analysis: Callable[[Analysis, frozenset[str]], None]
    findings: Callable[[tuple[Finding, ...]], None]
    finished: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an analysis depends on apart from the document's text.

    severities: rule to severity, as the user wants it whatever a project says. texts: the
    paths and texts of all open documents.
    """

    evaluation: KerasEvaluation
    severities: Mapping[str, str]
    workspace: Workspace
    texts: Mapping[str, str]


def work(run: Run, circumstances: Circumstances, delivery: Delivery) -> None:
    """Analyses `run.document`; ends early, and says nothing more, once it is cancelled.

    Whatever goes wrong is logged: it costs this version its hints and nothing else.
    """
    evaluation = circumstances.evaluation
    finder = circumstances.workspace.finder(
        run.document.path,
        texts=circumstances.texts,
        installed=lambda: installed_folders(evaluation.environment),
    )

    def publish(analysis: Analysis) -> None:
        delivery.analysis(analysis, frozenset(finder.asked_for))

    try:
        analysis = _analysis(run, evaluation, finder, publish)
        publish(analysis)
        found = diagnostics(
            analysis,
            evaluation,
            severities_for(run.document.path, circumstances.severities),
            finder=finder,
            cancelled=run.cancelled,
        )
        delivery.findings(tuple(found))
    except Cancelled:
        _LOG.debug("%s, version %d: cancelled", run.document.path, run.document.version)
    except Exception:
        _LOG.exception("The analysis of %s failed.", run.document.path)
    finally:
        delivery.finished()
        collect_remains()


def _analysis(
    run: Run,
    evaluation: KerasEvaluation,
    finder: WorkspaceFinder,
    publish: Callable[[Analysis], None],
) -> Analysis:
    """First what the caches know, at once; then, if that is not all, what Keras says."""
    file = parse_source(run.document.path, run.document.text)
    if not reaches_keras(file, finder):
        return Analysis(file, (), (), (), complete=True)
    _LOG.debug("%s, version %d: analysed", run.document.path, run.document.version)
    _ = evaluation.environment  # looked at here since it takes a moment; caches need it
    cached = CachedAnswers(evaluation)
    first = analyse(file, cached, finder=finder, cancelled=run.cancelled)
    if cached.all_known:
        return first
    publish(replace(first, complete=False))
    return analyse(
        file,
        evaluation,
        finder=finder,
        publish=_not_less_than(first, publish),
        cancelled=run.cancelled,
    )


def _not_less_than(
    first: Analysis, publish: Callable[[Analysis], None]
) -> Callable[[Analysis], None]:
    """Keeps a snapshot back while it knows less than the caches did: hints would go and come."""

    def publish_if_more(snapshot: Analysis) -> None:
        if len(snapshot.applications) >= len(first.applications):
            publish(snapshot)

    return publish_if_more


class CachedAnswers:
    """An `Evaluation` that never waits: answers that are not at hand are `pending`.

    all_known: whether none was pending so far.
    """

    def __init__(self, evaluation: KerasEvaluation) -> None:
        self._evaluation = evaluation
        self.all_known = True

    @property
    def environment(self) -> Environment | EnvironmentProblem:
        return self._evaluation.environment

    def ask(self, question: Question, cancelled: Callable[[], bool] | None = None) -> Outcome:
        outcome = self._evaluation.ask_cached(question)
        if isinstance(outcome, Unanswered) and outcome.reason == "pending":
            self.all_known = False
        return outcome

"""Which version of which document is analysed, and when: one run a document, the newest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.lsp.documents import Document
from keras_lens.lsp.runs import Delivery, Run, work
from keras_lens.models.analysis import Analysis
from keras_lens.rules.findings import Finding

_WORKERS = 8
_PAUSE_WHILE_TYPING = 0.08
"""Seconds without an edit before a changed text is analysed."""

RunListener = Callable[[Run], None]


class Analyses:
    """Lives in the event loop's thread; the work is done in others.

    evaluation, severities: asked for when the work on a document begins.
    on_analysis: called when a run knows more. on_findings: when its findings are there.
    """

    def __init__(
        self,
        evaluation: Callable[[], KerasEvaluation],
        severities: Callable[[], Mapping[str, str]],
        on_analysis: RunListener,
        on_findings: RunListener,
    ) -> None:
        self._evaluation = evaluation
        self._severities = severities
        self._on_analysis = on_analysis
        self._on_findings = on_findings
        self._loop = asyncio.get_running_loop()
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="analysis")
        self._runs: dict[str, Run] = {}
        self._held: list[Run] | None = []

    def release(self) -> None:
        """Lets the work begin: until now what was started was held back."""
        held, self._held = self._held or [], None
        for run in held:
            self._begin(run)

    def of(self, uri: str) -> Run | None:
        """The run of the document's newest version, None where it is not analysed."""
        return self._runs.get(unquote(uri))

    def start(self, document: Document, *, typing: bool = False) -> None:
        """Analyses `document` in place of its earlier version; soon, if the user is typing."""
        self.stop(document.uri)
        run = self._runs[unquote(document.uri)] = Run(document)
        self._loop.call_later(_PAUSE_WHILE_TYPING if typing else 0, self._begin, run)

    def stop(self, uri: str) -> None:
        """Ends the work on the document and forgets what is known of it."""
        run = self._runs.pop(unquote(uri), None)
        if run is not None:
            run.supersede()

    def close(self) -> None:
        """Ends all work; waits for none of it."""
        for run in self._runs.values():
            run.supersede()
        self._runs.clear()
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _begin(self, run: Run) -> None:
        if run.superseded:
            return
        if self._held is not None:
            self._held.append(run)
            return
        delivery = Delivery(
            analysis=lambda analysis: self._in_loop(self._take_analysis, run, analysis),
            findings=lambda findings: self._in_loop(self._take_findings, run, findings),
            finished=lambda: self._in_loop(self._take_end, run),
        )
        self._workers.submit(work, run, self._evaluation(), self._severities(), delivery)

    def _in_loop(self, take: Callable[..., None], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(take, *arguments)

    def _take_analysis(self, run: Run, analysis: Analysis) -> None:
        if run.superseded:
            return
        run.analysis = analysis
        run.known.set()
        self._on_analysis(run)

    def _take_findings(self, run: Run, findings: tuple[Finding, ...]) -> None:
        if run.superseded:
            return
        run.findings = findings
        self._on_findings(run)

    def _take_end(self, run: Run) -> None:
        if run.findings is None:  # it failed: what was found in an earlier version is no longer so
            self._take_findings(run, ())
        run.known.set()
        run.finished.set()

"""Which version of which document is analysed, and when: one run a document, the newest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

from keras_lens.lsp.documents import Document
from keras_lens.lsp.runs import Circumstances, Delivery, Run, work
from keras_lens.models.analysis import Analysis
from keras_lens.rules.findings import Finding
from keras_lens.workspace.finder import real_path

_WORKERS = 8
_PAUSE_WHILE_TYPING = 0.08
"""Seconds without an edit before a changed text is analysed."""

RunListener = Callable[[Run], None]


class Analyses:
    """Lives in the event loop's thread; the work is done in others.

    circumstances: asked for when the work on a document begins.
    on_analysis: called when a run knows more. on_findings: when its findings are there.
    on_activity: when there may be more or less work than before.
    """

    def __init__(
        self,
        circumstances: Callable[[], Circumstances],
        on_analysis: RunListener,
        on_findings: RunListener,
        on_activity: Callable[[], None] = lambda: None,
    ) -> None:
        self._circumstances = circumstances
        self._on_analysis = on_analysis
        self._on_findings = on_findings
        self._on_activity = on_activity
        self._loop = asyncio.get_running_loop()
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="analysis")
        self._runs: dict[str, Run] = {}
        self._held: list[Run] | None = []

    def release(self) -> None:
        """Lets the work begin: until now what was started was held back."""
        held, self._held = self._held or [], None
        for run in held:
            self._begin(run)

    @property
    def are_running(self) -> bool:
        """Whether there is a document with which the work is not over."""
        return any(not run.finished.is_set() for run in self._runs.values())

    def of(self, uri: str) -> Run | None:
        """The run of the newest version of a file, of a notebook, or of the notebook that has this
        cell; None where it is not analysed."""
        return self._runs.get(unquote(uri))

    def start(self, document: Document, *, typing: bool = False) -> Run:
        """Analyses `document` in place of its earlier version; soon, if the user is typing."""
        for key in document.keys:
            self.stop(key)
        run = Run(document)
        self._runs |= dict.fromkeys(document.keys, run)
        self._loop.call_later(_PAUSE_WHILE_TYPING if typing else 0, self._begin, run)
        self._on_activity()
        return run

    def start_dependents(self, path: str, *, typing: bool = False) -> None:
        """Analyses anew the documents that look at the file `path`, which has changed, come
        or gone, and those of which it is not known yet; `path` itself is not one of them."""
        changed = real_path(path)
        for run in self._distinct():
            may_look = changed in run.depends_on or not run.known.is_set()
            if may_look and real_path(run.document.path) != changed:
                self.start(run.document, typing=typing).shown_incomplete = True

    def stop(self, uri: str) -> None:
        """Ends the work on the document and forgets what is known of it."""
        run = self._runs.get(unquote(uri))
        if run is not None:
            run.supersede()
            for key in run.document.keys:
                self._runs.pop(key, None)
            self._on_activity()

    def close(self) -> None:
        """Ends all work; waits for none of it."""
        for run in self._distinct():
            run.supersede()
        self._runs.clear()
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _distinct(self) -> list[Run]:
        """Each once; a notebook's is known by its cells too."""
        return list({id(run): run for run in self._runs.values()}.values())

    def _begin(self, run: Run) -> None:
        if run.superseded:
            return
        if self._held is not None:
            self._held.append(run)
            return
        delivery = Delivery(
            analysis=lambda analysis, files: self._in_loop(
                self._take_analysis, run, analysis, files
            ),
            findings=lambda findings: self._in_loop(self._take_findings, run, findings),
            finished=lambda: self._in_loop(self._take_end, run),
        )
        self._workers.submit(work, run, self._circumstances(), delivery)

    def _in_loop(self, take: Callable[..., None], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(take, *arguments)

    def _take_analysis(self, run: Run, analysis: Analysis, depends_on: frozenset[str]) -> None:
        if run.superseded:
            return
        run.analysis = analysis
        run.depends_on = depends_on
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
        self._on_activity()

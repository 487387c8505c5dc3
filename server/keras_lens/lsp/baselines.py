"""The earlier versions with which the models of open documents are compared."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import unquote

from keras_lens.evaluation.environment import installed_folders
from keras_lens.ide.lenses import Baseline
from keras_lens.lsp.documents import Document
from keras_lens.lsp.runs import Circumstances
from keras_lens.models.analysis import Analysis, Cancelled, analyse
from keras_lens.syntax.notebooks import NotebookError, read_notebook
from keras_lens.syntax.source import parse_source
from keras_lens.workspace.committed import committed_text, saved_text

_LOG = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS = 5.0
"""A commit is noticed that much later at most, once the document is worked on."""


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What is known of a document's earlier version."""

    analysis: Analysis
    baseline: Baseline


@dataclass
class _Known:
    """digest: of the earlier version's text, which with its outputs may be large. version: None
    while it is analysed. looked: whether it was looked for at all, to its end."""

    digest: bytes | None = None
    version: EarlierVersion | None = None
    looked_at: float = float("-inf")
    is_being_looked_at: bool = False
    looked: asyncio.Event = field(default_factory=asyncio.Event)


class Baselines:
    """Lives in the event loop's thread; git and the analysis have a thread of their own, so that
    they never keep the document's own analysis waiting.

    circumstances: as for the document's analysis. may_ask_git: not in a folder that the user
        does not trust. on_change: called with the URI once a baseline is another one.
    """

    def __init__(
        self,
        circumstances: Callable[[], Circumstances],
        may_ask_git: bool,
        on_change: Callable[[str], None],
    ) -> None:
        self._circumstances = circumstances
        self._may_ask_git = may_ask_git
        self._on_change = on_change
        self._loop = asyncio.get_running_loop()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="baseline")
        self._known: dict[str, _Known] = {}
        self._closed = threading.Event()

    def of(self, uri: str) -> EarlierVersion | None:
        """What to compare the document with, None where that is not known (yet)."""
        known = self._known.get(unquote(uri))
        return known.version if known is not None else None

    async def looked_for(self, uri: str, patience: float) -> bool:
        """Whether it is known by then, in so many seconds, which the earlier version is."""
        known = self._known.get(unquote(uri))
        if known is None:
            return True
        try:
            await asyncio.wait_for(known.looked.wait(), patience)
        except asyncio.TimeoutError:
            return False
        return True

    def look(self, document: Document, *, again: bool = False) -> None:
        """Finds out the earlier version of `document`, unless that was done just now.

        again: even then; it has been saved, say.
        """
        known = self._known.setdefault(unquote(document.uri), _Known())
        is_recent = self._loop.time() - known.looked_at < _SECONDS_BETWEEN_LOOKS
        if known.is_being_looked_at or (is_recent and not again):
            return
        known.is_being_looked_at = True
        self._worker.submit(self._find, document, known)

    def forget(self, uri: str) -> None:
        """The document was closed."""
        known = self._known.pop(unquote(uri), None)
        if known is not None:
            known.looked.set()

    def forget_all(self) -> None:
        """Another Keras answers from now on."""
        for uri in list(self._known):
            self.forget(uri)

    def close(self) -> None:
        """Ends all work; waits for none of it."""
        self._closed.set()
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _find(self, document: Document, known: _Known) -> None:
        """In the worker's thread."""
        before = digest = known.digest
        version = None
        try:
            committed = committed_text(document.path) if self._may_ask_git else None
            text = saved_text(document.path) if committed is None else committed
            digest = None if text is None else blake2b(text.encode(errors="replace")).digest()
            if text is not None and digest != before:
                program = text if document.notebook is None else read_notebook(text).program
                version = self._analysed(document, program, committed is not None)
        except NotebookError as problem:
            _LOG.info("The earlier version of %s: %s", document.path, problem)
        except Cancelled:
            return
        except Exception:
            _LOG.exception("The earlier version of %s cannot be analysed.", document.path)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, document.uri, known, digest, version)

    def _analysed(self, document: Document, program: str, is_committed: bool) -> EarlierVersion:
        circumstances = self._circumstances()
        evaluation = circumstances.evaluation
        finder = circumstances.workspace.finder(
            document.path,
            texts={**circumstances.texts, document.path: program},
            installed=lambda: installed_folders(evaluation.environment),
        )
        file = parse_source(document.path, program)
        analysis = analyse(file, evaluation, finder=finder, cancelled=self._closed.is_set)
        return EarlierVersion(analysis, Baseline.of(analysis, is_committed))

    def _take(
        self, uri: str, known: _Known, digest: bytes | None, version: EarlierVersion | None
    ) -> None:
        if self._known.get(unquote(uri)) is not known:
            return
        known.is_being_looked_at = False
        known.looked_at = self._loop.time()
        known.looked.set()
        if digest != known.digest:
            known.digest, known.version = digest, version
            self._on_change(uri)

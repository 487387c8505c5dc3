"""What the server knows of its one client: settings, documents, their analyses, Keras."""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Api
from keras_lens.evaluation.questions import DescribeApi
from keras_lens.evaluation.states import EvaluatorState
from keras_lens.ide.keras_reference import KerasReference
from keras_lens.lsp import capabilities
from keras_lens.lsp.analyses import Analyses
from keras_lens.lsp.baselines import Baselines
from keras_lens.lsp.configuration import ClientOptions, Configuration, client_options_of
from keras_lens.lsp.diagnostics import Diagnostics
from keras_lens.lsp.documents import Document, Documents
from keras_lens.lsp.model_changes import ModelChanges
from keras_lens.lsp.publishing import Publishing
from keras_lens.lsp.recent_log import RecentLog
from keras_lens.lsp.refresh import Refresh
from keras_lens.lsp.runs import Circumstances, Run
from keras_lens.lsp.status import EvaluatorStatus
from keras_lens.lsp.status_notifications import (
    STATUS,
    Status,
    StatusNotifications,
    status_of,
)
from keras_lens.lsp.symbol_refresh import SymbolRefresh
from keras_lens.lsp.views import View, Views
from keras_lens.workspace import Workspace

_LOG = logging.getLogger(__name__)


class Session:
    """Lives in the event loop's thread, from `initialize` to the end of the connection.

    The analyses are held back until `begin`: the settings say with which Keras.
    """

    def __init__(
        self, server: LanguageServer, params: types.InitializeParams, recent_log: RecentLog
    ) -> None:
        self.server = server
        self.recent_log = recent_log
        self.client = params.capabilities
        self.options: ClientOptions = client_options_of(params.initialization_options)
        self.configuration: Configuration = self.options.settings
        self.documents = Documents()
        self._notifications = StatusNotifications(self.status, self._tell_status)
        self.analyses = Analyses(
            self._circumstances,
            self._on_analysis,
            self._publish_findings,
            self._notifications.request,
        )
        self.folders = _roots(params)
        self._workspace = Workspace(self.folders)
        self._loop = asyncio.get_running_loop()
        self._status = EvaluatorStatus(server)
        self._refresh = Refresh(self._send_refresh)
        self.symbols = SymbolRefresh(server, self.client)
        self.baselines = Baselines(
            self._circumstances, self.options.trusted, self._on_earlier_version
        )
        self._evaluation: KerasEvaluation | None = None
        self._reference: tuple[KerasEvaluation, KerasReference] | None = None
        self._publishing = Publishing(server.text_document_publish_diagnostics)
        self.model_changes = ModelChanges(server.protocol.notify)
        self.apply(self.configuration)

    def begin(self) -> None:
        """The settings are known: the work begins."""
        self.analyses.release()

    def close(self) -> None:
        """Ends all work and the evaluator."""
        self._refresh.close()
        self._notifications.close()
        self.analyses.close()
        self.baselines.close()
        evaluation, self._evaluation = self._evaluation, None
        if evaluation is not None:
            evaluation.close()

    def views(self, run: Run) -> Views:
        """The texts of an analysed document: one of a file, one a cell of a notebook."""
        if run.analysis is None:
            raise ValueError("The document is not analysed yet.")
        return Views(run.document, run.analysis.file, self.documents.encoding)

    def view(self, run: Run, uri: str) -> View:
        """The text that the client knows as `uri`."""
        return self.views(run).of(uri)

    def diagnostics(self, run: Run) -> Diagnostics:
        """For the conversion of findings."""
        return Diagnostics(self.views(run), self.client)

    # Documents

    def opened(self, document: Document) -> None:
        """A document was opened."""
        self._analyse(document)
        self.analyses.start_dependents(document.path)

    def changed(self, document: Document) -> None:
        self._analyse(document, typing=True)
        self.analyses.start_dependents(document.path, typing=True)

    def saved(self, document: Document) -> None:
        """A document was saved."""
        self.baselines.look(document, again=True)

    def closed(self, document: Document) -> None:
        """A document was closed."""
        self.baselines.forget(document.uri)
        self.analyses.stop(document.uri)
        self._publishing.withdraw(document)
        self.model_changes.changed(document)
        self.analyses.start_dependents(document.path)

    def file_changed(self, path: str) -> None:
        """A file has changed on disk, has come, or has gone."""
        if Path(path).name == "pyproject.toml":
            self.analyse_all()
        else:
            self.analyses.start_dependents(path)

    def analyse_all(self) -> None:
        """Analyses every open document anew."""
        for document in self.documents:
            self._analyse(document)
        self._refresh.request()

    def _analyse(self, document: Document, *, typing: bool = False) -> None:
        if document.may_use_keras:
            run = self.analyses.start(document, typing=typing)
            run.shown_incomplete = len(document.texts) > 1  # a cell has hints because of another
        else:
            self.analyses.stop(document.uri)
            self._publishing.withdraw(document, is_open=True)
            self.model_changes.changed(document)

    # Settings and Keras

    def apply(self, configuration: Configuration) -> None:
        """Makes `configuration` the one in force; does anew what it changes."""
        before, interpreter = self.configuration, self.interpreter
        self.configuration = configuration
        logging.getLogger("keras_lens").setLevel(configuration.log_level)
        if self.interpreter != interpreter:
            self._use_other_interpreter()
        self._workspace.follow_imports = configuration.follow_imports
        if (before.severities, before.follow_imports, interpreter) != (
            configuration.severities,
            configuration.follow_imports,
            self.interpreter,
        ):
            self.analyse_all()
        elif (before.hints, before.lenses) != (configuration.hints, configuration.lenses):
            self._refresh.request()
        if before.symbols != configuration.symbols:
            self.symbols.shown_incomplete()
            self.symbols.send()

    @property
    def interpreter(self) -> str:
        """The Python that has the user's Keras."""
        return self.options.interpreter or self.configuration.interpreter or sys.executable

    def evaluation(self) -> KerasEvaluation:
        """Answers with the interpreter in force; starts no process."""
        if self._evaluation is None:
            interpreter = self.interpreter
            _LOG.info("Keras is that of %s", interpreter)
            self._evaluation = KerasEvaluation(
                interpreter, on_state=lambda state: self._state_changed(interpreter, state)
            )
        return self._evaluation

    def status(self) -> Status:
        """What the server is doing, as it is told to clients."""
        return status_of(self.evaluation(), analysing=self.analyses.are_running)

    def reference(self) -> KerasReference:
        """What can be read about Keras's classes; empty while its names are not known."""
        evaluation = self.evaluation()
        if self._reference is None or self._reference[0] is not evaluation:
            api = evaluation.ask_cached(DescribeApi())
            if not isinstance(api, Api):
                return KerasReference()
            self._reference = evaluation, KerasReference.of(api)
        return self._reference[1]

    async def clear_cache(self) -> None:
        """Forgets all answers of Keras and asks for them anew."""
        await self._loop.run_in_executor(None, self.evaluation().clear_cache)
        self.analyse_all()

    def _state_changed(self, interpreter: str, state: EvaluatorState) -> None:
        """Called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._show_state, interpreter, state)

    def _show_state(self, interpreter: str, state: EvaluatorState) -> None:
        if interpreter != self.interpreter:
            return
        self._notifications.request()
        if not self.options.status:
            self._status.show(state)

    def _use_other_interpreter(self) -> None:
        evaluation, self._evaluation = self._evaluation, None
        self._status.forget()
        self.baselines.forget_all()
        self._notifications.request()
        if evaluation is not None:
            self._loop.run_in_executor(None, evaluation.close)

    def _circumstances(self) -> Circumstances:
        texts = {document.path: document.text for document in self.documents}
        return Circumstances(
            self.evaluation(), self.configuration.severities, self._workspace, texts
        )

    # What is told without being asked for

    def _on_analysis(self, run: Run) -> None:
        if run.shown_incomplete and run.analysis is not None:
            run.shown_incomplete = not run.analysis.complete
            self._refresh.request()
        if run.analysis is not None and run.analysis.complete:
            self.symbols.send()
        self.model_changes.changed(run.document)

    def _on_earlier_version(self, uri: str) -> None:
        self._refresh.request()
        document = self.documents.get(uri)
        if document is not None:
            self.model_changes.changed(document)

    def _publish_findings(self, run: Run) -> None:
        found: list[tuple[str, types.Diagnostic]] = []
        if run.analysis is not None:
            views, convert = self.views(run), self.diagnostics(run)
            found = [(views.at(one.span).uri, convert.of(one)) for one in run.findings or ()]
        self._publishing.publish(run.document, found)
        self.model_changes.changed(run.document)

    def _tell_status(self, status: Status) -> None:
        if self.options.status:
            self.server.protocol.notify(STATUS, status)

    def _send_refresh(self) -> None:
        if capabilities.refreshes_hints(self.client):
            self.server.workspace_inlay_hint_refresh(None)
        if capabilities.refreshes_lenses(self.client):
            self.server.workspace_code_lens_refresh(None)


def _roots(params: types.InitializeParams) -> list[str]:
    """The folders that the user has open."""
    folders = [folder.uri for folder in params.workspace_folders or ()]
    if not folders and params.root_uri:
        folders = [params.root_uri]
    return [path for uri in folders if (path := to_fs_path(uri))]

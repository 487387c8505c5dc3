"""The language server: what it offers, and where that is done."""

from __future__ import annotations

import logging
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer

from keras_lens import __version__
from keras_lens.localization import language_of, use_language
from keras_lens.lsp.client_log import ClientLog
from keras_lens.lsp.features import (
    code_actions,
    comparisons,
    files,
    hints,
    hovers,
    lenses,
    model_views,
    navigation,
    report,
    settings,
    summaries,
    symbols,
)
from keras_lens.lsp.notebooks import SYNCHRONISATION
from keras_lens.lsp.places import encoding_of
from keras_lens.lsp.protocol import Protocol, plain_converter
from keras_lens.lsp.recent_log import RecentLog
from keras_lens.lsp.session import Session

_LOG = logging.getLogger(__name__)


class Server(LanguageServer):
    """One process serves one client. `session` is there from `initialize` on."""

    def __init__(self) -> None:
        super().__init__(
            "Keras Lens",
            __version__,
            protocol_cls=Protocol,
            converter_factory=plain_converter,
            notebook_document_sync=SYNCHRONISATION,
        )
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        if self._session is None:
            raise JsonRpcException("The server is not initialised.", code=-32002)
        return self._session

    def open_session(self, params: types.InitializeParams) -> None:
        recent = RecentLog()
        for handler in (ClientLog(self), recent):
            logging.getLogger("keras_lens").addHandler(handler)
        use_language(language_of(params.locale))
        self._session = Session(self, params, recent)

    def close_session(self) -> None:
        """Ends all work and the evaluator; may be called twice."""
        if self._session is not None:
            self._session.close()

    def report_server_error(
        self, error: Exception, source: type[PyglsError] | type[JsonRpcException]
    ) -> None:
        """Logs what went wrong; the user is not bothered with it."""
        if isinstance(error, JsonRpcContentModified | summaries.RequestFailed):
            _LOG.debug("A request is not answered: %s", error)
            return
        details = getattr(error, "data", None) or {}
        traceback = details.get("traceback", ()) if isinstance(details, dict) else ()
        _LOG.error("%s: %r\n%s", source.__name__, error, "".join(traceback))


def create_server() -> Server:
    """A server with all its features, not started yet."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.open_session(params)
        server.session.documents.encoding = encoding_of(server.workspace.position_encoding)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        await settings.initialised(server.session)
        await files.initialised(server.session)

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.close_session()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        if document := server.session.documents.open(params.text_document):
            server.session.opened(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        if document := server.session.documents.change(params):
            server.session.changed(document)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        if document := server.session.documents.get(params.text_document.uri):
            server.session.saved(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        if document := server.session.documents.close(params.text_document.uri):
            server.session.closed(document)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def notebook_did_open(params: types.DidOpenNotebookDocumentParams) -> None:
        server.session.opened(server.session.documents.open_notebook(params))

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def notebook_did_change(params: types.DidChangeNotebookDocumentParams) -> None:
        if document := server.session.documents.change_notebook(params):
            server.session.changed(document)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)
    def notebook_did_save(params: types.DidSaveNotebookDocumentParams) -> None:
        if document := server.session.documents.get(params.notebook_document.uri):
            server.session.saved(document)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def notebook_did_close(params: types.DidCloseNotebookDocumentParams) -> None:
        if document := server.session.documents.close_notebook(params.notebook_document.uri):
            server.session.closed(document)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        await settings.changed(server.session, params.settings)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        files.changed(server.session, list(params.changes))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def inlay_hint(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        return await hints.inlay_hints(server.session, params)

    @server.feature(types.INLAY_HINT_RESOLVE)
    def inlay_hint_resolve(hint: types.InlayHint) -> types.InlayHint:
        return hints.resolve(server.session, hint)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def code_lens(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        return await lenses.code_lenses(server.session, params)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await hovers.hover_at(server.session, params)

    @server.feature(
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolOptions(label=symbols.LABEL)
    )
    async def document_symbol(
        params: types.DocumentSymbolParams,
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
        return await symbols.document_symbols(server.session, params)

    @server.feature(types.WORKSPACE_SYMBOL)
    async def workspace_symbol(
        params: types.WorkspaceSymbolParams,
    ) -> list[types.SymbolInformation] | None:
        return await symbols.workspace_symbols(server.session, params)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        return await navigation.definition(server.session, params)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location] | None:
        return await navigation.calls(server.session, params)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_actions.KINDS),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        return await code_actions.code_actions(server.session, params)

    @server.feature("kerasLens/summary")
    async def summary(params: Any) -> dict[str, str]:
        return await summaries.summary_of(server.session, params)

    @server.feature("kerasLens/models")
    async def models(params: Any) -> list[dict[str, Any]]:
        return await summaries.models_of(server.session, params)

    @server.feature("kerasLens/modelView")
    async def model_view(params: Any) -> dict[str, Any]:
        return await model_views.view_of(server.session, params)

    @server.feature("kerasLens/compareModels")
    async def compare_models(params: Any) -> dict[str, Any]:
        return await comparisons.comparison_of(server.session, params)

    @server.command("kerasLens.server.compare")
    async def compare_command(params: Any) -> dict[str, str]:
        return await comparisons.comparison_text(server.session, params)

    @server.command("kerasLens.server.summary")
    async def summary_command(params: Any) -> dict[str, Any]:
        return await model_views.summary_of(server.session, params)

    @server.command(lenses.SERVER_SHOWS_SUMMARY)
    async def show_summary_command(params: Any) -> None:
        await summaries.show_summary(server.session, params)

    @server.command("kerasLens.server.report")
    async def report_command() -> dict[str, object]:
        return await report.report_of(server.session)

    @server.command("kerasLens.server.clearCache")
    async def clear_cache() -> None:
        await server.session.clear_cache()

    return server

"""An editor: a real client of the server, over its standard input and output."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient
from pytest_lsp.client import register_lsp_features

from keras_lens.lsp.protocol import plain_converter

PATIENCE = 60.0
"""Seconds after which something that should have happened counts as not happening."""

URI = "file:///work/model.py"


class Editor:
    """What a user does, and what the server says of its own accord.

    refreshes, lens_refreshes: how often hints and lenses were called out of date.
    statuses: what the server told of its state. offered: what the server can do.
    """

    def __init__(self, client: LanguageClient, process: asyncio.subprocess.Process) -> None:
        self.client = client
        self.process = process
        self.offered = types.ServerCapabilities()
        self.refreshes = 0
        self.lens_refreshes = 0
        self.statuses: list[Any] = []
        self.published: list[types.PublishDiagnosticsParams] = []
        self.registered: list[types.Registration] = []
        self._versions: dict[str, int] = {}
        self._happened = asyncio.Event()
        self._listen()

    def open(self, text: str, uri: str = URI) -> None:
        self._versions[uri] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "python", 1, text))
        )

    def change(
        self, changes: Sequence[types.TextDocumentContentChangeEvent], uri: str = URI
    ) -> None:
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(document, list(changes))
        )

    def replace(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Types `text` over what is between two places (line, column)."""
        stretch = types.Range(types.Position(*start), types.Position(*end))
        self.change([types.TextDocumentContentChangePartial(range=stretch, text=text)])

    def rewrite(self, text: str, uri: str = URI) -> None:
        """Puts `text` in the place of the whole document."""
        self.change([types.TextDocumentContentChangeWholeDocument(text)], uri)

    def close_all(self) -> None:
        """Closes every document and forgets what was said about them."""
        for uri in list(self._versions):
            self.close(uri)
        self._versions.clear()
        self.published.clear()

    def close(self, uri: str = URI) -> None:
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    async def inlay_hints(self, uri: str = URI) -> list[types.InlayHint]:
        """The hints of the whole document."""
        everything = types.Range(types.Position(0, 0), types.Position(100_000, 0))
        params = types.InlayHintParams(types.TextDocumentIdentifier(uri), everything)
        return list(await self.client.text_document_inlay_hint_async(params) or [])

    async def hints(self, uri: str = URI) -> list[tuple[int, str]]:
        """The hints as lines and labels."""
        found = await self.inlay_hints(uri)
        return [(hint.position.line, str(hint.label)) for hint in found]

    async def hover(self, line: int, column: int, uri: str = URI) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
        return await self.client.text_document_hover_async(params)

    async def hover_text(self, line: int, column: int, uri: str = URI) -> str:
        found = await self.hover(line, column, uri)
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions_at(
        self, line: int, column: int, only: list[str] | None = None, uri: str = URI
    ) -> list[types.CodeAction]:
        place = types.Position(line, column)
        context = types.CodeActionContext([], only)
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri), types.Range(place, place), context
        )
        found = await self.client.text_document_code_action_async(params)
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def ask(self, method: str, params: Any) -> Any:
        """A request of the server's own."""
        return await self.client.protocol.send_request_async(method, params)

    async def execute(self, command: str, *arguments: Any) -> Any:
        params = types.ExecuteCommandParams(command, list(arguments) or None)
        return await self.client.workspace_execute_command_async(params)

    async def until(self, true: Callable[[], object]) -> None:
        """Waits for the server to say what makes `true` so."""

        async def wait() -> None:
            while not true():
                self._happened.clear()
                await self._happened.wait()

        await asyncio.wait_for(wait(), PATIENCE)

    async def diagnostics(
        self, uri: str = URI, version: int | None = None
    ) -> list[types.Diagnostic]:
        """The diagnostics of a version, by default of the newest, once they are there."""
        wanted = version or self._versions[uri]

        def found() -> list[types.PublishDiagnosticsParams]:
            return [one for one in self.published if (one.uri, one.version) == (uri, wanted)]

        await self.until(found)
        return list(found()[-1].diagnostics)

    def listen(self, method: str, answer: object = None) -> list[Any]:
        """A list that gets the parameters of what the server says of this kind.

        answer: to give, where it is a request.
        """
        heard: list[Any] = []

        def take(params: Any) -> object:
            heard.append(params)
            return answer

        self.client.protocol.fm.features[method] = self._noting(take)
        return heard

    def logged(self) -> str:
        return "\n".join(message.message for message in self.client.log_messages)

    def _listen(self) -> None:
        features = self.client.protocol.fm.features
        features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = self._noting(self.published.append)
        features[types.WORKSPACE_INLAY_HINT_REFRESH] = self._noting(self._take_refresh)
        features[types.WORKSPACE_CODE_LENS_REFRESH] = self._noting(self._take_lens_refresh)
        features[types.CLIENT_REGISTER_CAPABILITY] = self._noting(
            lambda params: self.registered.extend(params.registrations)
        )
        features["kerasLens/status"] = self._noting(self.statuses.append)
        for method in (types.PROGRESS, types.WINDOW_LOG_MESSAGE, types.WINDOW_SHOW_MESSAGE):
            features[method] = self._noting(features[method])

    def _noting(self, take: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def note(params: Any) -> Any:
            answer = take(params)
            self._happened.set()
            return answer

        return note

    def _take_refresh(self, params: None) -> None:
        self.refreshes += 1

    def _take_lens_refresh(self, params: None) -> None:
        self.lens_refreshes += 1


def capabilities(
    *,
    encodings: list[str] | None = None,
    configuration: bool = False,
    refreshes: bool = True,
    versioned: bool = True,
    watches: bool = False,
    plain_diagnostics: bool = False,
    shows_documents: bool = False,
    label_parts: bool = False,
) -> types.ClientCapabilities:
    """Those of a typical editor. plain_diagnostics: it knows no tags and no related places."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings),
        window=types.WindowClientCapabilities(
            work_done_progress=True,
            show_message=types.ShowMessageRequestClientCapabilities(),
            show_document=types.ShowDocumentClientCapabilities(support=shows_documents),
        ),
        workspace=types.WorkspaceClientCapabilities(
            configuration=configuration,
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=versioned),
            inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=refreshes),
            code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=refreshes),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=watches
            ),
        ),
        text_document=types.TextDocumentClientCapabilities(
            inlay_hint=types.InlayHintClientCapabilities(
                resolve_support=types.ClientInlayHintResolveOptions(
                    ["tooltip", "label.location", "label.command"] if label_parts else ["tooltip"]
                )
            ),
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                version_support=True,
                code_description_support=True,
                related_information=not plain_diagnostics,
                tag_support=None
                if plain_diagnostics
                else types.ClientDiagnosticsTagOptions(list(types.DiagnosticTag)),
            ),
            code_action=types.CodeActionClientCapabilities(
                is_preferred_support=True,
                code_action_literal_support=types.ClientCodeActionLiteralOptions(
                    types.ClientCodeActionKindOptions(["quickfix"])
                ),
            ),
        ),
    )


@contextlib.asynccontextmanager
async def editor(
    cache: Path,
    *,
    client: types.ClientCapabilities | None = None,
    options: dict[str, Any] | None = None,
    configuration: dict[str, Any] | None = None,
    locale: str | None = None,
) -> AsyncIterator[Editor]:
    """An editor with its server, which keeps Keras's answers in `cache`.

    options: `initializationOptions`. configuration: what the editor says when it is asked
    for the settings. locale: the language of its user.
    """
    lsp_client = LanguageClient(converter_factory=plain_converter)
    register_lsp_features(lsp_client)
    if configuration is not None:
        lsp_client.set_configuration({"kerasLens": configuration})
    environment = {**os.environ, "KERAS_LENS_CACHE_DIR": str(cache)}
    await lsp_client.start_io(sys.executable, "-m", "keras_lens.lsp", "--stdio", env=environment)
    process = lsp_client._server
    assert process is not None
    one = Editor(lsp_client, process)
    try:
        begun = await lsp_client.initialize_session(
            types.InitializeParams(
                capabilities=client or capabilities(),
                initialization_options={"interpreter": sys.executable, **(options or {})},
                locale=locale,
            )
        )
        one.offered = begun.capabilities
        yield one
        await lsp_client.shutdown_session()
    finally:
        if process.returncode is None:
            process.kill()
        await lsp_client.stop()

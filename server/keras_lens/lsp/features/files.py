"""Files that change on disk: modules that open documents import, and projects' settings."""

from __future__ import annotations

from lsprotocol import types
from pygls.uris import to_fs_path

from keras_lens.lsp import capabilities
from keras_lens.lsp.session import Session

_WATCHED = ("**/*.py", "**/pyproject.toml")
_IDENTIFIER = "kerasLens.files"


async def initialised(session: Session) -> None:
    """Asks the client to tell of changes, if it can."""
    if not capabilities.watches_files(session.client):
        return
    watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
    registration = types.Registration(
        id=_IDENTIFIER,
        method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers),
    )
    await session.server.client_register_capability_async(types.RegistrationParams([registration]))


def changed(session: Session, changes: list[types.FileEvent]) -> None:
    """Files have changed, come or gone. An open one is what the editor shows of it."""
    for change in changes:
        path = to_fs_path(change.uri)
        if path and session.documents.get(change.uri) is None:
            session.file_changed(path)

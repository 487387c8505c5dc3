"""What the client says that it can do."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types


def refreshes_hints(client: types.ClientCapabilities) -> bool:
    """Whether hints can be announced as out of date."""
    return _says(client, "workspace", "inlay_hint", "refresh_support")


def refreshes_lenses(client: types.ClientCapabilities) -> bool:
    """Whether code lenses can be announced as out of date."""
    return _says(client, "workspace", "code_lens", "refresh_support")


def shows_documents(client: types.ClientCapabilities) -> bool:
    """Whether it can be asked to show a file."""
    return _says(client, "window", "show_document", "support")


def resolves_label_parts(client: types.ClientCapabilities) -> bool:
    """Whether it asks for what a part of a hint does once the user points at it."""
    hints = client.text_document and client.text_document.inlay_hint
    support = hints.resolve_support if hints else None
    return support is not None and "label.command" in support.properties


def refreshes_symbols(client: types.ClientCapabilities) -> bool:
    """Whether it takes other symbols once it is told that who gives them has changed."""
    return _says(client, "text_document", "document_symbol", "dynamic_registration")


def nests_symbols(client: types.ClientCapabilities) -> bool:
    """Whether symbols may be a tree."""
    return _says(client, "text_document", "document_symbol", "hierarchical_document_symbol_support")


def gives_configuration(client: types.ClientCapabilities) -> bool:
    """Whether the settings can be asked for."""
    return _says(client, "workspace", "configuration")


def registers_configuration(client: types.ClientCapabilities) -> bool:
    """Whether changes of the settings are to be subscribed to."""
    return _says(client, "workspace", "did_change_configuration", "dynamic_registration")


def watches_files(client: types.ClientCapabilities) -> bool:
    """Whether it can be asked to tell which files change on disk."""
    return _says(client, "workspace", "did_change_watched_files", "dynamic_registration")


def shows_progress(client: types.ClientCapabilities) -> bool:
    """Whether the server may open a progress of its own."""
    return _says(client, "window", "work_done_progress")


def versions_edits(client: types.ClientCapabilities) -> bool:
    """Whether an edit can name the version of the document that it is for."""
    return _says(client, "workspace", "workspace_edit", "document_changes")


def shows_related_places(client: types.ClientCapabilities) -> bool:
    """Whether a diagnostic may point to other places."""
    return _says(client, "text_document", "publish_diagnostics", "related_information")


def diagnostic_tags(client: types.ClientCapabilities) -> Sequence[types.DiagnosticTag]:
    """The tags of diagnostics that it knows."""
    published = client.text_document and client.text_document.publish_diagnostics
    support = published.tag_support if published else None
    return support.value_set if support else ()


def _says(capabilities: object, *path: str) -> bool:
    for name in path:
        capabilities = getattr(capabilities, name, None)
    return capabilities is True

"""Features in the protocol's types."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from keras_lens.ide.hints import Hint
from keras_lens.lsp.views import View, Views
from keras_lens.syntax.spans import TextEdit


def inlay_hint(hint: Hint, view: View, data: types.LSPAny, *, has_parts: bool) -> types.InlayHint:
    """A hint without its tooltip, for which the client asks with `data`.

    has_parts: whether the client asks for what each part of the label does, too.
    """
    parts = [types.InlayHintLabelPart(part.text) for part in hint.parts]
    return types.InlayHint(
        position=view.position(hint.position),
        label=parts if has_parts else hint.label,
        kind=types.InlayHintKind.Type,
        padding_left=True,
        data=data,
    )


def markdown(text: str) -> types.MarkupContent:
    """Text that the editor shows as Markdown."""
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def workspace_edit(
    edits: Sequence[TextEdit], views: Views, *, versioned: bool
) -> types.WorkspaceEdit | None:
    """Changes of a document. None where they cannot all be made.

    versioned: whether the client can be told to make them in this version only.
    """
    by_text = views.edits(edits)
    if by_text is None:
        return None
    if not versioned:
        return types.WorkspaceEdit(changes={view.uri: found for view, found in by_text})
    return types.WorkspaceEdit(document_changes=[_versioned(*one) for one in by_text])


def _versioned(view: View, edits: list[types.TextEdit]) -> types.TextDocumentEdit:
    target = types.OptionalVersionedTextDocumentIdentifier(view.uri, view.version)
    return types.TextDocumentEdit(target, list(edits))

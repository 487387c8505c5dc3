"""Places and features in the protocol's types.

Lines are the same on both sides; columns are counted in the units that client and server
have agreed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lsprotocol import types

from keras_lens.ide.hints import Hint
from keras_lens.lsp.documents import Document
from keras_lens.syntax.columns import Encoding, character_of_column, column_of_character
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span, TextEdit


def encoding_of(agreed: str | None) -> Encoding:
    """The units that client and server have agreed on; UTF-16 where they have not."""
    name = str(agreed.value if isinstance(agreed, types.PositionEncodingKind) else agreed)
    return "utf-8" if name == "utf-8" else "utf-32" if name == "utf-32" else "utf-16"


@dataclass(frozen=True, slots=True)
class Places:
    """Converts the places of one text."""

    file: SourceFile
    encoding: Encoding

    def position(self, position: Position) -> types.Position:
        """For the client."""
        line = self.file.line_text(position.line)
        column = column_of_character(line, position.character, self.encoding)
        return types.Position(position.line, column)

    def range(self, span: Span) -> types.Range:
        """For the client."""
        return types.Range(self.position(span.start), self.position(span.end))

    def position_of(self, position: types.Position) -> Position:
        """From the client; what is past a line or the text counts as its end."""
        end = self.file.position_at(len(self.file.text))
        if position.line > end.line:
            return end
        line = self.file.line_text(position.line)
        return Position(position.line, character_of_column(line, position.character, self.encoding))

    def position_in(self, given: object) -> Position:
        """From parameters that the protocol does not name: what is no position is the start."""
        numbers = given if isinstance(given, Mapping) else {}
        line, character = numbers.get("line", 0), numbers.get("character", 0)
        if not isinstance(line, int) or not isinstance(character, int):
            line = character = 0
        return self.position_of(types.Position(max(line, 0), max(character, 0)))

    def span_of(self, stretch: types.Range) -> Span:
        """From the client."""
        return Span(self.position_of(stretch.start), self.position_of(stretch.end))


def inlay_hint(hint: Hint, places: Places, data: types.LSPAny) -> types.InlayHint:
    """A hint without its tooltip, for which the client asks with `data`."""
    return types.InlayHint(
        position=places.position(hint.position),
        label=hint.label,
        kind=types.InlayHintKind.Type,
        padding_left=True,
        data=data,
    )


def markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def workspace_edit(
    edits: Sequence[TextEdit], places: Places, document: Document, *, versioned: bool
) -> types.WorkspaceEdit:
    """Changes of `document`.

    versioned: whether the client can be told to make them in this version only.
    """
    converted = [types.TextEdit(places.range(edit.span), edit.new_text) for edit in edits]
    if not versioned:
        return types.WorkspaceEdit(changes={document.uri: converted})
    return _versioned(document, converted)


def _versioned(document: Document, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    target = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(target, edits)])

"""Places of one text in the protocol's types.

Lines are the same on both sides; columns are counted in the units that client and server
have agreed on.
"""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from keras_lens.syntax.columns import Encoding, character_of_column, column_of_character
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span


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

    def span_of(self, stretch: types.Range) -> Span:
        """From the client."""
        return Span(self.position_of(stretch.start), self.position_of(stretch.end))

"""Places and features in the protocol's types.

Lines are the same on both sides; columns are counted in the units that client and server
have agreed on.
"""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from keras_lens.ide.hints import Hint
from keras_lens.lsp.documents import Document
from keras_lens.rules.findings import Finding, Fix
from keras_lens.syntax.columns import Encoding, character_of_column, column_of_character
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

SOURCE = "Keras Lens"
_SEVERITIES = {
    "hint": types.DiagnosticSeverity.Hint,
    "information": types.DiagnosticSeverity.Information,
    "warning": types.DiagnosticSeverity.Warning,
    "error": types.DiagnosticSeverity.Error,
}


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


def diagnostic(finding: Finding, places: Places) -> types.Diagnostic:
    """A finding; its code leads to the page of its rule."""
    return types.Diagnostic(
        range=places.range(finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(finding.documentation),
        source=SOURCE,
    )


def quick_fix(
    fix: Fix, finding: Finding, places: Places, document: Document, *, versioned: bool
) -> types.CodeAction:
    """A fix of a finding in `document`.

    versioned: whether the client can be told to apply it to this version only.
    """
    edits = [types.TextEdit(places.range(edit.span), edit.new_text) for edit in fix.edits]
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, places)],
        is_preferred=fix.preferred,
        edit=_versioned(document, edits)
        if versioned
        else types.WorkspaceEdit(changes={document.uri: edits}),
    )


def _versioned(document: Document, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    target = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(target, edits)])

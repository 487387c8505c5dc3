"""Findings in the protocol's types."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from keras_lens.ide.diagnostics import Tag, tags_of, text_of
from keras_lens.lsp import capabilities
from keras_lens.lsp.views import View, Views
from keras_lens.rules.findings import Finding, Related

SOURCE = "Keras Lens"
_SEVERITIES = {
    "hint": types.DiagnosticSeverity.Hint,
    "information": types.DiagnosticSeverity.Information,
    "warning": types.DiagnosticSeverity.Warning,
    "error": types.DiagnosticSeverity.Error,
}
_TAGS = {
    Tag.UNNECESSARY: types.DiagnosticTag.Unnecessary,
    Tag.DEPRECATED: types.DiagnosticTag.Deprecated,
}


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Converts the findings in a document."""

    views: Views
    client: types.ClientCapabilities

    def of(self, finding: Finding) -> types.Diagnostic:
        """A finding; its code leads to the page of its rule."""
        view = self.views.at(finding.span)
        shows_related = capabilities.shows_related_places(self.client)
        tags = [
            _TAGS[tag]
            for tag in tags_of(finding)
            if _TAGS[tag] in capabilities.diagnostic_tags(self.client)
        ]
        return types.Diagnostic(
            range=view.range(finding.span),
            message=view.wording(text_of(finding)),
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=types.CodeDescription(finding.documentation),
            source=SOURCE,
            tags=tags or None,
            related_information=[self._related(one, view) for one in finding.related]
            if shows_related and finding.related
            else None,
        )

    def _related(self, related: Related, view: View) -> types.DiagnosticRelatedInformation:
        location = self.views.location_in(related.file, related.span)
        return types.DiagnosticRelatedInformation(location, view.wording(related.message))

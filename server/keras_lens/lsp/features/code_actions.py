"""Quick fixes of the findings."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from keras_lens.lsp import capabilities, conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.session import Session


async def code_actions(
    session: Session, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """The fixes of the findings that `params.range` touches."""
    if not _wanted(params.context.only):
        return None
    run = await waiting.finished(session, params.text_document.uri)
    if run is None or run.analysis is None or not run.findings:
        return None
    places = session.places(run.analysis.file)
    touched = places.span_of(params.range)
    versioned = capabilities.versions_edits(session.client)
    return [
        conversion.quick_fix(fix, finding, places, run.document, versioned=versioned)
        for finding in run.findings
        if finding.span.overlaps(touched)
        for fix in finding.fixes
    ]


def _wanted(only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether quick fixes are among the kinds asked for; a kind stands for its sub-kinds too."""
    if only is None:
        return True
    kinds = [kind.value if isinstance(kind, types.CodeActionKind) else kind for kind in only]
    return any(kind in ("", types.CodeActionKind.QuickFix.value) for kind in kinds)

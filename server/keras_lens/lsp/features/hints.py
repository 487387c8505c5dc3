"""Inlay hints; their tooltips are made when the user points at one."""

from __future__ import annotations

from lsprotocol import types

from keras_lens.ide.hints import hints
from keras_lens.lsp import capabilities, conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.session import Session


async def inlay_hints(
    session: Session, params: types.InlayHintParams
) -> list[types.InlayHint] | None:
    """The hints in the visible part; what is known at once, if the rest can be sent later."""
    uri = params.text_document.uri
    refreshes = capabilities.refreshes_hints(session.client)
    run = await (waiting.known if refreshes else waiting.finished)(session, uri)
    if run is None or run.analysis is None:
        return None
    run.shown_incomplete |= not run.analysis.complete
    view = session.view(run, uri)
    found = hints(run.analysis, session.configuration.hints, view.span_of(params.range))
    data = {"uri": uri, "version": view.version}
    return [conversion.inlay_hint(hint, view, data) for hint in found]


def resolve(session: Session, hint: types.InlayHint) -> types.InlayHint:
    """The hint with its tooltip; without, where the text has changed since."""
    data = hint.data if isinstance(hint.data, dict) else {}
    uri = str(data.get("uri"))
    run = session.analyses.of(uri)
    if run is None or run.analysis is None:
        return hint
    view = session.view(run, uri)
    if view.version != data.get("version"):
        return hint
    place = view.position_of(hint.position)
    for known in hints(run.analysis, session.configuration.hints):
        if known.position == place and known.label == hint.label:
            hint.tooltip = conversion.markdown(view.wording(known.tooltip()))
            break
    return hint

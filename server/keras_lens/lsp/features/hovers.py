"""Hovers, with a link to the model's summary where the client can open it."""

from __future__ import annotations

from lsprotocol import types

from keras_lens.ide.hovers import hover
from keras_lens.localization import translate
from keras_lens.lsp import conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.links import SHOW_SUMMARY, command_link
from keras_lens.lsp.session import Session


async def hover_at(session: Session, params: types.HoverParams) -> types.Hover | None:
    """What there is to say about the thing at a place."""
    uri = params.text_document.uri
    run = await waiting.finished(session, uri)
    if run is None or run.analysis is None:
        return None
    view = session.view(run, uri)
    found = hover(run.analysis, view.position_of(params.position), run.findings or ())
    if found is None:
        return None
    text = view.wording(found.text)
    if session.options.command_links and found.summary_of is not None:
        target = {"uri": uri, "model": found.summary_of}
        link = command_link(translate("Show summary"), SHOW_SUMMARY, target)
        text = f"{text}\n\n{link}"
    return types.Hover(conversion.markdown(text), view.range(found.span))

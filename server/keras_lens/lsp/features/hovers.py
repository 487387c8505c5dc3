"""Hovers, with a link to the model's summary where the client can open it."""

from __future__ import annotations

import json
from urllib.parse import quote

from lsprotocol import types

from keras_lens.ide.hovers import hover
from keras_lens.lsp import conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.session import Session

_SHOW_SUMMARY = "kerasLens.showSummary"
"""The client's own command."""


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
        text = f"{text}\n\n{_summary_link(uri, found.summary_of)}"
    return types.Hover(conversion.markdown(text), view.range(found.span))


def _summary_link(uri: str, model: int) -> str:
    arguments = json.dumps([{"uri": uri, "model": model}], separators=(",", ":"))
    return f"[Show summary](command:{_SHOW_SUMMARY}?{quote(arguments, safe='')})"

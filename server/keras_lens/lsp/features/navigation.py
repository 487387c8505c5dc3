"""From a layer's name to where it is made, and from a layer to its calls."""

from __future__ import annotations

from lsprotocol import types

from keras_lens.ide.navigation import definitions, references
from keras_lens.lsp.features import waiting
from keras_lens.lsp.session import Session


async def definition(
    session: Session, params: types.DefinitionParams
) -> list[types.Location] | None:
    """Where the layer is made that the text at a place names."""
    uri = params.text_document.uri
    run = await waiting.known(session, uri)
    if run is None or run.analysis is None:
        return None
    views, view = session.views(run), session.view(run, uri)
    sites = definitions(run.analysis, view.position_of(params.position))
    return [views.location_in(site.file, site.span) for site in sites] or None


async def calls(session: Session, params: types.ReferenceParams) -> list[types.Location] | None:
    """The calls of the layer at a place that is called several times."""
    uri = params.text_document.uri
    run = await waiting.known(session, uri)
    if run is None or run.analysis is None:
        return None
    views, view = session.views(run), session.view(run, uri)
    found = references(run.analysis, view.position_of(params.position))
    return [views.location_in(site.file, span) for site, span in found] or None

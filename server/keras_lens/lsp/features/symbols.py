"""Models and their layers as symbols: of a document, and of all open ones by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lsprotocol import types

from keras_lens.ide.symbols import Symbol, matching, symbols
from keras_lens.lsp import capabilities
from keras_lens.lsp.features import waiting
from keras_lens.lsp.session import Session
from keras_lens.lsp.views import View

LABEL = "Keras Lens"
"""The heading of the symbols in an editor that shows those of several servers."""
_MOST_IN_WORKSPACE = 200


async def document_symbols(
    session: Session, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """Those of a text. An editor shows none, not those of another server either, before all have
    answered; so what is known at once is given, if the rest can be sent later."""
    if not session.configuration.symbols:
        return None
    uri = params.text_document.uri
    refreshes = capabilities.refreshes_symbols(session.client)
    shown = await waiting.to_show(session, uri, later=refreshes)
    if shown is None:
        return None
    run, analysis = shown
    if not analysis.complete:
        session.symbols.shown_incomplete()
    view = session.view(run, uri)
    found = [one for symbol in symbols(analysis) for one in _held(symbol, view)]
    if capabilities.nests_symbols(session.client):
        return [_nested(one, view, types.SymbolKind.Struct) for one in found]
    return [flat for one in found for flat in _flat(one, view)]


async def workspace_symbols(
    session: Session, params: types.WorkspaceSymbolParams
) -> list[types.SymbolInformation] | None:
    """The models of the open documents that fit what the user types."""
    if not session.configuration.symbols:
        return None
    found: list[types.SymbolInformation] = []
    for document in session.documents:
        run = session.analyses.of(document.uri)
        if run is None or run.analysis is None:
            continue
        views = session.views(run)
        for one in matching(symbols(run.analysis), params.query):
            place = views.location(one.selection)
            kind = types.SymbolKind.Struct
            found.append(types.SymbolInformation(place, one.name, kind, container_name=one.detail))
    return found[:_MOST_IN_WORKSPACE]


def _held(symbol: Symbol, view: View) -> Iterator[Symbol]:
    """The symbol without what is in another cell of the notebook."""
    if view.holds(symbol.selection):
        children = tuple(one for one in symbol.children if view.holds(one.selection))
        yield replace(symbol, children=children)


def _nested(symbol: Symbol, view: View, kind: types.SymbolKind) -> types.DocumentSymbol:
    selection = view.range(symbol.selection)
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail,
        kind=kind,
        range=view.range(symbol.span) if view.holds(symbol.span) else selection,
        selection_range=selection,
        children=[_nested(one, view, types.SymbolKind.Field) for one in symbol.children],
    )


def _flat(symbol: Symbol, view: View) -> Iterator[types.SymbolInformation]:
    def one(part: Symbol, kind: types.SymbolKind, container: str) -> types.SymbolInformation:
        place = types.Location(view.uri, view.range(part.selection))
        return types.SymbolInformation(place, part.name, kind, container_name=container)

    yield one(symbol, types.SymbolKind.Struct, symbol.detail)
    for child in symbol.children:
        yield one(child, types.SymbolKind.Field, symbol.name)

"""Symbols and ways between places, as a client gets them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types

from . import programs
from .editor import URI, Editor, capabilities, editor
from .notebooks import Notebook

pytestmark = pytest.mark.asyncio(loop_scope="module")

TREE = [
    ("model", "Sequential · 501,898 params", 3, 6),
    ("dense", "(None, 28, 28, 64) · 128 params", 4, 4),
    ("flatten", "(None, 50176)", 5, 5),
    ("dense_1", "(None, 10) · 501,770 params", 6, 6),
]


def with_trees(*, dynamic: bool = False) -> types.ClientCapabilities:
    """Those of an editor that shows symbols as a tree."""
    client = capabilities()
    assert client.text_document is not None
    client.text_document.document_symbol = types.DocumentSymbolClientCapabilities(
        dynamic_registration=dynamic, hierarchical_document_symbol_support=True
    )
    return client


async def asked(
    one: Editor, uri: str = URI
) -> Sequence[types.DocumentSymbol] | Sequence[types.SymbolInformation]:
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    return await one.client.text_document_document_symbol_async(params) or []


async def tree(one: Editor) -> list[tuple[str, str | None, int, int]]:
    found: list[types.DocumentSymbol] = []
    for symbol in await asked(one):
        assert isinstance(symbol, types.DocumentSymbol)
        found += [symbol, *(symbol.children or ())]
    return [(s.name, s.detail, s.range.start.line, s.range.end.line) for s in found]


async def test_a_tree_of_models_and_layers(warm_cache: Path) -> None:
    async with editor(warm_cache, client=with_trees()) as one:
        one.open(programs.MISTAKE)
        assert await tree(one) == TREE


async def test_a_client_that_knows_no_trees_gets_a_list(one: Editor) -> None:
    one.open(programs.MISTAKE)
    found = [symbol for symbol in await asked(one) if isinstance(symbol, types.SymbolInformation)]
    assert [(s.name, s.container_name) for s in found] == [
        ("model", "Sequential · 501,898 params"),
        ("dense", "model"),
        ("flatten", "model"),
        ("dense_1", "model"),
    ]
    assert found[1].location.range.start == types.Position(4, 10)


async def test_they_have_a_heading_beside_those_of_others(one: Editor) -> None:
    provider = one.offered.document_symbol_provider
    assert isinstance(provider, types.DocumentSymbolOptions)
    assert provider.label == "Keras Lens"


async def test_they_can_be_turned_off(warm_cache: Path) -> None:
    settings = {"symbols": {"enabled": False}}
    async with editor(warm_cache, options={"settings": settings}) as one:
        one.open(programs.MISTAKE)
        await one.diagnostics()
        assert list(await asked(one)) == []
        assert await models(one, "") == []


async def test_what_is_known_at_once_is_shown_at_once_and_the_rest_is_announced(
    tmp_path: Path,
) -> None:
    """Others' symbols would not be shown as long as ours are awaited."""
    async with editor(tmp_path, client=with_trees(dynamic=True)) as one:
        taken_back = one.listen(types.CLIENT_UNREGISTER_CAPABILITY)
        one.open(programs.SMALL)
        first = await tree(one)
        assert first == [] or "?" in str(first) or "not known" in str(first)
        await one.until(lambda: taken_back)
        (registered,) = [r for r in one.registered if r.method == "textDocument/documentSymbol"]
        assert [t.id for t in taken_back[0].unregisterations] == [registered.id]
        assert await tree(one) == [
            ("model", "Sequential · 15 params", 2, 5),
            ("dense", "(None, 3) · 15 params", 4, 4),
        ]


async def models(one: Editor, query: str) -> list[tuple[str, str | None, str, int]]:
    found = await one.client.workspace_symbol_async(types.WorkspaceSymbolParams(query)) or []
    return [
        (s.name, s.container_name, s.location.uri, s.location.range.start.line)
        for s in found
        if isinstance(s, types.SymbolInformation)
    ]


async def test_models_of_all_open_documents_by_name(one: Editor) -> None:
    other = "file:///work/other.py"
    one.open(programs.MISTAKE)
    one.open(programs.SMALL.replace("model =", "encoder ="), other)
    await one.diagnostics()
    await one.diagnostics(other)
    assert await models(one, "mod") == [("model", "Sequential · 501,898 params", URI, 3)]
    assert await models(one, "ENC") == [("encoder", "Sequential · 15 params", other, 2)]
    assert len(await models(one, "")) == 2
    one.close(other)
    assert await models(one, "ENC") == []


async def test_from_a_name_to_where_the_layer_is_made(one: Editor) -> None:
    one.open(f"{programs.SMALL}model.get_layer('dense').units\n")
    params = types.DefinitionParams(types.TextDocumentIdentifier(URI), types.Position(6, 19))
    found = await one.client.text_document_definition_async(params)
    assert found == [types.Location(URI, types.Range(types.Position(4, 4), types.Position(4, 25)))]
    params.position = types.Position(2, 2)
    assert not await one.client.text_document_definition_async(params)


async def test_the_calls_of_a_shared_layer(one: Editor) -> None:
    one.open(programs.SHARED)
    params = types.ReferenceParams(
        types.ReferenceContext(include_declaration=True),
        types.TextDocumentIdentifier(URI),
        types.Position(2, 2),
    )
    found = await one.client.text_document_references_async(params) or []
    assert [place.range.start.line for place in found] == [4, 5]


async def test_a_cell_has_what_stands_in_it(one: Editor) -> None:
    lines = programs.MISTAKE.splitlines(keepends=True)
    notebook = Notebook(one)
    notebook.open("".join(lines[:3]), "".join(lines[3:5]), "".join(lines[5:7]))
    found = [await asked(one, cell.uri) for cell in notebook.cells]
    notebook.close()
    named = [
        [
            (s.name, s.location.range.start.line)
            for s in of_cell
            if isinstance(s, types.SymbolInformation)
        ]
        for of_cell in found
    ]
    assert named == [[], [("model", 0), ("dense", 1)], []]

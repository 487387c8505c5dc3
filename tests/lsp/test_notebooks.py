"""A notebook in an editor: everything that files have, cell by cell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types

from . import programs
from .editor import Editor, capabilities, editor
from .notebooks import URI, Cell, Notebook, markdown

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINES = programs.MISTAKE.splitlines(keepends=True)
IMPORTS = "".join(LINES[:2])
MAKE = "".join(LINES[3:5])
REST = "".join(LINES[5:7])
COMPILE = LINES[7]
MAKE_HINTS = [(0, "(None, 28, 28, 1)"), (1, "(None, 28, 28, 64) · 128 params")]
REST_HINTS = [(0, "(None, 50176)"), (1, "(None, 10) · 501,770 params")]
RULE = "dense-before-flatten"
SIZED = """\
model = keras.Sequential([
    keras.Input((n,)),
    keras.layers.Dense(units),
])"""


@pytest_asyncio.fixture(loop_scope="module")
async def notebook(running_editor: Editor) -> AsyncIterator[Notebook]:
    one = Notebook(running_editor)
    yield one
    one.close()
    running_editor.published.clear()


async def settled(notebook: Notebook, text: str, index: int = 0) -> None:
    """Waits until all is told of the newest texts: `text` is put into a cell."""
    notebook.rewrite(index, text)
    await notebook.diagnostics(index)


async def test_names_flow_from_cell_to_cell(notebook: Notebook) -> None:
    notebook.open(
        "%pip install keras\n!ls\n" + IMPORTS,
        markdown("# A model\nmodel.add(nothing"),
        MAKE,
        "%%bash\nls -l\nmodel.add(Dense(3))",
        "%%time\n" + REST + "await something()\nmodel.summary?\n",
        Cell("model.add(Dense(3))", "javascript"),
        "%time " + COMPILE,
    )
    assert await notebook.hints() == [
        [],
        [],
        MAKE_HINTS,
        [],
        [(line + 1, label) for line, label in REST_HINTS],
        [],
        [],
    ]
    (found,) = await notebook.diagnostics(2)
    assert (found.code, found.range) == (
        RULE,
        types.Range(types.Position(1, 10), types.Position(1, 15)),
    )
    assert [await notebook.diagnostics(index) for index in (0, 3, 4, 6)] == [[], [], [], []]
    assert notebook.told(notebook.cells[1].uri) == notebook.told(notebook.cells[5].uri) == []
    assert notebook.told(URI) == []


async def test_hovers_and_tooltips_in_a_cell(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    one = notebook.editor
    uri = notebook.cells[2].uri
    assert "`(None, 28, 28, 64)` → `(None, 50176)`" in await one.hover_text(0, 12, uri)
    found = await one.hover(0, 12, uri)
    assert found is not None
    assert found.range == types.Range(types.Position(0, 10), types.Position(0, 17))
    assert "**Sequential**" in await one.hover_text(1, 2, uri)
    assert await one.hover(40, 0, uri) is None
    hint = (await one.inlay_hints(uri))[1]
    await settled(notebook, "# a line\n" + IMPORTS)
    resolved = await one.client.inlay_hint_resolve_async(hint)
    assert isinstance(resolved.tooltip, types.MarkupContent)
    assert "kernel (50176, 10) = 501,760" in resolved.tooltip.value


async def test_a_broken_cell_breaks_only_itself(notebook: Notebook) -> None:
    notebook.open(IMPORTS, "", MAKE, REST)
    for broken in ("f(", "x = '''", "x = [1,\n  2,", "if x:", "@decorated", "  )", "!é 'x\n%%%"):
        await settled(notebook, broken, 1)
        assert await notebook.hints() == [[], [], MAKE_HINTS, REST_HINTS], broken
    await settled(notebook, "model.add(", 3)
    assert await notebook.hints() == [[], [], MAKE_HINTS, []]


async def test_hints_of_other_cells_are_called_out_of_date(notebook: Notebook) -> None:
    notebook.open("import keras", "n = 4", "units = 3", SIZED)
    await notebook.diagnostics(3)
    assert await notebook.hints() == [[], [], [], [(1, "(None, 4)"), (2, "(None, 3) · 15 params")]]
    before = notebook.editor.refreshes
    notebook.replace(2, (0, 8), (0, 9), "5")
    await notebook.editor.until(lambda: notebook.editor.refreshes > before)
    await notebook.diagnostics(2)
    assert (await notebook.hints())[3] == [(1, "(None, 4)"), (2, "(None, 5) · 25 params")]


async def test_cells_are_moved_deleted_inserted_and_split(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    assert await notebook.hints() == [[], MAKE_HINTS, REST_HINTS]
    notebook.move(2, 1)  # before there is a model
    assert await notebook.hints() == [[], [], MAKE_HINTS]
    notebook.move(1, 2)
    assert await notebook.hints() == [[], MAKE_HINTS, REST_HINTS]
    notebook.delete(0)
    assert await notebook.hints() == [[], []]
    notebook.insert(0, markdown("text"), IMPORTS)
    assert (await notebook.hints())[2:] == [MAKE_HINTS, REST_HINTS]
    first, second = REST.splitlines(keepends=True)
    notebook.put(3, 1, [first, second])
    assert (await notebook.hints())[3:] == [REST_HINTS[:1], [(0, REST_HINTS[1][1])]]


async def test_a_cell_changes_its_kind(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    cell = notebook.cells[1]
    kinds = types.NotebookCellKind
    for kind, hints in ((kinds.Markup, []), (kinds.Code, MAKE_HINTS)):
        changed = types.NotebookCell(kind, cell.uri)
        notebook.send(types.NotebookDocumentCellChanges(data=[changed]))
        assert (await notebook.hints())[1] == hints
    assert await notebook.hints() == [[], MAKE_HINTS, REST_HINTS]
    notebook.put(1, 1, [Cell(MAKE, "sql", uri=cell.uri, version=7)])
    assert await notebook.hints() == [[], [], []]


async def test_findings_go_with_their_cell(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    assert [found.code for found in await notebook.diagnostics(1)] == [RULE]
    gone = notebook.cells[1].uri
    notebook.delete(1)
    await notebook.editor.until(lambda: notebook.told(gone) == [])
    notebook.insert(1, MAKE)
    assert [found.code for found in await notebook.diagnostics(1)] == [RULE]
    uri = notebook.cells[1].uri
    notebook.close()
    await notebook.editor.until(lambda: notebook.told(uri) == [])
    with pytest.raises(Exception, match="not an open"):
        await notebook.editor.ask("kerasLens/models", {"textDocument": {"uri": uri}})


async def test_a_cell_that_is_as_it_was_is_not_told_again(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    await notebook.diagnostics(1)
    notebook.editor.published.clear()
    notebook.rewrite(2, REST + "\n")
    await notebook.diagnostics(2)
    assert {one.uri for one in notebook.editor.published} == {notebook.cells[2].uri}


async def test_running_a_cell_changes_nothing(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    await notebook.diagnostics(1)
    hints, told = await notebook.hints(), len(notebook.editor.published)
    summary = types.ExecutionSummary(execution_order=3, success=True)
    ran = types.NotebookCell(
        types.NotebookCellKind.Code, notebook.cells[1].uri, execution_summary=summary
    )
    notebook.send(types.NotebookDocumentCellChanges(data=[ran]))
    assert await notebook.hints() == hints
    assert len(notebook.editor.published) == told


async def test_a_fix_in_several_cells(notebook: Notebook) -> None:
    """`Flatten` moves from its cell into that of the first `Dense`."""
    notebook.open(IMPORTS, MAKE, REST)
    await notebook.diagnostics(1)
    action = (await notebook.editor.actions_at(1, 12, uri=notebook.cells[1].uri))[0]
    assert action.edit is not None
    notebook.apply(action.edit)
    assert await notebook.diagnostics(1) == []
    shapes = [label for cell in await notebook.hints() for _, label in cell]
    assert shapes[-3:] == ["(None, 784)", "(None, 64) · 50,240 params", "(None, 10) · 650 params"]
    assert "Flatten" not in notebook.cells[2].text


async def test_keeping_a_finding_and_ignoring_a_rule(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE.removesuffix("\n"), REST)
    await notebook.diagnostics(1)
    action = (await notebook.editor.actions_at(1, 12, uri=notebook.cells[1].uri))[-1]
    assert action.edit is not None
    notebook.apply(action.edit)
    assert notebook.cells[1].text.endswith(f"# keras-lens: ignore[{RULE}]")
    assert await notebook.diagnostics(1) == []
    await settled(notebook, MAKE, 1)
    await settled(notebook, f"# keras-lens: ignore-file[{RULE}]\n{IMPORTS}", 0)
    await notebook.editor.until(lambda: notebook.told(notebook.cells[1].uri) == [])


async def test_all_fixes_of_a_cell_and_of_the_notebook(notebook: Notebook) -> None:
    """Editors ask each cell for its fixes when a notebook is saved, or once for all."""
    old = "model.add(keras.layers.Dense(output_dim=3))"
    made = "import keras\nmodel = keras.Sequential([keras.Input((4,))])"
    notebook.open(made, old, "n = 3", old)
    found = [await notebook.diagnostics(index) for index in (1, 3)]
    assert [[one.code for one in cell] for cell in found] == [["old-argument"]] * 2
    first, last = notebook.cells[1], notebook.cells[3]
    kind = "source.fixAll.kerasLens"
    (action,) = await notebook.editor.actions_at(0, 0, [kind], first.uri)
    assert changed_texts(action) == [first.uri]
    assert await notebook.editor.actions_at(0, 0, [kind], notebook.cells[2].uri) == []
    (action,) = await notebook.editor.actions_at(0, 0, [f"notebook.{kind}"], first.uri)
    assert changed_texts(action) == [first.uri, last.uri]
    assert action.edit is not None
    notebook.apply(action.edit)
    assert "units=3" in first.text
    assert first.text == last.text


def changed_texts(action: types.CodeAction) -> list[str]:
    assert action.edit is not None
    changes = action.edit.document_changes or []
    return [one.text_document.uri for one in changes if isinstance(one, types.TextDocumentEdit)]


async def test_places_in_other_cells(notebook: Notebook) -> None:
    lines = programs.REFUSED.splitlines()
    notebook.open(lines[0], "\n".join(lines[2:5]), "# a comment\n" + lines[5])
    (found,) = await notebook.diagnostics(2)
    (related,) = found.related_information or []
    assert (related.location.uri, related.location.range.start.line) == (notebook.cells[1].uri, 2)
    (action, _) = await notebook.editor.actions_at(1, 24, uri=notebook.cells[2].uri)
    assert changed_texts(action) == [notebook.cells[1].uri]


async def test_the_models_of_a_notebook_and_their_summaries(notebook: Notebook) -> None:
    notebook.open(IMPORTS, markdown("# A model"), MAKE, REST)
    one, uri = notebook.editor, notebook.cells[3].uri
    made_in = notebook.cells[2].uri
    for asked in (uri, URI):
        (model,) = await one.ask("kerasLens/models", {"textDocument": {"uri": asked}})
        assert (model["label"], model["uri"], model["cell"], model["line"]) == (
            "model (sequential)",
            made_in,
            1,
            0,
        )
    place = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 12}}
    summary = await one.ask("kerasLens/summary", place)
    assert "501,898" in summary["text"]


WIDE = "s = '😀π'; model = Sequential([Dense(3, input_shape=(4,))])  # 😀"
END_OF_CODE = {"utf-8": 62, "utf-16": 59, "utf-32": 58}


@pytest.mark.parametrize("agreed", ["utf-8", "utf-16", "utf-32"])
async def test_columns_count_in_the_clients_encoding(warm_cache: Path, agreed: str) -> None:
    assert END_OF_CODE["utf-32"] == WIDE.index("  #")
    async with editor(warm_cache, client=capabilities(encodings=[agreed])) as one:
        notebook = Notebook(one)
        notebook.open(IMPORTS, "!é\n" + WIDE)
        await notebook.diagnostics(1)
        (hint,) = await one.inlay_hints(notebook.cells[1].uri)
        assert hint.position == types.Position(1, END_OF_CODE[agreed])
        inside = END_OF_CODE[agreed] - len(",))])")
        notebook.replace(1, (1, inside - 1), (1, inside), "4")
        found = await one.hover(1, END_OF_CODE[agreed] - len("se(3, input_shape=(4,))])"),
                                notebook.cells[1].uri)  # fmt: skip
        assert found is not None
        end = END_OF_CODE[agreed] - len("(3, input_shape=(4,))])")
        assert found.range == types.Range(types.Position(1, end - 5), types.Position(1, end))


ODD = {
    "a start past the end": (90, 3),
    "more than there are": (0, 900),
    "nothing": (1, 0),
}


@pytest.mark.parametrize(("start", "count"), ODD.values(), ids=ODD.keys())
async def test_odd_changes_of_the_structure(notebook: Notebook, start: int, count: int) -> None:
    notebook.open(IMPORTS, MAKE)
    stranger = types.NotebookCell(types.NotebookCellKind.Code, "cell:never-opened")
    notebook.send_structure(start, count, [stranger])
    cells = [cell.as_cell for cell in notebook.cells]
    notebook.send_structure(0, 900, cells, notebook.cells)
    assert await notebook.hints() == [[], MAKE_HINTS]


async def test_odd_changes_of_texts(notebook: Notebook) -> None:
    one = notebook.editor
    notebook.open(IMPORTS, MAKE)
    stranger = Cell("x", uri="cell:never-opened")
    whole = types.TextDocumentContentChangeWholeDocument("model = 3")
    content = types.NotebookDocumentCellContentChanges(
        types.VersionedTextDocumentIdentifier(3, stranger.uri), [whole]
    )
    notebook.send(types.NotebookDocumentCellChanges(text_content=[content]))
    notebook.send(types.NotebookDocumentCellChanges(data=[stranger.as_cell]))
    notebook.send(types.NotebookDocumentCellChanges(text_content=[content]), "file:///other.ipynb")
    one.client.text_document_did_open(types.DidOpenTextDocumentParams(notebook.cells[1].as_text))
    one.client.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(notebook.cells[1].uri))
    )
    one.client.notebook_document_did_close(
        types.DidCloseNotebookDocumentParams(
            types.NotebookDocumentIdentifier("file:///other.ipynb"), []
        )
    )
    notebook.replace(1, (1, 900), (70, 3), " # end")
    assert await notebook.hints() == [[], MAKE_HINTS]
    assert await one.hints(stranger.uri) == []
    notebook.open(IMPORTS, MAKE, REST)  # again, without closing
    assert await notebook.hints() == [[], MAKE_HINTS, REST_HINTS]


async def test_a_notebook_without_keras_is_left_alone(notebook: Notebook) -> None:
    notebook.open("x = 1", "y = 2")
    assert await notebook.hints() == [[], []]
    notebook.rewrite(0, IMPORTS)
    notebook.rewrite(1, MAKE)
    assert (await notebook.hints())[1] == MAKE_HINTS
    notebook.open()
    assert await notebook.hints() == []


@pytest.mark.parametrize(
    "change",
    [
        None,
        {},
        {"cells": {"structure": {"array": {"start": -5, "deleteCount": -2}}}},
        {"cells": {"structure": {"array": {"start": "x", "deleteCount": 1}}}},
        {"cells": {"structure": {}}},
        {"cells": {"textContent": [{"document": {"uri": 7}, "changes": [{}]}]}},
        {"cells": {"data": [{"kind": 9, "document": "cell:never-opened"}]}},
        {"cells": []},
    ],
)
async def test_messages_against_the_protocol(notebook: Notebook, change: object) -> None:
    notebook.open(IMPORTS, MAKE)
    identifier = {"uri": URI, "version": 2}
    params = {"notebookDocument": identifier, "change": change}
    notebook.editor.client.protocol._send_data(
        {"jsonrpc": "2.0", "method": "notebookDocument/didChange", "params": params}
    )
    notebook.rewrite(1, "# again\n" + MAKE)
    assert await notebook.hints() == [[], [(line + 1, label) for line, label in MAKE_HINTS]]


async def test_the_lens_stands_in_the_cell_that_makes_the_model(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    await notebook.diagnostics(1)
    found = []
    for cell in notebook.cells:
        params = types.CodeLensParams(types.TextDocumentIdentifier(cell.uri))
        lenses = await notebook.editor.client.text_document_code_lens_async(params) or []
        found.append([lens.range.start.line for lens in lenses if lens.command is not None])
    assert (found[0], set(found[1]), found[2]) == ([], {0}, [])


async def test_the_places_of_a_model_view_are_in_cells(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MAKE, REST)
    await notebook.diagnostics(1)
    made, rest = notebook.cells[1].uri, notebook.cells[2].uri
    for asked in (made, rest, URI):
        place = {"textDocument": {"uri": asked}, "position": {"line": 0, "character": 0}}
        answer = await notebook.editor.ask("kerasLens/modelView", place)
        places = [layer["place"] for layer in answer["model"]["layers"]][-3:]
        assert [(one["uri"], one["range"]["start"]["line"]) for one in places] == [
            (made, 1),
            (rest, 0),
            (rest, 1),
        ]

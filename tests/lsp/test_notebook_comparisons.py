"""Models of notebooks side by side: with the last commit, with the last save, with each other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types

from tests.check.notebooks import notebook as ipynb

from . import programs
from .editor import Editor, editor
from .notebooks import Notebook, markdown
from .test_comparisons import EARLIER, compared, named
from .test_lenses import SMALLER, commit

pytestmark = pytest.mark.asyncio(loop_scope="module")

IMPORTS = "%matplotlib inline\nimport keras"
MODEL = programs.SMALL.removeprefix("import keras\n\n")
BEFORE = SMALLER.removeprefix("import keras\n\n")


@pytest_asyncio.fixture(loop_scope="module")
async def notebook(running_editor: Editor, tmp_path: Path) -> AsyncIterator[Notebook]:
    """Of a file that is there, and that is closed after the test."""
    one = Notebook(running_editor, uri=(tmp_path / "model.ipynb").as_uri())
    yield one
    one.close()
    running_editor.published.clear()


def saved(folder: Path, *cells: str, text: str | None = None) -> None:
    content = ipynb(cells) if text is None else text
    (folder / "model.ipynb").write_text(content, encoding="utf-8")


def states(found: Any) -> list[str]:
    return [layer["state"] for layer in found["comparison"]["layers"]]


async def test_with_the_last_commit(notebook: Notebook, tmp_path: Path) -> None:
    saved(tmp_path, IMPORTS, BEFORE)
    commit(tmp_path)
    saved(tmp_path, IMPORTS, MODEL)
    notebook.open(markdown("# A model"), IMPORTS, MODEL)
    for asked in (notebook.uri, notebook.cells[1].uri, notebook.cells[2].uri):
        found = await compared(notebook.editor, EARLIER, named(uri=asked))
        assert found["earlier"] == "commit"
        assert found["comparison"]["totals"]["params"]["difference"] == 10
        assert states(found) == ["same", "changed"]
        dense = found["comparison"]["layers"][1]
        assert dense["left"]["place"] is None
        assert (dense["right"]["place"]["uri"], dense["right"]["place"]["range"]["start"]) == (
            notebook.cells[2].uri,
            {"line": 2, "character": 4},
        )


async def test_with_the_last_save_while_the_user_types(notebook: Notebook, tmp_path: Path) -> None:
    saved(tmp_path, IMPORTS, MODEL)
    notebook.open(IMPORTS, MODEL)
    told = notebook.editor.listen("kerasLens/modelViewChanged")
    await until_it_is(notebook, told, ["same", "same"])
    notebook.rewrite(1, BEFORE)
    answer = await until_it_is(notebook, told, ["same", "changed"])
    assert answer["earlier"] == "save"


async def test_what_was_saved_is_the_earlier_version_from_then_on(
    notebook: Notebook, tmp_path: Path
) -> None:
    saved(tmp_path, IMPORTS, BEFORE)
    notebook.open(IMPORTS, MODEL)
    told = notebook.editor.listen("kerasLens/modelViewChanged")
    await until_it_is(notebook, told, ["same", "changed"])
    saved(tmp_path, IMPORTS, MODEL)
    notebook.save()
    await until_it_is(notebook, told, ["same", "same"])


async def until_it_is(notebook: Notebook, told: list[Any], wanted: list[str]) -> Any:
    """Compares with the earlier version, again whenever the client is told to."""
    asked = {"left": EARLIER, "right": named(uri=notebook.uri)}
    while True:
        told.clear()
        answer = await notebook.editor.ask("kerasLens/compareModels", asked)
        if answer["comparison"] is not None and states(answer) == wanted:
            return answer
        await notebook.editor.until(lambda: told)


async def test_cells_that_were_split_and_moved_make_no_difference(
    notebook: Notebook, tmp_path: Path
) -> None:
    saved(tmp_path, f"{IMPORTS}\n{MODEL}")
    notebook.open(IMPORTS, "units = 3", MODEL.replace("Dense(3)", "Dense(units)"))
    found = await compared(notebook.editor, EARLIER, named(uri=notebook.uri))
    assert states(found) == ["same", "same"]


async def test_with_another_model_of_the_notebook(notebook: Notebook) -> None:
    notebook.open(IMPORTS, MODEL, BEFORE.replace("model", "second"))
    cell = notebook.cells[1].uri
    found = await compared(notebook.editor, named("second", notebook.uri), named(uri=cell))
    assert found["models"] == [
        {"uri": notebook.uri, "id": "second", "label": "second (sequential_1)", "isHere": True}
    ]
    assert found["comparison"]["totals"]["params"]["difference"] == 10
    places = [found["comparison"]["layers"][1][side]["place"]["uri"] for side in ("left", "right")]
    assert places == [notebook.cells[2].uri, cell]


async def test_with_a_model_of_a_file(notebook: Notebook) -> None:
    one, other = notebook.editor, "file:///work/other.py"
    notebook.open(IMPORTS, MODEL)
    one.open(SMALLER, other)
    await one.diagnostics(other)
    found = await compared(one, named(uri=other), named(uri=notebook.uri))
    assert {"uri": other, "id": "model", "label": "model (sequential)", "isHere": False} in found[
        "models"
    ]
    assert found["comparison"]["totals"]["params"]["difference"] == 10
    found = await compared(one, named(uri=notebook.uri), named(uri=other))
    assert found["comparison"]["totals"]["params"]["difference"] == -10
    one.close(other)


async def test_large_outputs_keep_nothing_from_being_compared(
    notebook: Notebook, tmp_path: Path
) -> None:
    picture = "iVBORw0KGgo" * 400_000
    text = ipynb([IMPORTS, BEFORE]).replace("größe 64", picture)
    assert len(text) > 8_000_000
    saved(tmp_path, text=text)
    commit(tmp_path)
    notebook.open(IMPORTS, MODEL)
    found = await compared(notebook.editor, EARLIER, named(uri=notebook.uri))
    assert (found["earlier"], states(found)) == ("commit", ["same", "changed"])


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}'])
async def test_a_file_that_was_no_notebook_is_no_earlier_version(
    notebook: Notebook, tmp_path: Path, text: str
) -> None:
    saved(tmp_path, text=text)
    notebook.open(IMPORTS, MODEL)
    found = await compared(notebook.editor, EARLIER, named(uri=notebook.uri))
    assert found["comparison"] is None


async def test_a_folder_that_is_not_trusted(warm_cache: Path, tmp_path: Path) -> None:
    saved(tmp_path, IMPORTS, MODEL)
    commit(tmp_path)
    saved(tmp_path, IMPORTS, BEFORE)
    async with editor(warm_cache, options={"trusted": False}) as one:
        notebook = Notebook(one, uri=(tmp_path / "model.ipynb").as_uri())
        notebook.open(IMPORTS, MODEL)
        found = await compared(one, EARLIER, named(uri=notebook.uri))
        assert (found["earlier"], states(found)) == ("save", ["same", "changed"])


async def test_what_was_never_saved_has_no_earlier_version(one: Editor) -> None:
    notebook = Notebook(one, uri="untitled:Untitled-1.ipynb")
    notebook.open(IMPORTS, MODEL)
    assert [label for _, label in (await notebook.hints())[1]] == [
        "(None, 4)",
        "(None, 3) · 15 params",
    ]
    found = await compared(one, EARLIER, named(uri=notebook.uri))
    assert (found["earlier"], found["comparison"]) == (None, None)
    params = types.CodeLensParams(types.TextDocumentIdentifier(notebook.cells[1].uri))
    lenses = await one.client.text_document_code_lens_async(params)
    assert lenses
    notebook.close()

"""Modules that an open document imports: the editor's text counts, changes are followed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types

from . import programs
from .editor import Editor, capabilities, editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

MAIN = "from sizes import WIDTH\n" + programs.SMALL.replace("Dense(3)", "Dense(WIDTH)")
KNOWN = [(4, "(None, 4)"), (5, "(None, 3) · 15 params")]
UNKNOWN = [(4, "(None, 4)")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watching(warm_cache: Path) -> AsyncIterator[Editor]:
    async with editor(warm_cache, client=capabilities(watches=True)) as one:
        yield one


@pytest.fixture
def folder(watching: Editor, tmp_path: Path) -> Path:
    (tmp_path / "sizes.py").write_text("WIDTH = 3\n")
    (tmp_path / "main.py").write_text(MAIN)
    (tmp_path / "apart.py").write_text(programs.SMALL)
    return tmp_path


def uri(folder: Path, name: str) -> str:
    return (folder / name).as_uri()


async def test_a_module_on_disk_is_followed(watching: Editor, folder: Path) -> None:
    watching.open(MAIN, uri(folder, "main.py"))
    assert await watching.hints(uri(folder, "main.py")) == KNOWN
    watching.close_all()


async def test_a_file_that_mentions_keras_in_its_modules_only(
    watching: Editor, folder: Path
) -> None:
    (folder / "net.py").write_text(programs.SMALL)
    text = "from net import model as m\nm.summary()\n"
    watching.open(text, uri(folder, "user.py"))
    params = {"textDocument": {"uri": uri(folder, "user.py")}}
    models = await watching.ask("kerasLens/models", params)
    assert [(model["label"], model["line"]) for model in models] == [("m (sequential)", 0)]
    watching.close_all()


async def test_typing_in_a_module_refreshes_what_imports_it(watching: Editor, folder: Path) -> None:
    main, sizes, apart = (uri(folder, name) for name in ("main.py", "sizes.py", "apart.py"))
    watching.open(MAIN, main)
    watching.open(programs.SMALL, apart)
    watching.open("WIDTH = unknown()\n", sizes)
    assert await watching.hints(main) == UNKNOWN
    assert await watching.hints(apart) == programs.SMALL_HINTS
    await watching.diagnostics(apart)
    told, refreshes = len(watching.published), watching.refreshes
    watching.rewrite("WIDTH = 3\n", sizes)
    await watching.until(lambda: watching.refreshes > refreshes)
    assert await watching.hints(main) == KNOWN
    await watching.until(lambda: watching.published[told:])
    assert {one.uri for one in watching.published[told:]} == {main}
    watching.close(sizes)
    assert await watching.hints(main) == KNOWN
    watching.close_all()


async def test_a_module_that_changes_on_disk(watching: Editor, folder: Path) -> None:
    main, later = uri(folder, "main.py"), uri(folder, "later.py")
    watching.open(MAIN.replace("sizes", "later"), main)
    assert await watching.hints(main) == UNKNOWN
    watched = [one for one in watching.registered if "didChangeWatchedFiles" in one.method]
    assert "**/*.py" in str(watched[0].register_options)
    for text, kind, expected in (
        ("WIDTH = 3\n", types.FileChangeType.Created, KNOWN),
        ("WIDTH = unknown()\n", types.FileChangeType.Changed, UNKNOWN),
    ):
        (folder / "later.py").write_text(text)
        refreshes = watching.refreshes
        watching.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([types.FileEvent(later, kind)])
        )
        await watching.until(lambda before=refreshes: watching.refreshes > before)  # type: ignore[misc]
        assert await watching.hints(main) == expected
    watching.close_all()

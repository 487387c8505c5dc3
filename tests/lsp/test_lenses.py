"""Code lenses as a client gets them, and the versions with which they compare."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from lsprotocol import types

from . import programs
from .editor import URI, Editor, capabilities, editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

SMALLER = programs.SMALL.replace("Dense(3)", "Dense(1)")


async def lenses(one: Editor, uri: str = URI) -> list[types.CodeLens]:
    params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
    return list(await one.client.text_document_code_lens_async(params) or [])


def commands(found: list[types.CodeLens]) -> list[tuple[int, str, str]]:
    """Line, title and command."""
    return [
        (lens.range.start.line, lens.command.title, lens.command.command)
        for lens in found
        if lens.command is not None
    ]


async def title(one: Editor, uri: str = URI) -> str:
    return commands(await lenses(one, uri))[0][1]


async def test_the_totals_and_what_can_be_opened(one: Editor) -> None:
    one.open(programs.SMALL)
    found = await lenses(one)
    assert commands(found) == [
        (2, "Sequential · 15 params · 60 bytes", "kerasLens.openPanel"),
        (2, "Summary", "kerasLens.showSummary"),
        (2, "Diagram", "kerasLens.openPanel"),
    ]
    [model] = await one.ask("kerasLens/models", {"textDocument": {"uri": URI}})
    target = {"uri": URI, "model": model["key"]}
    arguments = [list(lens.command.arguments or []) for lens in found if lens.command is not None]
    assert arguments == [[target], [target], [{**target, "tab": "diagram"}]]


async def test_no_lens_where_there_is_no_model(one: Editor) -> None:
    one.open("import keras\n")
    assert await lenses(one) == []


async def test_they_can_be_turned_off(warm_cache: Path) -> None:
    settings = {"codeLens": {"enabled": False}}
    async with editor(warm_cache, options={"settings": settings}) as one:
        one.open(programs.SMALL)
        assert await lenses(one) == []


async def test_a_client_without_commands_of_its_own_is_shown_the_summary(
    warm_cache: Path,
) -> None:
    async with editor(warm_cache) as one:
        shown = one.listen(types.WINDOW_SHOW_MESSAGE)
        one.open(programs.SMALL)
        [lens] = await lenses(one)
        await run(one, lens)
        await one.until(lambda: shown)
        assert "dense (Dense)" in shown[0].message


async def test_the_summary_is_shown_as_a_file_where_the_client_can(warm_cache: Path) -> None:
    async with editor(warm_cache, client=capabilities(shows_documents=True)) as one:
        shown = one.listen(types.WINDOW_SHOW_DOCUMENT, types.ShowDocumentResult(True))
        one.open(programs.SMALL)
        [lens] = await lenses(one)
        await run(one, lens)
        await one.until(lambda: shown)
        path = Path(url2pathname(urlsplit(shown[0].uri).path))
        assert "dense (Dense)" in path.read_text(encoding="utf-8")


class TestChanges:
    async def test_since_the_last_save_without_git(self, one: Editor, tmp_path: Path) -> None:
        path, uri = written(tmp_path, SMALLER)
        one.open(programs.SMALL, uri)
        await until_it_says(one, uri, " · +10 since last save")
        path.write_text(programs.SMALL, encoding="utf-8")
        save(one, uri)
        await until_it_says(one, uri, " · 60 bytes")

    async def test_since_the_last_commit(self, one: Editor, tmp_path: Path) -> None:
        path, uri = written(tmp_path, SMALLER)
        commit(tmp_path)
        path.write_text(programs.SMALL, encoding="utf-8")
        one.open(programs.SMALL, uri)
        await until_it_says(one, uri, " · +10 since last commit")
        commit(tmp_path)
        save(one, uri)
        await until_it_says(one, uri, " · 60 bytes")

    async def test_git_is_not_run_in_a_folder_that_is_not_trusted(
        self, warm_cache: Path, tmp_path: Path
    ) -> None:
        path, uri = written(tmp_path, programs.SMALL)
        commit(tmp_path)
        path.write_text(SMALLER, encoding="utf-8")
        async with editor(warm_cache, options={"trusted": False}) as one:
            one.open(programs.SMALL, uri)
            await until_it_says(one, uri, " · +10 since last save")

    async def test_it_can_be_turned_off(self, warm_cache: Path, tmp_path: Path) -> None:
        _, uri = written(tmp_path, SMALLER)
        settings = {"codeLens": {"changes": False}}
        async with editor(warm_cache, options={"settings": settings}) as one:
            one.open(programs.SMALL, uri)
            save(one, uri)
            assert await title(one, uri) == "Sequential · 15 params · 60 bytes"


def written(folder: Path, text: str) -> tuple[Path, str]:
    path = folder / "model.py"
    path.write_text(text, encoding="utf-8")
    return path, path.as_uri()


def commit(folder: Path) -> None:
    for arguments in (["init"], ["add", "."], ["commit", "-m", "a change"]):
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def save(one: Editor, uri: str) -> None:
    one.client.text_document_did_save(
        types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
    )


async def run(one: Editor, lens: types.CodeLens) -> None:
    assert lens.command is not None
    await one.execute(lens.command.command, *(lens.command.arguments or []))


async def until_it_says(one: Editor, uri: str, ending: str) -> None:
    """Asks for the lenses again whenever the client is told to."""
    while True:
        refreshes = one.lens_refreshes
        if (await title(one, uri)).endswith(ending):
            return
        await one.until(lambda: one.lens_refreshes > refreshes)  # noqa: B023

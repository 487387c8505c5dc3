"""The process with Keras in it: when there is one, what the user sees of it, its end."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from lsprotocol import types

from . import programs
from .editor import PATIENCE, URI, Editor, capabilities, editor
from .processes import children_of, is_running, libraries_of, without_tensorflow

pytestmark = pytest.mark.asyncio


async def test_no_keras_is_started_for_what_is_known(warm_cache: Path) -> None:
    async with editor(warm_cache) as one:
        one.open(programs.MISTAKE)
        assert len(await one.diagnostics()) == 1
        assert await one.hints() == programs.MISTAKE_HINTS
        assert "501,898" in await one.hover_text(4, 1)
        summary = await one.ask("kerasLens/summary", {"textDocument": {"uri": URI}})
        assert "501,898" in summary["text"]
        assert children_of(one.process.pid) == []
        assert one.client.progress_reports == {}


async def test_the_first_time_hints_come_by_and_by(tmp_path: Path) -> None:
    async with editor(tmp_path) as one:
        one.open(programs.SMALL)
        one.open(programs.SMALL.replace("Dense(3)", "Dense(5)"), "file:///work/second.py")
        assert await one.hints() == []
        await one.until(lambda: one.client.progress_reports)
        (evaluator,) = children_of(one.process.pid)
        await one.until(lambda: one.refreshes)
        await one.diagnostics()
        await one.diagnostics("file:///work/second.py")
        assert await one.hints() == programs.SMALL_HINTS
        assert (await one.hints("file:///work/second.py"))[1] == (4, "(None, 5) · 25 params")
        await _ended(one)
        ((begin, end),) = one.client.progress_reports.values()
        assert isinstance(begin, types.WorkDoneProgressBegin)
        assert begin.title == "Keras Lens: starting TensorFlow"
        assert isinstance(end, types.WorkDoneProgressEnd)
        assert "tensorflow" in libraries_of(evaluator)
        assert "tensorflow" not in libraries_of(one.process.pid)
        assert children_of(one.process.pid) == [evaluator]
    assert one.process.returncode == 0
    assert not is_running(evaluator)


async def test_a_client_that_cannot_refresh_waits_for_its_hints(warm_cache: Path) -> None:
    async with editor(warm_cache, client=capabilities(refreshes=False)) as one:
        one.open(programs.SMALL.replace("Dense(3)", "Dense(7)"))
        assert await one.hints() == [(3, "(None, 4)"), (4, "(None, 7) · 35 params")]
        assert one.refreshes == 0


async def test_the_server_imports_neither_keras_nor_tensorflow(warm_cache: Path) -> None:
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-X", "importtime", "-m", "keras_lens.lsp"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await server.communicate(b"")
    modules = {line.rpartition("|")[2].strip() for line in errors.decode().splitlines()}
    assert "keras_lens.lsp.server" in modules
    assert not {name for name in modules if name.split(".")[0] in ("keras", "tensorflow")}


async def test_a_client_that_dies_takes_the_processes_with_it(tmp_path: Path) -> None:
    async with editor(tmp_path) as one:
        one.open(programs.SMALL)
        await one.until(lambda: one.client.progress_reports)
        (evaluator,) = children_of(one.process.pid)
        assert one.process.stdin is not None
        one.process.stdin.close()
        await asyncio.wait_for(one.process.wait(), PATIENCE)
        assert not is_running(evaluator)
        one.client.error = RuntimeError("The server was left.")


async def test_an_interpreter_without_tensorflow_is_told_once(tmp_path: Path) -> None:
    bare = without_tensorflow(tmp_path)
    async with editor(tmp_path, options={"interpreter": str(bare)}) as one:
        one.open(programs.MISTAKE)
        one.open(programs.SMALL, "file:///work/second.py")
        assert await one.diagnostics() == []
        assert await one.diagnostics("file:///work/second.py") == []
        await one.until(lambda: one.client.messages)
        (message,) = one.client.messages
        assert message.type == types.MessageType.Error
        assert str(bare) in message.message
        assert "No module named 'tensorflow'" in message.message
        assert await one.hints() == []
        assert "Dense" in await one.hover_text(4, 12)


async def _ended(one: Editor) -> None:
    """Waits for the end of every progress."""
    await one.until(
        lambda: all(
            any(isinstance(report, types.WorkDoneProgressEnd) for report in reports)
            for reports in one.client.progress_reports.values()
        )
    )

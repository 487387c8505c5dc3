"""What the server tells of its state to a client that shows it."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from . import programs
from .editor import Editor, editor
from .processes import without_tensorflow

pytestmark = pytest.mark.asyncio
STATUS = {"status": True}


def seen(one: Editor, **wanted: object) -> bool:
    """Whether a status with these values was told."""
    return any(wanted.items() <= status.items() for status in one.statuses)


async def test_the_start_of_tensorflow_is_told_up_to_its_versions(tmp_path: Path) -> None:
    async with editor(tmp_path, options=STATUS) as one:
        one.open(programs.SMALL)
        await one.until(lambda: seen(one, state="ready", analysing=False))
        states = [status["state"] for status in one.statuses]
        assert list(dict.fromkeys(states)) in (
            ["stopped", "starting", "ready"],
            ["starting", "ready"],
        )
        assert seen(one, analysing=True)
        assert one.statuses[-1] == {
            "state": "ready",
            "analysing": False,
            "interpreter": sys.executable,
            "environment": {
                "python": ".".join(map(str, sys.version_info[:3])),
                "keras": metadata.version("keras"),
                "tensorflow": metadata.version("tensorflow"),
                "backend": "tensorflow",
            },
            "problem": None,
        }
        assert one.client.progress_reports == {}, "the client's own display takes its place"


async def test_versions_are_told_where_no_keras_is_needed(warm_cache: Path) -> None:
    async with editor(warm_cache, options=STATUS) as one:
        one.open(programs.MISTAKE)
        await one.until(lambda: one.statuses and one.statuses[-1]["environment"])
        await one.until(lambda: not one.statuses[-1]["analysing"])
        assert one.statuses[-1]["state"] == "stopped"
        assert one.statuses[-1]["environment"]["keras"] == metadata.version("keras")


async def test_a_missing_tensorflow_has_a_kind_and_no_message_box(tmp_path: Path) -> None:
    bare = without_tensorflow(tmp_path)
    async with editor(tmp_path, options={**STATUS, "interpreter": str(bare)}) as one:
        one.open(programs.MISTAKE)
        await one.until(lambda: seen(one, state="failed", analysing=False))
        problem = one.statuses[-1]["problem"]
        assert problem["kind"] == "no-tensorflow"
        assert str(bare) in problem["message"]
        assert "`pip install tensorflow`" in problem["advice"]
        assert one.client.messages == []


async def test_a_state_is_told_once(warm_cache: Path) -> None:
    async with editor(warm_cache, options=STATUS) as one:
        one.open(programs.MISTAKE)
        await one.diagnostics()
        await one.until(lambda: one.statuses and not one.statuses[-1]["analysing"])
        for _ in range(5):
            one.replace((0, 0), (0, 0), "\n")
        await one.diagnostics()
        await one.until(lambda: not one.statuses[-1]["analysing"])
        pairs = zip(one.statuses, one.statuses[1:], strict=False)
        assert all(before != after for before, after in pairs)


async def test_other_clients_are_not_told(warm_cache: Path) -> None:
    async with editor(warm_cache) as one:
        one.open(programs.MISTAKE)
        await one.diagnostics()
        await one.execute("kerasLens.server.report")
        assert one.statuses == []

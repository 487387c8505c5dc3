"""What a user sees of a file: hints, hovers, diagnostics, fixes."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import programs
from .editor import editor

pytestmark = pytest.mark.asyncio


async def test_hints_stand_behind_the_layers(warm_cache: Path) -> None:
    async with editor(warm_cache) as one:
        one.open(programs.MISTAKE)
        assert await one.hints() == programs.MISTAKE_HINTS

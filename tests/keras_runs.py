"""How programs end under real Keras."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from tests.conformance.recorder import environment

ROOT = Path(__file__).parents[1]
End: TypeAlias = "tuple[int, str] | None"
"""The line and class of the exception that ended a program; None where it ran."""


def ends_of(programs: Sequence[Path], *options: str) -> dict[Path, End]:
    """Runs programs one after the other, in one process of their own (`running_programs`)."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.running_programs", *options, *map(str, programs)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    ends: dict[Path, End] = {}
    for line in run.stdout.splitlines():
        account = json.loads(line)
        ends[Path(account["path"])] = None if account["ends"] is None else tuple(account["ends"])
    return ends

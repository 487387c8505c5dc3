"""`keras-lens` as a shell runs it: a process, its two outputs, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TIME_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished command left behind."""

    code: int
    output: str
    errors: str


@dataclass(frozen=True, slots=True)
class Command:
    """The command, with a cache that all tests share: TensorFlow starts only for news."""

    cache: Path

    def run(self, *arguments: str, folder: Path = ROOT, stdin: bytes = b"") -> Result:
        """Runs it with pipes, as a program that reads its output does."""
        done = subprocess.run(
            self.line(*arguments),
            cwd=folder,
            env=self.environment(),
            input=stdin,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def line(self, *arguments: str) -> list[str]:
        """The command line."""
        return [sys.executable, "-m", "keras_lens", *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        """The variables that it sees: none that forces or forbids colours."""
        own = {
            name: value
            for name, value in os.environ.items()
            if name not in {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"}
        }
        return own | {"KERAS_LENS_CACHE_DIR": str(self.cache)} | more

"""Every script and program, run once by real Keras and shown once by Keras Lens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .comparison import Comparison, compare
from .layer_programs import LayerProgram, layer_programs
from .recorder import claim, observe

SCRIPTS = sorted(Path(__file__).with_name("scripts").glob("*.py"))


@dataclass(frozen=True)
class Accounts:
    """What real Keras gives and what Keras Lens says, by the path of the script."""

    real: dict[str, Any]
    claimed: dict[str, dict[str, Any]]

    def comparison(self, script: Path) -> Comparison:
        """The comparison for a script, which has to run without an exception."""
        real = self.real[str(script)]
        assert real["error"] is None, real["error"]
        return compare(real, self.claimed[str(script)])


@pytest.fixture(scope="session")
def program_files(tmp_path_factory: pytest.TempPathFactory) -> dict[LayerProgram, Path]:
    """The layers' programs as files."""
    folder = tmp_path_factory.mktemp("layer_programs")
    files = {program: folder / program.file_name for program in layer_programs()}
    for program, file in files.items():
        file.write_text(program.text, encoding="utf-8")
    return files


@pytest.fixture(scope="session")
def observations(program_files: dict[LayerProgram, Path]) -> dict[str, Any]:
    """What the observer writes down, all scripts in one process."""
    return observe([*SCRIPTS, *program_files.values()])


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keras Lens's cache folder, empty at the start."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def accounts(
    observations: dict[str, Any], program_files: dict[LayerProgram, Path], cache: Path
) -> Accounts:
    """Both accounts of all scripts and programs."""
    claimed = claim([*SCRIPTS, *program_files.values()], cache)
    return Accounts(observations["scripts"], claimed)

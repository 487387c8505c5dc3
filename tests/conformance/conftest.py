"""Every script and program, run once by real Keras and shown once by Keras Lens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .layer_programs import LayerProgram, layer_programs
from .recorder import claim, observe

FOLDER = Path(__file__).parent
SCRIPTS = sorted((FOLDER / "scripts").glob("*.py"))
PARTLY_KNOWN = sorted((FOLDER / "partly_known").glob("*.py"))


@dataclass(frozen=True)
class Accounts:
    """What real Keras gives and what Keras Lens says, by the path of the script."""

    real: dict[str, Any]
    claimed: dict[str, dict[str, Any]]

    def of(self, script: Path) -> tuple[dict[str, Any], dict[str, Any]]:
        """Both accounts of a script, which has to run without an exception."""
        real: dict[str, Any] = self.real[str(script)]
        assert real["error"] is None, real["error"]
        return real, self.claimed[str(script)]


@pytest.fixture(scope="session")
def program_files(tmp_path_factory: pytest.TempPathFactory) -> dict[LayerProgram, Path]:
    """The layers' programs as files."""
    folder = tmp_path_factory.mktemp("layer_programs")
    files = {program: folder / program.file_name for program in layer_programs()}
    for program, file in files.items():
        file.write_text(program.text, encoding="utf-8")
    return files


@pytest.fixture(scope="session")
def all_files(program_files: dict[LayerProgram, Path]) -> list[Path]:
    """Everything that is run and shown."""
    return [*SCRIPTS, *PARTLY_KNOWN, *program_files.values()]


@pytest.fixture(scope="session")
def observations(all_files: list[Path]) -> dict[str, Any]:
    """What the observer writes down, all files in one process."""
    return observe(all_files)


@pytest.fixture(scope="session")
def cache(answers: Path) -> Path:
    """Keras Lens's cache folder."""
    return answers


@pytest.fixture(scope="session")
def claims(all_files: list[Path], cache: Path) -> dict[str, dict[str, Any]]:
    """What Keras Lens says of all files, by path."""
    return claim(all_files, cache)


@pytest.fixture(scope="session")
def accounts(observations: dict[str, Any], claims: dict[str, dict[str, Any]]) -> Accounts:
    """Both accounts of all files."""
    return Accounts(observations["scripts"], claims)

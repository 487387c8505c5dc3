"""The evaluator runs in the user's environment, which does not have this project."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from keras_lens.evaluation.process import EVALUATOR

SOURCES = sorted(EVALUATOR.parent.glob("*.py"))
ALLOWED = sys.stdlib_module_names | {"keras", "tensorflow"}


def imported(source: Path) -> Iterator[str]:
    """The top-level packages that a module imports by their full name."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_imports(source: Path) -> None:
    assert set(imported(source)) <= ALLOWED


def test_no_module_stands_in_front_of_the_standard_library() -> None:
    # The folder is on the path for a moment when Python starts a file in it.
    assert not {source.stem for source in SOURCES} & sys.stdlib_module_names


def test_the_client_does_not_import_keras() -> None:
    program = (
        "import sys, keras_lens.evaluation.keras_evaluation;"
        "print({'keras', 'tensorflow', 'numpy'} & set(sys.modules))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert finished.stdout == "set()\n"

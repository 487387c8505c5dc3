"""What depends on who reads: a person at a terminal, or a program at the end of a pipe."""

from __future__ import annotations

import subprocess
from pathlib import Path

from . import programs
from .command import Command
from .terminal import run_in_terminal

FOUNDING = "examples/mnist_dense_before_flatten.py"
ESCAPE = "\x1b["
YELLOW = "\x1b[33m"
PROGRESS = "analysing"


def project(folder: Path) -> None:
    for number in range(3):
        (folder / f"model_{number}.py").write_text(programs.CLEAN)


def test_colour_on_a_terminal(lens: Command) -> None:
    code, shown, _ = run_in_terminal(lens, "show", FOUNDING)
    assert code == 0
    assert f"{YELLOW}          ^^^^^ warning: dense-before-flatten" in shown
    assert "(None, 28, 28, 64) · 128 params" in shown


def test_no_colour_where_the_user_wants_none(lens: Command) -> None:
    _, shown, _ = run_in_terminal(lens, "show", FOUNDING, NO_COLOR="1")
    assert "          ^^^^^ warning: dense-before-flatten" in shown
    assert YELLOW not in shown


def test_a_progress_bar_on_a_terminal(lens: Command, tmp_path: Path) -> None:
    project(tmp_path)
    code, shown, piped = run_in_terminal(lens, "show", ".", folder=tmp_path, piped_output=True)
    assert code == 0
    assert PROGRESS in shown
    assert "3/3" in shown
    assert PROGRESS not in piped
    assert ESCAPE not in piped
    assert piped.count("small (Sequential): 46 params") == 3


def test_no_progress_bar_between_the_lines_of_a_file(lens: Command, tmp_path: Path) -> None:
    project(tmp_path)
    _, shown, _ = run_in_terminal(lens, "show", ".", folder=tmp_path)
    assert PROGRESS not in shown
    assert shown.count("small (Sequential): 46 params") == 3


def test_no_progress_bar_without_a_terminal(lens: Command, tmp_path: Path) -> None:
    project(tmp_path)
    result = lens.run("check", ".", folder=tmp_path)
    assert (result.code, result.output, result.errors) == (0, "", "")


def test_a_reader_that_has_read_enough(lens: Command, tmp_path: Path) -> None:
    """As `keras-lens show . | head -1` in a shell: silence, not a traceback."""
    for number in range(200):
        (tmp_path / f"model_{number:03}.py").write_text(programs.CLEAN)
    process = subprocess.Popen(
        lens.line("show", "."),
        cwd=tmp_path,
        env=lens.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().decode() == "model_000.py\n"
    process.stdout.close()
    assert process.stderr.read().decode() == ""
    process.stderr.close()
    process.wait()

"""Several processes give what one gives; what happens to one of them is no harm to the others."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from keras_lens.cli.examining import Examination
from keras_lens.cli.selection import selection
from keras_lens.cli.workers import results_of_all
from keras_lens.evaluation.environment import EnvironmentProblem
from keras_lens.evaluation.outcomes import Outcome, Unanswered
from keras_lens.evaluation.questions import Question
from tests.cli import programs
from tests.cli.command import Command


def project(folder: Path, count: int) -> None:
    for number in range(count):
        program = programs.MISTAKE if number % 3 else programs.CLEAN
        (folder / f"model_{number:02}.py").write_text(program)
    (folder / "broken.py").write_text(programs.BROKEN)
    (folder / "picture.py").write_bytes(b"\x89PNG\x00")


@pytest.mark.parametrize("format", ["text", "json"])
def test_the_same_results_in_the_same_order(lens: Command, tmp_path: Path, format: str) -> None:
    project(tmp_path, 12)
    one = lens.run("check", "--jobs=1", f"--format={format}", ".", folder=tmp_path)
    assert one.code == 2
    assert "dense-before-flatten" in one.output
    several = lens.run("check", "--jobs=3", f"--format={format}", ".", folder=tmp_path)
    assert several == one


def test_a_mistake_in_the_configuration_is_told_once(lens: Command, tmp_path: Path) -> None:
    project(tmp_path, 12)
    (tmp_path / "broken.py").unlink()
    (tmp_path / "picture.py").unlink()
    (tmp_path / "pyproject.toml").write_text("[tool.keras-lens]\nfollowImports = 3\n")
    for jobs in "13":
        result = lens.run("check", f"--jobs={jobs}", ".", folder=tmp_path)
        assert result.errors.count("followImports") == 1
        assert result.code == 1


class Killer:
    """An evaluation of which the first question costs the process that asks its life."""

    def __init__(self) -> None:
        self.asked = 0

    @property
    def environment(self) -> EnvironmentProblem:
        return EnvironmentProblem("python", "there is none")

    def ask(self, question: Question, cancelled: object = None) -> Outcome:
        self.asked += 1
        if self.asked == 1:
            (worker,) = active_children()
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
        return Unanswered("unavailable", "there is none")


def test_a_process_that_dies_costs_one_file(tmp_path: Path) -> None:
    files = [tmp_path / "first.py", tmp_path / "second.py", tmp_path / "third.py"]
    for file in files:
        file.write_text(programs.CLEAN)
    paths = [str(file) for file in files]
    examination = Examination(selection((), ()), root=str(tmp_path))
    results = list(results_of_all(paths, examination, Killer(), 1))
    assert [result.path for result in results] == paths
    assert [result.complaints for result in results] == [
        (f"{paths[0]}: could not be checked: its process ended",),
        (),
        (),
    ]
    assert active_children() == []


def test_control_c_ends_all_processes(lens: Command, tmp_path: Path) -> None:
    project(tmp_path, 200)
    process = subprocess.Popen(
        lens.line("check", "--jobs=2", "--format=concise", "."),
        cwd=tmp_path,
        env=lens.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    for _ in range(100):
        if not living(process.pid):
            return
        time.sleep(0.1)
    pytest.fail("a process is left")


def living(group: int) -> list[str]:
    """The processes of a group that have not ended."""
    table = subprocess.run(
        ["ps", "-e", "-o", "pgid=,stat="], capture_output=True, check=True, text=True
    ).stdout
    rows = [line.split() for line in table.splitlines()]
    return [state for pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


def test_a_reader_that_has_read_enough(lens: Command, tmp_path: Path) -> None:
    """As `keras-lens check . | head -1` in a shell."""
    project(tmp_path, 200)
    process = subprocess.Popen(
        lens.line("check", "--jobs=2", "--format=concise", "."),
        cwd=tmp_path,
        env=lens.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.wait()
    process.stderr.close()
    assert "Traceback" not in errors

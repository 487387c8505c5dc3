"""What cannot be done is said in one line on standard error; the rest is done."""

from __future__ import annotations

import venv
from pathlib import Path

import pytest

from . import programs
from .command import Command

COMMANDS = ["show", "check"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_file(lens: Command, tmp_path: Path, command: str) -> None:
    result = lens.run(command, "nowhere.py", folder=tmp_path)
    assert result.code == 2
    assert result.output == ""
    assert result.errors == "keras-lens: nowhere.py: no such file\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_python_files(lens: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    result = lens.run(command, "empty", folder=tmp_path)
    assert result.code == 2
    assert result.errors == "keras-lens: empty: no Python files or notebooks in this folder\n"


NOT_TEXT = {
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "null bytes": b"x = 1\x00\n",
    "Latin-1 that is not declared": "größe = 1\n".encode("latin-1"),
    "a codec that does not exist": b"# coding: klingon\nx = 1\n",
}


@pytest.mark.parametrize("data", NOT_TEXT.values(), ids=NOT_TEXT.keys())
def test_a_file_that_is_not_text(lens: Command, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.py").write_bytes(data)
    result = lens.run("check", "odd.py", folder=tmp_path)
    assert result.code == 2
    assert result.errors.startswith("keras-lens: odd.py: not a text file: ")
    assert result.errors.count("\n") == 1


def test_declared_latin_1_is_text(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_bytes("# coding: latin-1\ngröße = 1\n".encode("latin-1"))
    result = lens.run("show", "odd.py", folder=tmp_path)
    assert (result.code, result.output) == (0, "# coding: latin-1\ngröße = 1\n")


def test_a_syntax_error(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(programs.BROKEN)
    result = lens.run("show", "broken.py", folder=tmp_path)
    assert result.code == 2
    assert result.errors == "keras-lens: broken.py:4: syntax error: '[' was never closed\n"
    assert "small (Sequential): 46 params" in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_the_other_files_are_still_done(lens: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "good.py").write_text(programs.MISTAKE)
    (tmp_path / "picture.py").write_bytes(b"\x89PNG")
    result = lens.run(command, "nowhere.py", "picture.py", "good.py", folder=tmp_path)
    assert result.code == 2
    assert "warning: dense-before-flatten" in result.output
    assert [line.split(":")[1].strip() for line in result.errors.splitlines()] == [
        "nowhere.py",
        "picture.py",
    ]


def test_a_folder_that_is_named_like_a_file(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "package.py").mkdir()
    (tmp_path / "package.py" / "model.py").write_text("x = 1\n")
    result = lens.run("show", "package.py", folder=tmp_path)
    assert result.output == f"{Path('package.py', 'model.py')}\nx = 1\n"


def test_a_python_without_keras(lens: Command, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    bare = str(tmp_path / "bare" / "bin" / "python")
    (tmp_path / "model.py").write_text(programs.CLEAN)
    result = lens.run("show", "--interpreter", bare, "model.py", folder=tmp_path)
    assert result.code == 2
    assert result.errors.startswith(f"keras-lens: {bare} has no TensorFlow")
    assert result.errors.count("\n") == 1
    assert result.output == programs.CLEAN


def test_a_python_that_does_not_exist(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.CLEAN)
    result = lens.run("show", "--interpreter", "no/python", "model.py", folder=tmp_path)
    assert result.code == 2
    assert "no/python" in result.errors
    assert result.errors.count("\n") == 1

"""What is found out about an interpreter."""

from __future__ import annotations

import json
import os
import sys
import venv
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from keras_lens.evaluation.environment import (
    Environment,
    EnvironmentProblem,
    child_environment,
    located,
    probe,
)


def make_environment(folder: Path, **distributions: str) -> Path:
    """A virtual environment with empty packages of these names and versions."""
    venv.create(folder, symlinks=os.name != "nt")
    (packages,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    for name, version in distributions.items():
        (packages / name).mkdir()
        (packages / name / "__init__.py").write_text("raise SystemExit('it was imported')")
        if version:
            information = packages / f"{name}-{version}.dist-info"
            information.mkdir()
            (information / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n")
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def problem_of(interpreter: Path | str) -> str:
    found = probe(str(interpreter))
    assert isinstance(found, EnvironmentProblem)
    assert str(interpreter) in found.message
    return found.message


def test_versions_of_this_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    python = ".".join(map(str, sys.version_info[:3]))
    found = probe(sys.executable)
    assert isinstance(found, Environment)
    assert replace(found, search_path=()) == Environment(
        sys.executable, python, metadata.version("keras"), metadata.version("tensorflow")
    )
    assert any((Path(folder) / "keras" / "src").is_dir() for folder in found.search_path)


def test_settings_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = {"floatx": "float16", "image_data_format": "channels_first", "backend": "jax"}
    (tmp_path / "keras.json").write_text(json.dumps(settings))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    found = probe(sys.executable)
    assert isinstance(found, Environment)
    assert (found.floatx, found.image_data_format) == ("float16", "channels_first")
    assert found.backend == "tensorflow"


def test_packages_are_not_imported(tmp_path: Path) -> None:
    found = probe(str(make_environment(tmp_path, keras="3.0.0", tensorflow="2.16.1")))
    assert isinstance(found, Environment)
    assert (found.keras, found.tensorflow) == ("3.0.0", "2.16.1")


def test_a_package_without_a_version_is_told_by_its_date(tmp_path: Path) -> None:
    found = probe(str(make_environment(tmp_path, keras="", tensorflow="2.16.1")))
    assert isinstance(found, Environment)
    assert found.keras.startswith("unknown-")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    empty = make_environment(tmp_path / "empty")
    assert "No module named 'tensorflow'" in problem_of(empty)
    half = make_environment(tmp_path / "half", tensorflow="2.16.1")
    assert "No module named 'keras'" in problem_of(half)
    old = make_environment(tmp_path / "old", tensorflow="2.15.0", keras="2.15.0")
    assert "Keras 2.15.0" in problem_of(old)


def test_no_interpreter(tmp_path: Path) -> None:
    assert "No such file" in problem_of(tmp_path / "python")
    text = tmp_path / "text"
    text.write_text("This is not a program.")
    assert "cannot be started" in problem_of(text)


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("program", "complaint"),
    [("echo hello", "is not a Python"), ("echo 'bad magic' >&2; exit 1", "failed: bad magic")],
)
def test_something_else_than_an_interpreter(tmp_path: Path, program: str, complaint: str) -> None:
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\n{program}\n")
    script.chmod(0o755)
    assert complaint in problem_of(script)


def test_files_of_the_working_directory_do_not_shadow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("keras", "json", "importlib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('shadowed')")
    monkeypatch.chdir(tmp_path)
    assert isinstance(probe(sys.executable), Environment)


def test_interpreters_are_located(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interpreter = make_environment(tmp_path / "venv")
    monkeypatch.chdir(tmp_path)
    assert located(str(interpreter.relative_to(tmp_path))) == str(interpreter)
    monkeypatch.setenv("PATH", str(interpreter.parent))
    assert located(interpreter.name) == str(interpreter)
    assert located("no-such-python") == "no-such-python"


def test_our_own_libraries_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    import keras_lens

    ours = str(Path(keras_lens.__file__).parent.parent)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([ours, "/of/the/user", ""]))
    monkeypatch.setenv("PYTHONHOME", "/ours")
    assert child_environment()["PYTHONPATH"] == "/of/the/user"
    assert "PYTHONHOME" not in child_environment()

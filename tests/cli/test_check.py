"""`keras-lens check`: the findings alone, and an exit code for CI."""

from __future__ import annotations

import json
from pathlib import Path

from . import programs
from .command import Command

FOUNDING = "examples/mnist_dense_before_flatten.py"


def test_findings_end_with_1(lens: Command) -> None:
    result = lens.run("check", FOUNDING)
    assert result.code == 1
    lines = result.output.splitlines()
    assert lines[0] == f"{FOUNDING}:11:11"
    assert lines[1] == "model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))"
    assert lines[2] == "          ^^^^^ warning: dense-before-flatten"
    assert "501,770 params" not in result.output


def test_no_findings_end_with_0_and_say_nothing(lens: Command) -> None:
    result = lens.run("check", "examples/mnist_fixed.py", "examples/cnn_cifar10.py")
    assert (result.code, result.output, result.errors) == (0, "", "")


def test_a_folder_with_one_finding(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(programs.CLEAN)
    (tmp_path / "bad.py").write_text(programs.MISTAKE)
    result = lens.run("check", ".", folder=tmp_path)
    assert result.code == 1
    assert result.output.startswith("bad.py:5:11\n")
    assert "good.py" not in result.output


def test_an_ignored_finding_is_none(lens: Command, tmp_path: Path) -> None:
    dense = "input_shape=(28, 28, 1)))"
    ignored = programs.MISTAKE.replace(
        dense, f"{dense}  # keras-lens: ignore[dense-before-flatten]"
    )
    (tmp_path / "model.py").write_text(ignored)
    result = lens.run("check", "model.py", folder=tmp_path)
    assert (result.code, result.output) == (0, "")


def test_json(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(programs.MISTAKE)
    (tmp_path / "good.py").write_text(programs.CLEAN)
    result = lens.run("check", "--format", "json", "bad.py", "good.py", folder=tmp_path)
    assert result.code == 1
    bad, good = json.loads(result.output)["files"]
    assert [one["rule"] for one in bad["diagnostics"]] == ["dense-before-flatten"]
    assert good["diagnostics"] == []


def test_json_without_findings(lens: Command) -> None:
    result = lens.run("check", "--format=json", "examples/mnist_fixed.py")
    assert result.code == 0
    assert json.loads(result.output)["files"][0]["diagnostics"] == []

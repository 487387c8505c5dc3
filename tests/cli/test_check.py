"""`keras-lens check`: the findings alone, and an exit code for CI."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
    dense = "units=64, activation='relu'))"
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


SELECTIONS = {
    "a rule": (["--select", "dense-before-flatten"], ["dense-before-flatten"]),
    "another rule": (["--select", "assumption-unused"], ["assumption-unused"]),
    "a subject": (["--select", "structure"], ["dense-before-flatten"]),
    "two of them": (
        ["--select", "comments,dense-before-flatten"],
        ["assumption-unused", "dense-before-flatten"],
    ),
    "all but one": (["--ignore", "comments"], ["dense-before-flatten"]),
    "none": (["--select", "structure", "--ignore", "dense_before_flatten"], []),
}


@pytest.mark.parametrize(("options", "rules"), SELECTIONS.values(), ids=SELECTIONS.keys())
def test_a_choice_of_rules(
    lens: Command, tmp_path: Path, options: list[str], rules: list[str]
) -> None:
    text = f"# keras-lens: nothing=1\n{programs.MISTAKE}"
    (tmp_path / "model.py").write_text(text)
    only = ["comments", "dense-before-flatten"]
    more = [] if "--select" in options else ["--select", ",".join(only)]
    result = lens.run("check", "--format=json", "model.py", *options, *more, folder=tmp_path)
    (file,) = json.loads(result.output)["files"]
    assert [one["rule"] for one in file["diagnostics"]] == rules


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_does_not_exist(lens: Command, option: str) -> None:
    result = lens.run("check", FOUNDING, option, "dense-before-flaten")
    assert (result.code, result.output) == (2, "")
    assert result.errors == (
        "keras-lens: no rule or subject is called dense-before-flaten;"
        " did you mean dense-before-flatten?\n"
    )


def test_exit_zero(lens: Command, tmp_path: Path) -> None:
    result = lens.run("check", "--exit-zero", FOUNDING)
    assert result.code == 0
    assert "warning: dense-before-flatten" in result.output
    assert lens.run("check", "--exit-zero", "nowhere.py", folder=tmp_path).code == 2


def test_information_does_not_make_it_fail(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.ASSUMED)
    result = lens.run("check", "model.py", folder=tmp_path)
    assert result.code == 0
    assert "information: assumption-wrong" in result.output


def test_a_file_that_does_not_mention_keras_is_not_parsed(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("print 'Python 2'\n")
    result = lens.run("check", ".", folder=tmp_path)
    assert (result.code, result.output, result.errors) == (0, "", "")


def test_a_file_is_checked_once(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run("check", "--format=concise", "model.py", ".", "./model.py", folder=tmp_path)
    assert result.output.count("\n") == 1


CONFIGURED = {
    "off": ("off", [], 0, False),
    "off, but asked for": ("off", ["--select=structure"], 1, True),
    "advice": ("information", [], 0, True),
    "an error": ("error", [], 1, True),
}


@pytest.mark.parametrize(
    ("severity", "options", "code", "is_told"), CONFIGURED.values(), ids=CONFIGURED.keys()
)
def test_the_project_s_severities(
    lens: Command, tmp_path: Path, severity: str, options: list[str], code: int, is_told: bool
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.keras-lens.rules]\ndense-before-flatten = "{severity}"\n'
    )
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run("check", "model.py", *options, folder=tmp_path)
    assert (result.code, result.errors) == (code, "")
    assert ("dense-before-flatten" in result.output) == is_told


HINTED = {
    "not asked for": ("", ["check"], False),
    "nor in show": ("", ["show"], False),
    "by name": ("", ["check", "--select=input-shape-argument"], True),
    "by subject": ("", ["check", "--select=old-apis"], True),
    "with all": ("", ["check", "--select=all"], True),
    "selected and ignored": (
        "",
        ["check", "--select=all", "--ignore=input-shape-argument"],
        False,
    ),
    "without others": ("", ["check", "--ignore=structure"], False),
    "by the project": ('select = ["old-apis"]', ["check"], True),
    "by the project, in show": ('select = ["old-apis"]', ["show"], True),
    "for another subject": ('select = ["training"]', ["check"], False),
    "as serious": ('rules.input-shape-argument = "warning"', ["check"], True),
    "as a hint, in show": ('rules.input-shape-argument = "hint"', ["show"], True),
}


@pytest.mark.parametrize(("settings", "command", "is_told"), HINTED.values(), ids=HINTED)
def test_what_only_hints_is_told_where_it_is_asked_for(
    lens: Command, tmp_path: Path, settings: str, command: list[str], is_told: bool
) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.keras-lens]\n{settings}\n")
    (tmp_path / "model.py").write_text(programs.SHAPE_ON_THE_LAYER)
    result = lens.run(*command, "model.py", folder=tmp_path)
    assert (result.code, result.errors) == (int("warning" in settings), "")
    assert ("input-shape-argument" in result.output) == is_told

"""How the command explains itself, and what it says to those who call it wrongly."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from .command import Command

COMMANDS = ("show", "check", "summary", "rules", "server")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help(lens: Command, command: tuple[str, ...]) -> None:
    result = lens.run(*command, "--help")
    assert (result.code, result.errors) == (0, "")
    assert f"Usage: {' '.join(['keras-lens', *command])} " in result.output


def test_help_names_every_command(lens: Command) -> None:
    output = lens.run("--help").output
    for command in COMMANDS:
        assert f" {command} " in output


def test_version(lens: Command) -> None:
    result = lens.run("--version")
    assert (result.code, result.output) == (0, f"keras-lens {version('keras-lens')}\n")


WRONG = {
    "nothing": [],
    "no file": ["check"],
    "no such command": ["run", "model.py"],
    "no such option": ["show", "--fast", "model.py"],
    "no such format": ["check", "--format", "xml", "model.py"],
    "no model's file": ["summary"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_ends_with_2(lens: Command, arguments: list[str]) -> None:
    result = lens.run(*arguments)
    assert result.code == 2
    assert "Usage: keras-lens" in result.output + result.errors
    assert "Traceback" not in result.errors

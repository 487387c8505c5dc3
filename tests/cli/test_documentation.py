"""docs/command-line.md shows what the command prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from .command import ROOT, Command

PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LEFT_OUT = "…\n"


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCK.findall(PAGE) if name == language]


@pytest.mark.parametrize("session", blocks("console"))
def test_a_session_in_the_terminal(lens: Command, tmp_path: Path, session: str) -> None:
    (program,) = blocks("python")
    (tmp_path / "model.py").write_text(program)
    prompt, _, printed = session.partition("\n")
    assert prompt.startswith("$ keras-lens ")
    result = lens.run(*shlex.split(prompt)[2:], folder=tmp_path)
    shown = result.errors + result.output
    if printed.endswith(LEFT_OUT):
        shown, printed = shown[: len(printed) - len(LEFT_OUT)], printed.removesuffix(LEFT_OUT)
    assert shown == printed


def test_there_is_a_session_for_each_command() -> None:
    used = {session.split()[2] for session in blocks("console")}
    assert used == {"show", "check", "summary", "rules"}

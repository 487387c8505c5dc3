"""The programs in `cases/*.txt` and what is said there about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).with_name("cases")
_HEADING = re.compile(r"^## ([^\n]+)\n\n```python\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_FINDING = re.compile(r"^> (\d+):(\d+) (.+)\n", re.MULTILINE)
_FIX = re.compile(r"^### ([^\n]+)\n\n```diff\n(.*?)\n```\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class ExpectedFinding:
    """line, column: of the start, from 1. fixes: title to the changed lines."""

    line: int
    column: int
    message: str
    fixes: dict[str, str]


@dataclass(frozen=True)
class Case:
    name: str
    program: str
    findings: tuple[ExpectedFinding, ...] = ()


def read_cases(name: str) -> list[Case]:
    """The cases of `cases/NAME.txt`, in order."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return [
        Case(heading.group(1), heading.group(2), _findings(text[heading.end() : end]))
        for heading, end in zip(headings, ends, strict=True)
    ]


def _findings(text: str) -> tuple[ExpectedFinding, ...]:
    starts = list(_FINDING.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)][: len(starts)]
    return tuple(
        ExpectedFinding(
            int(start.group(1)),
            int(start.group(2)),
            start.group(3),
            {fix.group(1): fix.group(2) for fix in _FIX.finditer(text[start.end() : end])},
        )
        for start, end in zip(starts, ends, strict=True)
    )

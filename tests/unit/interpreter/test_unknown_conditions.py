"""What depends on unknown conditions is each of what it can be, or unknown: never anything else.

The programs are in `uncertain/`; `unknown()` in them is true or false.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.interpreter.interpretation import interpret
from tests.unit.interpreter.outcomes import covers, outcomes

FOLDER = Path(__file__).parent / "uncertain"


def programs() -> Iterator[tuple[str, str]]:
    for file in sorted(FOLDER.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, text = part.partition("\n")
            yield title, text


@pytest.mark.parametrize(("title", "text"), list(programs()))
def test_each_outcome_is_allowed_for(title: str, text: str) -> None:
    found = interpret("from somewhere import unknown\n" + text)
    actual = list(outcomes(text))
    assert actual
    wrong = {
        name: (found.get(name), value)
        for names in actual
        for name, value in names.items()
        if not covers(found.get(name), value)
    }
    assert not wrong

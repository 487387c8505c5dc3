"""Programs mean in the interpreter what they mean in Python, which is asked by running them.

The programs are in `programs/`, one file a subject; `=== title` begins each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.interpreter.interpretation import comparable, interpret

FOLDER = Path(__file__).parent / "programs"


def programs() -> Iterator[tuple[str, str]]:
    for file in sorted(FOLDER.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, text = part.partition("\n")
            yield f"{file.stem}: {title}", text


@pytest.mark.parametrize(("title", "text"), list(programs()))
def test_a_program_means_what_it_means_in_python(title: str, text: str) -> None:
    namespace: dict[str, object] = {"__name__": "program"}
    exec(compile(text, title, "exec", dont_inherit=True), namespace)
    expected = {name: comparable(value) for name, value in namespace.items() if name[:2] != "__"}
    expected = {name: value for name, value in expected.items() if value is not None}
    text = text.replace('__name__ == "program"', '__name__ == "__main__"')
    found = interpret(text)
    assert {name: found.get(name) for name in expected} == expected

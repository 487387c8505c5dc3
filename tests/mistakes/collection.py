"""Reads the programs: where each mistake comes from, and what should be said of it.

A program begins with comments:

    # source: the question or issue that the mistake is taken from, as `owner/name#number`
    # wants: what whoever asked would have liked to be told, in a line
    # missed: why nothing is said of it; only where nothing is

and says at the end of a line what happens there, one or more of these with `; ` between them:

    # expected: a rule that must find its mistake on this line
    # also: a further rule that is right here, though the program is not about it
    # raises: the class of the exception that ends the program on this line

A program without `raises` runs to its end, and trains badly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROGRAMS = Path(__file__).with_name("programs")
NOTE = re.compile(r"(expected|also|raises): ([\w-]+(?:, [\w-]+)*)")
TRAINING = re.compile(r"\.(fit|fit_generator|evaluate|predict\w*|train_on_batch|flow)\(")

Places = frozenset[tuple[int, str]]
"""Lines, counted from 1, with what is noted there."""


@dataclass(frozen=True)
class Mistake:
    """A program; `raises` is the line and class of the exception that ends it."""

    path: Path
    source: str
    wants: str
    missed: str | None
    expected: Places
    also: Places
    raises: tuple[int, str] | None

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def phase(self) -> str:
        """When Keras notices: `import`, `build`, `compile`, `train`, or never."""
        if self.raises is None:
            return "never"
        line = self.text.splitlines()[self.raises[0] - 1]
        if line.startswith(("import ", "from ")):
            return "import"
        if ".compile(" in line:
            return "compile"
        return "train" if TRAINING.search(line) else "build"


@cache
def mistakes() -> tuple[Mistake, ...]:
    """The collection, in the order of names."""
    return tuple(_read(path) for path in sorted(PROGRAMS.glob("*.py")))


def _read(path: Path) -> Mistake:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = dict(_head(lines))
    notes = list(_notes(lines))
    raised = [(line, what) for line, kind, what in notes if kind == "raises"]
    assert len(raised) <= 1, f"{path.name} ends once"
    return Mistake(
        path,
        source=head["source"],
        wants=head["wants"],
        missed=head.get("missed"),
        expected=frozenset((line, what) for line, kind, what in notes if kind == "expected"),
        also=frozenset((line, what) for line, kind, what in notes if kind == "also"),
        raises=raised[0] if raised else None,
    )


def _head(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if not line.startswith("# "):
            return
        key, _, value = line.removeprefix("# ").partition(": ")
        yield key, value


def _notes(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines, 1):
        _, found, comment = line.rpartition("  # ")
        for kind, names in NOTE.findall(comment) if found else ():
            for name in names.split(", "):
                yield number, kind, name

"""Applies each fix of each finding in the programs by itself, and looks at what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.rules.registry import RULES
from keras_lens.syntax.source import parse_source
from tests.mistakes.collection import mistakes
from tests.rules.checked import findings_in

_FILES = sorted(Path(__file__).with_name("programs").glob("*.txt"))


@dataclass(frozen=True)
class Applied:
    """A fix by itself. before, after: how many findings of each rule the program has. left: whether
    an error is said of the fixed program, so that it need not run. comes_later: whether Keras gets
    further now, and refuses something else there."""

    rule: str
    program: str
    title: str
    text: str
    before: Counter[str]
    after: Counter[str]
    left: bool
    comes_later: bool

    @property
    def name(self) -> str:
        return f"{self.rule}, {self.program}: {self.title}"


def programs() -> dict[str, str]:
    """The bad examples, the collection of mistakes, and the programs of this folder, by title."""
    examples = {f"example of {rule.identifier}": rule.bad for rule in RULES}
    return examples | {mistake.name: mistake.text for mistake in mistakes()} | own_programs()


def own_programs() -> dict[str, str]:
    """The programs of this folder, by title."""
    found: dict[str, str] = {}
    for file in _FILES:
        for part in file.read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, text = part.partition("\n")
            assert title not in found, f"two programs are called {title}"
            found[title] = text.strip("\n") + "\n"
    return found


def applied_to(program: str, text: str, evaluation: KerasEvaluation) -> Iterator[Applied]:
    """All fixes of a program's findings; a fix that several findings share, once."""
    file = parse_source("program.py", text)
    found = findings_in(text, evaluation)
    seen: set[tuple[str, str]] = set()
    for finding in found:
        for fix in finding.fixes:
            fixed = apply_edits(file, fix.edits)
            if (finding.rule, fix.title + fixed) in seen:
                continue
            seen.add((finding.rule, fix.title + fixed))
            after = findings_in(fixed, evaluation)
            yield Applied(
                rule=finding.rule,
                program=program,
                title=fix.title,
                text=fixed,
                before=_counted(found),
                after=_counted(after),
                left=any(one.severity == "error" for one in after),
                comes_later=_comes_later(finding, found, after),
            )


def _comes_later(finding: Finding, before: list[Finding], after: list[Finding]) -> bool:
    same = [one for one in after if one.rule == finding.rule]
    return (
        all(one.rule != finding.rule or one == finding for one in before)
        and all(one.severity == "error" and one.message != finding.message for one in same)
        and all(one.span.start.line > finding.span.start.line for one in same)
    )


def _counted(findings: list[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings)

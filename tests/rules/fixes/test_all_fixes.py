"""Every kind of fix of every rule: what it leaves parses, is formatted as before, has one finding
less and none more, and real Keras runs it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.registry import RULES
from keras_lens.rules.rule import Rule
from tests.keras_runs import ROOT, End, ends_of

from .applying import Applied, applied_to, own_programs, programs
from .kinds import BRINGS, TITLES, kinds_of

FIXING = [rule for rule in RULES if kinds_of(rule)]
EACH = pytest.mark.parametrize("rule", FIXING, ids=lambda rule: rule.identifier)


@pytest.fixture(scope="module")
def applied(evaluation: KerasEvaluation) -> list[Applied]:
    """Each fix of each program."""
    return [
        one for program, text in programs().items() for one in applied_to(program, text, evaluation)
    ]


@pytest.fixture(scope="module")
def files(applied: list[Applied], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Where the text that each fix leaves is written."""
    folder = tmp_path_factory.mktemp("fixed").resolve()
    return [_written(folder / f"{n}.py", one.text) for n, one in enumerate(applied)]


@pytest.fixture(scope="module")
def ends(applied: list[Applied], files: list[Path]) -> dict[str, End]:
    """How real Keras ends the fixed programs of which no error is said."""
    first = {one.text: file for one, file in zip(applied, files, strict=True) if not one.left}
    found = ends_of(list(first.values()), "--without-jit")
    return {one.name: found[first[one.text]] for one in applied if not one.left}


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def _badly_formatted(folder: Path) -> set[str]:
    """The files in a folder that ruff would write in another way."""
    command = [sys.executable, "-m", "ruff", "format", "--check", "--no-cache", str(folder)]
    command += ["--config", str(ROOT / "pyproject.toml")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode in (0, 1), said.stderr
    return set(re.findall(r"^Would reformat: .*?([^/\\\n]+)\.py$", said.stdout, re.MULTILINE))


@EACH
def test_each_kind_of_fix_is_applied_and_run(
    rule: Rule, applied: list[Applied], ends: dict[str, End]
) -> None:
    assert len(TITLES.get(rule.identifier, ())) == len(kinds_of(rule)), "see kinds.py"
    titles = [one.title for one in applied if one.rule == rule.identifier and one.name in ends]
    for kind, title in zip(kinds_of(rule), TITLES[rule.identifier], strict=True):
        assert any(re.match(title, one) for one in titles), f"no program is fixed so: {kind}"


@EACH
def test_each_title_is_of_a_kind_that_the_rule_declares(rule: Rule, applied: list[Applied]) -> None:
    for one in applied:
        if one.rule == rule.identifier:
            assert any(re.match(title, one.title) for title in TITLES[rule.identifier]), one.title


def test_no_fix_is_offered_that_is_not_declared(applied: list[Applied]) -> None:
    assert {one.rule for one in applied} <= {rule.identifier for rule in FIXING}


@EACH
def test_the_finding_is_gone_and_none_is_new(rule: Rule, applied: list[Applied]) -> None:
    for one in applied:
        if one.rule == rule.identifier:
            is_gone = one.after[rule.identifier] < one.before[rule.identifier]
            assert is_gone or one.comes_later, one.name
            new = one.after - one.before
            assert set(new) <= {BRINGS.get(one.rule)}, (one.name, new)


@EACH
def test_what_is_left_parses(rule: Rule, applied: list[Applied]) -> None:
    for one in applied:
        if one.rule == rule.identifier:
            ast.parse(one.text)


@EACH
def test_real_keras_runs_it(rule: Rule, applied: list[Applied], ends: dict[str, End]) -> None:
    for one in applied:
        if one.rule == rule.identifier and one.name in ends:
            assert _ran(ends[one.name], one.text), f"{one.name}: {ends[one.name]}\n{one.text}"


def _ran(end: End, text: str) -> bool:
    """Whether a program ran, or as far as it can where a package that Keras wants is missing."""
    if end is None:
        return True
    line, raised = end
    return raised == "ImportError" and "import" not in text.splitlines()[line - 1]


def test_it_is_formatted_as_before(
    applied: list[Applied], files: list[Path], tmp_path: Path
) -> None:
    originals = programs()
    for number, text in enumerate(originals.values()):
        _written(tmp_path / f"{number}.py", text)
    numbers = dict(enumerate(originals))
    untidy = {numbers[int(number)] for number in _badly_formatted(tmp_path)}
    assert untidy.isdisjoint(own_programs())
    changed = {applied[int(number)].name for number in _badly_formatted(files[0].parent)}
    tidy = [one.name for one in applied if one.program not in untidy]
    assert [name for name in tidy if name in changed] == []

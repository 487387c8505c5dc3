"""Programs for Keras 1 and 2: what is shown of them is what their rewritten text gives in Keras."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.old_apis.rewriting.file import rewriting_of
from keras_lens.rules.old_apis.rewriting.offers import is_right
from keras_lens.rules.rule import RuleContext
from keras_lens.syntax.source import parse_source
from tests.rules.checked import findings_in

_FILE = Path(__file__).with_name("programs.txt")
_RUNNER = Path(__file__).with_name("run_in_keras.py")
_ALL = "Rewrite all old Keras in this file"


def _programs() -> dict[str, str]:
    parts = _FILE.read_text(encoding="utf-8").split("=== ")[1:]
    return {title: text for title, _, text in (part.partition("\n") for part in parts)}


PROGRAMS = _programs()


@dataclass
class Rewritten:
    before: Analysis
    after: Analysis
    text: str
    is_right: bool
    missed: int


@pytest.fixture(scope="module")
def rewritten(evaluation: KerasEvaluation) -> dict[str, Rewritten]:
    """All programs, and what they become."""
    found = {}
    for title, text in PROGRAMS.items():
        before = analyse(parse_source("program.py", text), evaluation)
        rewriting = rewriting_of(before)
        context = RuleContext(
            before, lambda path, text: analyse(parse_source(path, text), evaluation)
        )
        new = apply_edits(before.file, rewriting.edits())
        after = analyse(parse_source("program.py", new), evaluation)
        right = is_right(context, rewriting)
        found[title] = Rewritten(before, after, new, right, rewriting.missed)
    return found


@pytest.fixture(scope="module")
def in_keras(
    rewritten: dict[str, Rewritten], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What Keras makes of the old programs and of the new ones."""
    folder = tmp_path_factory.mktemp("programs")
    given = {title: [PROGRAMS[title], one.text] for title, one in rewritten.items()}
    (folder / "programs.json").write_text(json.dumps(given), encoding="utf-8")
    command = [sys.executable, str(_RUNNER), "programs.json", "results.json"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    results: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return results


def test_there_are_enough() -> None:
    assert len(PROGRAMS) >= 25


@pytest.mark.parametrize("title", PROGRAMS)
def test_the_old_program_raises_and_the_new_one_runs(title: str, in_keras: dict[str, Any]) -> None:
    old, new = in_keras[title]
    assert old["raised"], "the old program is not old"
    assert not new["raised"], new["raised"]


@pytest.mark.parametrize("title", PROGRAMS)
def test_what_is_shown_of_the_old_program_is_what_the_new_one_gives(
    title: str, rewritten: dict[str, Rewritten], in_keras: dict[str, Any]
) -> None:
    shown = [
        [[None if size == "?" else size for size in shape] for shape in model.output_shapes]
        + [[model.total_params]]
        for model in rewritten[title].before.models
    ]
    assert shown
    made = in_keras[title][1]["models"]
    assert sorted(shown, key=repr) == sorted(made, key=repr)


@pytest.mark.parametrize("title", PROGRAMS)
def test_nothing_old_is_left(title: str, rewritten: dict[str, Rewritten]) -> None:
    one = rewritten[title]
    assert one.is_right
    assert one.missed == 0
    assert one.after.old_uses == ()


@pytest.mark.parametrize("title", PROGRAMS)
def test_the_whole_file_is_offered(title: str, evaluation: KerasEvaluation) -> None:
    found = [one for one in findings_in(PROGRAMS[title], evaluation) if one.rule.startswith("old-")]
    assert found
    for finding in found:
        assert finding.fixes, finding.message
        assert sum(fix.preferred for fix in finding.fixes) == 1
        assert len(finding.fixes) == 1 or finding.fixes[-1].title.startswith(_ALL)


@pytest.mark.parametrize("title", PROGRAMS)
def test_each_fix_by_itself_removes_its_finding(title: str, evaluation: KerasEvaluation) -> None:
    file = parse_source("program.py", PROGRAMS[title])
    found = [one for one in findings_in(PROGRAMS[title], evaluation) if one.rule.startswith("old-")]
    for finding in found:
        fix = finding.fixes[0]
        new = apply_edits(file, fix.edits)
        after = parse_source("program.py", new)
        assert not after.problems
        left = {one.message for one in findings_in(new, evaluation)}
        same = sum(one.message == finding.message for one in found)
        assert finding.message not in left or same > 1, fix.title

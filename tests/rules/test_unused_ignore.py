"""Comments that keep nothing away, and those for a whole file."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.environment import EnvironmentProblem
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import analyse
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.rules.registry import RULES
from keras_lens.syntax.source import parse_source

from .checked import findings_in

DENSE = "dense-before-flatten"
HEAD = """\
import keras
from keras.layers import Dense, Flatten

"""
MISTAKE = """\
model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(Dense(64))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
"""
RIGHT = """\
model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
"""


def unused(program: str, evaluation: KerasEvaluation) -> list[Finding]:
    return [one for one in findings_in(program, evaluation) if one.rule == "unused-ignore"]


def of_dense(program: str, evaluation: KerasEvaluation) -> list[Finding]:
    return [one for one in findings_in(program, evaluation) if one.rule == DENSE]


def text_at(program: str, finding: Finding) -> str:
    assert finding.span.start.line == finding.span.end.line
    line = program.splitlines()[finding.span.start.line]
    return line[finding.span.start.character : finding.span.end.character]


def test_the_rule_comes_last_since_the_others_tell_what_was_of_use() -> None:
    assert RULES[-1].identifier == "unused-ignore"


@pytest.mark.parametrize(
    "comment",
    [
        f"# keras-lens: ignore-file[{DENSE}]\n",
        f"# A model.\n# keras-lens: ignore-file[dropout-rate, {DENSE}]\n",
        f'"""A model."""\n# keras-lens: ignore-file[{DENSE}]\n',
        f"#!/usr/bin/env python\n\n#keras-lens:ignore-file[ {DENSE} ]\n\n",
    ],
)
def test_a_comment_at_the_top_keeps_a_rule_away_from_the_file(
    comment: str, evaluation: KerasEvaluation
) -> None:
    assert of_dense(HEAD + MISTAKE, evaluation)
    program = comment + HEAD + MISTAKE
    assert of_dense(program, evaluation) == []
    assert DENSE not in [text_at(program, one) for one in unused(program, evaluation)]


def test_further_down_such_a_comment_does_nothing_and_that_is_said(
    evaluation: KerasEvaluation,
) -> None:
    program = f"{HEAD}# keras-lens: ignore-file[{DENSE}]\n{MISTAKE}"
    assert of_dense(program, evaluation)
    (found,) = unused(program, evaluation)
    assert "above the first statement" in found.message
    assert not any(fix.safe for fix in found.fixes)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("model.add(Flatten())  # keras-lens: ignore[dense-before-flatten]",
         "model.add(Flatten())"),
        ("model.add(Flatten())  # why  # keras-lens: ignore[dense-before-flatten]",
         "model.add(Flatten())  # why"),
        ("model.add(Flatten())  # keras-lens: ignore[dense-before-flatten]  # noqa",
         "model.add(Flatten())  # noqa"),
        ("model.add(Flatten())  # keras-lens: ignore[dense-before-flatten] since",
         "model.add(Flatten())  # since"),
    ],
)  # fmt: skip
def test_what_keeps_nothing_away_is_found_and_removed(
    line: str, after: str, evaluation: KerasEvaluation
) -> None:
    program = HEAD + RIGHT.replace("model.add(Flatten())", line)
    (found,) = unused(program, evaluation)
    assert (found.severity, text_at(program, found)) == ("information", DENSE)
    (fix,) = found.fixes
    assert fix.preferred
    assert fix.safe
    changed = apply_edits(parse_source("program.py", program), fix.edits)
    assert changed == HEAD + RIGHT.replace("model.add(Flatten())", after)
    assert unused(changed, evaluation) == []


def test_a_line_of_its_own_goes_with_its_comment(evaluation: KerasEvaluation) -> None:
    program = f"# keras-lens: ignore-file[{DENSE}]\n{HEAD}{RIGHT}"
    (found,) = unused(program, evaluation)
    changed = apply_edits(parse_source("program.py", program), found.fixes[0].edits)
    assert changed == HEAD + RIGHT


def test_of_several_names_only_the_useless_ones_go(evaluation: KerasEvaluation) -> None:
    names = f"old-name, {DENSE}, assumption-wrong"
    program = HEAD + MISTAKE.replace("Dense(64))", f"Dense(64))  # keras-lens: ignore[{names}]")
    found = unused(program, evaluation)
    assert [text_at(program, one) for one in found] == ["old-name", "assumption-wrong"]
    changed = apply_edits(parse_source("program.py", program), found[0].fixes[0].edits)
    assert f"ignore[{DENSE}, assumption-wrong]" in changed


def test_a_misspelt_rule_is_said_with_the_one_that_was_meant(
    evaluation: KerasEvaluation,
) -> None:
    program = HEAD + MISTAKE.replace(
        "Dense(64))", "Dense(64))  # keras-lens: ignore[dense-befor-flatten]"
    )
    (found,) = unused(program, evaluation)
    assert f"Did you mean {DENSE}?" in found.message
    changed = apply_edits(parse_source("program.py", program), found.fixes[0].edits)
    assert found.fixes[0].preferred
    assert findings_in(changed, evaluation) == []


@pytest.mark.parametrize(
    "program",
    [
        f"{HEAD}{RIGHT}x = (  # keras-lens: ignore[{DENSE}]\n",
        f"{HEAD}{RIGHT}x = 1  # keras-lens: ignore[unused-ignore]\n",
        f"{HEAD}{RIGHT}x = '# keras-lens: ignore[{DENSE}]'\n",
        f"{HEAD}{MISTAKE}".replace("(64))", f"(64))  # keras-lens: ignore[{DENSE}]"),
    ],
)
def test_in_doubt_it_is_silent(program: str, evaluation: KerasEvaluation) -> None:
    assert unused(program, evaluation) == []


def test_a_rule_that_is_off_may_still_be_ignored(evaluation: KerasEvaluation) -> None:
    program = HEAD + RIGHT.replace("ten())", f"ten())  # keras-lens: ignore[{DENSE}]")
    analysis = analyse(parse_source("program.py", program), evaluation)
    assert diagnostics(analysis, evaluation, {DENSE: "off"}) == []


def test_without_keras_nothing_is_known_to_be_unused(tmp_path: Path) -> None:
    program = HEAD + RIGHT.replace("ten())", f"ten())  # keras-lens: ignore[{DENSE}]")
    nobody = KerasEvaluation(str(tmp_path / "no-python"), cache_directory=tmp_path)
    try:
        assert isinstance(nobody.environment, EnvironmentProblem)
        assert unused(program, nobody) == []
    finally:
        nobody.close()

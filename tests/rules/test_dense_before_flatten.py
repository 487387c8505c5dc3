"""The rule on whole programs: what it says, and that each of its fixes does what its title says.

What is expected of the mistakes and of the intended programs stands in `cases/*.txt`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import Analysis, Cancelled, analyse
from keras_lens.rules.checking import findings
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import MOST_WHAT_IFS
from keras_lens.rules.structure.dense_before_flatten import RULE
from keras_lens.syntax.source import parse_source
from tests.conformance.recorder import observe

from .cases import Case, read_cases

MISTAKES = read_cases("mistakes")
INTENDED = read_cases("intended")
EFFECT = re.compile(r": \((.+)\) → \((.+)\), ([\d,]+) params?$")


def analysed(program: str, evaluation: KerasEvaluation) -> Analysis:
    return analyse(parse_source("program.py", program), evaluation)


@cache
def found_in(program: str, evaluation: KerasEvaluation) -> list[Finding]:
    found = diagnostics(analysed(program, evaluation), evaluation, {})
    return [finding for finding in found if finding.rule == RULE.identifier]


def fixed(program: str, fix: Fix) -> str:
    return apply_edits(parse_source("program.py", program), fix.edits)


def changed_lines(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@"))


def by_name(case: Case) -> str:
    return case.name


@dataclass(frozen=True)
class FixedProgram:
    case: str
    title: str
    text: str


@pytest.fixture(scope="module")
def fixed_programs(evaluation: KerasEvaluation) -> list[FixedProgram]:
    """Every mistake after each of its fixes."""
    return [
        FixedProgram(case.name, fix.title, fixed(case.program, fix))
        for case in MISTAKES
        for finding in found_in(case.program, evaluation)
        for fix in finding.fixes
    ]


@pytest.mark.parametrize("case", MISTAKES, ids=by_name)
def test_a_mistake_is_found_and_its_fixes_change_what_they_should(
    case: Case, evaluation: KerasEvaluation
) -> None:
    found = found_in(case.program, evaluation)
    places = [(f.span.start.line + 1, f.span.start.character + 1) for f in found]
    assert [finding.message for finding in found] == [f.message for f in case.findings]
    assert places == [(expected.line, expected.column) for expected in case.findings]
    for finding, expected in zip(found, case.findings, strict=True):
        offered = {
            fix.title: changed_lines(case.program, fixed(case.program, fix))
            for fix in finding.fixes
        }
        assert offered == expected.fixes
        assert list(offered) == list(expected.fixes)


@pytest.mark.parametrize("case", INTENDED, ids=by_name)
def test_a_program_that_is_meant_so_is_left_alone(case: Case, evaluation: KerasEvaluation) -> None:
    analysis = analysed(case.program, evaluation)
    layers = [layer.class_name for layer in analysis.applications]
    layers += [layer.class_name for layer in analysis.unknown_layers]
    assert "Dense" in layers or "TimeDistributed" in layers
    assert found_in(case.program, evaluation) == []


def test_the_squiggle_is_under_the_name_of_the_class(evaluation: KerasEvaluation) -> None:
    [finding] = found_in(MISTAKES[0].program, evaluation)
    file = parse_source("program.py", MISTAKES[0].program)
    assert file.text_of(finding.span) == "Dense"
    assert (finding.rule, finding.severity) == ("dense-before-flatten", "warning")


def test_inserting_flatten_is_the_preferred_fix(evaluation: KerasEvaluation) -> None:
    [finding] = found_in(MISTAKES[0].program, evaluation)
    assert [fix.title.partition(":")[0] for fix in finding.fixes if fix.preferred] == [
        "Insert Flatten() before Dense"
    ]


def test_after_a_fix_its_finding_is_gone(
    fixed_programs: list[FixedProgram], evaluation: KerasEvaluation
) -> None:
    many = {case.name: len(case.findings) for case in MISTAKES}
    for program in fixed_programs:
        assert parse_source("program.py", program.text).problems == ()
        left = found_in(program.text, evaluation)
        assert len(left) == many[program.case] - 1, (program.case, program.title)


def test_after_a_fix_keras_gives_the_shapes_of_its_title(
    fixed_programs: list[FixedProgram], tmp_path: Path
) -> None:
    observed = run_with_keras([program.text for program in fixed_programs], tmp_path)
    for program, seen in zip(fixed_programs, observed, strict=True):
        assert seen["error"] is None, (program.case, program.title)
        effect = EFFECT.search(program.title)
        assert effect is not None
        input_shape, output_shape, params = effect.groups()
        layers = [
            (layer["class"], written(layer["input_shapes"]), written(layer["output_shapes"]),
             f"{layer['params']:,}")
            for layer in seen["layers"]
        ]  # fmt: skip
        assert ("Dense", input_shape, output_shape, params) in layers, (program, layers)


def run_with_keras(programs: list[str], folder: Path) -> list[dict[str, Any]]:
    """What real Keras makes of each program."""
    paths = [folder / f"program_{number}.py" for number in range(len(programs))]
    for path, program in zip(paths, programs, strict=True):
        path.write_text(program, encoding="utf-8")
    scripts = observe(paths)["scripts"]
    return [scripts[str(path)] for path in paths]


def written(shapes: list[list[int | None]]) -> str:
    return "; ".join(", ".join(str(size) for size in shape) for shape in shapes)


@pytest.mark.parametrize("case", MISTAKES, ids=by_name)
def test_fixes_use_the_line_ends_and_the_indentation_of_the_file(
    case: Case, evaluation: KerasEvaluation
) -> None:
    program = re.sub("(?m)^(?: {4})+", lambda m: "\t" * (len(m.group()) // 4), case.program)
    program = re.sub("(?m)^(\t*) +", r"\1", program).replace("\n", "\r\n")
    found = found_in(program, evaluation)
    assert [finding.message for finding in found] == [f.message for f in case.findings]
    for finding in found:
        for fix in finding.fixes:
            text = fixed(program, fix)
            assert text.count("\n") == text.count("\r") == text.count("\r\n")
            assert not re.search("(?m)^\t* ", text)


def test_a_mistake_is_found_and_fixed_while_other_lines_are_broken(
    evaluation: KerasEvaluation,
) -> None:
    broken = MISTAKES[0].program + "model.compile(loss=\n"
    [finding] = found_in(broken, evaluation)
    assert finding.message == MISTAKES[0].findings[0].message
    assert [fix.title for fix in finding.fixes] == list(MISTAKES[0].findings[0].fixes)


UNFINISHED = """\
import keras
from keras import layers

inputs = keras.Input((32, 32, 3))
x = layers.Conv2D(16, 3, strides=2)(inputs)
{left_out}
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)
"""


@pytest.mark.parametrize("left_out", ["x = layers.??()(x)", "x = layers.Flatten(x", "x = layers."])
def test_a_layer_may_be_missing_where_a_line_is_broken(
    left_out: str, evaluation: KerasEvaluation
) -> None:
    assert found_in(UNFINISHED.format(left_out=""), evaluation)
    assert found_in(UNFINISHED.format(left_out=left_out), evaluation) == []


def test_a_flatten_that_another_branch_needs_stays(evaluation: KerasEvaluation) -> None:
    program = (
        "import sys\n"
        "from keras import Input, Sequential\n"
        "from keras.layers import Dense, Flatten\n"
        "model = Sequential([Input((28, 28, 1))])\n"
        "if len(sys.argv) > 1:\n"
        "    model.add(Dense(64))\n"
        "model.add(Flatten())\n"
        "model.add(Dense(10))\n"
    )
    [finding] = found_in(program, evaluation)
    changes = [changed_lines(program, fixed(program, fix)) for fix in finding.fixes]
    assert changes == ["+    model.add(Flatten())"]


def test_the_examples_of_the_page_are_a_mistake_and_its_fix(evaluation: KerasEvaluation) -> None:
    [finding] = found_in(RULE.bad, evaluation)
    preferred = next(fix for fix in finding.fixes if fix.preferred)
    assert fixed(RULE.bad, preferred) == RULE.good
    assert found_in(RULE.good, evaluation) == []


@pytest.mark.parametrize("severity", ["hint", "information", "warning", "error"])
def test_the_severity_can_be_chosen(severity: str, evaluation: KerasEvaluation) -> None:
    analysis = analysed(RULE.bad, evaluation)
    found = diagnostics(analysis, evaluation, {"dense-before-flatten": severity})
    assert [finding.severity for finding in found] == [severity]


def test_the_rule_can_be_switched_off(evaluation: KerasEvaluation) -> None:
    analysis = analysed(RULE.bad, evaluation)
    assert diagnostics(analysis, evaluation, {"dense-before-flatten": "off"}) == []


def test_settings_that_mean_nothing_change_nothing(evaluation: KerasEvaluation) -> None:
    analysis = analysed(RULE.bad, evaluation)
    severities = {"dense-before-flatten": "loud", "no-such-rule": "error"}
    found = diagnostics(analysis, evaluation, severities)
    assert [finding.severity for finding in found] == ["warning"]


def test_the_number_of_tried_edits_is_bounded(evaluation: KerasEvaluation) -> None:
    lines = RULE.bad.splitlines(keepends=True)
    program = "".join(lines[:2]) + "".join(lines[2:]) * (MOST_WHAT_IFS + 1)
    tried = []

    def reanalyse(path: str, text: str) -> Analysis:
        tried.append(text)
        return analyse(parse_source(path, text), evaluation)

    found = findings(analysed(program, evaluation), reanalyse, {})
    assert len(found) == MOST_WHAT_IFS + 1
    assert len(tried) == MOST_WHAT_IFS
    assert found[-1].fixes == ()


def test_it_stops_when_told_to(evaluation: KerasEvaluation) -> None:
    analysis = analysed(RULE.bad, evaluation)
    with pytest.raises(Cancelled):
        diagnostics(analysis, evaluation, {}, cancelled=lambda: True)

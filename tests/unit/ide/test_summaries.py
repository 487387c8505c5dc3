"""Summaries: which model is meant, and the text, which is that of the installed Keras."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.summaries import NoSummary, summary, summary_targets, target_at
from tests.conformance.recorder import observe

from .marked import CURSOR, IMPORTS, analysed, cursor_in

FOUNDING_EXAMPLE = """\
model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=10, activation='relu'))
"""

FROZEN = """\
encoder = Sequential([Input((64,)), Dense(16, name="code"), BatchNormalization()], name="encoder")
encoder.trainable = False
"""

TWO = """\
first = Sequential([Input((4,)), Dense(1)])
number = 1
second = Sequential([Input((4,)), Dense(2)], name="other")
print("end")
"""


def test_the_text_is_what_keras_prints(evaluation: KerasEvaluation, tmp_path: Path) -> None:
    programs = [FOUNDING_EXAMPLE, FROZEN]
    scripts = [tmp_path / f"program_{number}.py" for number in range(len(programs))]
    for script, program in zip(scripts, programs, strict=True):
        script.write_text(IMPORTS + program, encoding="utf-8")
    printed = observe(scripts)["scripts"]
    for script, program in zip(scripts, programs, strict=True):
        analysis = analysed(program, evaluation)
        [model] = printed[str(script)]["models"]
        assert summary(analysis, analysis.models[0].key, evaluation) == model["summary"]


def test_all_models_of_a_file_can_be_chosen(evaluation: KerasEvaluation) -> None:
    targets = summary_targets(analysed(TWO, evaluation))
    first = len(IMPORTS.splitlines())
    assert [(target.label, target.line) for target in targets] == [
        ("first (sequential)", first),
        ("second (other)", first + 2),
    ]


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        (TWO.replace("Dense(1)", "De▮nse(1)"), "first (sequential)"),
        (TWO.replace("Dense(2)", "De▮nse(2)"), "second (other)"),
        (TWO.replace("second", "sec▮ond"), "second (other)"),
        (TWO.replace("number", "num▮ber"), "first (sequential)"),
        (TWO.replace("print", "pr▮int"), "second (other)"),
        (CURSOR + "\n" + TWO, "first (sequential)"),
        ("def f():\n    return Sequential([Input((1,)), De▮nse(1)])\n", "sequential"),
    ],
    ids=["layer", "other layer", "name", "below one", "below both", "above both", "nameless"],
)
def test_the_model_at_a_place(marked: str, label: str, evaluation: KerasEvaluation) -> None:
    target = target_at(analysed(marked.replace(CURSOR, ""), evaluation), cursor_in(marked))
    assert target is not None
    assert target.label == label


FUNCTIONAL = """\
encoder = Sequential([Input((4,)), Dense(1)], name="encoder")
given = Input((4,))
x = encoder(given)

x = Dense(2)(x)
print(x)
model = Model(given, x, name="whole")
end = 1
"""


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        (FUNCTIONAL.replace("x = Dense", "▮x = Dense"), "model (whole)"),
        (FUNCTIONAL.replace("(given)\n\n", "(given)\n▮\n"), "model (whole)"),
        (FUNCTIONAL.replace("print", "pri▮nt"), "model (whole)"),
        (FUNCTIONAL.replace("given = In", "gi▮ven = In"), "model (whole)"),
        (FUNCTIONAL.replace("Dense(1)", "Den▮se(1)"), "encoder (encoder)"),
        (FUNCTIONAL.replace("end", "e▮nd"), "model (whole)"),
    ],
    ids=["left of a layer", "between", "another statement", "the input", "inner", "below"],
)
def test_the_functional_model_at_a_place(
    marked: str, label: str, evaluation: KerasEvaluation
) -> None:
    program = marked.replace(CURSOR, "")
    imports = "from keras import Model\n"
    position = cursor_in(imports + marked)
    target = target_at(analysed(imports + program, evaluation), position)
    assert target is not None
    assert target.label == label


def test_without_models_there_is_nothing_to_choose(evaluation: KerasEvaluation) -> None:
    marked = "num▮ber = 1\n"
    analysis = analysed(marked.replace(CURSOR, ""), evaluation)
    assert summary_targets(analysis) == []
    assert target_at(analysis, cursor_in(marked)) is None


def test_a_model_that_is_gone_has_no_summary(evaluation: KerasEvaluation) -> None:
    with pytest.raises(NoSummary, match="no longer in the file"):
        summary(analysed("number = 1\n", evaluation), 1, evaluation)


def test_a_model_with_an_unknown_layer_says_which(evaluation: KerasEvaluation) -> None:
    program = """\
import os
model = Sequential([
    Input((4,)),
    Dense(int(os.environ["UNITS"])),
])
"""
    line = len(IMPORTS.splitlines()) + 4
    analysis = analysed(program, evaluation)
    with pytest.raises(NoSummary, match=rf"`Dense` in line {line} is not known\. `units`"):
        summary(analysis, analysis.models[0].key, evaluation)

"""The object of `--format json`: names, places from 1, open and unknown dimensions."""

from __future__ import annotations

import json
from typing import Any

from keras_lens.evaluation.environment import Environment, EnvironmentProblem
from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.ide.report import file_report, report

from .marked import IMPORTS, analysed

ABOVE = len(IMPORTS.splitlines())


def reported(program: str, evaluation: Evaluation) -> Any:
    """The entry of a program, as whoever reads the JSON gets it."""
    analysis = analysed(program, evaluation)
    entry = file_report("model.py", analysis, diagnostics(analysis, evaluation, {}))
    return json.loads(json.dumps(entry))


FOUNDING_EXAMPLE = """\
model = Sequential()
model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(Flatten())
model.add(Dense(units=10, activation='relu'))
"""


def test_a_layer(evaluation: KerasEvaluation) -> None:
    entry = reported(FOUNDING_EXAMPLE, evaluation)
    assert entry["path"] == "model.py"
    assert entry["layers"][0] == {
        "line": ABOVE + 2,
        "column": 1,
        "end_line": ABOVE + 2,
        "end_column": len(FOUNDING_EXAMPLE.splitlines()[1]) + 1,
        "class": "Dense",
        "name": "dense",
        "model": "sequential",
        "input_shapes": [[None, 28, 28, 1]],
        "output_shapes": [[None, 28, 28, 64]],
        "params": 128,
        "trainable_params": 128,
        "dtype": "float32",
    }
    assert [layer["params"] for layer in entry["layers"]] == [128, 0, 501_770]


def test_a_model(evaluation: KerasEvaluation) -> None:
    assert reported(FOUNDING_EXAMPLE, evaluation)["models"] == [
        {
            "line": ABOVE + 1,
            "variable": "model",
            "name": "sequential",
            "class": "Sequential",
            "output_shapes": [[None, 10]],
            "total_params": 501_898,
            "trainable_params": 501_898,
            "non_trainable_params": 0,
            "bytes": 4 * 501_898,
        }
    ]


def test_a_finding_and_its_fixes(evaluation: KerasEvaluation) -> None:
    [finding] = [
        one
        for one in reported(FOUNDING_EXAMPLE, evaluation)["diagnostics"]
        if one["rule"] == "dense-before-flatten"
    ]
    column = FOUNDING_EXAMPLE.splitlines()[1].index("Dense") + 1
    place = {
        "line": ABOVE + 2,
        "column": column,
        "end_line": ABOVE + 2,
        "end_column": column + len("Dense"),
    }
    assert finding["severity"] == "warning"
    assert finding.items() >= place.items()
    assert finding["message"]
    for fix in finding["fixes"]:
        assert set(fix) == {"title", "edits", "preferred", "safe"}
        for edit in fix["edits"]:
            assert set(edit) == {*place, "new_text"}


def test_a_model_that_is_not_built_has_no_numbers(evaluation: KerasEvaluation) -> None:
    [model] = reported("model = Sequential([Dense(4)])\n", evaluation)["models"]
    numbers = ("total_params", "trainable_params", "non_trainable_params", "bytes")
    assert [model[name] for name in numbers] == [None] * 4
    assert model["output_shapes"] == []


def test_a_line_has_an_entry_for_each_outcome(evaluation: KerasEvaluation) -> None:
    program = """\
model = Sequential([Input((8,))])
for units in (4, 2):
    model.add(Dense(units))
"""
    layers = [
        (layer["line"], layer["name"], layer["output_shapes"], layer["params"])
        for layer in reported(program, evaluation)["layers"]
        if layer["class"] == "Dense"
    ]
    assert layers == [
        (ABOVE + 3, "dense", [[None, 4]], 36),
        (ABOVE + 3, "dense_1", [[None, 2]], 10),
    ]


def test_the_whole_names_its_version_and_environment() -> None:
    environment = Environment("/usr/bin/python3", "3.12.1", "3.15.1", "2.21.0")
    assert report(environment, ["a file"]) == {
        "version": 1,
        "environment": {
            "python": "3.12.1",
            "keras": "3.15.1",
            "backend": "tensorflow",
            "tensorflow": "2.21.0",
        },
        "files": ["a file"],
    }


def test_an_environment_without_keras_has_no_versions() -> None:
    whole: Any = report(EnvironmentProblem("python3", "There is no TensorFlow."), [])
    assert whole["environment"] == dict.fromkeys(("python", "keras", "backend", "tensorflow"))

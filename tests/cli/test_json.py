"""`--format json`: a contract with programs."""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from . import programs
from .command import ROOT, Command

FOUNDING = "examples/mnist_dense_before_flatten.py"
SCHEMA = json.loads(Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8"))


def shown(lens: Command, *arguments: str, folder: Path | None = None) -> dict[str, Any]:
    """What `show` prints, which must keep the contract."""
    more = {} if folder is None else {"folder": folder}
    report = json.loads(lens.run("show", "--format", "json", *arguments, **more).output)
    Draft202012Validator(SCHEMA).validate(report)
    return report


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_founding_example(lens: Command) -> None:
    (file,) = shown(lens, FOUNDING)["files"]
    assert file["path"] == FOUNDING
    assert [
        (one["line"], one["class"], one["output_shapes"], one["params"]) for one in file["layers"]
    ] == [
        (11, "Dense", [[None, 28, 28, 64]], 128),
        (12, "Flatten", [[None, 50176]], 0),
        (13, "Dense", [[None, 10]], 501770),
    ]
    assert file["layers"][0]["input_shapes"] == [[None, 28, 28, 1]]
    assert file["models"] == [
        {
            "line": 10,
            "variable": "model",
            "name": "sequential",
            "class": "Sequential",
            "output_shapes": [[None, 10]],
            "total_params": 501898,
            "trainable_params": 501898,
            "non_trainable_params": 0,
            "bytes": 2007592,
        }
    ]


def test_a_function_that_nobody_calls(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "builder.py").write_text(programs.BUILDER, encoding="utf-8")
    (file,) = shown(lens, "builder.py", folder=tmp_path)["files"]
    dense = file["layers"][-1]
    assert dense["output_shapes"] == [[None, "num_classes"]]
    assert dense["params"] is None
    assert dense["params_formula"] == "9·num_classes"
    (model,) = file["models"]
    assert model["total_params"] is None
    assert model["total_params_formula"] == "9·num_classes"


def test_a_place_is_the_text_of_the_call(lens: Command) -> None:
    (file,) = shown(lens, FOUNDING)["files"]
    first = file["layers"][0]
    line = (ROOT / FOUNDING).read_text(encoding="utf-8").splitlines()[first["line"] - 1]
    assert first["end_line"] == first["line"]
    assert line[first["column"] - 1 : first["end_column"] - 1] == line
    (finding,) = file["diagnostics"]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "Dense"


def test_columns_count_characters(lens: Command, tmp_path: Path) -> None:
    """𝜎 is one character, two UTF-16 units and four bytes."""
    text = programs.MISTAKE.replace("model.add(Dense(units=64", "𝜎 = '𝜎'; model.add(Dense(units=64")
    (tmp_path / "model.py").write_text(text, encoding="utf-8")
    (file,) = shown(lens, "model.py", folder=tmp_path)["files"]
    (finding,) = file["diagnostics"]
    line = text.splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "Dense"


def test_the_first_fix_repairs_the_program(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    (file,) = shown(lens, "model.py", folder=tmp_path)["files"]
    edits = file["diagnostics"][0]["fixes"][0]["edits"]
    (tmp_path / "model.py").write_text(edited(programs.MISTAKE, edits))
    (repaired,) = shown(lens, "model.py", folder=tmp_path)["files"]
    assert repaired["diagnostics"] == []
    assert [one["params"] for one in repaired["layers"]] == [0, 0, 50240, 650]
    assert repaired["models"][0]["total_params"] == 50890


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    """The text after the edits, each of which means the text before all of them."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(edit: dict[str, Any], end: str) -> int:
        return starts[edit[f"{end}line"] - 1] + edit[f"{end}column"] - 1

    for edit in sorted(edits, key=lambda edit: offset(edit, ""), reverse=True):
        text = text[: offset(edit, "")] + edit["new_text"] + text[offset(edit, "end_") :]
    return text


def test_values_that_comments_assume(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.ASSUMED)
    (file,) = shown(lens, "model.py", folder=tmp_path)["files"]
    assert [(one["class"], one["params"]) for one in file["layers"]][-1] == ("Dense", 90)
    (finding,) = file["diagnostics"]
    assert (finding["rule"], finding["severity"]) == ("assumption-wrong", "information")
    (fix,) = finding["fixes"]
    (tmp_path / "model.py").write_text(edited(programs.ASSUMED, fix["edits"]))
    (corrected,) = shown(lens, "model.py", folder=tmp_path)["files"]
    assert corrected["diagnostics"] == []
    assert corrected["layers"][0]["params"] == file["layers"][0]["params"]


def test_the_environment(lens: Command) -> None:
    assert shown(lens, "examples/mnist_fixed.py")["environment"] == {
        "python": platform.python_version(),
        "keras": version("keras"),
        "backend": "tensorflow",
        "tensorflow": version("tensorflow"),
    }


def test_files_of_folders_and_frozen_layers(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text(programs.WORKAROUND)
    (tmp_path / "a.py").write_text("x = 1\n")
    first, second = shown(lens, ".", folder=tmp_path)["files"]
    assert first == {"path": "a.py", "layers": [], "models": [], "diagnostics": []}
    assert second["path"] == "b.py"
    (model,) = second["models"]
    assert (model["trainable_params"], model["non_trainable_params"]) == (50890, 1)
    assert [one["trainable_params"] for one in second["layers"]] == [0, 0, 50240, 650]


def test_what_is_not_known(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(
        "import sys\n"
        "import keras\n"
        "units = int(sys.argv[1])\n"
        "model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(units)])\n"
    )
    (file,) = shown(lens, "model.py", folder=tmp_path)["files"]
    assert [one["params"] for one in file["layers"] if one["class"] == "Dense"] in ([], [None])
    (model,) = file["models"]
    assert [model[key] for key in ("total_params", "trainable_params", "bytes")] == [None] * 3


def test_complaints_are_no_part_of_it(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(programs.CLEAN)
    result = lens.run("show", "--format", "json", "nowhere.py", "good.py", folder=tmp_path)
    assert result.code == 2
    assert result.errors == "keras-lens: nowhere.py: no such file\n"
    assert [file["path"] for file in json.loads(result.output)["files"]] == ["good.py"]

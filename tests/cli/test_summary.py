"""`keras-lens summary`: to the letter what the program would print."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from . import programs
from .command import Command


def printed_by_keras(program: str, *models: str) -> str:
    """What the program prints when it is really run and asks for the models' summaries."""
    calls = "".join(f"\n{model}.summary()" for model in models)
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", program + calls],
        env=os.environ | quiet,
        capture_output=True,
        check=True,
    ).stdout.decode()


@pytest.mark.parametrize(
    ("program", "model"),
    [
        (programs.MISTAKE, "model"),
        (programs.WORKAROUND, "model"),
        (programs.TWO_MODELS, "classifier"),
    ],
    ids=["mistake", "workaround", "a model in a model"],
)
def test_a_model_by_name(lens: Command, tmp_path: Path, program: str, model: str) -> None:
    (tmp_path / "model.py").write_text(program)
    result = lens.run("summary", f"model.py:{model}", folder=tmp_path)
    assert (result.code, result.errors) == (0, "")
    assert result.output == printed_by_keras(program, model)


def test_the_workaround_has_what_its_author_read(lens: Command, tmp_path: Path) -> None:
    """One weight that is not trained, 50,240 and 650 that are."""
    (tmp_path / "model.py").write_text(programs.WORKAROUND)
    lines = lens.run("summary", "model.py", folder=tmp_path).output.splitlines()
    assert [line.split("(")[0].strip() for line in lines[-3:]] == [
        "Total params: 50,891",
        "Trainable params: 50,890",
        "Non-trainable params: 1",
    ]


def test_all_models_of_a_file_in_the_order_of_the_text(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "two.py").write_text(programs.TWO_MODELS)
    result = lens.run("summary", "two.py", folder=tmp_path)
    assert result.code == 0
    assert result.output == printed_by_keras(programs.TWO_MODELS, "encoder", "classifier")


def test_a_model_by_the_name_that_keras_knows(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "two.py").write_text(programs.TWO_MODELS)
    by_keras = lens.run("summary", "two.py:squeeze", folder=tmp_path)
    by_variable = lens.run("summary", "two.py:encoder", folder=tmp_path)
    assert by_keras.output.startswith('Model: "squeeze"\n')
    assert by_keras == by_variable


def test_standard_input(lens: Command) -> None:
    result = lens.run("summary", "-", stdin=programs.TWO_MODELS.encode())
    assert result.code == 0
    assert result.output.startswith('Model: "squeeze"\n')


def test_a_name_that_does_not_exist(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "two.py").write_text(programs.TWO_MODELS)
    result = lens.run("summary", "two.py:decoder", folder=tmp_path)
    assert (result.code, result.output) == (2, "")
    assert result.errors == (
        "keras-lens: two.py: no model is called decoder; there are: encoder, classifier\n"
    )


def test_a_file_without_models(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text("x = 1\n")
    result = lens.run("summary", "plain.py", folder=tmp_path)
    assert (result.code, result.output) == (2, "")
    assert result.errors == "keras-lens: plain.py: no Keras model was found\n"


def test_a_missing_file(lens: Command, tmp_path: Path) -> None:
    result = lens.run("summary", "nowhere.py:model", folder=tmp_path)
    assert (result.code, result.errors) == (2, "keras-lens: nowhere.py: no such file\n")


def test_a_folder(lens: Command, tmp_path: Path) -> None:
    result = lens.run("summary", ".", folder=tmp_path)
    assert (result.code, result.errors) == (2, "keras-lens: .: this is a folder; name a file\n")


def test_a_model_that_keras_refuses(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "flat.py").write_text(
        "import keras\n"
        "model = keras.Sequential([keras.Input((784,)), keras.layers.Conv2D(32, 3)])\n"
    )
    result = lens.run("summary", "flat.py", folder=tmp_path)
    assert (result.code, result.output) == (2, "")
    assert result.errors.startswith("keras-lens: flat.py: model: Keras refuses the model.")
    assert "expected min_ndim=4, found ndim=2" in result.errors
    assert result.errors.count("\n") == 1


def test_a_model_of_which_a_part_is_not_known(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "open.py").write_text(
        "import sys\n"
        "import keras\n"
        "units = int(sys.argv[1])\n"
        "model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(units)])\n"
    )
    result = lens.run("summary", "open.py", folder=tmp_path)
    assert (result.code, result.output) == (2, "")
    assert result.errors.startswith("keras-lens: open.py: model: `Dense` in line 4 is not known.")
    assert result.errors.count("\n") == 1

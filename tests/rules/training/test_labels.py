"""The rules that compare labels with the output: what they say, when they are silent, and that real
Keras runs what their fixes make."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.syntax.source import parse_source
from tests.keras_runs import ends_of
from tests.rules.checked import findings_in

RULES = {"labels-and-loss", "units-and-classes", "output-keeps-spatial-axes"}
NUMBERS = "np.random.randint(0, 4, size=(32,))"
ONE_HOT = f"keras.utils.to_categorical({NUMBERS}, 4)"


def program(labels: str, *, units: int = 4, loss: str, layer: str = "", shape: str = "(6,)") -> str:
    activation = "sigmoid" if loss == "binary_crossentropy" else "softmax"
    return f"""\
import keras
import numpy as np
from keras import layers

labels = {labels}
model = keras.Sequential()
model.add(keras.Input({shape}))
{layer or "model.add(layers.Dense(8, activation='relu'))"}
model.add(layers.Dense({units}, activation="{activation}"))
model.compile(optimizer="adam", loss="{loss}")
model.fit(np.random.rand(32, *{shape}), labels, verbose=0)
"""


MISTAKES = {
    "numbers for one-hot": (program(NUMBERS, loss="categorical_crossentropy"), "labels-and-loss"),
    "one-hot for numbers": (
        program(ONE_HOT, loss="sparse_categorical_crossentropy"),
        "labels-and-loss",
    ),
    "a column of numbers": (
        program(f"{NUMBERS}[:, None]", loss="categorical_crossentropy"),
        "labels-and-loss",
    ),
    "too many units": (
        program(ONE_HOT, units=7, loss="categorical_crossentropy"),
        "units-and-classes",
    ),
    "too few units": (
        program(ONE_HOT, units=3, loss="categorical_crossentropy"),
        "units-and-classes",
    ),
    "a column for each number up to the largest": (
        program(
            "keras.utils.to_categorical(np.array([ord(letter) for letter in 'abcdabcd' * 4]))",
            loss="categorical_crossentropy",
        ),
        "units-and-classes",
    ),
    "steps": (
        program(
            NUMBERS,
            loss="sparse_categorical_crossentropy",
            layer="model.add(layers.GRU(8, return_sequences=True))",
            shape="(5, 3)",
        ),
        "output-keeps-spatial-axes",
    ),
    "pixels": (
        program(
            ONE_HOT,
            loss="categorical_crossentropy",
            layer="model.add(layers.Conv2D(8, 3, padding='same', activation='relu'))",
            shape="(6, 6, 2)",
        ),
        "output-keeps-spatial-axes",
    ),
}

SPARSE = "sparse_categorical_crossentropy"
BEYOND = {
    "drawn": program("np.random.randint(0, 33, size=32)", units=11, loss=SPARSE),
    "drawn from 1": program("np.random.randint(1, 3, size=32)", units=2, loss=SPARSE),
    "some of those drawn": program("np.random.randint(0, 33, 90)[:32]", units=11, loss=SPARSE),
    "a column of floats": program(
        "np.random.randint(0, 33, size=32).reshape(-1, 1).astype('float32')", units=11, loss=SPARSE
    ),
    "written out": program("np.array([0, 1, 2, 4] * 8)", loss=SPARSE),
    "counted": program("np.arange(32) % 6", loss=SPARSE),
}
"""A label has no unit: TensorFlow raises in the midst of training."""

RIGHT = {
    "few are drawn": program(
        "np.concatenate([np.random.randint(0, 5, 3), np.zeros(29, int)]) % 4", loss=SPARSE
    ),
    "fewer classes than units": program("np.random.randint(0, 3, size=32)", units=9, loss=SPARSE),
    "written out within": program("np.array([0, 1, 2, 3] * 8)", loss=SPARSE),
    "changed afterwards": program("np.array([0, 1, 2, 4] * 8)", loss=SPARSE).replace(
        "model =", "labels[labels > 3] = 3\nmodel ="
    ),
    "chosen by what they are": program(
        "np.random.randint(0, 40, size=9000)", units=20, loss=SPARSE
    ).replace("model =", "labels = labels[labels < 20][:32]\nmodel ="),
    "chosen by their order": program(
        "np.random.randint(0, 40, size=9000)", units=20, loss=SPARSE
    ).replace("model =", "labels = labels[np.argsort(labels)[:32]]\nmodel ="),
    "brought into the range": program(
        "np.clip(np.random.randint(0, 40, size=32), 0, 3)", loss=SPARSE
    ),
    "modulo": program("np.random.randint(0, 40, size=32) % 4", loss=SPARSE),
    "as many columns as there are": program(
        "keras.utils.to_categorical(np.arange(32) % 4)", loss="categorical_crossentropy"
    ),
    "a class that is ignored": program("np.array([0, 1, 2, 255] * 8)", loss=SPARSE).replace(
        f'loss="{SPARSE}"',
        "loss=keras.losses.SparseCategoricalCrossentropy(ignore_class=255)",
    ),
    "numbers": program(NUMBERS, loss="sparse_categorical_crossentropy"),
    "one-hot": program(ONE_HOT, loss="categorical_crossentropy"),
    "a column": program(f"{NUMBERS}[:, None]", loss="sparse_categorical_crossentropy"),
    "more units than classes": program(NUMBERS, units=6, loss="sparse_categorical_crossentropy"),
    "several labels at once": program(
        "np.random.randint(0, 2, size=(32, 4))", loss="binary_crossentropy"
    ),
    "a label for each step": program(
        "np.random.randint(0, 4, size=(32, 5))",
        loss="sparse_categorical_crossentropy",
        layer="model.add(layers.GRU(8, return_sequences=True))",
        shape="(5, 3)",
    ),
    "soft labels": program("np.full((32, 4), 0.25)", loss="categorical_crossentropy"),
    "caught": program(NUMBERS, loss="categorical_crossentropy").replace(
        "model.fit(np.random.rand(32, *(6,)), labels, verbose=0)",
        "try:\n    model.fit(np.random.rand(32, 6), labels)\nexcept ValueError:\n    pass",
    ),
}


def found(text: str, evaluation: KerasEvaluation) -> list[Finding]:
    return [finding for finding in findings_in(text, evaluation) if finding.severity == "error"]


@pytest.mark.parametrize(("text", "rule"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once(text: str, rule: str, evaluation: KerasEvaluation) -> None:
    [finding] = found(text, evaluation)
    assert finding.rule == rule
    assert "Error: " in finding.details


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
def test_a_label_has_no_unit(text: str, evaluation: KerasEvaluation) -> None:
    [finding] = found(text, evaluation)
    assert finding.rule == "units-and-classes"
    assert "labels go up to" in finding.message


FOLDER = """\
import keras
from keras import layers

images = keras.utils.image_dataset_from_directory("photos", class_names=["cat", "cow", "dog"])
model = keras.Sequential([keras.Input((256, 256, 3)), layers.Flatten()])
model.add(layers.Dense(2, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(images.shuffle(10).prefetch(1))
"""


def test_the_classes_of_a_folder(evaluation: KerasEvaluation) -> None:
    [finding] = found(FOLDER, evaluation)
    assert (finding.rule, "3 classes" in finding.message) == ("units-and-classes", True)
    for change in (
        ("images.shuffle(10)", "images.filter(lambda image, label: label < 2)"),
        ("Dense(2", "Dense(3"),
        ('class_names=["cat", "cow", "dog"]', ""),
    ):
        assert found(FOLDER.replace(*change), evaluation) == []


def test_more_classes_than_one_unit_tells_apart(evaluation: KerasEvaluation) -> None:
    text = program("np.arange(32) % 3", units=1, loss="binary_crossentropy")
    [finding] = [one for one in findings_in(text, evaluation) if one.rule in RULES]
    assert (finding.rule, finding.severity) == ("units-and-classes", "warning")
    two = text.replace("% 3", "% 2")
    assert not RULES & {one.rule for one in findings_in(two, evaluation)}


def test_tensorflow_raises_at_a_label_without_unit(tmp_path: Path) -> None:
    for name, text in BEYOND.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    ends = ends_of(sorted(tmp_path.glob("*.py")))
    assert {end and end[1] for end in ends.values()} == {"InvalidArgumentError"}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_nothing_is_said_of_what_works(text: str, evaluation: KerasEvaluation) -> None:
    assert not RULES & {finding.rule for finding in findings_in(text, evaluation)}


def test_labels_of_a_data_set_that_have_no_unit(evaluation: KerasEvaluation) -> None:
    text = """\
import keras
from keras import layers

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten()])
model.add(layers.Dense(9, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(x / 255.0, y)
"""
    [finding] = [one for one in findings_in(text, evaluation) if one.rule in RULES]
    assert (finding.rule, finding.severity) == ("units-and-classes", "error")
    assert "10 classes" in finding.message
    some = text.replace("model.fit(x / 255.0, y)", "model.fit(x[y < 5] / 255.0, y[y < 5])")
    assert not RULES & {one.rule for one in findings_in(some, evaluation)}


def test_keras_runs_what_works_and_what_fixes_make(
    evaluation: KerasEvaluation, tmp_path: Path
) -> None:
    texts = dict(RIGHT)
    mistakes = {name: text for name, (text, _) in MISTAKES.items()} | BEYOND
    for name, text in mistakes.items():
        for number, fix in enumerate(found(text, evaluation)[0].fixes):
            texts[f"{name} {number}"] = apply_edits(parse_source("program.py", text), fix.edits)
    assert len(texts) > len(RIGHT) + 3
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    ends = ends_of(sorted(tmp_path.glob("*.py")))
    assert {file.stem: end for file, end in ends.items() if end is not None} == {}

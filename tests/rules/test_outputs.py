"""The rules about outputs, losses and metrics: what they say, and what they leave alone."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.syntax.source import parse_source
from tests.rules.checked import findings_in

HEAD = """\
import sys

import keras
import numpy as np
import tensorflow as tf
from keras.layers import *

"""


def sequential(layers: str, compiled: str) -> str:
    return (
        f"{HEAD}model = keras.Sequential([Input((8,)), Dense(16, activation='relu'), {layers}])\n"
        f"model.compile({compiled})\n"
    )


MISTAKES = {
    "one number as the label of three units": (
        sequential("Dense(3)", "'adam', 'mae'")
        + "model.fit(np.random.rand(9, 8), np.random.rand(9, 1))\n",
        "one-label-for-several-units",
    ),
    "softmax of one, as a layer": (
        sequential("Dense(1), Activation('softmax')", "'adam', 'binary_crossentropy'"),
        "softmax-of-one-unit",
    ),
    "softmax of one, by reference": (
        sequential("Dense(1, activation=tf.nn.softmax)", "loss='mse'"),
        "softmax-of-one-unit",
    ),
    "softmax of one with a categorical loss": (
        sequential("Dense(1, 'softmax')", "loss='categorical_crossentropy'"),
        "softmax-of-one-unit",
    ),
    "softmax of one in the last of two models": (
        HEAD
        + "body = keras.Sequential([Input((8,)), Dense(4)])\n"
        + "head = keras.Sequential([Input((4,)), Dense(1, activation='softmax'), Dropout(0.1)])\n"
        + "i = Input((8,))\nmodel = keras.Model(i, head(body(i)))\n"
        + "model.compile('adam', 'mse')\n",
        "softmax-of-one-unit",
    ),
    "one unit and a sparse loss": (
        sequential("Dense(1, activation='sigmoid')", "loss='sparse_categorical_crossentropy'"),
        "categorical-loss-of-one-unit",
    ),
    "one unit without activation and a categorical loss": (
        sequential("Dense(1)", "loss=keras.losses.CategoricalCrossentropy()"),
        "categorical-loss-of-one-unit",
    ),
    "sigmoid with a categorical loss, one of two outputs": (
        HEAD
        + "i = Input((8,))\na = Dense(3, activation='sigmoid', name='a')(i)\n"
        + "b = Dense(1, name='b')(i)\nmodel = keras.Model(i, [a, b])\n"
        + "model.compile(loss={'a': 'categorical_crossentropy', 'b': 'mse'})\n",
        "sigmoid-with-categorical-loss",
    ),
    "softmax with a binary loss": (
        sequential("Dense(5, activation='softmax')", "loss='bce'"),
        "softmax-with-binary-loss",
    ),
    "logits without from_logits": (
        sequential("Dense(5)", "loss=keras.losses.CategoricalCrossentropy()"),
        "logits-and-activation",
    ),
    "relu before a binary loss": (
        sequential("Dense(1, activation='relu')", "loss='binary_crossentropy'"),
        "logits-and-activation",
    ),
    "softmax and from_logits": (
        sequential(
            "Dense(5, activation='softmax')",
            "loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
        ),
        "logits-and-activation",
    ),
    "squared error of a classifier": (
        sequential("Dense(3, activation='softmax')", "loss='mse', metrics=['accuracy']"),
        "regression-loss-of-classifier",
    ),
    "accuracy of a regression": (
        sequential("Dense(1)", "'adam', 'mae', metrics=['acc', 'mse']"),
        "accuracy-of-regression",
    ),
}

GAN = (
    HEAD
    + "generator = keras.Sequential([Input((8,)), Dense(16), Dense(4, activation='tanh')])\n"
    + "generator.compile('adam', 'binary_crossentropy')\n"
    + "i = Input((8,))\nboth = keras.Model(i, Dense(1, activation='sigmoid')(generator(i)))\n"
    + "both.compile('adam', 'binary_crossentropy')\n"
)
ROUND = "both.train_on_batch(np.ones((4, 8)), np.ones(4))\n"
INTENDED = {
    "labels of the shape of the output": sequential("Dense(3)", "'adam', 'mse'")
    + "model.fit(np.random.rand(9, 8), np.random.rand(9, 3))\n",
    "one target for all units": sequential("Dense(3)", "'adam', 'mse'")
    + "model.fit(np.random.rand(9, 8), np.zeros((9, 1)))\n",
    "one label for one unit": sequential("Dense(1)", "'adam', 'mse'")
    + "model.fit(np.random.rand(9, 8), np.random.rand(9, 1))\n",
    "a discriminator that is trained by the square": sequential(
        "Dense(1)", "'adam', 'mse', metrics=['accuracy']"
    )
    + "n = 16\nreal = np.ones([2 * n, 1])\nreal[n:, :] = 0.0\n"
    + "model.train_on_batch(np.zeros((2 * n, 8)), real)\n",
    "a word guessed from those near it": HEAD
    + "i = Input((8,))\nx = GlobalAveragePooling1D()(Embedding(300, 16)(i))\n"
    + "model = keras.Model(i, Dense(300, activation='sigmoid')(x))\n"
    + "model.compile('adam', 'sparse_categorical_crossentropy')\n",
    "a generator that is trained inside of another model only": GAN + ROUND,
    "autoencoder": sequential("Dense(8, activation='sigmoid')", "loss='mse'"),
    "autoencoder with a binary loss": sequential(
        "Dense(8, activation='sigmoid')", "loss='binary_crossentropy'"
    ),
    "several labels": sequential(
        "Dense(5, activation='sigmoid')", "loss='bce', metrics=['accuracy']"
    ),
    "two units and a binary loss": sequential(
        "Dense(2, activation='softmax')", "loss='binary_crossentropy'"
    ),
    "distillation": sequential("Dense(5, activation='softmax')", "loss='mse'"),
    "logits": sequential(
        "Dense(5)", "loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True)"
    ),
    "logits, by place": sequential("Dense(1)", "loss=keras.losses.BinaryCrossentropy(True)"),
    "from_logits not known": sequential(
        "Dense(5)", "loss=keras.losses.CategoricalCrossentropy(from_logits=len(sys.argv) > 1)"
    ),
    "a loss of the program": sequential(
        "Dense(1, activation='softmax')", "loss=lambda y, p: p"
    ).replace("Dense(1", "Dense(2"),
    "activation of the program": sequential(
        "Dense(5, activation=lambda x: keras.ops.softmax(x))", "loss='categorical_crossentropy'"
    ),
    "a layer that normalizes": sequential(
        "Dense(5), Lambda(lambda x: x / 5)", "loss='categorical_crossentropy'"
    ),
    "softmax over another axis": sequential(
        "Reshape((16, 1)), Softmax(axis=1)", "loss='categorical_crossentropy'"
    ).replace("loss='categorical_crossentropy'", "loss='mse'"),
    "as many units as there are classes": HEAD
    + "n = int(sys.argv[1])\n"
    + "model = keras.Sequential([Input((8,)), Dense(1 if n == 2 else n,"
    + " activation='sigmoid' if n == 2 else 'softmax')])\n"
    + "model.compile('adam', 'binary_crossentropy' if n == 2 else 'categorical_crossentropy')\n",
    "one or five": HEAD
    + "n = 1 if len(sys.argv) > 1 else 5\n"
    + "model = keras.Sequential([Input((8,)), Dense(n,"
    + " activation='sigmoid' if n == 1 else 'softmax')])\n"
    + "model.compile('adam', 'mse')\n",
    "defaults that may never be used": HEAD
    + "def classifier(units=1):\n"
    + "    model = keras.Sequential([Input((8,)), Dense(units, activation='softmax')])\n"
    + "    model.compile('adam', 'categorical_crossentropy')\n"
    + "    return model\n",
    "while it is typed": sequential("Dense(1, activation='softmax')", "loss='mse'")
    + "model.add(Dense(3,\n",
    "reinforcement": sequential("Dense(4)", "loss='mse'"),
    "a critic": sequential("Dense(1, activation='tanh')", "loss='mse', metrics=['accuracy']"),
    "a perceptron": sequential("Dense(1, activation='sigmoid')", "'sgd', 'mse', metrics=['acc']"),
    "yes or no by a straight line": sequential("Dense(1)", "'adam', 'mse', metrics=['accuracy']")
    + "model.fit(np.zeros((4, 8)), np.array([[0], [1], [1], [0]]))\n",
    "yes or no in floats": sequential("Dense(1)", "'adam', 'mse', metrics=['accuracy']")
    + "y = np.array([[0.0], [1.0], [1.0]], dtype='float32')\nmodel.fit(np.zeros((3, 8)), y)\n",
    "yes or no at random": sequential("Dense(1)", "'adam', 'mse', metrics=['accuracy']")
    + "model.fit(np.zeros((9, 8)), np.random.randint(0, 2, 9))\n",
    "a map of classes": HEAD
    + "model = keras.Sequential([Input((8, 8, 3)), Conv2D(4, 1, activation='softmax')])\n"
    + "model.compile('adam', 'sparse_categorical_crossentropy')\n",
    "given loss by a starred argument": sequential(
        "Dense(1, activation='sigmoid')", "**{'loss': sys.argv[1]}"
    ),
}

RULES = {rule for _, rule in MISTAKES.values()}


def found_in(program: str, evaluation: KerasEvaluation) -> list[str]:
    return [one.rule for one in findings_in(program, evaluation) if one.rule in RULES]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_once(name: str, evaluation: KerasEvaluation) -> None:
    program, rule = MISTAKES[name]
    assert found_in(program, evaluation) == [rule]


@pytest.mark.parametrize("name", MISTAKES)
def test_every_fix_leaves_nothing_to_say(name: str, evaluation: KerasEvaluation) -> None:
    program, rule = MISTAKES[name]
    [finding] = [one for one in findings_in(program, evaluation) if one.rule == rule]
    for fix in finding.fixes:
        fixed = apply_edits(parse_source("program.py", program), fix.edits)
        assert found_in(fixed, evaluation) == [], fix.title


@pytest.mark.parametrize("name", INTENDED)
def test_what_is_intended_is_left_alone(name: str, evaluation: KerasEvaluation) -> None:
    assert found_in(INTENDED[name], evaluation) == []


@pytest.mark.parametrize(
    "rounds", ["", ROUND + "generator.train_on_batch(np.ones((4, 8)), np.ones((4, 4)))\n"]
)
def test_a_part_that_may_be_trained_alone(rounds: str, evaluation: KerasEvaluation) -> None:
    assert "logits-and-activation" in found_in(GAN + rounds, evaluation)


def test_whole_numbers_as_labels_get_the_sparse_loss(evaluation: KerasEvaluation) -> None:
    program = sequential("Dense(3, activation='softmax')", "loss='mse', metrics=['accuracy']")
    program += "model.fit(np.zeros((9, 8)), np.random.randint(0, 3, 9))\n"
    fixes = [fix for one in findings_in(program, evaluation) for fix in one.fixes]
    assert "Change the loss to sparse_categorical_crossentropy" in [fix.title for fix in fixes]
    assert "Change the loss to categorical_crossentropy" not in [fix.title for fix in fixes]

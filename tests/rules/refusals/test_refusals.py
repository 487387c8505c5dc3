"""What Keras refuses: which rule tells of it and where, and that the fixes make it right."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import analyse
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals import RULES
from keras_lens.syntax.source import SourceFile, parse_source

IMPORTS = "import keras, numpy as np\nfrom keras import layers, ops\nfrom keras.layers import *\n"
OWN = {rule.identifier for rule in RULES}


def found_in(program: str, evaluation: KerasEvaluation) -> tuple[SourceFile, list[Finding]]:
    file = parse_source("program.py", IMPORTS + program)
    found = diagnostics(analyse(file, evaluation), evaluation, {})
    return file, [finding for finding in found if finding.rule in OWN]


def sequential(*layers: str) -> str:
    return f"model = keras.Sequential([{', '.join(layers)}])\n"


SEQUENCE, IMAGE, VECTOR = "Input((10, 8))", "Input((32, 32, 3))", "Input((12,))"

# rule, underlined, program
REFUSED = [
    ("missing-return-sequences", "LSTM", sequential(SEQUENCE, "GRU(4)", "LSTM(5)")),
    ("missing-return-sequences", "GRU", sequential(SEQUENCE, "Bidirectional(LSTM(4))", "GRU(5)")),
    (
        "missing-return-sequences",
        "Bidirectional",
        sequential(SEQUENCE, "SimpleRNN(4)", "Dropout(0.5)", "Bidirectional(LSTM(4))"),
    ),
    ("missing-return-sequences", "Conv1D", sequential(SEQUENCE, "LSTM(4)", "Conv1D(5, 3)")),
    (
        "missing-return-sequences",
        "TimeDistributed",
        sequential(SEQUENCE, "LSTM(4)", "TimeDistributed(Dense(5))"),
    ),
    (
        "missing-return-sequences",
        "LSTM",
        "def build(units):\n"
        "    return keras.Sequential([Input((10, 8)), GRU(units), LSTM(units)])\n",
    ),
    ("missing-channel-axis", "Conv2D", sequential("Input((28, 28))", "Conv2D(8, 3)")),
    ("missing-channel-axis", "MaxPooling2D", sequential("Input((28, 28))", "MaxPooling2D()")),
    ("missing-channel-axis", "Conv1D", sequential("Input((100,))", "Conv1D(8, 3)")),
    (
        "missing-channel-axis",
        "Conv2D",
        "shape = (28, 28)\nx = Input(shape)\ny = layers.Conv2D(8, 3)(x)\n",
    ),
    ("axis-below-one", "Conv2D", sequential("Input((4, 4, 3))", "Conv2D(8, 3)", "Conv2D(8, 3)")),
    ("axis-below-one", "MaxPooling2D", sequential("Input((3, 3, 3))", "MaxPooling2D(4)")),
    ("axis-below-one", "Conv2D", sequential("Input((3, 32, 32))", "Conv2D(8, 5)")),
    ("reshape-size", "Reshape", sequential(VECTOR, "Reshape((3, 5))")),
    ("reshape-size", "Reshape", sequential(VECTOR, "Dense(10)", "Reshape((3, 5))")),
    ("reshape-size", "Reshape", sequential(VECTOR, "Reshape((5, -1))")),
    ("incompatible-input", "LSTM", sequential(SEQUENCE, "Flatten()", "LSTM(4)")),
    ("incompatible-input", "LSTM", sequential(VECTOR, "LSTM(4)")),
    ("incompatible-input", "Conv1D", sequential(IMAGE, "Conv1D(4, 3)")),
    ("incompatible-input", "LSTM", sequential(IMAGE, "LSTM(4)")),
    ("incompatible-input", "RepeatVector", sequential(SEQUENCE, "RepeatVector(3)")),
    (
        "incompatible-input",
        "Conv2D",
        sequential("Input((20,))", "Embedding(50, 4)", "Conv2D(8, 3)"),
    ),
    ("incompatible-input", "Dense", sequential("Input((None, None, 3))", "Flatten()", "Dense(3)")),
    ("incompatible-input", "d", "d = Dense(3)\nd(Input((4,)))\nd(Input((5,)))\n"),
    (
        "merge-shapes",
        "Add",
        "x = Input((32, 32, 16))\ny = Conv2D(16, 3)(x)\nz = Add()([x, y])\n",
    ),
    (
        "merge-shapes",
        "Add",
        'x = Input((32, 32, 16))\ny = Conv2D(32, 3, strides=2, padding="same")(x)\n'
        "z = Add()([x, y])\n",
    ),
    ("merge-shapes", "Concatenate", "z = Concatenate()([Input((8, 4)), Input((9, 4))])\n"),
    ("merge-shapes", "concatenate", "z = layers.concatenate([Input((8, 4)), Input((9, 4))])\n"),
    ("merge-shapes", "Add", "z = Add()(Input((8, 4)))\n"),
    ("broadcast-shapes", "x + y", "x = Input((8,))\ny = Dense(9)(x)\nz = x + y\n"),
    ("broadcast-shapes", "y", "x = Input((8,))\ny = Dense(9)(x)\nx *= y\n"),
    ("broadcast-shapes", "add", "z = ops.add(Input((8,)), Input((9,)))\n"),
    ("broadcast-shapes", "x @ y", "x = Input((8, 4))\ny = Input((8, 4))\nz = x @ y\n"),
    ("attention-input", "MultiHeadAttention", "z = MultiHeadAttention(2, 4)(Input((8, 4)))\n"),
    ("attention-input", "Attention", "x = Input((8, 4))\nz = layers.Attention()(x)\n"),
    (
        "duplicate-layer-name",
        "Dense",
        sequential(VECTOR, 'Dense(3, name="a")', 'Dense(4, name="a")'),
    ),
    (
        "duplicate-layer-name",
        "Model",
        'x = Input((3,))\ny = Dense(3, name="a")(x)\nz = Dense(4, name="a")(y)\n'
        "model = keras.Model(x, z)\n",
    ),
    (
        "disconnected-output",
        "Model",
        "x = Input((3,))\ny = Input((3,))\nmodel = keras.Model(x, Dense(3)(y))\n",
    ),
    ("layer-not-called", "Dense", "model = keras.Model(Input((3,)), Dense(3))\n"),
    ("layer-not-called", "Model", "x = Input((3,))\ny = Dense(3)\nm = keras.Model(x, [x, y])\n"),
    (
        "unknown-argument",
        "add",
        "m = keras.Sequential()\nm.add(LSTM(8), input_shape=(10, 3))\n",
    ),
    ("unbuilt-model", "count_params", "m = keras.Sequential([Dense(3)])\nm.count_params()\n"),
    ("unknown-argument", "Dense", sequential(VECTOR, 'Dense(3, activatoin="relu")')),
    ("unknown-argument", "Dense", sequential(VECTOR, "Dense(3, strides=2)")),
    ("invalid-argument", "Dense", sequential(VECTOR, 'Dense(3, activation="rellu")')),
    ("invalid-argument", "Dense", sequential(VECTOR, "Dense(64 / 2)")),
    ("invalid-argument", "Dense", sequential(VECTOR, "Dense(np.prod((2, 3)))")),
    ("invalid-argument", "Dense", sequential(VECTOR, "Dense()")),
    ("invalid-argument", "Input", sequential("Input(shape=(12))", "Dense(3)")),
    ("invalid-argument", "Reshape", sequential(VECTOR, "Reshape(12)")),
    ("invalid-argument", "Conv2D", sequential(IMAGE, 'Conv2D(8, 3, padding="sam")')),
    (
        "incompatible-input",
        "base",
        f"base = {sequential('Input((8,))', 'Dense(3)').removeprefix('model = ')}"
        "base(Input((9,)))\n",
    ),
    ("incompatible-input", "m", "x = Input((9,))\nm = keras.Model(x, x + 1)\nm(Input((4,)))\n"),
    (
        "tensorflow-on-keras-tensor",
        "concat",
        "import tensorflow as tf\nx = Input((4,))\ny = tf.concat([x, x], axis=-1)\n",
    ),
    ("refused-by-keras", "GroupNormalization", sequential(IMAGE, "GroupNormalization(32)")),
]


@pytest.mark.parametrize(("rule", "place", "program"), REFUSED)
def test_one_rule_tells_of_it(
    rule: str, place: str, program: str, evaluation: KerasEvaluation
) -> None:
    file, [finding] = found_in(program, evaluation)
    assert (finding.rule, file.text_of(finding.span)) == (rule, place)
    assert finding.severity == "error"
    assert finding.details.partition(":")[0] in ("ValueError", "TypeError")
    for noise in ("Arguments received", "Exception encountered", "name 'None'"):
        assert noise not in finding.details


def test_keras_refuses_all_of_them(tmp_path: Path) -> None:
    functions = {"def build(units)": "\nbuild(3)\n"}
    programs = [
        program + next((more for start, more in functions.items() if start in program), "")
        for _, _, program in REFUSED
    ]
    assert run_by_keras(programs, tmp_path) == [False] * len(programs)


# each program, and how many of its fixes there are
FIXED = {program: 1 for rule, _, program in REFUSED if rule == "missing-return-sequences"} | {
    "m = keras.Sequential()\nm.add(LSTM(8), input_shape=(10, 3))\n": 2,
    sequential("Input((28, 28))", "Conv2D(8, 3)"): 1,
    "shape = (28, 28)\nx = Input(shape)\ny = layers.Conv2D(8, 3)(x)\n": 2,
    "m = keras.Sequential()\nm.add(Input((28, 28)))\nm.add(Conv2D(8, 3))\n": 2,
    sequential("Input((4, 4, 3))", "Conv2D(8, 3)", "Conv2D(8, 3)"): 2,
    sequential("Input((3, 32, 32))", "Conv2D(8, 5)"): 1,
    sequential(VECTOR, "Dense(10)", "Reshape((3, 5))"): 1,
    sequential(VECTOR, "Dense(14)", "Reshape((3, 7))"): 1,
    "m = keras.Sequential()\nm.add(Input((10, 8)))\nm.add(Flatten())\nm.add(LSTM(4))\n": 1,
    sequential("Input((20,))", "Embedding(50, 4)", "Conv2D(8, 3)"): 1,
    "x = Input((32, 32, 16))\ny = Conv2D(16, 3)(x)\nz = Add()([x, y])\n": 2,
    'x = Input((32, 32, 16))\ny = Conv2D(32, 3, strides=2, padding="same")(x)\n'
    "z = Add()([x, y])\n": 1,
    "x = Input((8,))\ny = Dense(9)(x)\nz = x + y\n": 2,
    "z = Concatenate()([Input((8, 4)), Input((9, 4))])\n": 1,
    "z = MultiHeadAttention(2, 4)(Input((8, 4)))\n": 0,
    "x = Input((8, 4))\nz = layers.Attention()(x)\n": 1,
    sequential(VECTOR, 'Dense(3, name="a")', 'Dense(4, name="a")'): 1,
    sequential(VECTOR, 'Dense(3, activatoin="relu")'): 2,
    sequential(VECTOR, 'Dense(3, activation="rellu")'): 1,
    sequential(VECTOR, "Dense(64 / 2)"): 2,
    "x = Input((3,))\ny = Input((3,))\nmodel = keras.Model(x, Add()([x, y]))\n": 1,
    "x = Input((3,))\ny = Input((3,))\nmodel = keras.Model(inputs=[x], outputs=Add()([x, y]))\n": 1,
    sequential("Input(shape=(12))", "Dense(3)"): 1,
    sequential("Input(12)", "Dense(3)"): 1,
    sequential(VECTOR, "Reshape(12)"): 1,
    "import tensorflow as tf\nx = Input((4,))\ny = tf.concat([x, x], axis=-1)\n": 1,
    sequential(VECTOR, "Dense(np.prod((2, 3)))"): 1,
}


def test_each_fix_makes_it_right(evaluation: KerasEvaluation, tmp_path: Path) -> None:
    changed: list[str] = []
    for program, least in FIXED.items():
        file, [finding] = found_in(program, evaluation)
        assert len(finding.fixes) >= least, program
        assert sum(fix.preferred for fix in finding.fixes) <= 1
        for fix in finding.fixes:
            text = apply_edits(file, fix.edits).removeprefix(IMPORTS)
            assert found_in(text, evaluation)[1] == [], (program, fix.title)
            changed.append(text)
    assert run_by_keras(changed, tmp_path) == [True] * len(changed)


def run_by_keras(programs: list[str], folder: Path) -> list[bool]:
    """Whether each of them runs, all in one process."""
    runner = folder / "run.py"
    runner.write_text(
        "import contextlib, json, sys\n"
        "for program in json.loads(open(sys.argv[1]).read()):\n"
        "    try:\n"
        "        with contextlib.redirect_stdout(sys.stderr):\n"
        f"            exec({IMPORTS!r} + program, {{}})\n"
        "        print('runs')\n"
        "    except Exception:\n"
        "        print('raises')\n",
        encoding="utf-8",
    )
    given = folder / "programs.json"
    given.write_text(json.dumps(programs), encoding="utf-8")
    command = [sys.executable, str(runner), str(given)]
    said = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.split()
    return [word == "runs" for word in said]

"""What is asked of a model before it is built or called: said where Keras raises, else nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits

from .test_refusals import IMPORTS, found_in, run_by_keras

SEQUENTIAL = "m = keras.Sequential([Dense(3)])\n"
BUILT = "m = keras.Sequential([Input((4,)), Dense(3)])\n"
OWN = """\
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.last = Dense(3)
    def call(self, x):
        return self.last(x)
m = Own()
"""

# what is underlined
UNBUILT = {
    f"{SEQUENTIAL}m.count_params()\n": "count_params",
    f"{SEQUENTIAL}m.compile('sgd', 'mse')\nm.summary()\nprint(m.count_params())\n": "count_params",
    f"{SEQUENTIAL}m.save_weights('w.weights.h5')\n": "save_weights",
    f"{SEQUENTIAL}m.export('e')\n": "export",
    f"{SEQUENTIAL}print(m.outputs)\nprint(m.inputs)\n": "outputs",
    f"{SEQUENTIAL}print(m.output_shape)\n": "output_shape",
    "def build():\n    model = keras.Sequential()\n    model.add(Dense(3))\n    return model\n"
    "net = build()\nnet.weights\nnet.count_params()\n": "count_params",
    f"{OWN}m.count_params()\n": "count_params",
    f"{OWN}m.compile('sgd', 'mse')\nm.save_weights('w.weights.h5')\n": "save_weights",
}
NEVER_CALLED = {
    f"{BUILT}m.output\n": "output",
    f"{BUILT}keras.Model(m.input, m.layers[0].output)\n": "input",
    f"{BUILT}m.compile('sgd', 'mse')\nm.fit(np.zeros((8, 4)), np.zeros((8, 3)))\nm.output\n": (
        "output"
    ),
    f"{SEQUENTIAL}m.build((None, 4))\nm.input\n": "input",
    f"{SEQUENTIAL}m.input\n": "input",
    f"{OWN}m.output\n": "output",
    f"{OWN}m.fit\nm.build((None, 4))\nm.output\n": "output",
}
REFUSED = UNBUILT | NEVER_CALLED


@pytest.mark.parametrize("program", REFUSED)
def test_what_keras_refuses_is_said_once(program: str, evaluation: KerasEvaluation) -> None:
    file, [finding] = found_in(program, evaluation)
    rule = "unbuilt-model" if program in UNBUILT else "model-never-called"
    assert (finding.rule, finding.severity) == (rule, "error")
    assert file.text_of(finding.span) == REFUSED[program]


RUN = [
    f"{SEQUENTIAL}m.build((None, 4))\nm.count_params()\nm.save_weights('a.weights.h5')\n",
    f"{SEQUENTIAL}m.build((None, 4))\nm.inputs, m.outputs, m.input_shape\n",
    f"{SEQUENTIAL}m(np.zeros((2, 4)))\nm.count_params()\nm.inputs, m.output_shape\n",
    f"{SEQUENTIAL}m.summary()\nm.weights\nm.get_weights()\nm.to_json()\nm.get_config()\n",
    f"{BUILT}m.count_params()\nkeras.Model(m.inputs[0], m.outputs[0])\nm.layers[0].output\n",
    f"{BUILT}m(Input((4,)))\nm.output\n",
    f"{BUILT}n = keras.Sequential([m, Dense(4)])\nm.output\n",
    "x = Input((4,))\nm = keras.Model(x, Dense(3)(x))\nm.input, m.output\n",
    f"{OWN}m(np.zeros((2, 4)))\nm.count_params()\nm.save_weights('w.weights.h5')\n",
    f"{OWN}m(Input((4,)))\nm.count_params()\nm.output\n",
    f"{OWN}m.build((None, 4))\nm.save_weights('w.weights.h5')\n",
    f"{SEQUENTIAL}def run(x):\n    return m(x)\nrun(np.zeros((2, 4)))\nm.count_params()\n",
    f"{SEQUENTIAL}n = keras.Sequential([m])\nn.build((None, 4))\nm.count_params()\n",
    f"{OWN}class Kept(Own):\n    def build(self, shape):\n        self.built = True\n"
    "m = Kept()\nm.build((2, 3))\nm.count_params()\n",
    f"{SEQUENTIAL}try:\n    m.count_params()\nexcept ValueError:\n    pass\n",
    f"{SEQUENTIAL}hasattr(m, 'input'), getattr(m, 'output', None)\n",
]


@pytest.mark.parametrize("program", RUN)
def test_nothing_is_said_of_what_runs(program: str, evaluation: KerasEvaluation) -> None:
    assert found_in(program, evaluation)[1] == []


UNSEEN = [
    f"{model}{use}m.{read}\n"
    for model in (SEQUENTIAL, OWN)
    for read in ("count_params()", "output")
    for use in (
        "unseen.build(m)\n",
        "unseen.call(lambda x: m(x))\n",
        "def step(x):\n    return m(x)\nunseen.strategy.run(step)\n",
        "import tensorflow as tf\n@tf.function\ndef step(x):\n    m(x)\n"
        "for x in unseen.batches():\n    step(x)\n",
        "n = keras.Sequential([m, Dense(3)])\nn.compile('sgd')\nn.fit(unseen.data())\n",
        "n = keras.Sequential([TimeDistributed(m)])\nn.compile('sgd')\nn.fit(unseen.data())\n",
        "class Pair(keras.Model):\n    def __init__(self, one):\n        super().__init__()\n"
        "        self.one = one\n    def train_step(self, data):\n        self.one(data)\n"
        "        return {}\npair = Pair(m)\npair.compile('sgd')\npair.fit(unseen.data())\n",
        "class Trainer(unseen.Trainer):\n    def __init__(self, model):\n"
        "        self.model = model\nTrainer(m).run()\n",
    )
] + [
    f"{SEQUENTIAL}m.compile('sgd', 'mse')\nm.fit(unseen.x(), unseen.y())\nm.count_params()\n",
    f"{SEQUENTIAL}def train():\n    m.fit(unseen.x())\ndef report():\n    m.count_params()\n",
    "class Kept:\n    def __init__(self):\n        self.m = keras.Sequential([Dense(3)])\n"
    "    def train(self):\n        self.m.fit(unseen.x())\n"
    "    def report(self):\n        self.m.count_params()\n",
]


@pytest.mark.parametrize("program", UNSEEN)
def test_code_out_of_sight_may_build_it(program: str, evaluation: KerasEvaluation) -> None:
    assert found_in(f"import unseen\n{program}", evaluation)[1] == []


def test_keras_agrees(tmp_path: Path) -> None:
    assert run_by_keras(list(REFUSED), tmp_path) == [False] * len(REFUSED)
    assert run_by_keras(RUN, tmp_path) == [True] * len(RUN)


def test_a_sequential_has_inputs(evaluation: KerasEvaluation, tmp_path: Path) -> None:
    file, [first, second] = found_in(f"{BUILT}keras.Model(m.input, m.output)\n", evaluation)
    [into], [out] = first.fixes, second.fixes
    text = apply_edits(file, [*into.edits, *out.edits]).removeprefix(IMPORTS)
    assert text == f"{BUILT}keras.Model(m.inputs[0], m.outputs[0])\n"
    assert run_by_keras([text], tmp_path) == [True]


def test_an_unbuilt_one_has_none(evaluation: KerasEvaluation) -> None:
    [finding] = found_in(f"{SEQUENTIAL}m.output\n", evaluation)[1]
    assert finding.fixes == ()

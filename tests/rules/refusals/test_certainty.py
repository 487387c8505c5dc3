"""What is refused on a way that the program may not take, or expects, is told less loudly or not
at all."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation

from .test_refusals import found_in

STACKED = "keras.Sequential([Input((10, 8)), LSTM(4), LSTM(5)])"

SEVERITIES = {
    f"{STACKED}\n": ["error"],
    f"def build():\n    return {STACKED}\n": ["error"],
    f"def build(units):\n    return {STACKED}\n": ["error"],
    f"def build(units=None):\n    return {STACKED}\n": ["error"],
    f"class Builder:\n    def build(self):\n        return {STACKED}\n": ["error"],
    "def build(n=8):\n    return keras.Sequential([Input((n,)), LSTM(4)])\n": ["error"],
    "def build(n=8):\n    return keras.Sequential([Input((n,)), LSTM(4)])\nbuild()\n": ["error"],
    "def build(shape=(28, 28)):\n    return keras.Sequential([Input(shape), Conv2D(4, 3)])\n": [
        "warning"
    ],
    f"if unseen.condition():\n    {STACKED}\n": ["warning"],
    f"for name in unseen.names():\n    {STACKED}\n": ["warning"],
    f"def build(kind):\n    if kind == 'a':\n        return None\n    return {STACKED}\n": [
        "warning"
    ],
    f"def build(kind):\n    if kind == 'a':\n        raise ValueError\n    return {STACKED}\n": [
        "error"
    ],
    f"while True:\n    if unseen.condition():\n        break\n{STACKED}\n": ["error"],
    f"try:\n    {STACKED}\nexcept KeyboardInterrupt:\n    pass\n": ["error"],
    "n = 4 if unseen.condition() else 8\n"
    "m = keras.Sequential([Input((10, 8)), LSTM(n), GRU(n)])\n": ["warning"],
    f"with keras.device('cpu'):\n    {STACKED}\n": ["error"],
    f"with unseen.strategy.scope():\n    {STACKED}\n": ["error"],
}


@pytest.mark.parametrize("program", SEVERITIES)
def test_how_loud_it_is_said(program: str, evaluation: KerasEvaluation) -> None:
    found = found_in(f"import unseen\n{program}", evaluation)[1]
    assert [finding.severity for finding in found] == SEVERITIES[program]


SILENT = [
    f"try:\n    {STACKED}\nexcept ValueError:\n    pass\n",
    f"def build():\n    {STACKED}\ntry:\n    build()\nexcept ValueError:\n    pass\n",
    f"import pytest\nwith pytest.raises(ValueError):\n    {STACKED}\n",
    f"import pytest\ndef test():\n    with pytest.raises(ValueError):\n        {STACKED}\n",
    f"import contextlib\nwith contextlib.suppress(ValueError):\n    {STACKED}\n",
    "import unittest\nclass Test(unittest.TestCase):\n    def test(self):\n"
    f"        with self.assertRaisesRegex(ValueError, 'x'):\n            {STACKED}\n",
    f"if False:\n    {STACKED}\n",
    # what is refused depends on two conditions that may hang together
    "x = Input((8,)) if unseen.a() else Input((10, 8))\nif unseen.b():\n    LSTM(4)(x)\n",
    "m = keras.Sequential()\nm.add(Input((10, 8)))\nif unseen.a():\n    m.add(LSTM(4))\n"
    "m.add(LSTM(4))\n",
    "m = unseen.load()\nif unseen.a():\n    m = keras.Sequential([Input((8,))])\n"
    "if unseen.b():\n    m.add(LSTM(4))\n",
    "x = Input((8,)) if unseen.a() else unseen.tensor()\nif unseen.b():\n    LSTM(4)(x)\n",
    # for another version of Keras
    "if unseen.a():\n    Dense(3, weight_decay=0.1)\n",
    # a statement that is not Python yet may be what is missing
    "m = keras.Sequential()\nm.add(Input((10, 8)))\nm.add(LSTM(4))\n"
    "m.add(RepeatVector(\nm.add(LSTM(4))\n",
    # a function that may be called before the module goes on
    "m = keras.Sequential()\nm.add(Input((10, 8)))\n"
    "def more():\n    m.add(LSTM(4))\nm.add(LSTM(4))\n",
    # sizes that are not known
    "x = np.load('x.npy')\nx = x[x[:, 0] > 0]\nm = keras.Sequential([Flatten(), Dense(3)])\nm(x)\n",
    "def build(n):\n    return keras.Sequential([Input((n, n, 3)), Conv2D(4, 5)])\n",
    "def build(n):\n    return keras.Sequential([Input((n,)), Reshape((3, 4))])\n",
    "def build(flag):\n    return keras.Sequential([Input((5, 4)), LSTM(3, return_sequences=flag),"
    " LSTM(3)])\n",
    # what runs in Keras
    "d = Dense(3)\nm = keras.Sequential([Input((3,)), d, d])\n",
    "m = keras.Sequential([Dense(3)])\nm.summary()\nm.weights\n",
    "m = keras.Sequential([Dense(3)])\nm.fit(unseen.x(), unseen.y())\nm.count_params()\n",
    "m = keras.Sequential([Embedding(unseen.size(), 3)])\n",
    "x = Input((8, 1))\ny = Input((1, 8))\nz = x + y\n",
    "Conv2D(np.int64(3), 3)\n",
    "import tensorflow as tf\nLambda(lambda x: tf.reduce_mean(x, 1))(Input((4, 3)))\n",
    "x = Input((9, 1))\nm = keras.Model(x, x + 1)\nm(Input((9,)))\n",
    "m = keras.Sequential([Input((None, 8)), Dense(3)])\nm(Input((5, 8)))\n",
]


@pytest.mark.parametrize("program", SILENT)
def test_in_doubt_nothing_is_said(program: str, evaluation: KerasEvaluation) -> None:
    assert found_in(f"import unseen\n{program}", evaluation)[1] == []

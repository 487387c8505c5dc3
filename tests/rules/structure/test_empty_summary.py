"""`summary()` of a model that is not built: only where that is sure."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from tests.rules.checked import findings_in

IMPORTS = "import keras\nfrom keras.layers import Dense\n"
SEQUENTIAL = "m = keras.Sequential([Dense(3)])\n"
OWN = """\
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.last = Dense(3)
    def call(self, x):
        return self.last(x)
m = Own()
"""
EMPTY = {
    f"{SEQUENTIAL}m.summary()\n": "Begin the model with",
    f"{SEQUENTIAL}m.compile('sgd', 'mse')\nm.summary()\n": "Begin the model with",
    f"{OWN}m.summary()\n": "Call it on data first",
}
SILENT = {
    "built": "m = keras.Sequential([keras.Input((4,)), Dense(3)])\nm.summary()\n",
    "built by hand": f"{SEQUENTIAL}m.build((None, 4))\nm.summary()\n",
    "trained": f"import numpy as np\n{SEQUENTIAL}m.compile('sgd', 'mse')\n"
    "m.fit(np.zeros((8, 4)), np.zeros((8, 3)))\nm.summary()\n",
    "handed to code out of sight": f"import mine\n{SEQUENTIAL}mine.build(m)\nm.summary()\n",
    "in a function that nobody calls": f"def show():\n    {SEQUENTIAL}    return m\n",
    "a functional model": "i = keras.Input((4,))\nm = keras.Model(i, Dense(3)(i))\nm.summary()\n",
    "called on data that is not known": f"{SEQUENTIAL}m(load())\nm.summary()\n",
    "something else": "class A:\n    def summary(self): pass\nA().summary()\n",
}


def found(program: str, evaluation: KerasEvaluation) -> list[tuple[str, str]]:
    return [
        (one.severity, one.message)
        for one in findings_in(IMPORTS + program, evaluation)
        if one.rule == "empty-summary"
    ]


@pytest.mark.parametrize("program", EMPTY)
def test_it_says_that_nothing_will_be_shown(program: str, evaluation: KerasEvaluation) -> None:
    [(severity, message)] = found(program, evaluation)
    assert severity == "information"
    assert message.startswith("`m` is not built yet: summary() prints no shapes")
    assert EMPTY[program] in message


@pytest.mark.parametrize("program", SILENT.values(), ids=SILENT)
def test_it_is_silent_where_the_model_may_be_built(
    program: str, evaluation: KerasEvaluation
) -> None:
    assert found(program, evaluation) == []

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation

from .programs import HEAD, functional, mended, said_of

RULE = "unused-layer"
LOST = functional("x = Dense(64)(inputs)", "x = Dense(32)(inputs)")
OWN = f"""{HEAD}
class Small(keras.Model):
    def __init__(self):
        super().__init__()
        self.used = Dense(8)
        self.forgotten = Dense(8)

    def call(self, x):
        return self.used(x)

model = Small()
model(np.zeros((2, 3)))
"""


@pytest.mark.parametrize(
    ("program", "line"),
    [
        (LOST, "x = Dense(64)(inputs)"),
        (functional("x = Dense(64)(inputs)", "Dense(10)"), "Dense(10)"),
        (OWN, "self.forgotten = Dense(8)"),
        (
            functional("h = Dense(64)(inputs)", "d = Dropout(0.5)(h)", "x = Dense(1)(h)"),
            "d = Dropout(0.5)(h)",
        ),
    ],
)
def test_a_layer_that_nothing_uses(program: str, line: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, RULE, evaluation) == [("warning", line)]


def test_the_next_layer_is_called_on_what_was_lost(evaluation: KerasEvaluation) -> None:
    assert "x = Dense(32)(x)\n" in mended(LOST, RULE, evaluation)


@pytest.mark.parametrize(
    "program",
    [
        functional("x = Dense(64)(inputs)", "y = x", "x = Dense(64)(inputs)", "x = x + y"),
        functional("x = Dense(64)(inputs)", "print(x.shape)", "x = Dense(32)(inputs)"),
        functional("x = Dense(64)(inputs)", "if len(str(x)):", "    x = Dense(32)(inputs)"),
        functional("layer = Dense(8)", "y = layer(inputs)", "y = layer(inputs)", "x = y"),
        functional(
            "x = Dense(64)(inputs)",
            "x = Dropout(0.5)(x)",
            "inputs = keras.Input((20,))",
            "x = Dense(32)(inputs)",
        ),
        OWN.replace("self.used(x)", "self.used(x) + sum(one(x) for one in self.layers)"),
        OWN.replace("self.used(x)", "getattr(self, 'forgotten')(x)"),
        OWN.replace("    def call", "    def score"),
        f"{HEAD}y = Dense(4)(np.ones((2, 3)))\ny = Dense(4)(np.ones((2, 3)))\n",
        f"{HEAD}try:\n    Dense(4)\nexcept ValueError:\n    pass\nprint(1)\n",
        functional("x = Dense(64)(inputs)", "Dense(10") + "\n",
        functional("x = Dense(64)(inputs)", "# %%", "Dense(10)", "# %%", "x = Dense(1)(x)"),
    ],
)
def test_what_may_be_used(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, RULE, evaluation) == []

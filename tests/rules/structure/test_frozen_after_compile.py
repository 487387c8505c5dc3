"""What Keras trains is looked at in Keras itself: `REALLY_TRAINED` says which weights changed."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from tests.keras_runs import End, ends_of

from .programs import HEAD, mended, said_of

RULE = "frozen-after-compile"
START = f"""{HEAD}
x, y = np.ones((8, 4)), np.ones((8, 1))
model = keras.Sequential([keras.Input((4,)), Dense(3, activation="sigmoid"), Dense(1)])
first = model.layers[0]
"""
UNFROZEN_LATE = f"""{START}
first.trainable = False
model.compile("sgd", "mse")
model.fit(x, y, verbose=0)
first.trainable = True
before = first.get_weights()
model.fit(x, y, verbose=0)
"""
FROZEN_LATE = f"""{START}
model.compile("sgd", "mse")
model.fit(x, y, verbose=0)
first.trainable = False
before = first.get_weights()
model.fit(x, y, verbose=0)
"""
FROZEN_IN_TIME = f"""{START}
model.compile("sgd", "mse")
first.trainable = False
before = first.get_weights()
model.fit(x, y, verbose=0)
"""
GAN = f"""{START}
model.compile("sgd", "mse")
before = first.get_weights()
noise = keras.Input((2,))
model.trainable = False
whole = keras.Model(noise, model(Dense(4)(noise)))
whole.compile("sgd", "mse")
for epoch in range(2):
    # unfreeze
    model.train_on_batch(x, y)
    model.trainable = False
    whole.train_on_batch(np.ones((8, 2)), y)
"""
GAN_IN_KERAS_3 = GAN.replace("# unfreeze", "model.trainable = True")
REPORT = """
changed = any(np.any(a != b) for a, b in zip(before, first.get_weights()))
"""
REALLY_TRAINED = [
    (UNFROZEN_LATE, False, "model.fit(x, y, verbose=0)"),
    (FROZEN_LATE, True, "model.fit(x, y, verbose=0)"),
    (FROZEN_IN_TIME, False, None),
    (GAN, False, "model.train_on_batch(x, y)"),
    (GAN_IN_KERAS_3, True, None),
]


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, End]:
    """How each program ends that makes sure which weights have changed."""
    folder = tmp_path_factory.mktemp("programs").resolve()
    files = {}
    for number, (program, changed, _) in enumerate(REALLY_TRAINED):
        files[program] = folder / f"program{number}.py"
        text = f"{program}{REPORT}assert changed == {changed}\n"
        files[program].write_text(text, encoding="utf-8")
    found = ends_of(list(files.values()))
    return {program: found[file] for program, file in files.items()}


@pytest.mark.parametrize(("program", "changed", "said"), REALLY_TRAINED)
def test_what_is_said_is_what_keras_does(
    program: str,
    changed: bool,
    said: str | None,
    ends: dict[str, End],
    evaluation: KerasEvaluation,
) -> None:
    expected = [] if said is None else [("warning", said)]
    assert said_of(program, RULE, evaluation) == expected
    assert ends[program] is None


@pytest.mark.parametrize(
    "program",
    [
        UNFROZEN_LATE.replace('"sgd", "mse"', '"sgd", "mse", run_eagerly=True'),
        FROZEN_LATE.replace("first.trainable = False", "pass"),
        UNFROZEN_LATE.replace(
            "first.trainable = True", 'first.trainable = True\nmodel.compile("sgd", "mse")'
        ),
    ],
)
def test_training_as_trainable_says(program: str, evaluation: KerasEvaluation) -> None:
    assert said_of(program, RULE, evaluation) == []


def test_the_fix_compiles_again(evaluation: KerasEvaluation) -> None:
    text = mended(UNFROZEN_LATE, RULE, evaluation)
    assert text.count('model.compile("sgd", "mse")\nmodel.fit') == 2

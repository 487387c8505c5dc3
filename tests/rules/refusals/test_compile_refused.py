"""What `compile` refuses, at once or when training begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits

from .test_refusals import IMPORTS, found_in, run_by_keras

MODEL = "m = keras.Sequential([Input((4,)), Dense(3)])\n"
FIT = "m.fit(np.zeros((8, 4)), np.zeros((8, 3)), verbose=0)\n"


def compiled(arguments: str) -> str:
    return f"{MODEL}m.compile({arguments})\n{FIT}"


# what is proposed first
REFUSED = {
    compiled("'adm', 'mse'"): "Write 'adam'",
    compiled('optimizer="rms", loss="mse"'): 'Write "rmsprop"',
    compiled("keras.optimizers.Adam, 'mse'"): "Write keras.optimizers.Adam()",
    compiled("optimizer=keras.optimizers.SGD, loss='mse'"): "Write keras.optimizers.SGD()",
    compiled("loss='mean_square_error'"): "Write 'mean_squared_error'",
    compiled("'sgd', ['mean_square_error']"): "Write 'mean_squared_error'",
    compiled("'sgd', 'mse', metrics=['acuracy']"): "Write 'accuracy'",
    compiled("'sgd', 'mse', metrics=['mae', 'mean_sqared_error']"): ("Write 'mean_squared_error'"),
    compiled("'sgd', 'mse', weighted_metrics=['acuracy']"): "Write 'accuracy'",
    compiled("'sgd', 'mse', metrics='accuracy'"): "Write ['accuracy']",
    compiled("'sgd', 'mse', metrics=keras.metrics.AUC()"): "Write [keras.metrics.AUC()]",
    compiled("'sgd', 'mse', metric=['mae']"): "Write metrics",
    compiled("optimiser='sgd', loss='mse'"): "Write optimizer",
    compiled("'sgd', 'mse', verbose=0"): "Remove verbose",
    compiled("'sgd', 'mse', metrics=['f1']"): None,
    compiled("'sgd', 'mse', loss_weights=1"): None,
    compiled("'sgd', 3"): None,
}


@pytest.mark.parametrize("program", REFUSED)
def test_it_is_said_at_the_call_and_once(program: str, evaluation: KerasEvaluation) -> None:
    file, [finding] = found_in(program, evaluation)
    assert (finding.rule, finding.severity) == ("compile-refused", "error")
    assert file.text_of(finding.span) == "compile"
    titles = [fix.title for fix in finding.fixes]
    assert titles[:1] == ([] if REFUSED[program] is None else [REFUSED[program]])


def test_keras_refuses_them_and_takes_the_fixed_ones(
    evaluation: KerasEvaluation, tmp_path: Path
) -> None:
    fixed = []
    for program in REFUSED:
        file, [finding] = found_in(program, evaluation)
        fixed += [
            apply_edits(file, fix.edits).removeprefix(IMPORTS)
            for fix in finding.fixes
            if fix.preferred
        ]
    assert len(fixed) == sum(title is not None for title in REFUSED.values())
    assert run_by_keras(list(REFUSED), tmp_path) == [False] * len(REFUSED)
    assert run_by_keras(fixed, tmp_path) == [True] * len(fixed)


RUN = [
    f"{MODEL}m.compile()\n",
    compiled("'Adam', 'MeanSquaredError', metrics=['acc', 'AUC', 'MSE']"),
    compiled("'sgd', keras.losses.MeanSquaredError, metrics=[keras.metrics.MeanSquaredError]"),
    compiled("'sgd', 'crossentropy', metrics=['accuracy', 'acc']"),
    compiled("keras.optimizers.Adam(1e-3), keras.losses.Huber(), metrics=(keras.metrics.AUC(),)"),
    compiled("'sgd', lambda y, p: keras.ops.mean(p), metrics=[lambda y, p: keras.ops.mean(p)]"),
    compiled("'sgd', ['mse'], metrics=[['mae']], loss_weights=[2]"),
    compiled("'sgd', 'mse', None, ['mae'], run_eagerly=True, jit_compile=False"),
    f"{MODEL}try:\n    m.compile('adm')\nexcept ValueError:\n    pass\n",
    "class Own(keras.Model):\n    def compile(self, first, second):\n        super().compile()\n"
    "        self.both = first, second\nm = Own()\nm.compile(first='adm', second=3)\n",
    "@keras.saving.register_keras_serializable('builtins')\nclass Own(keras.optimizers.SGD):\n"
    f"    pass\n{MODEL}m.compile(Own(), 'mse')\n{FIT}",
]


@pytest.mark.parametrize("program", RUN)
def test_nothing_is_said_of_what_runs(program: str, evaluation: KerasEvaluation) -> None:
    assert found_in(program, evaluation)[1] == []


def test_keras_takes_them(tmp_path: Path) -> None:
    assert run_by_keras(RUN, tmp_path) == [True] * len(RUN)


@pytest.mark.parametrize(
    "arguments",
    [
        "**unseen.arguments()",
        "*unseen.arguments()",
        "unseen.optimizer(), unseen.loss(), metrics=unseen.metrics()",
        "unseen.optimizer(), {'a': unseen.loss()}, metrics=['mae', unseen.metric()]",
    ],
)
def test_what_is_not_known_may_be_right(arguments: str, evaluation: KerasEvaluation) -> None:
    assert found_in(f"import unseen\n{MODEL}m.compile({arguments})\n", evaluation)[1] == []


def test_a_model_that_is_not_trained_runs(evaluation: KerasEvaluation) -> None:
    [finding] = found_in(f"{MODEL}m.compile('sgd', 'mse', metrics=['acuracy'])\n", evaluation)[1]
    assert finding.severity == "warning"

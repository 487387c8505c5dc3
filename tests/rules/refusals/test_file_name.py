"""The names of files that models are saved to."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits

from .test_refusals import IMPORTS, found_in, run_by_keras

MODEL = "m = keras.Sequential([Input((4,)), Dense(3)])\n"

# the program, and the same after the fix
REFUSED = {
    "m.save('model')": "m.save('model.keras')",
    'm.save("model.tf")': 'm.save("model.keras")',
    "m.save(filepath='model.H5')": "m.save(filepath='model.keras')",
    "name = 'model.pb'\nm.save(name)": "name = 'model.keras'\nm.save(name)",
    "m.save('model')\nkeras.models.load_model('model')": (
        "m.save('model.keras')\nkeras.models.load_model('model.keras')"
    ),
    "keras.models.save_model(m, 'model')": "keras.models.save_model(m, 'model.keras')",
    "m.save_weights('w')": "m.save_weights('w.weights.h5')",
    "m.save_weights('w.h5')\nm.load_weights('w.h5')": (
        "m.save_weights('w.weights.h5')\nm.load_weights('w.weights.h5')"
    ),
    "m.save_weights('my_weights.hdf5')": "m.save_weights('my.weights.h5')",
    "m.save_weights('weights.h5')": "m.save_weights('model.weights.h5')",
    "m.save_weights('w.weights.h5', save_format='h5')": "m.save_weights('w.weights.h5')",
    "m.save_weights('w.h5', save_format='h5')": "m.save_weights('w.weights.h5')",
    "keras.callbacks.ModelCheckpoint('{epoch:02d}.hdf5', save_best_only=True)": (
        "keras.callbacks.ModelCheckpoint('{epoch:02d}.keras', save_best_only=True)"
    ),
    "keras.callbacks.ModelCheckpoint('w.h5', save_weights_only=True)": (
        "keras.callbacks.ModelCheckpoint('w.weights.h5', save_weights_only=True)"
    ),
}


@pytest.mark.parametrize("program", REFUSED)
def test_the_name_is_changed(program: str, evaluation: KerasEvaluation) -> None:
    file, [finding] = found_in(f"{MODEL}{program}\n", evaluation)
    assert (finding.rule, finding.severity) == ("file-name", "error")
    [fix] = finding.fixes
    text = apply_edits(file, fix.edits)
    assert text == f"{IMPORTS}{MODEL}{REFUSED[program]}\n"
    assert found_in(text.removeprefix(IMPORTS), evaluation)[1] == []


RUN = [
    "m.save('a.keras')",
    "m.save('a.h5')",
    "m.save('a.hdf5')",
    "m.save('folder', zipped=False)",
    "keras.saving.save_model(m, 'a.keras')",
    "m.save_weights('a.weights.h5')",
    "m.export('folder_of_tensorflow')",
    "keras.callbacks.ModelCheckpoint('{epoch}.keras')",
    "keras.callbacks.ModelCheckpoint('a.h5')",
    "keras.callbacks.ModelCheckpoint('a.weights.h5', save_weights_only=True)",
    "import os\nm.save(os.environ.get('NO_SUCH_NAME', 'a') + '.keras')",
    "try:\n    m.save('a')\nexcept ValueError:\n    m.save('a.keras')",
    "class Own(keras.Model):\n    def save(self, filepath):\n        pass\nOwn().save('a')",
]


@pytest.mark.parametrize("program", RUN)
def test_nothing_is_said_of_what_runs(program: str, evaluation: KerasEvaluation) -> None:
    assert found_in(f"{MODEL}{program}\n", evaluation)[1] == []


def test_a_name_that_is_not_known_may_be_right(evaluation: KerasEvaluation) -> None:
    program = f"import unseen\n{MODEL}m.save(unseen.name())\nm.save_weights(f'{{unseen.x}}')\n"
    assert found_in(program, evaluation)[1] == []


def test_keras_agrees(tmp_path: Path) -> None:
    refused = [f"{MODEL}{program}\n" for program in REFUSED]
    runs = [f"{MODEL}{program}\n" for program in (*RUN, *REFUSED.values())]
    assert run_by_keras(refused, tmp_path) == [False] * len(refused)
    assert run_by_keras(runs, tmp_path) == [True] * len(runs)

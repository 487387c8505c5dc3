"""What a user can do where Keras gives no answers."""

from __future__ import annotations

from keras_lens.evaluation.environment import Problem
from keras_lens.localization import translate


def advice(problem: Problem) -> str:
    """One or two sentences."""
    match problem:
        case Problem.UNUSABLE_INTERPRETER:
            return translate(
                "The interpreter cannot be run. Select another one, and look whether its path is"
                " right."
            )
        case Problem.OLD_PYTHON:
            return translate("Select an interpreter with Python 3.10 or newer.")
        case Problem.NO_TENSORFLOW | Problem.NO_KERAS:
            return translate(
                "Select an interpreter that has Keras and TensorFlow, install them there with"
                " `pip install tensorflow`, or make a private environment."
            )
        case Problem.OLD_KERAS:
            return translate(
                "Install a newer Keras with `pip install --upgrade keras tensorflow`, or make a"
                " private environment."
            )
        case Problem.TENSORFLOW_FAILS:
            return translate(
                "TensorFlow is installed, but cannot be imported. Run"
                ' `python -c "import tensorflow, keras"` with that interpreter: it says the same'
                " without Keras Lens. Often a newer or older NumPy helps, or a new environment."
            )
        case Problem.DOES_NOT_START:
            return translate(
                "TensorFlow did not start in time, or crashed. Restart the server; if it happens"
                ' again, run `python -c "import tensorflow, keras"` with that interpreter.'
            )


def advice_while_waiting(state: str) -> str:
    """Where nothing is known to be wrong: what else may be the reason that nothing is seen."""
    if state == "starting":
        return translate("TensorFlow is starting, which takes some seconds. Wait, and look again.")
    return translate(
        "Nothing is known to be wrong. Look whether `editor.inlayHints.enabled` is `on`, and point"
        " at the layer: if nothing is known of it, the reason is there."
    )

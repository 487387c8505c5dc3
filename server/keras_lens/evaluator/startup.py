"""Importing Keras on TensorFlow, and saying how that went."""

from __future__ import annotations

import os
import platform
import traceback
import warnings
from typing import Any

_ENVIRONMENT = {
    "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
}
_STEERS_RENDERING = (
    "COLUMNS",
    "LINES",
    "FORCE_COLOR",
    "NO_COLOR",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "JUPYTER_COLUMNS",
    "JUPYTER_LINES",
)
"""Variables by which Rich and Python would make a summary look different from one that is
printed into a file."""


def prepare_environment() -> None:
    """Sets what Keras and TensorFlow read from the environment on import.

    The evaluator never computes: it must not take memory of a graphics card away from the
    user's training.
    """
    os.environ.update(_ENVIRONMENT)
    for name in _STEERS_RENDERING:
        os.environ.pop(name, None)
    os.environ.pop("TF_USE_LEGACY_KERAS", None)
    warnings.simplefilter("ignore")


def hello() -> dict[str, Any]:
    """The first message: the versions, or why Keras cannot be used."""
    try:
        return {"hello": _versions()}
    except BaseException as problem:  # an extension module can raise anything, SystemExit too
        traceback.print_exc()
        return {"failed": {"exception": type(problem).__name__, "message": str(problem)[:4000]}}


def _versions() -> dict[str, str]:
    import keras
    import tensorflow

    return {
        "python": platform.python_version(),
        "keras": str(keras.__version__),
        "tensorflow": str(tensorflow.__version__),
        "backend": str(keras.backend.backend()),
        "floatx": str(keras.config.floatx()),
        "image_data_format": str(keras.config.image_data_format()),
    }

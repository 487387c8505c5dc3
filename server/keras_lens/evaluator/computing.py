"""The answer to `Compute`: what a call gives inside of a layer's `call`."""

from __future__ import annotations

from typing import Any

from keras.src.backend import compute_output_spec

from .problems import Refused, raise_if_unsupported
from .structures import tensors_to_json
from .terms import read
from .terms_mode import values_are_tensors_of_tensorflow


def compute(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Computed`. The call is traced into a graph of TensorFlow that is never
    run."""

    described: list[Any] = []

    def run() -> Any:
        with values_are_tensors_of_tensorflow():
            output = read(question["term"])
            described.append(tensors_to_json(output))
            return output

    try:
        compute_output_spec(run)
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, "call") from cause
    return {"outcome": "computed", "output": described[-1]}

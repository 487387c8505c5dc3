"""Run in a process of its own: real Keras builds every model of `keras.applications`.

Prints JSON: by `function/variant` the model's name, totals and layers.
"""

from __future__ import annotations

import gc
import json
import math
from typing import Any

import keras

ARGUMENTS: dict[str, dict[str, Any]] = {
    "default": {},
    "without top": {"include_top": False, "input_shape": (160, 160, 3)},
}


def functions() -> list[str]:
    """The functions of `keras.applications` that make a model."""
    return sorted(name for name in dir(keras.applications) if name[0].isupper())


def described(model: Any) -> dict[str, Any]:
    """A model as it is compared."""
    return {
        "name": model.name,
        "total": model.count_params(),
        "trainable": sum(math.prod(weight.shape) for weight in model.trainable_weights),
        "layers": [
            [layer.name, type(layer).__name__, list(layer.output.shape), layer.count_params()]
            for layer in model.layers
        ],
    }


def leave_weights_at_zero() -> None:
    """What weights begin with changes no shape, and billions of random numbers take a minute."""
    for initializer in vars(keras.initializers).values():
        if isinstance(initializer, type) and "__call__" in vars(initializer):
            initializer.__call__ = keras.initializers.Zeros.__call__


def main() -> None:
    """Builds them one after the other."""
    gc.freeze()  # `clear_session` collects garbage: not among TensorFlow's modules each time
    leave_weights_at_zero()
    built = {}
    for name in functions():
        for variant, arguments in ARGUMENTS.items():
            keras.utils.clear_session()
            model = getattr(keras.applications, name)(weights=None, **arguments)
            built[f"{name}/{variant}"] = described(model)
            del model
    print(json.dumps(built))


if __name__ == "__main__":
    main()

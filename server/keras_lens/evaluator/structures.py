"""From what Keras gives back to JSON: tensors in structures, weights."""

from __future__ import annotations

import math
from typing import Any

import keras
import tensorflow
from keras.src.utils import dtype_utils

_MOST_VALUES = 16


def tensors_to_json(structure: Any) -> Any:
    """A structure of tensors as the JSON of a term; what is no tensor becomes null."""
    if isinstance(structure, list):
        return [tensors_to_json(item) for item in structure]
    if isinstance(structure, tuple):
        return {"$tuple": [tensors_to_json(item) for item in structure]}
    if isinstance(structure, dict):
        return {"$dict": [[str(key), tensors_to_json(value)] for key, value in structure.items()]}
    if isinstance(structure, (bool, int, float, str)):
        return structure
    shape = getattr(structure, "shape", None)
    if shape is None:
        return None
    dtype = keras.backend.standardize_dtype(structure.dtype)
    described = {"shape": [_dimension(one) for one in shape], "dtype": dtype}
    values = _values_in_graph(structure, described["shape"])
    if values is not None:
        described["values"] = values
    return {"$tensor": described}


def _values_in_graph(tensor: Any, shape: list[int | None]) -> list[int | None] | None:
    """What is known of the whole numbers in a tensor of a graph of TensorFlow, as far as they may
    be sizes (`tf.shape(x)`); None where nothing is."""
    if isinstance(tensor, keras.KerasTensor) or not tensorflow.is_tensor(tensor):
        return None
    is_small = shape == [] or (len(shape) == 1 and (shape[0] or _MOST_VALUES) < _MOST_VALUES)
    if tensor.dtype not in (tensorflow.int32, tensorflow.int64) or not is_small:
        return None
    try:
        sizes = tensor if shape else tensorflow.stack([tensor])
        # What TensorFlow's own inference makes of them where they are a shape.
        values = tensorflow.fill(sizes, False).shape.as_list()
    except (ValueError, TypeError):
        return None
    return values if any(value is not None for value in values) else None


def has_tensor(structure: Any) -> bool:
    """Whether a symbolic tensor is in it, at any depth."""
    if isinstance(structure, (list, tuple)):
        return any(has_tensor(item) for item in structure)
    if isinstance(structure, dict):
        return any(has_tensor(item) for item in structure.values())
    return isinstance(structure, keras.KerasTensor)


def weights_to_json(layer: Any) -> list[dict[str, Any]]:
    """The weights that Keras counts as the layer's parameters (state of random seeds is
    none)."""
    trainable = {id(variable) for variable in layer.trainable_weights}
    prefix = f"{getattr(layer, 'path', None) or layer.name}/"
    return [
        {
            "name": str(getattr(variable, "path", variable.name)).removeprefix(prefix),
            "shape": [int(dimension) for dimension in variable.shape],
            "dtype": keras.backend.standardize_dtype(variable.dtype),
            "trainable": id(variable) in trainable,
            "size": math.prod(int(dimension) for dimension in variable.shape),
            "bytes": _bytes(variable),
        }
        for variable in layer.weights
    ]


def _bytes(variable: Any) -> int:
    """The memory of a variable, as `summary()` counts it."""
    elements = math.prod(int(dimension) for dimension in variable.shape)
    return int(elements * dtype_utils.dtype_size(variable.dtype) // 8)


def _dimension(size: Any) -> int | None:
    return None if size is None else int(size)

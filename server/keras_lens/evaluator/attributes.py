"""The attributes of a layer that a program can read as plain values."""

from __future__ import annotations

import math
from typing import Any

from .structures import tensors_to_json


def plain_attributes(layer: Any) -> dict[str, Any]:
    """The public attributes that are plain values (`units`, `kernel_size`) as JSON.

    Not the name: that is the program's, and the evaluator is not told it."""
    found = {
        name: tensors_to_json(value)
        for name, value in vars(layer).items()
        if not name.startswith("_") and name != "name" and _is_plain(value)
    }
    supports = getattr(layer, "supports_masking", None)  # operations have none
    return found if supports is None else {**found, "supports_masking": bool(supports)}


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, (bool, int, str))

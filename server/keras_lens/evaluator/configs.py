"""The answer to `DescribeConfig`: what `get_config` gives."""

from __future__ import annotations

from typing import Any

from .construct import make
from .problems import Unsupported
from .tracing import plain_to_json

_OBJECTS = frozenset(
    {"keras", "keras.constraints", "keras.dtype_policies", "keras.initializers",
     "keras.regularizers"}
)  # fmt: skip
"""Where the classes of objects come from that act on weights, and dtype policies."""


def describe_config(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Computed`: a dictionary; objects in it are the calls that make them.

    Raises Unsupported where it holds something else that is not plain.
    """
    made = make(question["term"])
    return {"outcome": "computed", "output": _to_json(made.get_config())}


def _to_json(value: Any) -> Any:
    if isinstance(value, dict) and "class_name" in value:
        return _object_to_json(value)
    if isinstance(value, dict):
        return {"$dict": [[str(key), _to_json(item)] for key, item in value.items()]}
    if isinstance(value, list):
        return [_to_json(item) for item in value]
    if isinstance(value, tuple):
        return {"$tuple": [_to_json(item) for item in value]}
    return plain_to_json(value)


def _object_to_json(serialized: dict[str, Any]) -> Any:
    if serialized.get("module") not in _OBJECTS:
        raise Unsupported("A config that holds other objects is not told.")
    path = f"{serialized['module']}.{serialized['class_name']}"
    kwargs = {name: _to_json(item) for name, item in sorted(serialized["config"].items())}
    return {"$call": {"path": path, "args": [], "kwargs": kwargs}}

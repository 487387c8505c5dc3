"""From a public path to the object, and which objects may be used.

A request names objects by path and can pass them arguments. So that no request can run
code of its choosing, read a file or reach the network, what may be referred to and what may
be called is listed by kind here, and everything else is `Unsupported`.
"""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Any

import keras
import tensorflow

from .problems import Unsupported

_SAME_MODULES = {"tensorflow.keras.": "keras.", "tensorflow.initializers.": "keras.initializers."}
"""TensorFlow's second names for Keras."""
_PRIVATE_MODULES = frozenset({"src", "legacy"})
_FORBIDDEN_CALLS = frozenset({"deserialize", "serialize", "TFSMLayer", "InputSpec"})
"""Names in the modules below that load files, import modules, or make no object to ask of."""
_CLASSES_IN = {
    "layers": keras.layers.Layer,
    "initializers": keras.initializers.Initializer,
    "regularizers": keras.regularizers.Regularizer,
    "constraints": keras.constraints.Constraint,
    "random": keras.random.SeedGenerator,
}
_DTYPE_POLICY_MODULES = ("dtype_policies", "mixed_precision")
_FUNCTIONS_IN = frozenset({"activations", "layers", "ops", "applications"})
_GETTERS = frozenset({"activations", "initializers", "regularizers", "constraints"})


def reference(path: str) -> Any:
    """The object that `path` names, to be passed as an argument.

    Raises Unsupported, or AttributeError where this Keras has no such object.
    """
    path = _keras_path(path)
    found = _find(path)
    if path.startswith("tensorflow."):
        return _tensorflow_reference(path, found)
    if inspect.isclass(found) and _may_be_made(path, found):
        return found
    if inspect.isfunction(found) and _module_below_keras(path) in {"activations", "ops"}:
        return found
    raise Unsupported(f"{path} is not evaluated.")


def callable_at(path: str) -> Any:
    """The class or function that `path` names, to be called. Raises as `reference` does."""
    path = _keras_path(path)
    found = _find(path)
    if path.startswith("tensorflow."):
        if inspect.isclass(found) and path.endswith("_initializer") and path.count(".") == 1:
            return found
        raise Unsupported(f"{path} is not evaluated.")
    if inspect.isclass(found) and _may_be_made(path, found):
        return found
    if inspect.isroutine(found) and _may_be_called(path):
        return found
    raise Unsupported(f"{path} is not evaluated.")


def is_application(path: str) -> bool:
    """Whether `path` is a ready-made model, which would load weights from the network."""
    return _module_below_keras(_keras_path(path)) == "applications"


def is_operation(path: str) -> bool:
    """Whether `path` is one of `keras.ops`, which compute at once."""
    return _module_below_keras(_keras_path(path)) == "ops"


def _keras_path(path: str) -> str:
    for prefix, same in _SAME_MODULES.items():
        if path.startswith(prefix):
            return same + path.removeprefix(prefix)
    return path


def _find(path: str) -> Any:
    """The object that `path` publishes."""
    parts = path.split(".")
    root = {"keras": keras, "tensorflow": tensorflow}.get(parts[0])
    if root is None or len(parts) < 2:
        raise Unsupported(f"{path} is not evaluated.")
    if any(part.startswith("_") for part in parts) or _PRIVATE_MODULES & set(parts[:-1]):
        raise Unsupported(f"{path} is private.")
    owner: Any = root
    for part in parts[1:-1]:
        owner = getattr(owner, part)
        if not isinstance(owner, ModuleType):
            raise Unsupported(f"{path} is not evaluated.")
    return getattr(owner, parts[-1])


def _module_below_keras(path: str) -> str:
    """`layers` of `keras.layers.Dense`, `""` of `keras.Input`."""
    parts = path.split(".")
    return parts[1] if len(parts) > 2 else ""


def _may_be_made(path: str, found: type) -> bool:
    name = path.rpartition(".")[2]
    module = _module_below_keras(path)
    if name in _FORBIDDEN_CALLS:
        return False
    if issubclass(found, keras.layers.Layer):
        return module in {"", "layers", "models"}
    if module in _DTYPE_POLICY_MODULES or found is keras.DTypePolicy:
        return name.endswith(("Policy", "PolicyMap"))
    base = _CLASSES_IN.get(module)
    if base is not None and issubclass(found, base):
        return True
    return module == "" and issubclass(found, tuple(_CLASSES_IN.values()))


def _may_be_called(path: str) -> bool:
    name = path.rpartition(".")[2]
    module = _module_below_keras(path)
    if name in _FORBIDDEN_CALLS:
        return False
    if path in {"keras.Input", "keras.layers.Input"}:
        return True
    if module == "applications":
        return name[0].isupper()
    if name == "get":
        return module in _GETTERS
    return module in _FUNCTIONS_IN


def _tensorflow_reference(path: str, found: Any) -> Any:
    """Data types, and the functions that TensorFlow publishes as mathematics."""
    if isinstance(found, tensorflow.DType):
        return found
    name = path.rpartition(".")[2]
    mathematics = (tensorflow.math, tensorflow.nn)
    if callable(found) and any(getattr(module, name, None) is found for module in mathematics):
        return found
    if path in {"tensorflow.identity"}:
        return found
    raise Unsupported(f"{path} is not evaluated.")

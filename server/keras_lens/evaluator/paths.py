"""From a public path to the object, and which objects may be used.

A request names objects by path and can pass them arguments. So that no request can run
code of its choosing, read a file or reach the network, what may be referred to and what may
be called is listed by kind here, and everything else is `Unsupported`.
"""

from __future__ import annotations

import inspect
import operator
import sys
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
_SOURCES = ("keras.src.ops.", "keras.src.activations.", "keras.src.applications.")
"""Where classes are defined that stand in graphs without being public."""
_OPERATORS = frozenset(
    {"abs", "add", "and_", "eq", "floordiv", "ge", "getitem", "gt", "invert", "le", "lt",
     "matmul", "mod", "mul", "ne", "neg", "or_", "pos", "pow", "sub", "truediv", "xor"}
)  # fmt: skip
_TENSOR_MODULES = frozenset(
    {"framework.constant_op", "framework.tensor_conversion", "ops.array_ops",
     "ops.array_ops_stack", "ops.bitwise_ops", "ops.clip_ops", "ops.gen_array_ops",
     "ops.gen_bitwise_ops", "ops.gen_image_ops", "ops.gen_linalg_ops", "ops.gen_math_ops",
     "ops.gen_nn_ops", "ops.gen_spectral_ops", "ops.image_ops_impl", "ops.linalg.linalg_impl",
     "ops.linalg_ops", "ops.math_ops", "ops.nn_impl", "ops.nn_ops", "ops.random_ops",
     "ops.signal.fft_ops", "ops.signal.mel_ops", "ops.signal.spectral_ops",
     "ops.signal.window_ops", "ops.sort_ops", "ops.special_math_ops",
     "ops.stateless_random_ops"}
)  # fmt: skip
"""Modules of `tensorflow.python` in which functions of tensors are defined."""
LEGACY = frozenset(
    f"tensorflow.keras.backend.{name}"
    for name in (
        "abs", "argmax", "argmin", "batch_dot", "batch_flatten", "cast", "clip", "concatenate",
        "cos", "cumprod", "cumsum", "dot", "elu", "exp", "expand_dims", "flatten", "int_shape",
        "l2_normalize", "log", "max", "maximum", "mean", "min", "minimum", "ndim", "one_hot",
        "ones_like", "permute_dimensions", "pow", "prod", "relu", "repeat", "reshape",
        "resize_images", "reverse", "round", "shape", "sigmoid", "sign", "sin", "softmax",
        "softplus", "softsign", "sqrt", "square", "squeeze", "stack", "std", "sum",
        "random_normal", "random_uniform", "tanh", "tile", "transpose", "var", "zeros_like",
    )
)  # fmt: skip
"""Functions of Keras 2 that only TensorFlow's name for Keras still has."""
_CLASSES_IN = {
    "layers": keras.layers.Layer,
    "initializers": keras.initializers.Initializer,
    "regularizers": keras.regularizers.Regularizer,
    "constraints": keras.constraints.Constraint,
    "losses": keras.losses.Loss,
    "metrics": keras.metrics.Metric,
    "optimizers": keras.optimizers.Optimizer,
    "random": keras.random.SeedGenerator,
}
_DTYPE_POLICY_MODULES = ("dtype_policies", "mixed_precision")
_FUNCTIONS_IN = frozenset({"activations", "layers", "ops", "random", "losses"})
_FUNCTIONS = frozenset({"keras.utils.normalize", "keras.backend.result_type"})
_REFERENCES = frozenset({"activations", "losses", "metrics", "ops"})
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
    if inspect.isfunction(found) and _module_below_keras(path) in _REFERENCES:
        return found
    raise Unsupported(f"{path} is not evaluated.")


def callable_at(path: str) -> Any:
    """The class or function that `path` names, to be called. Raises as `reference` does."""
    if path.startswith("operator."):
        return _operator(path)
    if path.startswith(_SOURCES):
        return _class_of_graph(path)
    path = _keras_path(path)
    found = _find(path)
    if path.startswith("tensorflow."):
        if inspect.isclass(found) and path.endswith("_initializer") and path.count(".") == 1:
            return found
        if inspect.isroutine(found) and (is_of_tensors(found) or path in LEGACY):
            return found
        raise Unsupported(f"{path} is not evaluated.")
    if inspect.isclass(found) and _may_be_made(path, found):
        return found
    if inspect.isroutine(found) and _may_be_called(path):
        return found
    raise Unsupported(f"{path} is not evaluated.")


def _operator(path: str) -> Any:
    """One of Python's operators as a function."""
    name = path.removeprefix("operator.")
    if name in _OPERATORS:
        return getattr(operator, name)
    raise Unsupported(f"{path} is not evaluated.")


def _class_of_graph(path: str) -> Any:
    """The class of an operation, or of a layer of a ready-made model, that is not public."""
    module, _, name = path.rpartition(".")
    if any(part.startswith("_") for part in path.split(".")):
        raise Unsupported(f"{path} is private.")
    found = getattr(sys.modules.get(module), name, None)
    if inspect.isclass(found) and issubclass(found, keras.Operation):
        return found
    raise Unsupported(f"{path} is not evaluated.")


def is_of_tensors(function: Any) -> bool:
    """Whether a function of TensorFlow computes tensors from tensors and does nothing else: it
    is defined in one of the modules that hold such functions."""
    module = getattr(inspect.unwrap(function), "__module__", None) or ""
    below = module.removeprefix("tensorflow.python.")
    return below != module and below in _TENSOR_MODULES


def is_application(path: str) -> bool:
    """Whether `path` is a ready-made model, which would load weights from the network."""
    is_model = path.rpartition(".")[2][:1].isupper()
    return is_model and _module_below_keras(_keras_path(path)) == "applications"


def is_operation(path: str) -> bool:
    """Whether `path` is one of `keras.ops`, which compute at once."""
    return _module_below_keras(_keras_path(path)) == "ops"


def _keras_path(path: str) -> str:
    if path in LEGACY:
        return path
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
        return name[0].isupper() or name == "preprocess_input"
    if name == "get":
        return module in _GETTERS
    return module in _FUNCTIONS_IN or path in _FUNCTIONS


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

"""From the JSON of a term to the object that it describes.

Terms that hold layers are read in `recipes` and `parts`, which register with `reader`.

The JSON is that of `keras_lens.evaluation.terms`; this package cannot import it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

import tensorflow as tf
from keras.src import tree

from .paths import callable_at, is_application, is_operation, reference
from .problems import Unsupported
from .structures import has_tensor
from .terms_mode import is_in_tensorflow, make_tensor

Reader = TypeVar("Reader", bound=Callable[..., Any])

_HARMLESS_ACTIVATION = "linear"
_HARMLESS_INITIALIZER = "zeros"
_HARMLESS_NUMBERS = {
    "rate": 0.5,
    "dropout": 0.5,
    "stddev": 0.5,
    "momentum": 0.9,
    "epsilon": 0.001,
    "slope": 0.5,
}
_SERIALIZED = frozenset({"class_name", "registered_name"})
"""Keys of a serialized object: Keras would import the module that stands beside them."""


def read(term: Any) -> Any:
    """The object that `term` describes.

    Raises Unsupported for what is not evaluated, and what Keras raises while making it.
    """
    if isinstance(term, list):
        return [read(item) for item in term]
    if not isinstance(term, dict):
        return term
    if len(term) != 1:
        raise Unsupported("A term has exactly one key.")
    ((kind, content),) = term.items()
    reader = _READERS.get(kind)
    if reader is None:
        raise Unsupported(f"{kind} is no kind of term.")
    return reader(content)


def reader(kind: str) -> Callable[[Reader], Reader]:
    """Registers what reads a kind of term."""

    def register(reads: Reader) -> Reader:
        _READERS[kind] = reads
        return reads

    return register


def call_arguments(arguments: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """The positional and keyword arguments of a call."""
    args = [read(value) for value in arguments["args"]]
    return args, {name: read(value) for name, value in arguments["kwargs"].items()}


def is_build(args: list[Any], kwargs: dict[str, Any]) -> bool:
    """Whether these are the arguments of `build`, not of a call: one shape."""
    is_one = len(args) == 1 and not kwargs and isinstance(args[0], tuple)
    return is_one and not any(hasattr(one, "dtype") for one in tree.flatten(args))


def bound_arguments(
    target: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
) -> dict[str, Any] | None:
    """The arguments by the names of the target's parameters, None where they do not fit."""
    try:
        bound = signature(target).bind(*args, **kwargs)
    except (TypeError, ValueError):
        return None
    named = dict(bound.arguments)
    for parameter in bound.signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            named.update(named.pop(parameter.name, {}))
    return named


def signature(target: Callable[..., Any]) -> inspect.Signature:
    """The parameters that a caller sees. `inspect` alone reads Keras's `__new__(*args)`."""
    if not inspect.isclass(target):
        return inspect.signature(target)
    if target.__init__ is object.__init__:
        return inspect.Signature()
    of_constructor = inspect.signature(target.__init__)
    return of_constructor.replace(parameters=list(of_constructor.parameters.values())[1:])


def read_with_arguments(term: Any) -> tuple[Any, Any]:
    """The object that `term` describes, and the arguments of the call if it is one."""
    made = read(term)
    return made, _last_arguments.get() if isinstance(term, dict) and "$call" in term else ()


_last_arguments: ContextVar[Any] = ContextVar("last_arguments", default=())


def _read_call(call: dict[str, Any]) -> Any:
    path = call["path"]
    target = callable_at(path)
    args, kwargs = call_arguments(call)
    made = _call_target(path, target, args, kwargs)
    _last_arguments.set((args, kwargs))
    return made


def _call_target(
    path: str, target: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
) -> Any:
    named = bound_arguments(target, args, kwargs)
    if named is None:
        return _call_that_does_not_fit(path, target, args, kwargs)
    if is_application(path):
        return target(**{**named, "weights": None})  # the weights are on the network
    if isinstance(named.get("vocabulary"), str):
        raise Unsupported("A vocabulary that is read from a file is not evaluated.")
    if is_operation(path):
        return _call_operation(target, args, kwargs)
    return target(*args, **kwargs)


def _call_that_does_not_fit(
    path: str, target: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
) -> Any:
    """Python refuses it in its own words."""
    target(*args, **kwargs)
    raise Unsupported(f"The arguments of {path} are not understood.")


def _call_operation(target: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]) -> Any:
    """An operation. One without a symbolic tensor would compute, and so allocate, its
    result: it is traced instead."""
    if is_in_tensorflow() or has_tensor((args, kwargs)):
        return target(*args, **kwargs)
    from keras.src.backend import compute_output_spec

    return compute_output_spec(lambda: target(*args, **kwargs))


def _read_dict(items: list[list[Any]]) -> dict[Any, Any]:
    result = {read(key): read(value) for key, value in items}
    if _SERIALIZED & set(result) and not _is_harmless_object(result):
        raise Unsupported("A serialized object is not evaluated.")
    return result


def _is_harmless_object(serialized: dict[Any, Any]) -> bool:
    """Whether it names one of Keras's own objects that act on weights, and no module."""
    import keras

    name = serialized.get("class_name")
    return set(serialized) <= {"class_name", "config"} and any(
        inspect.isclass(vars(namespace).get(name))
        for namespace in (keras.initializers, keras.regularizers, keras.constraints)
    )


def _read_tensor(tensor: dict[str, Any]) -> Any:
    return make_tensor(tensor["shape"], tensor["dtype"], tensor.get("values"))


def _read_stand_in(role: str) -> Any:
    """Something that a parameter of this name takes and that changes neither shape nor
    count."""
    if role == "function":
        return _unknown_function
    if role.endswith("activation"):
        return _HARMLESS_ACTIVATION
    if role.endswith("initializer"):
        return _HARMLESS_INITIALIZER
    return _HARMLESS_NUMBERS.get(role.rpartition("_")[2])


def _unknown_function(*_: Any, **__: Any) -> Any:
    """Stands where a shape depends on the program's function only if it is called."""
    raise Unsupported("What the function gives is not known.")


_READERS: dict[str, Callable[[Any], Any]] = {
    "$float": float,
    "$numpy": lambda content: tf.as_dtype(content[1]).as_numpy_dtype(content[0]),
    "$tuple": lambda items: tuple(read(item) for item in items),
    "$dict": _read_dict,
    "$reference": reference,
    "$call": _read_call,
    "$tensor": _read_tensor,
    "$slice": lambda parts: slice(*map(read, parts)),
    "$ellipsis": lambda _: ...,
    "$stand_in": _read_stand_in,
}

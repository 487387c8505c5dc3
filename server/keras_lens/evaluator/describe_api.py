"""The answer to `DescribeApi`: which names the installed Keras publishes."""

from __future__ import annotations

import inspect
import sys
from types import FunctionType, ModuleType
from typing import Any

import keras
import tensorflow

from .paths import LEGACY
from .terms import signature

_INTERNAL = "keras.src."
_PREPROCESSING = ("image", "sequence", "text")
_LONGEST_SUMMARY = 1_000
_PRIVATE_MODULES = frozenset({"src", "tf_keras"})


def describe_api() -> dict[str, Any]:
    """The outcome `Api`."""
    published = {
        **dict(_walk("keras", keras, set())),
        **_legacy_functions(),
        **_legacy_preprocessing(),
        **_legacy_names(),
    }
    paths: dict[int, list[str]] = {}
    for path, found in published.items():
        paths.setdefault(id(found), []).append(path)
    entries = {}
    described: dict[int, dict[str, Any]] = {}
    for path, found in published.items():
        if id(found) not in described:
            described[id(found)] = {
                "canonical": _canonical(paths[id(found)], found),
                "kind": _kind(found),
                "parameters": _parameters(found),
                "summary": _first_paragraph(found),
                "bases": _bases(found, paths),
            }
        own = described[id(found)]
        entries[path] = own if own["kind"] != "value" else {**own, "canonical": path}
    canonical = {number: own["canonical"] for number, own in described.items()}
    return {"outcome": "api", "entries": entries, "internal": _internal_names(canonical)}


def _internal_names(canonical: dict[int, str]) -> dict[str, str]:
    """The names inside `keras.src` of what is published, with its canonical path."""
    return {
        f"{name}.{attribute}": canonical[id(found)]
        for name, module in sorted(sys.modules.items())
        if name.startswith(_INTERNAL) and isinstance(module, ModuleType)
        for attribute, found in vars(module).items()
        if id(found) in canonical and isinstance(found, type | FunctionType)
    }


def _legacy_functions() -> dict[str, Any]:
    """The functions of Keras 2 that are left under TensorFlow's name for Keras only."""
    found = {}
    for path in LEGACY:
        try:
            found[path] = getattr(tensorflow.keras.backend, path.rpartition(".")[2])
        except AttributeError:
            continue
    return found


def _legacy_preprocessing() -> dict[str, Any]:
    """What is left of Keras 2's preprocessing under TensorFlow's name for Keras only."""
    path = "tensorflow.keras.preprocessing"
    found = {}
    for name in _PREPROCESSING:
        module = getattr(getattr(tensorflow.keras, "preprocessing", None), name, None)
        if module is None:
            continue
        found[f"{path}.{name}"] = module
        for member, value in sorted(vars(module).items()):
            if not member.startswith("_") and (inspect.isclass(value) or _is_own(value)):
                found[f"{path}.{name}.{member}"] = value
    return found


def _is_own(found: Any) -> bool:
    return inspect.isfunction(found) and found.__module__.startswith("keras.")


def _legacy_names() -> dict[str, Any]:
    """What is left of Keras 2 in the other modules under TensorFlow's name for Keras only."""
    found = {}
    for name, module in sorted(vars(keras).items()):
        theirs = getattr(tensorflow.keras, name, None)
        if not isinstance(module, ModuleType) or name.startswith("_") or theirs is None:
            continue
        for member, value in sorted(vars(theirs).items()):
            is_other = name != "backend" and not hasattr(module, member)
            if is_other and (inspect.isclass(value) or _is_own(value)):
                found[f"tensorflow.keras.{name}.{member}"] = value
    return found


def _walk(path: str, module: ModuleType, visited: set[int]) -> Any:
    visited.add(id(module))
    for name, found in sorted(vars(module).items()):
        if name.startswith("_") or name in _PRIVATE_MODULES:
            continue
        if isinstance(found, ModuleType):
            if not found.__name__.startswith("keras.") or id(found) in visited:
                continue
            yield f"{path}.{name}", found
            yield from _walk(f"{path}.{name}", found, visited)
        else:
            yield f"{path}.{name}", found


def _bases(found: Any, paths: dict[int, list[str]]) -> list[str]:
    """The canonical paths of the published classes that a class derives from."""
    if not inspect.isclass(found):
        return []
    return [_canonical(paths[id(base)], base) for base in found.__mro__ if id(base) in paths]


def _canonical(paths: list[str], found: Any) -> str:
    """The path under which it is known best."""
    name = getattr(found, "__name__", "")
    if f"keras.layers.{name}" in paths and inspect.isclass(found):
        return f"keras.layers.{name}"

    def order(path: str) -> tuple[int, bool, str]:
        return path.count("."), path.rpartition(".")[2] != name, path

    return min(paths, key=order)


def _kind(found: Any) -> str:
    if isinstance(found, ModuleType):
        return "module"
    if inspect.isclass(found):
        if issubclass(found, keras.Model):
            return "model"
        return "layer" if issubclass(found, keras.layers.Layer) else "class"
    return "function" if callable(found) else "value"


def _parameters(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, ModuleType) or not callable(found):
        return []
    try:
        parameters = signature(found).parameters.values()
    except (TypeError, ValueError):
        return []
    return [
        {
            "name": parameter.name,
            "kind": parameter.kind.name,
            "has_default": parameter.default is not inspect.Parameter.empty,
        }
        for parameter in parameters
    ]


def _first_paragraph(found: Any) -> str:
    documentation = getattr(found, "__doc__", None)
    if not isinstance(documentation, str) or isinstance(found, ModuleType):
        return ""
    return " ".join(documentation.strip().split("\n\n", 1)[0].split())[:_LONGEST_SUMMARY]

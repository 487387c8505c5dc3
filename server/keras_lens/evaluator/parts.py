"""Stand-ins for the layers and models of the program that a layer of Keras holds.

What their methods do is not run here: it is looked up among the acts of the part, and where it is
not there, `Needed` says so.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

import keras
import tensorflow
from keras.src import tree

from .custom_layers import add_weight
from .problems import Needed, Unsupported
from .recipes import rebuild
from .structures import tensors_to_json
from .terms import read, reader
from .terms_mode import values_are_tensors_of_tensorflow


@contextmanager
def parts_of(question: dict[str, Any]) -> Iterator[None]:
    """While it lasts, `part` finds the parts of the question."""
    described = question.get("parts", ())
    classes = [_class_of(number, part) for number, part in enumerate(described)]
    registered = {
        cls.__name__: cls
        for cls, part in zip(classes, described, strict=True)
        if part["is_registered"]
    }
    parts = []
    with keras.saving.CustomObjectScope(registered) if registered else nullcontext():
        for cls, part in zip(classes, described, strict=True):
            parts.append(_make(cls, part))
        token = _parts.set(parts)
        try:
            yield
        finally:
            _parts.reset(token)


def _make(cls: Any, described: dict[str, Any]) -> Any:
    """A stand-in, or the model itself where it can be made."""
    if described["recipe"] is None:
        return cls(name=described["name"])
    model = rebuild(described["recipe"])
    vars(model)["weights_of_part"] = list(model.weights)
    return model


_parts: ContextVar[list[Any]] = ContextVar("parts")


@reader("$part")
def part(number: int) -> Any:
    """The stand-in of a `PartTerm`."""
    return _parts.get([])[number]


def places_of(weights: list[Any]) -> list[tuple[int, int] | None]:
    """For each weight the number of the part that made it and its own number there."""
    places = {
        id(weight): (number, index)
        for number, one in enumerate(_parts.get([]))
        for index, weight in enumerate(one.weights_of_part)
    }
    return [places.get(id(weight)) for weight in weights] if _parts.get([]) else []


def _class_of(number: int, described: dict[str, Any]) -> Any:
    """A class whose instances behave as the part does."""
    name = described["class_name"]
    if not name.isidentifier():
        raise Unsupported(f"{name} is no name of a class.")
    base = keras.Model if described["is_model"] else keras.layers.Layer
    methods: dict[str, Any] = {"__init__": _init, "__module__": "program"}
    methods.update(_learn=_learn, _maybe_build=_maybe_build, get_config=_get_config)
    methods["from_config"] = classmethod(_from_config)
    methods["call"] = _with_parameters(_call, described["call_parameters"])
    for own, method in (("build", _build), ("compute_output_shape", _compute_output_shape)):
        if own in described["methods"]:
            methods[own] = method
    return type(name, (base,), {**methods, "described": described, "number_of_part": number})


def _with_parameters(method: Any, names: list[str]) -> Any:
    """A method of its own whose parameters Keras sees by these names."""

    def call(*args: Any, **kwargs: Any) -> Any:
        return method(*args, **kwargs)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter("self", kind)]
    parameters += [
        inspect.Parameter(name, kind, default=inspect.Parameter.empty if number == 0 else None)
        for number, name in enumerate(names)
    ]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return call


def _init(self: Any, is_copy: bool = False, **kwargs: Any) -> None:
    super(type(self), self).__init__(**kwargs)
    vars(self).update(is_copy_of_part=is_copy, weights_of_part=[], acts_done=set())
    self._learn(self.described, weights=not is_copy)
    self.built = self.described["is_built"] and not is_copy


def _learn(self: Any, content: dict[str, Any], weights: bool = True) -> None:
    """Takes on the weights and attributes of a part or of an act."""
    self._tracker.unlock()
    for weight in content["weights"] if weights else ():
        self.weights_of_part.append(add_weight(self, weight))
    for name, value in content["attributes"].items():
        if name.startswith("_") or hasattr(type(self), name):
            continue
        if isinstance(value, dict) and "$weight_of_part" in value:
            index = value["$weight_of_part"]
            if index < len(self.weights_of_part):
                setattr(self, name, self.weights_of_part[index])
        else:
            setattr(self, name, read(value))


def _act(self: Any, method: str, args: Any, kwargs: Any) -> dict[str, Any]:
    """The act of the part for a call. Raises Needed where there is none."""
    arguments = {
        "args": [tensors_to_json(value) for value in args],
        "kwargs": {name: tensors_to_json(kwargs[name]) for name in sorted(kwargs)},
    }
    asked = json.dumps(arguments, sort_keys=True)
    for index, act in enumerate(self.described["acts"]):
        is_same = act["method"] == method and act["of_copy"] == self.is_copy_of_part
        if is_same and json.dumps(act["arguments"], sort_keys=True) == asked:
            self._learn(act, weights=index not in self.acts_done)
            self.acts_done.add(index)
            return dict(act)
    raise Needed(self.number_of_part, method, arguments, self.is_copy_of_part)


def _build(self: Any, *args: Any, **kwargs: Any) -> None:
    _act(self, "build", args, kwargs)
    self.built = True


def _maybe_build(self: Any, call_spec: Any) -> None:
    """What its call builds is known by the act of the call."""
    self.built = True


def _compute_output_shape(self: Any, *args: Any, **kwargs: Any) -> Any:
    return read(_act(self, "compute_output_shape", args, kwargs)["gives"])


def _call(self: Any, *args: Any, **kwargs: Any) -> Any:
    gives = _act(self, "call", args, {name: one for name, one in kwargs.items() if one is not None})
    if any(tensorflow.is_tensor(one) for one in tree.flatten((args, kwargs))):
        with values_are_tensors_of_tensorflow():
            return read(gives["gives"])
    return read(gives["gives"])


def _get_config(self: Any) -> dict[str, Any]:
    return {"name": self.name, "number_of_part": self.number_of_part}


def _from_config(cls: Any, config: dict[str, Any]) -> Any:
    """A copy of the part that the config is of: several may have classes of one name."""
    own = type(part(config["number_of_part"]))
    return own(is_copy=True, name=config["name"])

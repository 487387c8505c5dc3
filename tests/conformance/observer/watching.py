"""Keras reports to an observation what a script makes it do.

The observing is done from outside: `Layer.__new__`, `Layer.__call__`, `Sequential.add` and
`Sequential.build` are replaced by functions that note who called them and go on. A layer is
applied by the program

- where the script itself calls it (`x = conv(x)`), also in the `call` of a layer or model of the
  script's own classes and in its `train_step`: the place is that call. A functional twin
  (`layers.add([x, y])`) is a call of the layer that it makes;
- where the script adds it to a Sequential model: the place is the `add` call, or, for a layer
  from the list given to `Sequential(...)`, the call that constructed it. The outcome is that of
  the model's own symbolic build.

A mask is no input: Keras hands most of them on by itself.

What Keras does inside a layer's call is not the program's doing, building a Sequential model
apart. Layers count as they stand when the script has ended.

A model is one that the script constructs, or that it gets from `keras.applications` or
`clone_model`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import wraps
from typing import Any
from unittest import mock

import keras

from .observation import Observation


@contextlib.contextmanager
def observed(observation: Observation) -> Iterator[None]:
    """While it lasts, Keras reports to `observation`."""
    new, call = keras.layers.Layer.__new__, keras.layers.Layer.__call__
    add, build = keras.Sequential.add, keras.Sequential.build

    @wraps(new)
    def __new__(cls: type, *args: Any, **kwargs: Any) -> Any:  # noqa: N807
        layer = new(cls, *args, **kwargs)
        observation.note_construction(layer)
        return layer

    @wraps(call)
    def __call__(self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N807
        with observation.inside("call", self):
            outputs = call(self, *args, **kwargs)
        # In the order of the call: as a dictionary they would be sorted.
        named = [value for name, value in kwargs.items() if name != "mask"]
        observation.note_call(self, [*args, *named], outputs)
        return outputs

    @wraps(add)
    def observed_add(self: Any, layer: Any, *args: Any, **kwargs: Any) -> Any:
        observation.note_addition(self, layer)
        return add(self, layer, *args, **kwargs)

    @wraps(build)  # Keras reads the signature of `build`
    def observed_build(self: Any, *args: Any, **kwargs: Any) -> Any:
        with observation.inside("build", self):
            return build(self, *args, **kwargs)

    with (
        mock.patch.object(keras.layers.Layer, "__new__", __new__),
        mock.patch.object(keras.layers.Layer, "__call__", __call__),
        mock.patch.object(keras.Sequential, "add", observed_add),
        mock.patch.object(keras.Sequential, "build", observed_build),
    ):
        yield

"""Stand-ins for layers and models of the program's own classes, which are never run here."""

from __future__ import annotations

from typing import Any

import keras

from .problems import Unsupported
from .terms import read


def make_custom_layer(content: dict[str, Any], layers: list[Any]) -> Any:
    """A layer of a class of that name, with these weights and layers, that gives `output`.

    `content` is that of a `CustomLayerTerm`. Raises Unsupported for a name that is none.
    """
    name = content["class_name"]
    if not name.isidentifier():
        raise Unsupported(f"{name} is no name of a class.")
    base = keras.Model if content["is_model"] else keras.layers.Layer
    output = read(content["output"])

    class StandIn(base):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            super().__init__()
            self.held = layers
            for weight in content["weights"]:
                add_weight(self, weight)

        def build(self, *_: Any, **__: Any) -> None:
            self.built = True

        def call(self, *_: Any, **__: Any) -> Any:
            return output

        def compute_output_spec(self, *_: Any, **__: Any) -> Any:
            return keras.tree.map_structure(
                lambda one: keras.KerasTensor(one.shape, dtype=one.dtype), output
            )

    StandIn.__name__ = StandIn.__qualname__ = name
    return StandIn()


def add_weight(layer: Any, weight: dict[str, Any]) -> Any:
    """Makes the weight of a `WeightTerm` for a stand-in."""
    return layer.add_weight(
        shape=tuple(weight["shape"]),
        initializer="zeros",
        dtype=weight["dtype"],
        trainable=weight["trainable"],
        name=weight["name"].rpartition("/")[2],
    )

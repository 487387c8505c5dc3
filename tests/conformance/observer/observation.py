"""What happens while one script runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

from .places import CONFIG_READERS, Extent, Places


@dataclass
class Application:
    """A layer applied to inputs; `model` is the Sequential that it is part of."""

    place: Extent
    layer: Any
    model: Any
    input_shapes: list[list[int | None]]
    output_shapes: list[list[int | None]]


@dataclass
class Observation:
    """What happens while one script runs."""

    places: Places
    constructed: dict[int, Extent] = field(default_factory=dict)
    models: list[tuple[Extent, Any]] = field(default_factory=list)
    added: dict[tuple[int, int], Extent] = field(default_factory=dict)
    applications: dict[tuple[Extent, int, int, int], Application] = field(default_factory=dict)
    underway: list[tuple[str, Any]] = field(default_factory=list)
    kept_alive: list[Any] = field(default_factory=list)

    @contextlib.contextmanager
    def inside(self, what: str, layer: Any) -> Iterator[None]:
        self.underway.append((what, layer))
        try:
            yield
        finally:
            self.underway.pop()

    def note_construction(self, layer: Any) -> None:
        self.kept_alive.append(layer)
        direct = self.places.direct_caller(CONFIG_READERS)
        is_input = isinstance(layer, keras.layers.InputLayer)
        place = self.places.nearest() if is_input else direct
        if direct is None and isinstance(layer, keras.Model):
            place = self.places.caller_of_maker(layer)
        if place is not None:
            self.constructed[id(layer)] = place
            if isinstance(layer, keras.Model):
                self.models.append((place, layer))

    def note_addition(self, model: Any, layer: Any) -> None:
        if keras.utils.is_keras_tensor(layer):
            layer = layer._keras_history.operation
        place = self.places.direct_caller() or self.constructed.get(id(layer))
        if place is not None:
            self.added[id(model), id(layer)] = place

    def note_call(self, layer: Any, arguments: Any, outputs: Any) -> None:
        """`layer` was called, and the call has ended."""
        place, model = None, None
        if self.underway and self.underway[-1][0] == "build":
            model = self.underway[-1][1]
            place = self.added.get((id(model), id(layer)))
        else:
            place = self.places.direct_caller()
        if place is None:
            return
        # A call of its own each time for the script, once in a Sequential that is rebuilt.
        turn = len(self.applications) if model is None else 0
        self.applications[place, id(layer), id(model), turn] = Application(
            place, layer, model, shapes(arguments), shapes(outputs)
        )


def shapes(structure: Any) -> list[list[int | None]]:
    """The shapes of the tensors in a structure, in order."""
    return [
        [None if size is None else int(size) for size in leaf.shape]
        for leaf in keras.tree.flatten(structure)
        if isinstance(leaf, np.ndarray | keras.KerasTensor) or keras.ops.is_tensor(leaf)
    ]

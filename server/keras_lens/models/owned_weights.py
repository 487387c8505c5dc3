"""Weights with the layer that owns them, so that a shared one counts once and `trainable` counts
as it stands in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from keras_lens.algebra import Size, sum_of
from keras_lens.evaluation.outcomes import Weight

if TYPE_CHECKING:
    from keras_lens.models.callable_layer import CallableLayer


@dataclass(frozen=True)
class OwnedWeight:
    """A weight; it is the `number`th of the layer `owner`. Its name is below the layer that it
    was asked of. through: wrappers that it was found in."""

    owner: CallableLayer
    number: int
    weight: Weight
    through: tuple[CallableLayer, ...] = ()

    @property
    def is_trained(self) -> bool | None:
        """Whether its owner trains it; None where that is not known."""
        verdicts = {self.owner.trains(self.weight), *(one.trainability() for one in self.through)}
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def below(self, layer: CallableLayer) -> OwnedWeight:
        """The same as seen from a layer that holds `layer`."""
        weight = replace(self.weight, name=f"{layer.name}/{self.weight.name}")
        return replace(self, weight=weight)


def distinct(weights: Iterable[OwnedWeight]) -> tuple[OwnedWeight, ...]:
    """The weights, each once."""
    found: dict[tuple[int, int], OwnedWeight] = {}
    for weight in weights:
        found.setdefault((id(weight.owner), weight.number), weight)
    return tuple(found.values())


def weights_of(layers: Iterable[CallableLayer]) -> tuple[OwnedWeight, ...] | None:
    """The weights of layers, each once, named below their layers; None while one of the layers
    is not built."""
    found: list[OwnedWeight] = []
    for layer in layers:
        own = layer.owned_weights()
        if own is None:
            return None
        found.extend(weight.below(layer) for weight in own)
    return distinct(found)


@dataclass(frozen=True)
class Totals:
    """Sums over weights: elements, those that are trained (None where that is not known), and
    bytes."""

    params: Size
    trainable: Size | None
    bytes: Size

    @property
    def non_trainable(self) -> Size | None:
        """How many elements are not trained; None where that is not known."""
        return None if self.trainable is None else self.params - self.trainable


def totals(weights: Iterable[OwnedWeight], trainable: bool | None) -> Totals:
    """The totals of `weights`; none is trained where the layer that they are asked of is not
    `trainable`."""
    known = list(weights)
    return Totals(
        sum_of(one.weight.size for one in known),
        _trained(known, trainable),
        sum_of(one.weight.bytes for one in known),
    )


def _trained(weights: list[OwnedWeight], trainable: bool | None) -> Size | None:
    if trainable is False:
        return 0
    trained = [one.weight.size for one in weights if one.is_trained]
    unknown = trainable is None and trained
    return None if unknown or any(one.is_trained is None for one in weights) else sum_of(trained)

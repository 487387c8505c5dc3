"""Weights with the layer that owns them, so that a shared one counts once and `trainable` counts
as it stands in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keras_lens.algebra import Size, sum_of
from keras_lens.evaluation.outcomes import Weight
from keras_lens.interpreter.verdicts import all_hold
from keras_lens.models.records import KnownTotals, count_record

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer


class OwnedWeight:
    """A weight; it is the `number`th of the layer `owner`.

    own: the weight as its owner names it, or the wrapper that it was found in. path: what stands
    before that name as seen from the layer that it was asked of. through: wrappers that it was
    found in.
    """

    __slots__ = ("number", "own", "owner", "path", "through")

    def __init__(
        self,
        owner: CallableLayer,
        number: int,
        own: Weight,
        path: str = "",
        through: tuple[CallableLayer, ...] = (),
    ) -> None:
        self.owner = owner
        self.number = number
        self.own = own
        self.path = path
        self.through = through

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, OwnedWeight)
            and self.owner is other.owner
            and (self.number, self.own, self.path) == (other.number, other.own, other.path)
            and self.through == other.through
        )

    def __hash__(self) -> int:
        return hash((id(self.owner), self.number))

    @property
    def weight(self) -> Weight:
        """The weight, named below the layer that it was asked of."""
        own = self.own
        if not self.path:
            return own
        name = self.path + own.name
        return Weight(name, own.shape, own.dtype, own.trainable, own.size, own.bytes)

    @property
    def is_trained(self) -> bool | None:
        """Whether its owner trains it; None where that is not known."""
        return all_hold(
            (self.owner.trains(self.own), *(one.trainability() for one in self.through))
        )

    def below(self, layer: CallableLayer) -> OwnedWeight:
        """The same as seen from a layer that holds `layer`."""
        path = f"{layer.name}/{self.path}"
        return OwnedWeight(self.owner, self.number, self.own, path, self.through)

    def inside(self, wrapper: CallableLayer, named: Weight) -> OwnedWeight:
        """The same as a weight of a layer of Keras that holds its owner, under the name there."""
        return OwnedWeight(self.owner, self.number, named, "", (wrapper, *self.through))


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


def known_totals(layers: Iterable[CallableLayer]) -> KnownTotals | None:
    """The totals of those layers, and of the layers in them, that are built; None where those have
    no weights."""
    waiting = list(layers)
    found: dict[CallableLayer, tuple[OwnedWeight, ...]] = {}
    while waiting:
        layer = waiting.pop()
        if layer in found:
            continue
        owned = layer.owned_weights()
        found[layer] = owned or ()
        if owned is None:
            waiting.extend(layer.layers_in_it())
    sums = totals(distinct(one for owned in found.values() for one in owned), True)
    if sums.params == 0 or count_record(sums.params) is None:
        return None
    return KnownTotals(sums.params, sums.trainable, sums.non_trainable, sums.bytes)


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
        sum_of(one.own.size for one in known),
        _trained(known, trainable),
        sum_of(one.own.bytes for one in known),
    )


def _trained(weights: list[OwnedWeight], trainable: bool | None) -> Size | None:
    if trainable is False:
        return 0
    verdicts = [one.is_trained for one in weights]
    if None in verdicts or (trainable is None and True in verdicts):
        return None
    return sum_of(one.own.size for one, trained in zip(weights, verdicts, strict=True) if trained)

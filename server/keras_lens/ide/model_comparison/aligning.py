"""Which layers of two models belong together.

Layers that the program gives the same name do, wherever they stand. The others keep their order:
the longest runs of layers that are alike are found (`difflib`), first of those that are alike in
their class, size and parameters, then between these of those that are alike in less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from keras_lens.ide.model_view import LayerView, is_given_name

_MOST_WORK = 4_000_000
"""Pairs of equal keys that are looked at; beyond that difflib leaves out what is too frequent."""

Layers = Sequence[LayerView]
Pair = tuple[LayerView | None, LayerView | None]
Key = Callable[[LayerView], Hashable]


def aligned(left: Layers, right: Layers) -> list[Pair]:
    """Each layer once, with its counterpart where it has one.

    In the order of `right`; what is only in `left` stands behind what it stands behind there.
    """
    here, there = _given_names(left), _given_names(right)
    named = [name for name in here if name in there]
    order = [name for name in there if name in here]
    staying = {named[index] for index, _ in _matches(named, order)}
    moved = [name for name in order if name not in staying]
    pairs = _in_order(
        _without(left, [here[name] for name in moved]),
        _without(right, [there[name] for name in moved]),
        [lambda layer: layer.name if layer.name in staying else None, *_LIKENESSES],
    )
    return list(_with_moved(pairs, [(here[name], there[name]) for name in moved], right))


def _given_names(layers: Layers) -> dict[str, LayerView]:
    counts = Counter(layer.name for layer in layers)
    return {
        layer.name: layer
        for layer in layers
        if counts[layer.name] == 1 and is_given_name(layer.name, layer.class_name)
    }


def _without(layers: Layers, some: Iterable[LayerView]) -> Layers:
    gone = {layer.id for layer in some}
    return [layer for layer in layers if layer.id not in gone]


def _with_moved(
    pairs: Iterable[Pair], moved: Sequence[tuple[LayerView, LayerView]], right: Layers
) -> Iterator[Pair]:
    """Puts the pairs that stand elsewhere in `left` where they stand in `right`."""
    order = {layer.id: index for index, layer in enumerate(right)}
    waiting = list(reversed(moved))
    for pair in pairs:
        while waiting and pair[1] and order[waiting[-1][1].id] < order[pair[1].id]:
            yield waiting.pop()
        yield pair
    yield from reversed(waiting)


# Layers in order


def _in_order(left: Layers, right: Layers, keys: Sequence[Key]) -> Iterator[Pair]:
    """Pairs of layers for which the first key is the same; between these by the other keys."""
    if not left or not right or not keys:
        yield from _rest(left, right)
        return
    alike = _matches(list(map(keys[0], left)), list(map(keys[0], right)))
    here = there = 0
    for one, other in [*alike, (len(left), len(right))]:
        yield from _in_order(left[here:one], right[there:other], keys[1:])
        if one < len(left):
            yield left[one], right[other]
        here, there = one + 1, other + 1


def _rest(left: Layers, right: Layers) -> Iterator[Pair]:
    """Layers that have nothing in common; one in the place of one other is its successor."""
    if len(left) == len(right) == 1:
        yield left[0], right[0]
        return
    for layer in left:
        yield layer, None
    for layer in right:
        yield None, layer


def _matches(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The indices of what is equal in both, in the order of both. None is equal to nothing."""
    one = [object() if key is None else key for key in left]
    other = [object() if key is None else key for key in right]
    counts = Counter(one)
    is_much = sum(counts[key] for key in other) > _MOST_WORK
    blocks = SequenceMatcher(None, one, other, autojunk=is_much).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]


# Likeness


def _size(layer: LayerView) -> str:
    """The last axes of its outputs: its units, its filters."""
    return "; ".join(shape.rstrip(",)").rpartition(" ")[2] for shape in layer.output_shapes)


_MIXED = frozenset({"core", "operation", "other"})
"""Kinds whose layers have little in common."""
_LIKENESSES: tuple[Key, ...] = (
    lambda layer: (layer.class_name, _size(layer), str(layer.params)),
    lambda layer: (layer.class_name, _size(layer)),
    lambda layer: layer.class_name,
    lambda layer: None if layer.kind in _MIXED else layer.kind,
)

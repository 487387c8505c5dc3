"""The order in which Python looks for attributes in a class and its bases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Class = TypeVar("Class")


def resolution_order(cls: Class, orders: Sequence[Sequence[Class]]) -> tuple[Class, ...]:
    """The C3 linearisation of a class with bases of these `orders`; bases that cannot be ordered
    are taken depth first."""
    bases = [order[0] for order in orders]
    sequences = [*map(list, orders), bases]
    result = [cls]
    while sequences := [sequence for sequence in sequences if sequence]:
        following = next(
            (
                sequence[0]
                for sequence in sequences
                if not any(sequence[0] in other[1:] for other in sequences)
            ),
            sequences[0][0],
        )
        result.append(following)
        sequences = [[one for one in sequence if one is not following] for sequence in sequences]
    return tuple(result)

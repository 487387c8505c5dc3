"""Several things in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.localization.translating import translate


def all_of(items: Sequence[object]) -> str:
    """`a, b and c`; one item alone as it is."""
    *others, last = map(str, items)
    if not others:
        return last
    return translate("{others} and {last}", others=separated(others), last=last)


def any_of(items: Sequence[object]) -> str:
    """`a, b or c`; one item alone as it is."""
    *others, last = map(str, items)
    if not others:
        return last
    return translate("{others} or {last}", others=separated(others), last=last)


def separated(items: Sequence[object]) -> str:
    """`a, b, c`: a list that may go on."""
    return translate(", ").join(map(str, items))

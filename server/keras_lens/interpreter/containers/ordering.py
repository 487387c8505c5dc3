"""Sorting, and the least and greatest of several values, as Python compares them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.values import Value, is_none

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine


class _NotComparable(Exception):
    """Which of two values is less is not known."""


def arguments_of_sort(arguments: Arguments, machine: Machine) -> tuple[Value | None, bool | None]:
    """`key=` and `reverse=`; None for the latter where it is not known."""
    key = arguments.keywords.get("key")
    reverse = arguments.keywords.get("reverse")
    known = not arguments.open and set(arguments.keywords) <= {"key", "reverse"}
    descending = (False if reverse is None else reverse.truth(machine)) if known else None
    return None if key is None or is_none(key) else key, descending


def in_order(
    items: Sequence[Value], key: Value | None, descending: bool, machine: Machine
) -> list[Value] | None:
    """The items sorted (stably), None where their order is not known."""
    keys = keys_of(items, key, machine)

    def compare(left: int, right: int) -> int:
        if is_less(keys[left], keys[right], machine):
            return -1
        return 1 if is_less(keys[right], keys[left], machine) else 0

    try:
        order = sorted(range(len(items)), key=functools.cmp_to_key(compare), reverse=descending)
    except _NotComparable:
        return None
    return [items[index] for index in order]


def extreme(
    items: Sequence[Value], key: Value | None, greatest: bool, machine: Machine
) -> Value | None:
    """The first of the least (or greatest) items, None where it is not known."""
    keys = keys_of(items, key, machine)
    best = 0
    try:
        for index in range(1, len(items)):
            one, other = (best, index) if greatest else (index, best)
            if is_less(keys[one], keys[other], machine):
                best = index
    except _NotComparable:
        return None
    return items[best]


def keys_of(items: Sequence[Value], key: Value | None, machine: Machine) -> list[Value]:
    """What the items are compared by."""
    if key is None:
        return list(items)
    return [machine.call(key, Arguments((item,)), machine.no_site()) for item in items]


def is_less(left: Value, right: Value, machine: Machine) -> bool:
    """`left < right`. Raises _NotComparable where that is not known."""
    verdict = machine.operate("<", left, right).truth(machine)
    if verdict is None:
        raise _NotComparable
    return verdict

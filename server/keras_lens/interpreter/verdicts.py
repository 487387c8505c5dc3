"""Verdicts that may be open: True, False, or None where that is not known.

They are combined as in Kleene's strong logic: an open one matters only if the others do not
decide by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable


def all_hold(verdicts: Iterable[bool | None]) -> bool | None:
    """Whether each of them is True."""
    given = set(verdicts)
    if False in given:
        return False
    return None if None in given else True


def any_holds(verdicts: Iterable[bool | None]) -> bool | None:
    """Whether one of them is True."""
    given = set(verdicts)
    if True in given:
        return True
    return None if None in given else False

"""Equality as JSON has it: in Python `1`, `1.0` and `True` are equal, to Keras they are not."""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TypeVar

AnyClass = TypeVar("AnyClass", bound=type)


def exactly_compared(cls: AnyClass) -> AnyClass:
    """For a dataclass that holds plain values, in tuples or not: two are equal only if these are
    of the same types too."""
    names = [field.name for field in dataclasses.fields(cls)]
    content = attrgetter(*names)

    def equals(self: object, other: object) -> bool:
        if self is other:
            return True
        return type(self) is type(other) and _same(content(self), content(other))

    cls.__eq__ = equals  # type: ignore[assignment]
    return cls


def _same(one: object, other: object) -> bool:
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            return False
        # Most parts are the same object: a call of its own for each would take most of the time.
        for mine, theirs in zip(one, other, strict=True):
            if mine is not theirs and not _same(mine, theirs):
                return False
        return True
    return one == other and (not isinstance(one, float) or str(one) == str(other))  # 0.0 and -0.0

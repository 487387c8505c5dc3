"""Chinese beside other writing: what is put into a text can be either."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[\w'\"`(]", re.ASCII)


def joined(pieces: Iterable[str]) -> str:
    """The pieces behind one another. Between Chinese and other writing stands a space, and between
    Chinese and Chinese none."""
    return reduce(_beside, filter(None, pieces), "")


def _beside(left: str, right: str) -> str:
    if _IDEOGRAPH.match(left.rstrip(" ")[-1:]) and _IDEOGRAPH.match(right.lstrip(" ")):
        return left.rstrip(" ") + right.lstrip(" ")
    is_border = any(
        one.match(left[-1:]) and other.match(right)
        for one, other in ((_IDEOGRAPH, _LATIN), (_LATIN, _IDEOGRAPH))
    )
    return f"{left} {right}" if is_border else left + right

"""The names by which users call rules, and what was probably meant by one that is none."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches


def nearest(name: str, names: Collection[str]) -> str | None:
    """The one of `names` that is most like `name`, None where none is."""
    close = get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return close[0] if close else None


def did_you_mean(name: str, names: Collection[str]) -> str:
    """A half sentence that proposes one of `names`, empty where none is like it."""
    close = nearest(name, names)
    return f"; did you mean {close}?" if close else ""

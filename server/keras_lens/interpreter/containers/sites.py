"""Where the elements of containers stand in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.containers.content import ITEMS
from keras_lens.interpreter.containers.lists import ListValue
from keras_lens.interpreter.containers.sequences import TupleValue
from keras_lens.interpreter.values import Value

if TYPE_CHECKING:
    from keras_lens.interpreter.sites import Site


def sites_of_elements(value: Value) -> Sequence[Site] | None:
    """Where the elements of a list or tuple stand, None where it was not written out (or was
    changed since)."""
    content = value.state[ITEMS] if isinstance(value, ListValue) else value
    return content.sites if isinstance(content, TupleValue) else None

"""What containers can be for one who only reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.containers.content import ITEMS
from keras_lens.interpreter.containers.dictionaries import DictValue
from keras_lens.interpreter.containers.dictionary_views import DictView
from keras_lens.interpreter.containers.lists import ListValue
from keras_lens.interpreter.containers.sequences import TupleValue
from keras_lens.interpreter.containers.sets import SetValue
from keras_lens.interpreter.values import Value, possibilities

if TYPE_CHECKING:
    from keras_lens.interpreter.sites import Site


def readings(value: Value) -> tuple[Value, ...]:
    """What `value` can be for one who only reads it: each of its alternatives, and for a list
    or dictionary whose content depends on an unknown condition a copy with each content."""
    return tuple(reading for one in possibilities(value) for reading in _copies(one))


def _copies(value: Value) -> Sequence[Value]:
    if isinstance(value, DictView):
        return [
            DictView(copy, value.name) if isinstance(copy, DictValue) else value
            for copy in _copies(value.of)
        ]
    if not isinstance(value, ListValue | DictValue | SetValue):
        return [value]
    contents = possibilities(value.state[ITEMS])
    if len(contents) == 1:
        return [value]
    copies: list[Value] = []
    for content in contents:
        copy = value.copy()
        copy.state[ITEMS] = content
        copies.append(copy)
    return copies


def sites_of_elements(value: Value) -> Sequence[Site] | None:
    """Where the elements of a list or tuple stand, None where it was not written out (or was
    changed since)."""
    content = value.state[ITEMS] if isinstance(value, ListValue) else value
    return content.sites if isinstance(content, TupleValue) else None

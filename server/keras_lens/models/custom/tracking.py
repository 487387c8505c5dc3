"""What Keras tracks of the attributes of a layer (`keras.src.utils.tracking`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keras_lens.interpreter.alternatives import Alternatives
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.values import Unknown, Value


def tracked(attributes: Iterable[Value]) -> tuple[Value, ...] | None:
    """What the attributes hold, each object once; None where some of it is not known."""
    found: dict[Value, None] = {}
    for attribute in attributes:
        for one in held_by(attribute):
            if isinstance(one, Unknown | Alternatives):
                return None
            found[one] = None
    return tuple(found)


def held_by(value: Value) -> Iterator[Value]:
    """What Keras tracks in an attribute: itself, or the elements of lists and dictionaries
    (`keras.src.utils.tracking`)."""
    if isinstance(value, ListValue | TupleValue):
        items = value.items() if isinstance(value, ListValue) else value.items
        if items is None:
            yield Unknown("what is in a list is not known")
        for item in items or ():
            yield from held_by(item)
    elif isinstance(value, DictValue):
        pairs = value.pairs()
        if pairs is None:
            yield Unknown("what is in a dictionary is not known")
        for _, item in pairs or ():
            yield from held_by(item)
    else:
        yield value

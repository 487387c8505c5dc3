"""Things that are iterated of which not all elements are known: batches of a data set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Constant, Unknown, Value, join

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine

_NEXT = "next"
_NO_MORE = Unknown("there are no more elements")


class Stream(NamedTuple):
    """What iterating gives.

    first: the elements that there surely are, in order. other: stands for any of those that may
    come after them.
    """

    first: Sequence[Value]
    other: Value


class StreamValue(Value):
    """What `enumerate` and `zip` make of something that is known as a stream."""

    __slots__ = ("_stream",)

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def describe(self) -> str:
        return "an iterator"

    def stream(self, machine: Machine) -> Stream | None:
        return self._stream


class IteratorValue(StateOwner, Value):
    """`iter(value)`. Its state is the number of elements that were taken."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream
        self.state[_NEXT] = Constant(0)

    def describe(self) -> str:
        return "an iterator"

    def stream(self, machine: Machine) -> Stream | None:
        taken = self._taken()
        if taken is None:
            return Stream((), join([*self._stream.first, self._stream.other]))
        return Stream(self._stream.first[taken:], self._stream.other)

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in ("__next__", "get_next", "next"):
            return Native(name, lambda *_: self.next(machine))
        return super().attribute(name, machine)

    def next(self, machine: Machine) -> Value:
        """`next(self)`."""
        first, other = self._stream
        taken = self._taken()
        if taken is None:
            return join([*first, other])
        if taken == len(first):
            return other
        machine.write(self, _NEXT, Constant(taken + 1))
        return first[taken]

    def _taken(self) -> int | None:
        taken = self.state[_NEXT]
        known = taken.literal if isinstance(taken, Constant) else None
        return known if isinstance(known, int) else None


def stream_of(value: Value, machine: Machine) -> Stream | None:
    """What iterating `value` gives, as far as it is known; None where nothing is."""
    elements = value.elements(machine)
    return value.stream(machine) if elements is None else Stream(elements, _NO_MORE)


def with_each(streams: Sequence[Stream]) -> Stream:
    """What `zip` makes of streams."""
    from keras_lens.interpreter.containers import TupleValue

    length = min((len(one.first) for one in streams), default=0)
    return Stream(
        [TupleValue(row) for row in zip(*(one.first[:length] for one in streams), strict=True)],
        TupleValue([join([*one.first[length:], one.other]) for one in streams]),
    )

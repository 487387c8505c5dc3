"""What Keras refuses while the program is interpreted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from keras_lens.interpreter.reach import Certainty
from keras_lens.models.records import RefusedCall, TensorRecord

Renumber = Callable[[Sequence[TensorRecord]], tuple[TensorRecord, ...]]

_SUREST_FIRST = tuple(Certainty)


class Refusals:
    """The calls that Keras refused, each once, at its surest."""

    def __init__(self) -> None:
        self._now: list[RefusedCall] = []
        self._closed: dict[tuple[object, ...], RefusedCall] = {}
        self._confirmed: set[tuple[object, ...]] | None = None
        self._first_number = 0

    def copy(self) -> Refusals:
        copied = Refusals()
        copied._now, copied._closed = list(self._now), dict(self._closed)
        copied._first_number = self._first_number
        return copied

    def note(self, call: RefusedCall, *, is_muted: bool) -> None:
        """Notes a refusal; the producers of its inputs are numbers of applications."""
        if self._confirmed is not None:
            if call.certainty is Certainty.SURE:
                self._confirmed.add(_cause(call))
        elif not is_muted and call.certainty is not Certainty.CAUGHT:
            self._now.append(self._doubted(call))

    def _doubted(self, call: RefusedCall) -> RefusedCall:
        """A function that nobody calls may be called before what the module does last."""
        numbers = [tensor.producer for tensor in call.inputs if tensor.producer is not None]
        if any(number <= self._first_number for number in numbers):
            return replace(call, certainty=Certainty.POSSIBLE)
        return call

    @property
    def depend_on_defaults(self) -> bool:
        """Whether one of this run may be due to the default values of a function's parameters."""
        return any(call.certainty is Certainty.DEFAULTS for call in self._now)

    @contextmanager
    def confirming(self) -> Iterator[None]:
        """While it lasts, the function of the run before runs without its defaults: what is
        refused then too does not depend on them."""
        confirmed = self._confirmed = set()
        try:
            yield
        finally:
            self._confirmed = None
        for key, call in self._closed.items():
            if call.certainty is Certainty.DEFAULTS and _cause(call) in confirmed:
                self._closed[key] = replace(call, certainty=Certainty.SURE)

    def close_run(self, renumbered: Renumber, last_number: int) -> None:
        """A run has ended; `last_number` is the last one of an application in it."""
        for call in self._now:
            record = replace(call, inputs=renumbered(call.inputs))
            key = record.site, record.constructor, record.what, record.name
            known = self._closed.setdefault(key, record)
            if _SUREST_FIRST.index(record.certainty) < _SUREST_FIRST.index(known.certainty):
                self._closed[key] = record
        self._now.clear()
        self._first_number = last_number

    def all(self) -> tuple[RefusedCall, ...]:
        """Those of the runs that are closed."""
        return tuple(self._closed.values())


def _cause(call: RefusedCall) -> tuple[object, ...]:
    return call.site, call.constructor, call.what, call.refusal.exception, call.refusal.phase

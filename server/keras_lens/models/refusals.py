"""What Keras refuses while the program is interpreted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace

from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
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
            return
        if is_muted or call.certainty is Certainty.CAUGHT or self._is_of_another_run(call):
            return
        self._now.append(call)

    def _is_of_another_run(self, call: RefusedCall) -> bool:
        """Whether a function that nobody calls uses what the module made: it may be called before
        the module does its last."""
        numbers = [tensor.producer for tensor in call.inputs if tensor.producer is not None]
        return any(number <= self._first_number for number in numbers)

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

    def close_run(
        self, renumbered: Renumber, last_number: int, others: Set[tuple[Site, Site]]
    ) -> None:
        """A run has ended; `last_number` is the last one of an application in it. others: sites and
        constructors of calls of layers that were not refused, or may not be."""
        for call in self._now:
            # What is added to a model that may be an unknown one leaves no trace there.
            is_seen = call.sequential is None or call.site == call.constructor
            is_layer = call.kind == "layer" and is_seen
            is_always = is_layer and (call.site, call.constructor) not in others
            if call.certainty is Certainty.POSSIBLE and is_always:
                call = replace(call, certainty=Certainty.BRANCH)
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

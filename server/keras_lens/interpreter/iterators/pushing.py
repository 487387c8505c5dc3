"""Running over an iterator up to some element."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.exceptions import Abandoned, Departure
from keras_lens.interpreter.frames import Completion, Landing, Leave
from keras_lens.interpreter.iterators.iterator import (
    Visitor,
)
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value


def run_until(
    push: Callable[[Visitor], None], visit: Callable[[Value], Value | None], machine: Machine
) -> None:
    """Pushes elements to `visit` until it gives None."""
    landing = Landing(machine.journal.mark(), frozenset())
    departure = Departure(landing, lambda: landing.arrive(_STOPPED, machine.journal))

    def visitor(element: Value) -> None:
        if visit(element) is None:
            raise Abandoned(departure)

    try:
        push(visitor)
        came_to_end = True
    except Abandoned as abandoned:
        came_to_end = False
        if abandoned.departure is departure:
            departure.arrive()
        elif not landing.arrivals:
            raise
        elif abandoned.departure is not None:
            abandoned.departure.arrive()
    if came_to_end:
        machine.journal.join(landing.mark, landing.changes)
    else:
        machine.journal.go_to(landing.mark, landing.changes)
    machine.journal.release(landing.mark)


_STOPPED = Completion(Leave.ABANDON)

"""Frames: where execution stands, and the ways in which a block can be left."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keras_lens.interpreter.exceptions import Departure
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.state import Changes, Journal, Mark
from keras_lens.interpreter.values import Value
from keras_lens.syntax.source import SourceFile

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine


class Leave(enum.Enum):
    """How a block is left before its end."""

    RETURN = "return"
    BREAK = "break"
    CONTINUE = "continue"
    RAISE = "raise"
    ABANDON = "abandon"
    """The path ends here and goes on elsewhere: a loop over a generator was left."""


@dataclass(frozen=True)
class Completion:
    """A block was left. `value` is what `return` gives or `raise` raises. `departure` says where
    an abandoned path goes on."""

    leave: Leave
    value: Value | None = None
    departure: Departure | None = None


@dataclass
class Landing:
    """A place that catches some ways of leaving: a call, a loop, a turn of a loop.

    mark: the journal's mark at its start. arrivals: the paths that left to here under a
    condition that is not known: how, and with which changes since `mark`. is_over: whether
    the code has come to it.
    """

    mark: Mark
    catches: frozenset[Leave]
    arrivals: list[tuple[Completion, Changes]] = field(default_factory=list)
    is_over: bool = False

    def arrive(self, completion: Completion, journal: Journal) -> None:
        """The path that is being followed ends here."""
        self.arrivals.append((completion, journal.changes_since(self.mark)))

    @property
    def changes(self) -> list[Changes]:
        """What the paths that arrived have changed."""
        return [changes for _, changes in self.arrivals]


MOST_RAISING_STATES = 8


@dataclass
class Guard(Landing):
    """A `try` with handlers: it catches what is raised in its body, also by functions that are
    called there.

    anywhere: whether so many places of the body may raise that their states are not told apart.
    """

    catches: frozenset[Leave] = frozenset({Leave.RAISE})
    anywhere: bool = False
    _last: int = -1

    def may_raise(self, journal: Journal) -> None:
        """Here something is done that may raise, it is not known what."""
        if self.anywhere or journal.writes == self._last:
            return
        self._last = journal.writes
        if len(self.arrivals) >= MOST_RAISING_STATES:
            self.anywhere = True
        else:
            self.arrive(Completion(Leave.RAISE), journal)


@dataclass
class Frame:
    """A running piece of code: a module, a call of a function, the body of a class.

    Evaluating needs the scope; leaving a block needs the landings, innermost last.
    `emit` takes what a generator yields (None outside of generators).
    """

    file: SourceFile
    scope: Scope
    landings: list[Landing] = field(default_factory=list)
    emit: Callable[[Value], None] | None = None

    def depart(self, completion: Completion, machine: Machine) -> None:
        """A path that may or may not be taken leaves here: its state is remembered at the
        landing that catches it. An exception that no `try` waits for is not followed."""
        if completion.leave is Leave.ABANDON:
            if completion.departure is not None:
                completion.departure.arrive()
            return
        if completion.leave is Leave.RAISE:
            if machine.guards:
                machine.guards[-1].arrive(completion, machine.journal)
            return
        for landing in reversed(self.landings):
            if completion.leave in landing.catches:
                landing.arrive(completion, machine.journal)
                machine.reach.note_left(landing)
                return

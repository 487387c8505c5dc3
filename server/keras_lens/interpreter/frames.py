"""Frames: where execution stands, and the ways in which a block can be left."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.state import Changes, Journal, Mark
from keras_lens.interpreter.values import Value
from keras_lens.syntax.source import SourceFile


class Leave(enum.Enum):
    """How a block is left before its end."""

    RETURN = "return"
    BREAK = "break"
    CONTINUE = "continue"
    RAISE = "raise"


@dataclass(frozen=True)
class Completion:
    """A block was left. `value` is what `return` gives or `raise` raises."""

    leave: Leave
    value: Value | None = None


@dataclass
class Landing:
    """A place that catches some ways of leaving: a call, a loop, a turn of a loop.

    mark: the journal's mark at its start. arrivals: the paths that left to here under a
    condition that is not known: how, and with which changes since `mark`.
    """

    catches: frozenset[Leave]
    mark: Mark
    arrivals: list[tuple[Completion, Changes]] = field(default_factory=list)


@dataclass
class Frame:
    """A running piece of code: a module, a call of a function, the body of a class.

    Evaluating needs the scope; leaving a block needs the landings, innermost last.
    `yielded` collects what a generator yields (None outside of generators).
    """

    file: SourceFile
    scope: Scope
    landings: list[Landing] = field(default_factory=list)
    yielded: list[Value] | None = None

    def depart(self, completion: Completion, journal: Journal) -> None:
        """A path that may or may not be taken leaves here: its state is remembered at the
        landing that catches it. A raised exception is not followed."""
        for landing in reversed(self.landings):
            if completion.leave in landing.catches:
                landing.arrivals.append((completion, journal.changes_since(landing.mark)))
                return

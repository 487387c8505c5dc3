"""How surely the program comes to what is being interpreted: for those who report what goes wrong
there."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from keras_lens.interpreter.frames import Landing


class Certainty(enum.Enum):
    """Whether what happens here happens when the program runs.

    SURE: it does, or in whatever way a function is called that nobody calls. DEFAULTS: in a
    function that nobody calls, if it is called with its defaults. BRANCH: if a condition of the
    program holds that is not known, whatever else does. POSSIBLE: perhaps. CAUGHT: perhaps, and if
    it raises, the program may expect that.
    """

    SURE = "sure"
    DEFAULTS = "defaults"
    BRANCH = "branch"
    POSSIBLE = "possible"
    CAUGHT = "caught"


class Reach:
    """What the interpreter is in the middle of.

    has_defaults: a function runs that nobody calls, with defaults of its own.
    """

    def __init__(self) -> None:
        self.has_defaults = False
        self._branches = 0
        self._values = 0
        self._catching = 0
        self._harmless = 0
        self._left: list[Landing] = []

    def certainty(self, guards: int) -> Certainty:
        """How sure it is; guards: in how many `try` statements it is."""
        if guards > self._harmless or self._catching:
            return Certainty.CAUGHT
        if self._values:
            return Certainty.POSSIBLE
        self._left = [landing for landing in self._left if not landing.is_over]
        if self._branches or self._left:
            return Certainty.BRANCH
        return Certainty.DEFAULTS if self.has_defaults else Certainty.SURE

    def note_left(self, landing: Landing) -> None:
        """A path left for `landing`: what comes before it, the program may not come to."""
        self._left.append(landing)

    @contextmanager
    def one_of_several(self, *, of_values: bool) -> Iterator[None]:
        """While it lasts, one of several ways is followed, which may not be taken.

        of_values: they differ in what a value is, which was decided elsewhere, perhaps together
        with a condition here.
        """
        if of_values:
            self._values += 1
        else:
            self._branches += 1
        try:
            yield
        finally:
            if of_values:
                self._values -= 1
            else:
                self._branches -= 1

    @contextmanager
    def guarded_from_others(self) -> Iterator[None]:
        """While it lasts, the innermost `try` waits for exceptions of other kinds only."""
        self._harmless += 1
        try:
            yield
        finally:
            self._harmless -= 1

    @contextmanager
    def that_may_catch(self) -> Iterator[None]:
        """While it lasts, something out of sight may catch what is raised."""
        self._catching += 1
        try:
            yield
        finally:
            self._catching -= 1

    @contextmanager
    def of_uncalled(self, *, has_defaults: bool) -> Iterator[None]:
        """While it lasts, a function runs that nobody calls."""
        before, self.has_defaults = self.has_defaults, has_defaults
        self._left = []
        try:
            yield
        finally:
            self.has_defaults = before


class Doubts(Protocol):
    """Whoever notes what happens, and asks whether it does so only because of defaults."""

    @property
    def depend_on_defaults(self) -> bool:
        """Whether something of this run may."""
        ...

    def confirming(self) -> AbstractContextManager[None]:
        """While it lasts, the run is repeated without defaults."""
        ...


class NoDoubts:
    """Nothing is noted."""

    depend_on_defaults = False

    def confirming(self) -> AbstractContextManager[None]:
        return nullcontext()

"""Bounds: whatever the program does, the analysis ends soon and stays small."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_STEPS = 600_000
"""Expressions and statements that are interpreted in one analysis."""
MOST_CALL_DEPTH = 60
MOST_MODULES = 200
"""Modules that are followed from one file."""
MOST_IMPORT_DEPTH = 30
MOST_LOOP_TURNS = 5_000
FEWEST_LOOP_STEPS = 3_000
"""A loop that takes no more is followed to its end, whatever it stands in."""
STEPS_OF_A_WAY = 5
"""What it takes besides to follow one of several ways, and to join it with the others."""
STEPS_OF_A_BRANCH = 20
"""The same for a block of statements."""
MOST_ELEMENTS = 20_000
"""Elements of one container."""
MOST_BITS = 4_096
"""Bits of one integer."""
MOST_CHARACTERS = 100_000
"""Characters of one string."""
MOST_NESTING = 150
"""Depth of one expression in the text."""

_STEPS_BETWEEN_LOOKS = 256
_FRAMES_OF_A_CALL = 400
"""Frames of Python that are kept for following what stands in one function of the program."""


class BudgetExceeded(Exception):
    """The program is too long to interpret; what was found so far stands."""


class Interrupted(Exception):
    """The analysis was told to stop."""


class Budget:
    """Counts the steps of one analysis.

    cancelled: asked now and then; true stops the analysis with `Interrupted`.
    """

    def __init__(self, cancelled: Callable[[], bool], steps: int = MOST_STEPS) -> None:
        self._cancelled = cancelled
        self._left = steps
        self._loop_ends: list[int] = []
        self._recursion_end: int | None = None

    @contextmanager
    def share(self) -> Iterator[None]:
        """While it lasts, half of what is left may be used: the other half is for what comes
        after."""
        kept = self._left // 2
        self._left -= kept
        try:
            yield
        finally:
            self._left = max(self._left, 0) + kept

    @contextmanager
    def loop(self) -> Iterator[None]:
        """While it lasts, a loop runs. It may take half of what is left, or of what is left to the
        loop around it; then it `is_loop_too_long`."""
        allowed = self._left // 2
        if self._loop_ends:
            allowed = min(allowed, (self._left - self._loop_ends[-1]) // 2)
        self._loop_ends.append(self._left - max(allowed, FEWEST_LOOP_STEPS))
        try:
            yield
        finally:
            self._loop_ends.pop()

    @property
    def is_loop_too_long(self) -> bool:
        """Whether the innermost loop has taken more than it may: its turns are too many to be
        followed one by one."""
        return self._left < self._loop_ends[-1]

    @contextmanager
    def recursion(self) -> Iterator[None]:
        """While it lasts, a function runs that has called itself. All that it does may take an
        eighth of what is left; then it `is_recursion_too_long`."""
        is_outermost = self._recursion_end is None
        if is_outermost:
            self._recursion_end = self._left - self._left // 8
        try:
            yield
        finally:
            if is_outermost:
                self._recursion_end = None

    @property
    def is_recursion_too_long(self) -> bool:
        """Whether functions that call themselves have taken more than they may."""
        return self._recursion_end is not None and self._left < self._recursion_end

    def charge(self, steps: int) -> None:
        """Something that takes as long as so many steps. Raises BudgetExceeded or Interrupted."""
        self._left -= steps
        if self._cancelled():
            raise Interrupted
        if self._left <= 0:
            raise BudgetExceeded

    def step(self) -> None:
        """One more step. Raises BudgetExceeded or Interrupted."""
        self._left -= 1
        if self._left % _STEPS_BETWEEN_LOOKS == 0:
            if self._cancelled():
                raise Interrupted
            if self._left <= 0:
                raise BudgetExceeded


def is_stack_nearly_full() -> bool:
    """Whether another call of the program might be more than Python can follow: the interpreter
    calls itself as deeply as the program does, and more often."""
    try:
        sys._getframe(sys.getrecursionlimit() - _FRAMES_OF_A_CALL)
    except ValueError:  # there are not so many
        return False
    return True

"""Bounds: whatever the program does, the analysis ends soon and stays small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_STEPS = 600_000
"""Expressions and statements that are interpreted in one analysis."""
MOST_CALL_DEPTH = 60
MOST_MODULES = 200
"""Modules that are followed from one file."""
MOST_IMPORT_DEPTH = 30
MOST_LOOP_TURNS = 5_000
MOST_ELEMENTS = 20_000
"""Elements of one container."""
MOST_BITS = 4_096
"""Bits of one integer."""
MOST_CHARACTERS = 100_000
"""Characters of one string."""
MOST_NESTING = 150
"""Depth of one expression in the text."""

_STEPS_BETWEEN_LOOKS = 256


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

    def step(self) -> None:
        """One more step. Raises BudgetExceeded or Interrupted."""
        self._left -= 1
        if self._left % _STEPS_BETWEEN_LOOKS == 0:
            if self._cancelled():
                raise Interrupted
            if self._left <= 0:
                raise BudgetExceeded

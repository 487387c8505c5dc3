"""When Python looks for garbage.

An analysis makes tens of thousands of objects that live until its end and refer to each other in
circles. To look for garbage among them every seven hundred, as Python does by itself, finds none
and takes a fifth of the time that a user waits for hints.
"""

from __future__ import annotations

import gc

_NEW_OBJECTS = 200_000
"""More than the analysis of an ordinary file makes."""


def collect_rarely() -> None:
    """To be called when a process of the server or the command line has started; what it has
    loaded stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)


def collect_remains() -> None:
    """To be called after an analysis, when its results are delivered."""
    gc.collect(1)

"""How often Python looks for garbage."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 50_000
"""More than an analysis of an ordinary file makes."""


def collect_rarely() -> None:
    """To be called when a process of the server or the command line has started.

    An analysis makes tens of thousands of objects that live until its end. To look for garbage
    among them every seven hundred, as Python does by itself, finds none and takes a fifth of the
    time. What the process has loaded stays, and need not be looked through at all.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)

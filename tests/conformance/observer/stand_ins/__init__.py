"""What scripts get in the place of the network, of a screen and of hours of training.

Stand-ins must not change a shape that Keras shows. So data sets have the documented numbers of
samples, and training is cut off behind its first step instead of being given less data.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from .graphs import without_conversion
from .images import made_up_folders
from .network import without_network
from .packages import harmless_packages
from .ready_made import without_weights
from .training import without_training as first_steps_only


@contextlib.contextmanager
def stand_ins(script: str, without_training: bool) -> Iterator[None]:
    """While it lasts, the script of that path works with stand-ins; training is cut short if so
    wanted."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(without_weights())
        if without_training:
            stack.enter_context(without_network())
            stack.enter_context(made_up_folders())
            stack.enter_context(harmless_packages(script))
            stack.enter_context(without_conversion())
            stack.enter_context(first_steps_only())
        yield

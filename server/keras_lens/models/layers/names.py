"""The names that Keras gives automatically: `dense`, `dense_1`, …

Source: `keras.src.utils.naming` (`auto_name`, `uniquify`). How many names a layer takes
from which counter is not known here: the evaluator counts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Constant, Unknown, Value

UNCERTAIN = "?"
"""The name of a layer that has different names on different paths of the program."""


_OF_BUILDING = ("functional", "input_layer", "keras_tensor")
"""The kinds of names that building a Sequential takes (`keras.src.models.sequential`)."""


class NameCounters(StateOwner):
    """Keras's counters, one for each kind of name."""

    def where_absent(self, key: str) -> Value | None:
        return Constant(0)

    def next_name(self, kind: str) -> str:
        """The name that the next object of this kind gets."""
        return self.name_after(kind, 0)

    def name_after(self, kind: str, number: int) -> str:
        """The name that an object of this kind gets when `number` others are made before."""
        count = self.state.get(kind, Constant(0))
        if not isinstance(count, Constant) or not isinstance(count.literal, int):
            return UNCERTAIN
        index = count.literal + number
        return f"{kind}_{index}" if index else kind

    def take(self, used: Iterable[tuple[str, int]], machine: Machine) -> None:
        """Counts names that were given."""
        for kind, number in used:
            if not number:
                continue
            count = self.state.get(kind)
            if count is None:
                machine.write(self, kind, Constant(number))
            elif isinstance(count, Constant) and isinstance(count.literal, int):
                machine.write(self, kind, Constant(count.literal + number))
            else:
                machine.write(self, kind, machine.operate("+", count, Constant(number)))

    def may_be_built(self, machine: Machine) -> None:
        """A Sequential model may have been built, out of what is not known: names were taken or
        not."""
        for kind in _OF_BUILDING:
            machine.write(self, kind, Unknown("whether a model was built is not known"))

    def reset(self, machine: Machine) -> None:
        """Starts again: `keras.utils.clear_session()`."""
        for kind in list(self.state):
            machine.write(self, kind, None)


def kind_of_class(class_name: str) -> str:
    """The kind of the automatic names of a class: `Conv2D` gives `conv2d`."""
    name = re.sub(r"\W+", "", class_name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()

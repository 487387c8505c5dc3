"""What is in a dictionary."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from keras_lens.interpreter.values import Constant, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine


Entries = dict[Hashable, tuple[Value, Value]]


class EntriesValue(Value):
    """What is in a dictionary: key and value by what the key is compared by. Never changed."""

    __slots__ = ("entries",)

    def __init__(self, entries: Entries) -> None:
        self.entries = entries

    def truth(self, machine: Machine) -> bool | None:
        return bool(self.entries)

    def length(self, machine: Machine) -> Value:
        return Constant(len(self.entries))

    def equivalent(self, other: Value) -> bool:
        return self is other or (
            isinstance(other, EntriesValue)
            and list(self.entries) == list(other.entries)
            and all(
                mine[0].equivalent(theirs[0]) and mine[1].equivalent(theirs[1])
                for mine, theirs in zip(self.entries.values(), other.entries.values(), strict=True)
            )
        )

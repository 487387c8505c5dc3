"""`d.keys()`, `d.values()` and `d.items()`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.containers.sequences import TupleValue
from keras_lens.interpreter.containers.sets import SetValue
from keras_lens.interpreter.values import Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.containers.dictionaries import DictValue
    from keras_lens.interpreter.machine import Machine


VIEWS: dict[str, Callable[[tuple[Value, Value]], Value]] = {
    "items": TupleValue,
    "keys": lambda pair: pair[0],
    "values": lambda pair: pair[1],
}


class DictView(Value):
    """`d.keys()`, `d.values()` or `d.items()`."""

    __slots__ = ("name", "of")

    type_name = "dict_view"

    def __init__(self, of: DictValue, name: str) -> None:
        self.of = of
        self.name = name

    def describe(self) -> str:
        return f"the {self.name} of a dictionary"

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        pairs = self.of.pairs()
        return None if pairs is None else [VIEWS[self.name](pair) for pair in pairs]

    def truth(self, machine: Machine) -> bool | None:
        return self.of.truth(machine)

    def length(self, machine: Machine) -> Value:
        return self.of.length(machine)

    def contains(self, value: Value, machine: Machine) -> bool | None:
        if self.name == "keys":
            return self.of.contains(value, machine)
        return super().contains(value, machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        if self.name == "values":
            return None
        mine = SetValue(self.elements(machine) or ())
        theirs = SetValue(other.unordered(machine) or ())
        if self.elements(machine) is None or other.unordered(machine) is None:
            return Unknown("what is in the dictionary is not known")
        if not isinstance(other, DictView | SetValue) and operator in ("==", "!="):
            return Constant(operator == "!=")
        return mine.operate(operator, theirs, reflected, machine)

    def escape(self, reason: str, machine: Machine) -> None:
        self.of.escape(reason, machine)

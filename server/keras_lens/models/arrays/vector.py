"""A vector whose numbers are known, as programs make them for depths, widths and rates."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.algebra import NumpyInteger
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, SliceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Constant, Value
from keras_lens.models.arrays.array import ArrayValue

ONLY_READ = frozenset(
    {"all", "any", "argmax", "argmin", "astype", "copy", "dtype", "max", "mean", "min", "ndim",
     "prod", "shape", "size", "std", "sum", "tolist", "var"}
)  # fmt: skip
"""Attributes through which nothing gets hold of what is in the array."""


NUMBERS_OF_A_STEP = 4
"""So many take as long as a step of the program."""


class Memory(StateOwner):
    """What a vector and its slices have in common: writing to one changes the others."""

    KEY = "is as made"

    def where_absent(self, key: str) -> Value | None:
        return Constant(True)


class VectorValue(ArrayValue):
    """An array of rank 1 and its numbers, as long as nothing is written to it.

    What is not done to it number by number gives an array of which the shape and the dtype are
    known alone.
    """

    __slots__ = ("_memory", "_numbers")

    def __init__(
        self, numbers: Sequence[Constant], dtype: str, memory: Memory | None = None
    ) -> None:
        super().__init__((len(numbers),), dtype)
        self._numbers = tuple(numbers)
        self._memory = memory or Memory()

    def numbers(self, machine: Machine) -> tuple[Constant, ...] | None:
        """The numbers, None where they may have been changed."""
        as_made = self._memory.state.get(Memory.KEY, Constant(True))
        return self._numbers if as_made.truth(machine) is True else None

    def literals(self) -> tuple[bool | int | float, ...] | None:
        """The same as plain numbers."""
        if Memory.KEY in self._memory.state:
            return None
        literals = [number.literal for number in self._numbers]
        return tuple(_plain(one) for one in literals if isinstance(one, bool | int | float))

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, VectorValue)
            and super().equivalent(other)
            and all(map(Constant.equivalent, self._numbers, other._numbers))
            and (self._memory is other._memory or not (self._memory.state or other._memory.state))
        )

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        return self.numbers(machine) or super().elements(machine)

    def attribute(self, name: str, machine: Machine) -> Value:
        numbers = self.numbers(machine)
        if name == "tolist" and numbers is not None:
            return Native(name, lambda *_: ListValue([_in_python(one) for one in numbers]))
        if name not in ONLY_READ:
            self.escape(f"'.{name}' may change it", machine)
        return super().attribute(name, machine)

    def item(self, index: Value, machine: Machine) -> Value:
        numbers = self.numbers(machine)
        if numbers is None:
            return super().item(index, machine)
        if isinstance(index, SliceValue):
            known = index.literal()
            if known is not None and known.step != 0:
                return VectorValue(numbers[known], self.dtype, self._memory)
        if isinstance(index, Constant) and isinstance(index.literal, int):
            place = index.literal
            if -len(numbers) <= place < len(numbers):
                return numbers[place]
        return super().item(index, machine)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        self.escape("it is written to", machine)

    def escape(self, reason: str, machine: Machine) -> None:
        machine.write(self._memory, Memory.KEY, Constant(False))

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        result = super().operate(operator, other, reflected, machine)
        numbers = self.numbers(machine)
        if not isinstance(result, ArrayValue) or not isinstance(other, Constant) or numbers is None:
            return result
        machine.budget.charge(len(numbers) // NUMBERS_OF_A_STEP)
        pairs = [(other, one) if reflected else (one, other) for one in numbers]
        calculated = [machine.operate(operator, left, right) for left, right in pairs]
        return vector(calculated, result.dtype) or result

    def negate(self, operator: str, machine: Machine) -> Value:
        numbers = self.numbers(machine)
        plain = ArrayValue(self.shape, self.dtype)
        if numbers is None or operator != "-":
            return plain
        machine.budget.charge(len(numbers) // NUMBERS_OF_A_STEP)
        return vector([machine.operate("-", Constant(0), one) for one in numbers], self.dtype) or (
            plain
        )

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        self.escape("it is changed in place", machine)
        return ArrayValue(self.shape, self.dtype)


def vector(numbers: Sequence[Value], dtype: str | None) -> VectorValue | None:
    """The vector of numbers, None where it is too long or one of them is not known."""
    if dtype is None or len(numbers) > MOST_ELEMENTS:
        return None
    converted = [_in_dtype(number, dtype) for number in numbers]
    known = [number for number in converted if number is not None]
    return VectorValue(known, dtype) if len(known) == len(numbers) else None


def _plain(number: bool | int | float) -> bool | int | float:
    return int(number) if isinstance(number, NumpyInteger) else number


def _in_python(number: Constant) -> Constant:
    literal = number.literal
    return Constant(_plain(literal)) if isinstance(literal, bool | int | float) else number


def _in_dtype(number: Value, dtype: str) -> Constant | None:
    """A number as an array holds it; None where what is left of it is not worked out here."""
    if not isinstance(number, Constant) or not isinstance(number.literal, int | float):
        return None
    try:
        if dtype == "bool":
            return Constant(bool(number.literal))
        if dtype in ("int32", "int64"):
            whole = int(number.literal)
            return Constant(NumpyInteger(whole, dtype)) if abs(whole) < 2**31 else None
        return Constant(float(number.literal)) if dtype == "float64" else None
    except (OverflowError, ValueError):
        return None

"""A parameter that nobody gives a value to, as long as it is used as a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.algebra import Polynomial, Size
from keras_lens.interpreter.values import Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site


class SymbolValue(Value):
    """Something unknown that has a name. It can be anything: that it is a number is assumed only
    by sums and products with it, and by who asks for `size` and checks the assumption.

    parameter: whether it is a parameter as it was given, and not calculated from some.
    """

    __slots__ = ("parameter", "reason", "size")

    def __init__(self, size: Polynomial, reason: str, parameter: bool = False) -> None:
        self.size = size
        self.reason = reason
        self.parameter = parameter

    @classmethod
    def of_parameter(cls, name: str) -> SymbolValue:
        """The parameter of a function that is not called."""
        reason = f"'{name}' is a parameter without a default"
        return cls(Polynomial.symbol(name), reason, parameter=True)

    def describe(self) -> str:
        return f"'{self.size}'"

    def unknown(self) -> Unknown:
        """The same without the name."""
        return Unknown(self.reason)

    def attribute(self, name: str, machine: Machine) -> Value:
        return self.unknown()

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return self.unknown().call(arguments, site, machine)

    def item(self, index: Value, machine: Machine) -> Value:
        return self.unknown()

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        operand = _operand(other)
        if operand is None:
            return self.unknown()
        left, right = (operand, self.size) if reflected else (self.size, operand)
        match operator:
            case "+":
                return size_value(left + right, self.reason)
            case "-":
                return size_value(left - right, self.reason)
            case "*":
                return size_value(left * right, self.reason)
            case "//" if isinstance(right, int) and right > 1:
                return size_value(left // right, self.reason)
        return self.unknown()

    def negate(self, operator: str, machine: Machine) -> Value:
        return size_value(-self.size, self.reason) if operator == "-" else self.unknown()

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, SymbolValue)
            and other.size == self.size
            and other.parameter == self.parameter
        )


def reason_of(value: Value, otherwise: str) -> str:
    """Why a value is not known, `otherwise` where it does not say."""
    return value.reason if isinstance(value, Unknown | SymbolValue) else otherwise


def size_value(size: Size | None, reason: str = "its size is not known") -> Value:
    """The value of a dimension or a number of parameters."""
    return SymbolValue(size, reason) if isinstance(size, Polynomial) else Constant(size)


def _operand(value: Value) -> Size | None:
    if isinstance(value, SymbolValue):
        return value.size
    if isinstance(value, Constant) and type(value.literal) is int:
        return value.literal
    return None

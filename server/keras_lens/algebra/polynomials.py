"""Polynomials in named whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Monomial: TypeAlias = tuple[str, ...]
"""Names of symbols in order, one for each factor: `("n", "n")` is the square of `n`."""

Size: TypeAlias = "int | Polynomial"

_NAMELESS = "?"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of monomials with their coefficients, none of them 0; at least one has a symbol.

    It behaves as a number in sums and products, and is written as `9·filters + 1`. A symbol is
    a name, or a quotient that stands for itself (`filters // 2`), or a number of which not even
    that is known, written `?`.
    """

    terms: tuple[tuple[Monomial, Fraction], ...]

    @classmethod
    def symbol(cls, name: str) -> Polynomial:
        """The polynomial that is just the symbol."""
        return cls((((name,), Fraction(1)),))

    @classmethod
    def quotient(cls, numerator: Size, divisor: int) -> Polynomial:
        """`numerator // divisor`, rounded down; a symbol of its own."""
        text = str(numerator)
        return cls.symbol(f"{text if text.isidentifier() else f'({text})'} // {divisor}")

    @classmethod
    def nameless(cls, identity: object) -> Polynomial:
        """A number that has no name; the same for the same (hashable) identity."""
        return cls.symbol(f"{_NAMELESS}{hash(identity)}")

    @property
    def is_nameless(self) -> bool:
        """Whether there is a number without a name in it."""
        return any(name.startswith(_NAMELESS) for name in self.symbols)

    @property
    def symbols(self) -> frozenset[str]:
        """The names in it."""
        return frozenset(name for monomial, _ in self.terms for name in monomial)

    def value_at(self, point: Mapping[str, int]) -> Fraction:
        """Its value where each symbol has the number that `point` gives."""
        total = Fraction(0)
        for monomial, coefficient in self.terms:
            for name in monomial:
                coefficient *= point[name]
            total += coefficient
        return total

    def __add__(self, other: Size) -> Size:
        return simplified((*self.terms, *_terms(other)))

    __radd__ = __add__

    def __neg__(self) -> Size:
        return self * -1

    def __sub__(self, other: Size) -> Size:
        return self + -other

    def __rsub__(self, other: Size) -> Size:
        return -self + other

    def __mul__(self, other: Size) -> Size:
        return simplified(
            (tuple(sorted(mine + theirs)), one * another)
            for mine, one in self.terms
            for theirs, another in _terms(other)
        )

    __rmul__ = __mul__

    def __floordiv__(self, divisor: int) -> Size:
        """The sum of exact quotients where all its coefficients can be divided, else a symbol
        of its own."""
        parts = [(monomial, coefficient / divisor) for monomial, coefficient in self.terms]
        if all(coefficient.denominator == 1 for _, coefficient in parts):
            return simplified(parts)
        return Polynomial.quotient(self, divisor)

    def __str__(self) -> str:
        if self.is_nameless:
            return _NAMELESS
        text = ""
        for monomial, coefficient in self.terms:
            sign = "-" if coefficient < 0 else "+"
            text += f" {sign} " if text else sign.removeprefix("+")
            text += _term_text(monomial, abs(coefficient))
        return text

    def __format__(self, specification: str) -> str:
        """Numbers in it are written as the specification says (`,` for thousands)."""
        return str(self)


def sum_of(sizes: Iterable[Size]) -> Size:
    """The sum of numbers and polynomials."""
    return sum(sizes)


def simplified(terms: Iterable[tuple[Monomial, Fraction]]) -> Size:
    """The sum of terms, a plain number where no symbol is left in it."""
    sums: dict[Monomial, Fraction] = {}
    for monomial, coefficient in terms:
        sums[monomial] = sums.get(monomial, Fraction(0)) + coefficient
    left = [(monomial, one) for monomial, one in sums.items() if one]
    if not any(monomial for monomial, _ in left):
        constant = sums.get((), Fraction(0))
        if constant.denominator == 1:
            return int(constant)
    return Polynomial(tuple(sorted(left, key=lambda term: (-len(term[0]), term[0]))))


def _terms(number: Size) -> tuple[tuple[Monomial, Fraction], ...]:
    return number.terms if isinstance(number, Polynomial) else (((), Fraction(number)),)


def _term_text(monomial: Monomial, coefficient: Fraction) -> str:
    if len(monomial) == 1 and coefficient == 1:
        return monomial[0]
    factors = [_power(name, monomial.count(name)) for name in dict.fromkeys(monomial)]
    if coefficient.numerator != 1 or not factors:
        factors.insert(0, f"{coefficient.numerator:,}")
    text = "·".join(factors)
    return text if coefficient.denominator == 1 else f"{text}/{coefficient.denominator}"


def _power(name: str, exponent: int) -> str:
    """A symbol in a product; `filters // 2` is a symbol too."""
    base = name if name.isidentifier() else f"({name})"
    return base if exponent == 1 else f"{base}{str(exponent).translate(_SUPERSCRIPTS)}"

"""Which polynomial a function is, found from its values at some points and checked at others."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from keras_lens.algebra.polynomials import Monomial, Polynomial, Size, simplified

Point: TypeAlias = Mapping[str, int]

_DEGREE = {1: 3, 2: 3, 3: 3, 4: 2}
"""The highest degree that is tried, by the number of symbols."""
_DIVISORS = range(2, 33)
_NUMBERS = (32, 47, 53, 64)
"""Numbers that are put for a symbol to find the polynomial: as many as its degree needs."""
_FRESH_NUMBERS = (82, 36, 75, 105, 126)
"""Numbers that it is checked with, none of them among the others: what is between even and odd
numbers (a halving, a rounding) is no polynomial. With the others, they leave every remainder
behind strides of up to 5, and behind 8."""


class NoFit(Exception):
    """The values are not those of a polynomial of low degree."""


class Fit:
    """The points at which a function of `symbols` is to be asked, and what its values there
    say. Raises NoFit for more symbols than can be asked about in a few questions."""

    def __init__(self, symbols: Sequence[str]) -> None:
        if len(symbols) not in _DEGREE:
            raise NoFit
        self._monomials = tuple(
            monomial
            for degree in range(_DEGREE[len(symbols)] + 1)
            for monomial in itertools.combinations_with_replacement(symbols, degree)
        )
        self.points: list[Point] = []
        rows: list[list[Fraction]] = []
        for numbers in _candidates(len(symbols)):
            point = dict(zip(symbols, numbers, strict=True))
            row = [_value(monomial, point) for monomial in self._monomials]
            if _independent([*rows, row]):
                rows.append(row)
                self.points.append(point)
            if len(rows) == len(self._monomials):
                break
        self._inverse = _inverted(rows)
        self.points += _checks(symbols)

    def size(self, values: Sequence[int]) -> Size:
        """The polynomial (or number) that has these values at `points`. Raises NoFit."""
        count = len(self._monomials)
        coefficients = [
            sum((one * value for one, value in zip(row, values[:count], strict=True)), Fraction(0))
            for row in self._inverse
        ]
        terms = list(zip(self._monomials, coefficients, strict=True))
        for point, value in zip(self.points[count:], values[count:], strict=True):
            if sum(one * _value(monomial, point) for monomial, one in terms) != value:
                raise NoFit
        return simplified(terms)

    def quotient(self, values: Sequence[int]) -> Size:
        """The `(symbol + addend) // divisor` that has these values at `points`, as strides make
        them. Raises NoFit, also where several have."""
        found = [
            Polynomial.quotient(Polynomial.symbol(symbol) + addend, divisor)
            for symbol in self.points[0]
            for divisor in _DIVISORS
            for addend in self._addends(symbol, divisor, values)
        ]
        if len(found) != 1:
            raise NoFit
        return found[0]

    def _addends(self, symbol: str, divisor: int, values: Sequence[int]) -> range:
        """The addends for which the quotient has `values` at all points."""
        lowest = [
            value * divisor - point[symbol]
            for point, value in zip(self.points, values, strict=True)
        ]
        return range(max(lowest), min(lowest) + divisor)


@functools.lru_cache(maxsize=64)
def samples_for(symbols: tuple[str, ...]) -> Fit:
    """The `Fit` of these symbols, made once. Raises NoFit."""
    return Fit(symbols)


def _candidates(count: int) -> list[tuple[int, ...]]:
    """Points to find a polynomial with, those with the first numbers first."""
    points = list(itertools.product(_NUMBERS, repeat=count))
    return sorted(points, key=lambda point: (sum(map(_NUMBERS.index, point)), point))


def _checks(symbols: Sequence[str]) -> list[Point]:
    """Points to check it with: each symbol has each of the fresh numbers once."""
    count = len(_FRESH_NUMBERS)
    return [
        {symbol: _FRESH_NUMBERS[(turn + 2 * place) % count] for place, symbol in enumerate(symbols)}
        for turn in range(count)
    ]


def _value(monomial: Monomial, point: Point) -> Fraction:
    value = Fraction(1)
    for name in monomial:
        value *= point[name]
    return value


def _independent(rows: Sequence[Sequence[Fraction]]) -> bool:
    """Whether no row is a sum of multiples of the others (Gaussian elimination)."""
    left = [list(row) for row in rows]
    rank = 0
    for column in range(len(left[0])):
        pivot = next((row for row in range(rank, len(left)) if left[row][column]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        for row in range(rank + 1, len(left)):
            factor = left[row][column] / left[rank][column]
            left[row] = [
                one - factor * other for one, other in zip(left[row], left[rank], strict=True)
            ]
        rank += 1
    return rank == len(left)


def _inverted(rows: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """The inverse of a square matrix of independent rows (Gauss and Jordan)."""
    count = len(rows)
    work = [
        [*row, *(Fraction(int(index == column)) for column in range(count))]
        for index, row in enumerate(rows)
    ]
    for column in range(count):
        pivot = next(row for row in range(column, count) if work[row][column])
        work[column], work[pivot] = work[pivot], work[column]
        scale = work[column][column]
        work[column] = [one / scale for one in work[column]]
        for row in range(count):
            if row != column and work[row][column]:
                factor = work[row][column]
                work[row] = [
                    one - factor * other for one, other in zip(work[row], work[column], strict=True)
                ]
    return [row[count:] for row in work]

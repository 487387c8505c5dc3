"""Functions of open sizes are recognised from their values, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keras_lens.algebra import Fit, NoFit, Size, samples_for


def fitted(function: Callable[..., int], *symbols: str) -> Size:
    fit = samples_for(symbols)
    return fit.size([function(*(point[name] for name in symbols)) for point in fit.points])


def quotient(function: Callable[..., int], *symbols: str) -> Size:
    fit = samples_for(symbols)
    return fit.quotient([function(*(point[name] for name in symbols)) for point in fit.points])


@given(st.lists(st.integers(-1000, 1000), min_size=4, max_size=4))
def test_a_polynomial_in_one_size_is_found(coefficients: list[int]) -> None:
    def function(n: int) -> int:
        return sum(one * n**degree for degree, one in enumerate(coefficients))

    found = fitted(function, "n")
    for n in (1, 10, 999):
        value = found if isinstance(found, int) else found.value_at({"n": n})
        assert value == function(n)


POLYNOMIALS: dict[str, tuple[Callable[..., int], tuple[str, ...]]] = {
    "7": (lambda n: 7, ("n",)),
    "n": (lambda n: n, ("n",)),
    "129·n": (lambda n: 129 * n, ("n",)),
    "9,216·n + 1": (lambda n: 9216 * n + 1, ("n",)),
    "4·n² + 4·n": (lambda n: 4 * n * (n + 1), ("n",)),
    "n²/2 + n/2": (lambda n: n * (n + 1) // 2, ("n",)),
    "n - 2": (lambda n: n - 2, ("n",)),
    "-n + 500": (lambda n: 500 - n, ("n",)),
    "a·b + b": (lambda a, b: (a + 1) * b, ("a", "b")),
    "a·b·c": (lambda a, b, c: a * b * c, ("a", "b", "c")),
}


@pytest.mark.parametrize("text", POLYNOMIALS)
def test_it_is_written_as_one_writes_it(text: str) -> None:
    function, symbols = POLYNOMIALS[text]
    found = fitted(function, *symbols)
    assert str(found) == text


OTHERS: dict[str, tuple[Callable[..., int], tuple[str, ...]]] = {
    "a halving": (lambda n: n // 2, ("n",)),
    "a halving of one of two": (lambda a, b: a // 2 + b, ("a", "b")),
    "a halving of the other": (lambda a, b: a + b // 2, ("a", "b")),
    "a remainder": (lambda n: n % 5, ("n",)),
    "a bound": (lambda n: min(n, 100), ("n",)),
    "a power of two": (lambda n: 2**n, ("n",)),
    "a fourth power": (lambda n: n**4, ("n",)),
    "a square root": (lambda n: int(n**0.5), ("n",)),
}


@pytest.mark.parametrize(("function", "symbols"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_polynomial_is_not_taken_for_one(
    function: Callable[..., int], symbols: tuple[str, ...]
) -> None:
    with pytest.raises(NoFit):
        fitted(function, *symbols)


@given(st.sampled_from([2, 3, 4, 5, 8]), st.integers(-9, 9), st.booleans())
def test_a_quotient_is_found(divisor: int, addend: int, with_another: bool) -> None:
    def function(n: int, *_: int) -> int:
        return (n + addend) // divisor

    found = quotient(function, "n", *(["other"] if with_another else []))
    numerator = "n" if addend == 0 else f"(n {'+' if addend > 0 else '-'} {abs(addend)})"
    assert str(found) == f"{numerator} // {divisor}"


def test_several_quotients_are_none() -> None:
    with pytest.raises(NoFit):
        quotient(lambda n: n // 31, "n")


def test_more_sizes_than_can_be_asked_about_are_refused() -> None:
    with pytest.raises(NoFit):
        Fit(("a", "b", "c", "d", "e"))

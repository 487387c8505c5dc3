"""Questions in which sizes are left open: Keras is asked with several numbers in their place.

What its answers have in common is the answer; numbers in them that differ are polynomials, found
at some points and checked at others. A parameter that is given to a layer could be something
else than a number: a pair, None, True. Keras is asked about those too, and where it takes one
and gives something else than the polynomial says, nothing is claimed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from keras_lens.algebra import Fit, NoFit, Polynomial, Size, samples_for
from keras_lens.evaluation.outcomes import (
    Applied,
    Computed,
    Constructed,
    Needed,
    Outcome,
    Refusal,
    Traced,
    Unanswered,
    is_lasting,
)
from keras_lens.evaluation.questions import Apply, Question
from keras_lens.evaluation.terms import CallTerm, TensorTerm, Term, TupleTerm

_ANSWERS = (Applied, Computed, Constructed, Needed, Traced)
_OTHER_THAN_NUMBERS: tuple[Term, ...] = (None, True, False, "same", TupleTerm((2, 3)))
_NOT_SHOWN = Unanswered("unsupported", "What it gives depends on {names}, which is not known.")


def symbols_in(content: object) -> list[str]:
    """The names of the sizes that a question (or a term) leaves open, sorted."""
    found: set[str] = set()
    try:
        _collect_symbols(content, found)
    except RecursionError:  # it is too deep to be asked at all
        return []
    return sorted(found)


def _collect_symbols(content: object, found: set[str]) -> None:
    kind = type(content)
    if kind is tuple:
        for part in cast("tuple[object, ...]", content):
            _collect_symbols(part, found)
    elif kind is Polynomial:
        found |= cast("Polynomial", content).symbols
    else:
        for name in _fields_of(kind):
            _collect_symbols(getattr(content, name), found)


_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields, of any other class none."""
    names = _FIELDS.get(kind)
    if names is None:
        is_dataclass = dataclasses.is_dataclass(kind)
        names = tuple(field.name for field in dataclasses.fields(kind)) if is_dataclass else ()
        _FIELDS[kind] = names
    return names


def ask_with_symbols(
    question: Question, symbols: Sequence[str], ask: Callable[[Question], Outcome]
) -> Outcome:
    """The answer to a question that leaves `symbols` open; one that is no lasting answer as soon
    as one of those that it is made of is none."""

    def ask_one(question: Question) -> Outcome:
        outcome = ask(question)
        if not is_lasting(outcome):
            raise _NotSettled(outcome)
        return outcome

    try:
        return _asked_at_points(question, symbols, ask_one)
    except _NotSettled as unsettled:
        return unsettled.outcome


class _NotSettled(Exception):
    """Keras has not answered, and may answer the next time."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def _asked_at_points(
    question: Question, symbols: Sequence[str], ask: Callable[[Question], Outcome]
) -> Outcome:
    unknown = dataclasses.replace(
        _NOT_SHOWN, detail=_NOT_SHOWN.detail.format(names=_in_words(symbols))
    )
    try:
        fit = samples_for(tuple(sorted(symbols)))
        outcomes = []
        for point in fit.points:
            outcomes.append(ask(_with_numbers(question, point)))
            if not isinstance(outcomes[-1], _ANSWERS):
                return _refused_everywhere(question, fit, outcomes[-1], ask) or unknown
        merged: Outcome = _Merge(question, fit).of(outcomes)
    except NoFit:
        return unknown
    is_number = all(_agrees(question, name, fit, ask) for name in _given_directly(question))
    return merged if is_number else unknown


def _in_words(symbols: Sequence[str]) -> str:
    """The symbols as they are named to the user; those without a name are sizes of data."""
    names = {
        "the size of data" if Polynomial.symbol(name).is_nameless else name for name in symbols
    }
    return " and ".join(sorted(names))


def _refused_everywhere(
    question: Question, fit: Fit, first: Outcome, ask: Callable[[Question], Outcome]
) -> Outcome | None:
    """The refusal, where Keras refuses whatever the numbers are, in the same words."""
    if not isinstance(first, Refusal):
        return first
    said = _without_sizes(first)
    if any(_without_sizes(ask(_with_numbers(question, point))) != said for point in fit.points):
        return None
    return said


_RANK = re.compile(r"(expected (?:min_|max_)?ndim=\d+, found ndim=\d+)\..*", re.DOTALL)
"""What `keras.src.layers.input_spec` says of a wrong rank, and then of the whole shape."""


def _without_sizes(outcome: Outcome) -> Outcome:
    """A refusal of a rank without the numbers that were put in the places of sizes."""
    if not isinstance(outcome, Refusal):
        return outcome
    return dataclasses.replace(outcome, message=_RANK.sub(r"\1.", outcome.message))


def _with_numbers(content: Any, point: Mapping[str, int]) -> Any:
    """A question or an answer with a number for each symbol."""
    if isinstance(content, Polynomial):
        value = content.value_at(point)
        if value.denominator != 1:
            raise NoFit
        return int(value)
    if isinstance(content, tuple):
        return tuple(_with_numbers(part, point) for part in content)
    if dataclasses.is_dataclass(content) and not isinstance(content, type):
        changed = {
            field.name: _with_numbers(getattr(content, field.name), point)
            for field in dataclasses.fields(content)
        }
        return dataclasses.replace(content, **changed)
    return content


class _Merge:
    """What all answers to one question say."""

    def __init__(self, question: Question, fit: Fit) -> None:
        self._question = question
        self._fit = fit
        self._nameless = 0

    def of(self, outcomes: Sequence[Any]) -> Any:
        """What all outcomes (or parts of them) say. Raises NoFit where they say things that do
        not go together."""
        first = outcomes[0]
        if all(type(one) is type(first) and one == first for one in outcomes):
            return first
        if all(type(one) is int for one in outcomes):
            return self._fit.size(outcomes)
        if any(type(one) is not type(first) for one in outcomes):
            raise NoFit
        if isinstance(first, tuple) and all(len(one) == len(first) for one in outcomes):
            return tuple(self.of(parts) for parts in zip(*outcomes, strict=True))
        if isinstance(first, TensorTerm):
            return self._tensor(outcomes)
        if isinstance(first, Constructed):
            outcomes = self._with_common_attributes(outcomes)
            first = outcomes[0]
        if dataclasses.is_dataclass(first) and not isinstance(first, type):
            merged = {
                field.name: self.of([getattr(one, field.name) for one in outcomes])
                for field in dataclasses.fields(first)
            }
            return dataclasses.replace(first, **merged)
        raise NoFit

    def _tensor(self, outcomes: Sequence[TensorTerm]) -> TensorTerm:
        """A tensor's sizes need not be polynomials; its rank and type have to be known."""
        first = outcomes[0]
        if any(len(one.shape) != len(first.shape) or one.dtype != first.dtype for one in outcomes):
            raise NoFit
        sizes = zip(*(one.shape for one in outcomes), strict=True)
        shape = tuple(map(self._dimension, sizes))
        return TensorTerm(shape, first.dtype, self._values([one.values for one in outcomes]))

    def _values(
        self, outcomes: Sequence[tuple[Size | None, ...] | None]
    ) -> tuple[Size | None, ...] | None:
        """The numbers in a tensor, None where nothing is known of them."""
        known = [one for one in outcomes if one is not None]
        if len(known) < len(outcomes) or len({len(one) for one in known}) > 1:
            return None
        try:
            return tuple(map(self._dimension, zip(*known, strict=True)))
        except NoFit:
            return None

    def _dimension(self, sizes: Sequence[Any]) -> Size | None:
        """A size of a tensor: a polynomial, what strides make of one, or one without a name."""
        if any(type(size) is not int for size in sizes):
            size: Size | None = self.of(sizes)
            return size
        for find in (self._fit.size, self._fit.quotient):
            with contextlib.suppress(NoFit):
                return find(sizes)
        self._nameless += 1
        return Polynomial.nameless((self._question, self._nameless))

    def _with_common_attributes(self, outcomes: Sequence[Constructed]) -> list[Constructed]:
        """A layer's attributes that are no polynomials are left out."""
        by_name = [dict(one.attributes) for one in outcomes]
        kept = []
        for name in by_name[0]:
            with contextlib.suppress(NoFit, KeyError):
                self.of([attributes[name] for attributes in by_name])
                kept.append(name)
        return [
            dataclasses.replace(one, attributes=tuple((name, attributes[name]) for name in kept))
            for one, attributes in zip(outcomes, by_name, strict=True)
        ]


def _given_directly(question: Question) -> Iterator[str]:
    """The parameters of the program that are arguments of the layer as they are."""
    if isinstance(question, Apply) and isinstance(question.term, CallTerm):
        given = (*question.term.args, *(value for _, value in question.term.kwargs))
        for value in given:
            if isinstance(value, Polynomial) and str(value) in value.symbols:
                yield str(value)


def _agrees(
    question: Question,
    name: str,
    fit: Fit,
    ask: Callable[[Question], Outcome],
) -> bool:
    """Whether Keras refuses other things than whole numbers, or gives the same for them."""
    assert isinstance(question, Apply)
    for other in _OTHER_THAN_NUMBERS:
        point = fit.points[0]
        if isinstance(other, bool):
            point = {**point, name: int(other)}
        asked = dataclasses.replace(
            _with_numbers(question, point), term=_with_other(question.term, name, other, point)
        )
        outcome = ask(asked)
        if not isinstance(outcome, Refusal) and outcome != ask(_with_numbers(question, point)):
            return False
    return True


def _with_other(term: Any, name: str, other: Term, point: Mapping[str, int]) -> CallTerm:
    """The layer with something else than a number for one of its arguments."""
    symbol = Polynomial.symbol(name)
    return CallTerm(
        term.path,
        tuple(other if one == symbol else _with_numbers(one, point) for one in term.args),
        tuple(
            (key, other if one == symbol else _with_numbers(one, point)) for key, one in term.kwargs
        ),
    )

"""Questions in which sizes are left open: Keras is asked with several numbers in their place.

What its answers have in common is the answer; numbers in them that differ are polynomials, found
at some points and checked at others. A parameter that is given to a layer could be something
else than a number: a pair, None, True. Keras is asked about those too, and where it takes one
and gives something else than the polynomial says, nothing is claimed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from keras_lens.algebra import Fit, NoFit, Polynomial, samples_for
from keras_lens.evaluation.outcomes import (
    Applied,
    Computed,
    Constructed,
    Needed,
    Outcome,
    Refusal,
    Traced,
    Unanswered,
)
from keras_lens.evaluation.questions import Apply, Question
from keras_lens.evaluation.terms import CallTerm, Term, TupleTerm

_ANSWERS = (Applied, Computed, Constructed, Needed, Traced)
_OTHER_THAN_NUMBERS: tuple[Term, ...] = (None, True, False, "same", TupleTerm((2, 3)))
_NOT_SHOWN = Unanswered("unsupported", "What it gives depends on {names}, which is not known.")


def symbols_in(content: object) -> Iterator[str]:
    """The names of the sizes that a question leaves open."""
    if isinstance(content, Polynomial):
        yield from content.symbols
    elif isinstance(content, tuple):
        for part in content:
            yield from symbols_in(part)
    elif dataclasses.is_dataclass(content):
        for field in dataclasses.fields(content):
            yield from symbols_in(getattr(content, field.name))


def ask_with_symbols(
    question: Question, symbols: Sequence[str], ask: Callable[[Question], Outcome]
) -> Outcome:
    """The answer to a question that leaves `symbols` open."""
    unknown = dataclasses.replace(
        _NOT_SHOWN, detail=_NOT_SHOWN.detail.format(names=" and ".join(sorted(symbols)))
    )
    try:
        fit = samples_for(tuple(sorted(symbols)))
        outcomes = []
        for point in fit.points:
            outcomes.append(ask(_with_numbers(question, point)))
            if not isinstance(outcomes[-1], _ANSWERS):
                return _refused_everywhere(question, fit, outcomes[-1], ask) or unknown
        merged: Outcome = _merged(outcomes, fit)
    except NoFit:
        return unknown
    is_number = all(_agrees(question, name, merged, fit, ask) for name in _given_directly(question))
    return merged if is_number else unknown


def _refused_everywhere(
    question: Question, fit: Fit, first: Outcome, ask: Callable[[Question], Outcome]
) -> Outcome | None:
    """The refusal, where Keras refuses whatever the numbers are, in the same words."""
    if not isinstance(first, Refusal):
        return first
    if any(ask(_with_numbers(question, point)) != first for point in fit.points):
        return None
    return first


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


def _merged(outcomes: Sequence[Any], fit: Fit) -> Any:
    """What all outcomes say. Raises NoFit where they say things that do not go together."""
    first = outcomes[0]
    if all(type(one) is type(first) and one == first for one in outcomes):
        return first
    if all(type(one) is int for one in outcomes):
        return fit.size(outcomes)
    if any(type(one) is not type(first) for one in outcomes):
        raise NoFit
    if isinstance(first, tuple) and all(len(one) == len(first) for one in outcomes):
        return tuple(_merged(parts, fit) for parts in zip(*outcomes, strict=True))
    if isinstance(first, Constructed):
        outcomes = _with_common_attributes(outcomes, fit)
        first = outcomes[0]
    if dataclasses.is_dataclass(first) and not isinstance(first, type):
        merged = {
            field.name: _merged([getattr(one, field.name) for one in outcomes], fit)
            for field in dataclasses.fields(first)
        }
        return dataclasses.replace(first, **merged)
    raise NoFit


def _with_common_attributes(outcomes: Sequence[Constructed], fit: Fit) -> list[Constructed]:
    """A layer's attributes that are no polynomials are left out."""
    by_name = [dict(one.attributes) for one in outcomes]
    kept = []
    for name in by_name[0]:
        try:
            _merged([attributes[name] for attributes in by_name], fit)
        except (NoFit, KeyError):
            continue
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
    merged: Outcome,
    fit: Fit,
    ask: Callable[[Question], Outcome],
) -> bool:
    """Whether Keras refuses other things than whole numbers, or gives the same for them."""
    assert isinstance(question, Apply)
    for other in _OTHER_THAN_NUMBERS:
        point = fit.points[0]
        asked = dataclasses.replace(
            _with_numbers(question, point), term=_with_other(question.term, name, other, point)
        )
        outcome = ask(asked)
        if isinstance(outcome, Refusal):
            continue
        as_number = {**point, name: int(other)} if isinstance(other, bool) else point
        if outcome != _with_numbers(merged, as_number):
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

"""Comprehensions of all kinds, and generator expressions, which are iterators."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeAlias

from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue, TupleValue
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.iterators import (
    DerivedIterator,
    ElementsNotKnown,
    IteratorValue,
    iterator_of,
)
from keras_lens.interpreter.loops import unknown_turns
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import assign
from keras_lens.interpreter.readings import each_reading
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import Unknown, Value

Comprehension: TypeAlias = "ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp"


def comprehend(node: Comprehension, frame: Frame, machine: Machine) -> Value:
    """The list, set, dictionary or iterator of a comprehension."""
    iterated = machine.evaluate(node.generators[0].iter, frame)
    return each_reading(iterated, lambda one: _comprehended(node, one, frame, machine), machine)


def _comprehended(node: Comprehension, iterated: Value, frame: Frame, machine: Machine) -> Value:
    inner = Frame(frame.file, Scope("comprehension", frame.scope))
    element = _element_of(node, inner, machine)
    if isinstance(node, ast.GeneratorExp):
        return _generator(node, iterated, element, inner, machine)
    items: list[Value] = []
    try:
        if isinstance(iterated, IteratorValue) and iterated.runs_program:
            generator = _generator(node, iterated, element, inner, machine)
            taken = generator.taken(machine).elements(machine)
            if taken is None:
                raise ElementsNotKnown("what the comprehension runs over is not known")
            items.extend(taken)
        else:
            elements = _elements(iterated, machine)
            _run(node.generators, elements, lambda: items.append(element()), inner, machine)
    except ElementsNotKnown as problem:
        return Unknown(str(problem))
    if isinstance(node, ast.DictComp):
        return DictValue(
            [(pair.items[0], pair.items[1]) for pair in items if isinstance(pair, TupleValue)]
        )
    return SetValue(items) if isinstance(node, ast.SetComp) else ListValue(items)


def _element_of(node: Comprehension, inner: Frame, machine: Machine) -> Callable[[], Value]:
    """What makes an element; of a dictionary, a pair."""
    if isinstance(node, ast.DictComp):
        key, value = node.key, node.value
        return lambda: TupleValue((machine.evaluate(key, inner), machine.evaluate(value, inner)))
    element = node.elt
    return lambda: machine.evaluate(element, inner)


def _generator(
    node: Comprehension,
    iterated: Value,
    element: Callable[[], Value],
    inner: Frame,
    machine: Machine,
) -> Value:
    """The elements of the first `for` are taken one by one, those of the others together."""

    def transform(
        value: Value, iterator: DerivedIterator, machine: Machine
    ) -> Sequence[Value] | None:
        made: list[Value] = []
        _run(node.generators, [value], lambda: made.append(element()), inner, machine)
        return made

    try:
        return DerivedIterator(iterator_of(iterated, machine), transform)
    except ElementsNotKnown as problem:
        unknown = Unknown(reason_of(iterated, str(problem)))
        unknown_turns(
            lambda: _perhaps(node.generators, unknown, element, inner, machine), inner, machine
        )
        return unknown


def _elements(iterated: Value, machine: Machine) -> Sequence[Value] | None:
    taken = iterated.taken(machine)
    elements = taken.elements(machine)
    if elements is not None:
        return elements
    try:
        return iterator_of(taken, machine).elements(machine)
    except ElementsNotKnown:
        return None


def _run(
    generators: Sequence[ast.comprehension],
    elements: Sequence[Value] | None,
    add: Callable[[], object],
    inner: Frame,
    machine: Machine,
) -> None:
    """Runs the loops. Raises ElementsNotKnown where the elements or a condition are not
    known."""
    first, rest = generators[0], generators[1:]
    if elements is None:
        # What is in the loop is looked at, for the layers that it makes.
        unknown = Unknown("what the comprehension runs over is not known")
        unknown_turns(lambda: _perhaps(generators, unknown, add, inner, machine), inner, machine)
        raise ElementsNotKnown(unknown.reason)
    if len(elements) > MOST_ELEMENTS:
        raise ElementsNotKnown("the comprehension is too long")
    uncertain: str | None = None
    for element in elements:
        try:
            _turn(first, rest, element, add, inner, machine)
        except ElementsNotKnown as problem:
            uncertain = str(problem)
    if uncertain is not None:
        raise ElementsNotKnown(uncertain)


def _turn(
    first: ast.comprehension,
    rest: Sequence[ast.comprehension],
    element: Value,
    add: Callable[[], object],
    inner: Frame,
    machine: Machine,
) -> None:
    """One element. Raises ElementsNotKnown."""
    assign(first.target, element, inner, machine)
    kept = _is_kept(first.ifs, inner, machine)
    if kept:
        _go_on(rest, add, inner, machine)
    if kept is not None:
        return

    def follow(is_kept: bool) -> None:
        if is_kept:
            with suppress(ElementsNotKnown):
                _go_on(rest, add, inner, machine)

    machine.each_possibly((True, False), follow)
    raise ElementsNotKnown("the comprehension's condition is not known")


def _perhaps(
    generators: Sequence[ast.comprehension],
    element: Value,
    add: Callable[[], object],
    inner: Frame,
    machine: Machine,
) -> None:
    with suppress(ElementsNotKnown):
        _turn(generators[0], generators[1:], element, add, inner, machine)


def _is_kept(conditions: Sequence[ast.expr], inner: Frame, machine: Machine) -> bool | None:
    """Whether all conditions hold, None where that is not known."""
    kept: bool | None = True
    for condition in conditions:
        truth = machine.evaluate(condition, inner).truth(machine)
        if truth is False:
            return False
        kept = None if truth is None else kept
    return kept


def _go_on(
    rest: Sequence[ast.comprehension],
    add: Callable[[], object],
    inner: Frame,
    machine: Machine,
) -> None:
    if not rest:
        add()
        return
    elements = _elements(machine.evaluate(rest[0].iter, inner), machine)
    _run(rest, elements, add, inner, machine)
